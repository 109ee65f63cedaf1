// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/process/processstatus.h"
#include "tests/support/programbench.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

class tst_NodeStop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopEndsAnyProgram_data();
    void stopEndsAnyProgram();
    void stopWhileStarting();
    void stopLetsSigtermListenersSpeak();
    void stopEndsChildren();
    void destructionEndsTheProgram();
    void stopWorksWhileOutputIsBlocked();
    void stopEndsAProgramThatIsPausedInADebugger();
    void stopSaysWhatBlocksIt_data();
    void stopSaysWhatBlocksIt();
    void stopEndsOtherBlockingCalls_data();
    void stopEndsOtherBlockingCalls();
    void stubbornChildrenEndToo();
    void destructionDoesNotWaitForABlockedProgram();
};

void tst_NodeStop::stopEndsAnyProgram_data()
{
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char *name, const char *source) {
        QTest::newRow(name) << QByteArray(source);
    };
    row("script", "console.log('go'); for (;;) {}");
    row("microtasks", "console.log('go'); (function f() { Promise.resolve().then(f) })()");
    row("nextTick", "console.log('go'); (function f() { process.nextTick(f) })()");
    row("timer", "console.log('go'); setInterval(() => {}, 1000)");
    row("worker",
        "const { Worker } = require('worker_threads');"
        "new Worker('for(;;);', { eval: true }).on('online', () => console.log('go'))");
    row("Atomics.wait",
        "console.log('go'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)");
    row("catastrophic expression", "console.log('go'); /(a+)+$/.test('a'.repeat(40) + 'b')");
    row("keeps catching",
        "console.log('go'); for (;;) { try { for (;;) {} } catch {} finally {} }");
    row("optimized, around a short loop of V8's own",
        "const { Worker } = require('worker_threads');"
        "new Worker('setTimeout(() => require(\"fs\").writeSync(1, \"go\"), 300)', { eval: true })"
        ".on('online', () => { for (;;) new Array(1000) })");
    row("the same in a worker",
        "const { Worker } = require('worker_threads');"
        "new Worker('for (;;) new Array(1000)', { eval: true })"
        ".on('online', () => setTimeout(() => console.log('go'), 300))");
    row("execSync", "console.log('go'); require('child_process').execSync('sleep 100')");
    row("ignores SIGTERM",
        "process.on('SIGTERM', () => {}); console.log('go');"
        "setInterval(() => {}, 1000)");
    row("server",
        "const http = require('http'); http.createServer(() => {}).listen(0, function() {"
        "http.get({ port: this.address().port }).on('error', () => {});"
        "console.log('go') })");
    row("reads a line", "console.log('go'); process.stdin.on('data', () => {})");
    row("reads a line and waits for it",
        "console.log('go'); require('fs').readSync(0, Buffer.alloc(9))");
    row("main thread paused by a worker",
        "const { Worker, isMainThread } = require('worker_threads');"
        "if (isMainThread) { new Worker(__filename); setInterval(() => { debugger }, 10) } else {"
        "const { Session } = require('inspector'); const s = new Session();"
        "s.connectToMainThread(); s.post('Debugger.enable');"
        "s.on('Debugger.paused', () => require('fs').writeSync(1, 'go')); setInterval(() => {}, "
        "1000) "
        "}");
    row("worker paused by the main thread",
        "const { Worker, isMainThread } = require('worker_threads');"
        "if (!isMainThread) setInterval(() => { debugger }, 10); else {"
        "const { Session } = require('inspector'); const s = new Session(); s.connect();"
        "s.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) =>"
        "s.post('NodeWorker.sendMessageToWorker', { sessionId,"
        "message: JSON.stringify({ id: 1, method: 'Debugger.enable' }) }));"
        "s.on('NodeWorker.receivedMessageFromWorker', ({ params: { message } }) => {"
        "if (JSON.parse(message).method === 'Debugger.paused') console.log('go') });"
        "s.post('NodeWorker.enable', { waitForDebuggerOnStart: false });"
        "new Worker(__filename) }");
}

void tst_NodeStop::stopEndsAnyProgram()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    bench.start(source);
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.stop();
    // That it is over is heard later: stop() has not waited for it.
    QVERIFY(bench.finished.isEmpty() && bench.runtime.state() == RunState::Stopping);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(bench.runtime.state(), RunState::Exited);
}

void tst_NodeStop::stopWhileStarting()
{
    Bench bench;
    bench.start("for (;;) {}");
    bench.runtime.stop();
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    bench.start("console.log('again')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("again\n"));
}

void tst_NodeStop::stopLetsSigtermListenersSpeak()
{
    Bench bench;
    bench.start("process.on('SIGTERM', () => { console.log('bye'); process.exit(7) });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("go\nbye\n"));
    QCOMPARE(bench.result().exitCode, 7);
}

void tst_NodeStop::stopEndsChildren()
{
    Bench bench;
    bench.start(
        "const c = require('child_process').spawn('sh', ['-c', 'sleep 100 & echo $!; wait']);"
        "c.stdout.on('data', d => console.log('pid', c.pid, +d, 'end'))");
    QVERIFY(bench.waitForOutput("end"));
    const QStringList words =
        bench.text().remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m"))).split(u' ');
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    for (const int word : { 1, 2 }) {
        const pid_t child = words.at(word).toInt();
        QVERIFY(child > 0);
        QTRY_COMPARE(process::processStatus(child).id, 0);
    }
}

void tst_NodeStop::destructionEndsTheProgram()
{
    for (const char *source : { "for (;;) console.log('x'.repeat(1000))", "for (;;) {}" }) {
        Bench bench;
        bench.start(source);
        QTRY_COMPARE(bench.runtime.state(), RunState::Running);
    }
}

void tst_NodeStop::stopWorksWhileOutputIsBlocked()
{
    Bench bench;
    bench.start("for (;;) process.stdout.write('y'.repeat(100000))");
    QVERIFY(bench.waitForOutput("y"));
    QVERIFY(bench.stop());
}

void tst_NodeStop::stopEndsAProgramThatIsPausedInADebugger()
{
    Bench bench;
    bench.start("const inspector = require('inspector'); inspector.open(0);"
                "console.log(inspector.url() + ' end');"
                "setInterval(() => { debugger; }, 10)");
    QVERIFY(bench.waitForOutput(" end"));
    const QString text = bench.text();
    const qsizetype begin = text.lastIndexOf(QStringLiteral("ws://"));
    const QString url = text.mid(begin, text.indexOf(QStringLiteral(" end")) - begin);

    QFile script(bench.folder.filePath(QStringLiteral("client.js")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("const socket = new WebSocket(process.argv[2]);"
                 "socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: "
                 "'Debugger.enable' }));"
                 "socket.onmessage = ({ data }) => { if (JSON.parse(data).method === "
                 "'Debugger.paused') console.log('paused') };"
                 "socket.onclose = socket.onerror = () => process.exit()");
    script.close();
    QProcess client;
    client.start(core::nodeProgram(), { script.fileName(), url });
    QByteArray said;
    QVERIFY(QTest::qWaitFor(
        [&] { return (said += client.readAllStandardOutput()).contains("paused"); }, timeoutMs));

    QVERIFY(bench.stop());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QTRY_COMPARE_WITH_TIMEOUT(process::processStatus(pid_t(client.processId())).id, 0, timeoutMs);
}

void tst_NodeStop::stopSaysWhatBlocksIt_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("said");
    // Such a thread cannot be asked for its function.
    QTest::newRow("all signals blocked, in the kernel")
        << QStringLiteral("sleep") << QStringLiteral("system call “nanosleep”, most likely");
    QTest::newRow("busy") << QStringLiteral("spin")
                          << QStringLiteral("native function “looptide_test_spin” of");
}

void tst_NodeStop::stopSaysWhatBlocksIt()
{
    QFETCH(const QString, mode);
    QFETCH(const QString, said);
    Bench bench;
    RunRequest request =
        bench.request("process.dlopen({ exports: {} }, '" BLOCKING_ADDON_FILE "')");
    QFile until(bench.folder.filePath(QStringLiteral("until")));
    request.environment.insert(QStringLiteral("MODE"), mode);
    request.environment.insert(QStringLiteral("UNTIL"), until.fileName());
    QSignalSpy blocked(&bench.runtime, &core::Runtime::stopBlocked);
    bench.start(request);
    QVERIFY(bench.waitForOutput("blocked"));
    bench.runtime.stop();
    QVERIFY(blocked.wait(timeoutMs));
    const QString what = blocked.first().first().toString();
    QVERIFY2(what.contains(QStringLiteral("blocking_addon.node")), qPrintable(what));
    QVERIFY2(what.contains(said), qPrintable(what));
    QCOMPARE(bench.runtime.state(), RunState::Stopping);
    bench.runtime.writeInput("typed\r"); // all of it is still safe to call
    bench.runtime.resizeTerminal(90, 30);
    bench.runtime.stop();
    QVERIFY(until.open(QIODevice::WriteOnly));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(blocked.size(), 1);
}

void tst_NodeStop::stopEndsOtherBlockingCalls_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("a pipe that nobody writes to") << QByteArray(
        "const fs = require('fs'); require('child_process').execFileSync('mkfifo', ['fifo']);"
        "const fd = fs.openSync('fifo', 'r+'); console.log('go'); fs.readSync(fd, "
        "Buffer.alloc(9))");
    const auto fifo = [](const char *name, const QByteArray &source) {
        QTest::newRow(name) << "const fs = require('fs');"
                               "require('child_process').execFileSync('mkfifo', ['fifo']);"
                + source;
    };
    fifo("opening a named pipe to read", "console.log('go'); fs.openSync('fifo', 'r')");
    fifo("opening a named pipe to write", "console.log('go'); fs.openSync('fifo', 'w')");
    fifo("a file read as a whole", "console.log('go'); fs.readFileSync('fifo')");
    fifo("opening in the pool",
         "for (let i = 0; i < 9; i++) fs.promises.open('fifo'); setTimeout(() => "
         "console.log('go'))");
    fifo("reading in the pool",
         "const fd = fs.openSync('fifo', 'r+'); fs.read(fd, Buffer.alloc(9), () => {});"
         "setTimeout(() => console.log('go'))");
    fifo("opening in a worker",
         "const { Worker } = require('worker_threads'); new Worker("
         "'require(\"fs\").openSync(\"fifo\")', { eval: true }).on('online', () => "
         "console.log('go'))");
    fifo("reading in a worker",
         "const { Worker } = require('worker_threads'); new Worker("
         "'const fs = require(\"fs\"); fs.readSync(fs.openSync(\"fifo\", \"r+\"), "
         "Buffer.alloc(9))', { eval: true }).on('online', () => console.log('go'))");
    QTest::newRow("standard input in the pool") << QByteArray(
        "require('fs').createReadStream('/dev/stdin').on('data', () => {}); console.log('go')");
    QTest::newRow("names that are looked up") << QByteArray(
        "for (let i = 0; i < 20; i++) require('dns').lookup(`looptide${i}.invalid`, () => {});"
        "console.log('go')");
    QTest::newRow("Atomics.wait in a worker") << QByteArray(
        "const { Worker } = require('worker_threads'); new Worker("
        "'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', { eval: true })"
        ".on('online', () => console.log('go'))");
}

void tst_NodeStop::stopEndsOtherBlockingCalls()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    QSignalSpy blocked(&bench.runtime, &core::Runtime::stopBlocked);
    bench.start(source);
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(blocked.size(), 0);
}

void tst_NodeStop::stubbornChildrenEndToo()
{
    Bench bench;
    bench.start("const c = require('child_process').spawn('sh', ['-c',"
                "'trap \"\" TERM; echo ready; while :; do sleep 0.01; done']);"
                "c.stdout.on('data', () => process.stdout.write(c.pid + ' end'))");
    QVERIFY(bench.waitForOutput("end"));
    const pid_t child = bench.text().split(u' ').first().toInt();
    QVERIFY(child > 0);
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QTRY_COMPARE(process::processStatus(child).id, 0);
}

// In a process of its own, which is of no use afterwards.
void tst_NodeStop::destructionDoesNotWaitForABlockedProgram()
{
    if (!hearsOfEnds)
        QSKIP("QProcess does not hear that the process has ended.");
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("app.js")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("process.dlopen({ exports: {} }, '" BLOCKING_ADDON_FILE "')");
    script.close();
    for (const QString &mode : { QStringLiteral("sleep"), QStringLiteral("spin") }) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MODE"), mode);
        environment.insert(QStringLiteral("UNTIL"), folder.filePath(QStringLiteral("never")));
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/hostonce"),
                      { script.fileName(), QStringLiteral("leave") });
        QVERIFY(process.waitForFinished(timeoutMs));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 7);
        const QJsonObject facts = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        const QJsonObject second = facts.value(QStringLiteral("second")).toObject();
        QCOMPARE(second.value(QStringLiteral("reason")).toInt(-1), int(Reason::FailedToStart));
        QVERIFY(facts.value(QStringLiteral("isBack")).toBool());
    }
}

QTEST_GUILESS_MAIN(tst_NodeStop)
#include "tst_nodestop.moc"
