// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/core/tracecollector.h"
#include "runtime/node/noderuntime.h"
#include "runtime/node/process.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace looptide;
using core::RunRequest;
using core::RunResult;
using core::RunState;
using Reason = RunResult::Reason;

namespace {

constexpr int timeoutMs = 15'000;
constexpr int stopMs = 1'000; // what a person is promised

// Runs programs in a terminal as the window does, and remembers all that comes back.
class Bench : public QObject
{
    Q_OBJECT
public:
    Bench()
    {
        connect(&runtime, &core::Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
    }

    RunRequest request(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        RunRequest request;
        request.script = folder.filePath(name);
        QFile file(request.script);
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write the program");
        request.workingDirectory = folder.path();
        request.environment = QProcessEnvironment::systemEnvironment();
        // Node colours less, or not at all, where these are set.
        for (const auto *name : { "CI", "FORCE_COLOR", "NODE_DISABLE_COLORS", "NO_COLOR" })
            request.environment.remove(QLatin1StringView(name));
        return request;
    }

    void start(const RunRequest &request)
    {
        output.clear();
        finished.clear();
        runtime.start(request);
    }
    void start(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        start(request(source, name));
    }
    bool waitForEnd() { return !finished.isEmpty() || finished.wait(timeoutMs); }
    RunResult result() const { return finished.value(0).value(0).value<RunResult>(); }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    QString text() const
    {
        return QString::fromUtf8(output).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    }

    QTemporaryDir folder;
    host::NodeRuntime runtime;
    QSignalSpy finished { &runtime, &core::Runtime::runFinished };
    QByteArray output;
};

} // namespace

class tst_NodeRuntime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void statesAreReportedInOrder();
    void outputArrivesBeforeTheEnd();
    void standardStreamsAreATerminalOfTheAskedSize();
    void writesPastNodeToDescriptorOneAreSeen();
    void execPathIsLooptideNode();
    void threadIdStaysZeroInEveryRun();
    void exitCodes_data();
    void exitCodes();
    void stopEndsABusyLoop_data();
    void stopEndsABusyLoop();
    void stopWhileStarting();
    void stopLetsSigtermListenersSpeak();
    void stopEndsChildren();
    void typedTextReachesTheProgram();
    void interruptEndsAProgramWithoutListener();
    void interruptReachesAListener();
    void resizeIsSeenByTheProgram();
    void killingItselfEndsTheRunOnly_data();
    void killingItselfEndsTheRunOnly();
    void killingItselfReachesItsListener();
    void processStateIsPutBack();
    void titleBelongsToTheRun();
    void missingFileIsReportedAsByNode();
    void missingFolderFailsToStart();
    void secondRunAtTheSameTimeFailsToStart();
    void memoryThatRunsOutEndsTheRunOnly();
    void destructionEndsTheProgram();
    void hugeOutputArrivesWhole();
    void stopWorksWhileOutputIsBlocked();
    void workersAndChildrenRun();
    void restartsAreCheap();
    void requestsAndPhasesAreRecorded();
    void nothingIsRecordedWhenOff();
};

void tst_NodeRuntime::initTestCase()
{
    // Read once, when Node is initialised: a heap that can be filled in a moment.
    qputenv("NODE_OPTIONS", "--max-old-space-size=128");
}

void tst_NodeRuntime::statesAreReportedInOrder()
{
    Bench bench;
    QList<RunState> states;
    connect(&bench.runtime, &core::Runtime::stateChanged, &bench,
            [&](RunState state) { states += state; });
    QCOMPARE(bench.runtime.state(), RunState::Idle);
    bench.start("1");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(states, (QList { RunState::Starting, RunState::Running, RunState::Exited }));
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, 0);
    QVERIFY(bench.result().durationMs >= 0);
}

void tst_NodeRuntime::outputArrivesBeforeTheEnd()
{
    Bench bench;
    bench.start("for (let i = 0; i < 3; i++) console.log('line', i)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(
        bench.text(),
        QStringLiteral("line \x1b[33m0\x1b[39m\nline \x1b[33m1\x1b[39m\nline \x1b[33m2\x1b[39m\n"));
}

void tst_NodeRuntime::standardStreamsAreATerminalOfTheAskedSize()
{
    Bench bench;
    RunRequest request = bench.request(
        "process.stdout.write(JSON.stringify([process.stdin.isTTY, process.stdout.isTTY,"
        "process.stderr.isTTY, process.stdout.columns, process.stdout.rows, process.env.TERM,"
        "process.stdout.getColorDepth()]))");
    request.columns = 101;
    request.rows = 33;
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("[true,true,true,101,33,\"xterm-256color\",24]"));
}

void tst_NodeRuntime::writesPastNodeToDescriptorOneAreSeen()
{
    Bench bench;
    bench.start("require('fs').writeSync(1, 'one'); require('fs').writeSync(2, 'two');"
                "require('child_process').execSync('echo three', { stdio: 'inherit' })");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("onetwothree\n"));
}

void tst_NodeRuntime::execPathIsLooptideNode()
{
    Bench bench;
    bench.start("process.stdout.write([process.execPath, process.argv[0], process.argv.length,"
                "process.argv0].join())");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(),
             core::nodeProgram() + u',' + core::nodeProgram() + QStringLiteral(",2,node"));
}

void tst_NodeRuntime::threadIdStaysZeroInEveryRun()
{
    Bench bench;
    for (int run = 0; run < 3; ++run) {
        bench.start("const w = require('worker_threads'); process.stdout.write(w.threadId + ' '"
                    "+ w.isMainThread)");
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.text(), QStringLiteral("0 true"));
    }
}

void tst_NodeRuntime::exitCodes_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const char *source, int code,
                        const char *file = "app.js") {
        QTest::newRow(name) << QByteArray(source) << QString::fromLatin1(file) << code;
    };
    row("end", "", 0);
    row("process.exit", "process.exit(3)", 3);
    row("process.exit in a callback", "setTimeout(() => process.exit(4), 1)", 4);
    row("process.exitCode", "process.exitCode = 5", 5);
    row("exit listener", "process.on('exit', () => { process.exitCode = 6 })", 6);
    row("uncaught error", "throw new Error('x')", 1);
    row("uncaught error, later", "setImmediate(() => { throw new Error('x') })", 1);
    row("unhandled rejection", "Promise.reject(new Error('x'))", 1);
    row("handled uncaught error", "process.on('uncaughtException', () => {}); throw 1", 0);
    row("unsettled top-level await", "await new Promise(() => {})", 13, "app.mjs");
    row("syntax error", "let let = 1", 1);
    row("missing module", "require('./nothing')", 1);
    row("exit in exit", "process.on('exit', () => process.exit(9))", 9);
}

void tst_NodeRuntime::exitCodes()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QString, file);
    QFETCH(const int, code);
    Bench bench;
    bench.start(source, file);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, code);
}

void tst_NodeRuntime::stopEndsABusyLoop_data()
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
}

void tst_NodeRuntime::stopEndsABusyLoop()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    bench.start(source);
    QVERIFY(bench.waitForOutput("go"));
    QElapsedTimer clock;
    clock.start();
    bench.runtime.stop();
    QVERIFY2(clock.elapsed() < 50, "stop() blocked the window");
    QVERIFY(bench.waitForEnd());
    QVERIFY2(clock.elapsed() < stopMs, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(bench.runtime.state(), RunState::Exited);
}

void tst_NodeRuntime::stopWhileStarting()
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

void tst_NodeRuntime::stopLetsSigtermListenersSpeak()
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

void tst_NodeRuntime::stopEndsChildren()
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
        QTRY_VERIFY(kill(child, 0) != 0
                    || QFile::exists(QStringLiteral("/proc/%1/exe").arg(child)) == false);
    }
}

void tst_NodeRuntime::typedTextReachesTheProgram()
{
    Bench bench;
    bench.start("const r = require('readline').createInterface({ input: process.stdin,"
                "output: process.stdout });"
                "r.question('name? ', n => { console.log('hello ' + n); r.close() })");
    QVERIFY(bench.waitForOutput("name? "));
    bench.runtime.writeInput("Ada\r");
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.output.contains("hello Ada"), bench.output);
    QCOMPARE(bench.result().exitCode, 0);
}

void tst_NodeRuntime::interruptEndsAProgramWithoutListener()
{
    Bench bench;
    bench.start("console.log('go'); for (;;) {}");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.writeInput("\x03");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Signalled);
    QCOMPARE(bench.result().signal, SIGINT);
    QCOMPARE(bench.result().exitCode, 130);
}

void tst_NodeRuntime::interruptReachesAListener()
{
    Bench bench;
    bench.start("process.once('SIGINT', s => { console.log(s); process.exit(0) });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.writeInput("\x03");
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.output.contains("SIGINT"));
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, 0);
}

void tst_NodeRuntime::resizeIsSeenByTheProgram()
{
    Bench bench;
    bench.start("process.stdout.on('resize', () => { process.stdout.write([process.stdout.columns,"
                "process.stdout.rows].join('x')); process.exit() });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.resizeTerminal(123, 45);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.output.contains("123x45"), bench.output);
}

void tst_NodeRuntime::killingItselfEndsTheRunOnly_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << QByteArray("process.kill(process.pid); for (;;) {}") << SIGTERM;
    QTest::newRow("SIGKILL") << QByteArray("process.kill(process.pid, 'SIGKILL')") << SIGKILL;
    QTest::newRow("SIGSEGV") << QByteArray("process.kill(process.pid, 'SIGSEGV')") << SIGSEGV;
    QTest::newRow("group") << QByteArray("process.kill(0, 'SIGINT')") << SIGINT;
    QTest::newRow("abort") << QByteArray("process.abort()") << SIGABRT;
    QTest::newRow("worker") << QByteArray(
        "const { Worker } = require('worker_threads');"
        "new Worker('process.kill(process.pid, \"SIGTERM\")', { eval: true })")
                            << SIGTERM;
}

void tst_NodeRuntime::killingItselfEndsTheRunOnly()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, signal);
    Bench bench;
    bench.start(source);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Signalled);
    QCOMPARE(bench.result().signal, signal);
}

void tst_NodeRuntime::killingItselfReachesItsListener()
{
    Bench bench;
    bench.start("process.on('SIGUSR2', s => { console.log('got', s); process.exit(2) });"
                "process.kill(process.pid, 'SIGUSR2'); setInterval(() => {}, 1000)");
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.output.contains("got SIGUSR2"));
    QCOMPARE(bench.result().exitCode, 2);
}

void tst_NodeRuntime::processStateIsPutBack()
{
    const QString directory = QDir::currentPath();
    const mode_t mask = umask(0);
    umask(mask);
    qputenv("LOOPTIDE_TEST_KEPT", "mine");
    struct sigaction before {};
    sigaction(SIGTERM, nullptr, &before);
    struct stat streamBefore {}, streamAfter {};
    fstat(STDOUT_FILENO, &streamBefore);

    Bench bench;
    RunRequest request = bench.request(
        "process.stdout.write([process.cwd() === require('fs').realpathSync(__dirname),"
        "process.env.LOOPTIDE_TEST_KEPT, process.env.LOOPTIDE_TEST_GIVEN].join());"
        "process.chdir('/'); process.umask(0o777); process.env.LOOPTIDE_TEST_KEPT = 'theirs';"
        "process.env.LOOPTIDE_TEST_ADDED = '1'; process.env.TZ = 'Asia/Tokyo';"
        "process.on('SIGTERM', () => {}); process.exit()");
    request.environment.remove(QStringLiteral("LOOPTIDE_TEST_KEPT"));
    request.environment.insert(QStringLiteral("LOOPTIDE_TEST_GIVEN"), QStringLiteral("given"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());

    QCOMPARE(bench.text(), QStringLiteral("true,,given"));
    QCOMPARE(QDir::currentPath(), directory);
    QCOMPARE(umask(mask), mask);
    QCOMPARE(qgetenv("LOOPTIDE_TEST_KEPT"), "mine");
    QVERIFY(!qEnvironmentVariableIsSet("LOOPTIDE_TEST_GIVEN"));
    QVERIFY(!qEnvironmentVariableIsSet("LOOPTIDE_TEST_ADDED"));
    QVERIFY(qgetenv("TZ") != "Asia/Tokyo");
    struct sigaction after {};
    sigaction(SIGTERM, nullptr, &after);
    QVERIFY(after.sa_handler == before.sa_handler);
    fstat(STDOUT_FILENO, &streamAfter);
    QCOMPARE(streamAfter.st_ino, streamBefore.st_ino);
}

void tst_NodeRuntime::titleBelongsToTheRun()
{
    Bench bench;
    bench.start("process.title = 'mine'; process.stdout.write(process.title)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("mine"));
    bench.start("process.stdout.write(process.title)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("node"));
}

void tst_NodeRuntime::missingFileIsReportedAsByNode()
{
    Bench bench;
    RunRequest request = bench.request("");
    request.script = bench.folder.filePath(QStringLiteral("nothing.js"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, 1);
    QVERIFY(bench.output.contains("Cannot find module"));
}

void tst_NodeRuntime::missingFolderFailsToStart()
{
    Bench bench;
    RunRequest request = bench.request("");
    request.workingDirectory = bench.folder.filePath(QStringLiteral("nowhere"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::FailedToStart);
    QVERIFY(bench.result().message.contains(QStringLiteral("nowhere")));
    QCOMPARE(bench.runtime.state(), RunState::Exited);
}

void tst_NodeRuntime::secondRunAtTheSameTimeFailsToStart()
{
    Bench first;
    Bench second;
    first.start("setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(first.waitForOutput("go"));
    second.start("1");
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.result().reason, Reason::FailedToStart);
    QVERIFY(!second.result().message.isEmpty());
    first.runtime.stop();
    QVERIFY(first.waitForEnd());
    second.start("1");
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.result().reason, Reason::Exited);
}

void tst_NodeRuntime::memoryThatRunsOutEndsTheRunOnly()
{
    Bench bench;
    bench.start("const a = []; for (;;) a.push(new Array(1000).fill(Math.random()))");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::OutOfMemory);
    QVERIFY(!bench.result().message.isEmpty());
    bench.start("console.log('alive')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("alive\n"));
}

void tst_NodeRuntime::destructionEndsTheProgram()
{
    QElapsedTimer clock;
    for (const char *source : { "for (;;) console.log('x'.repeat(1000))", "for (;;) {}" }) {
        Bench bench;
        bench.start(source);
        QTRY_COMPARE(bench.runtime.state(), RunState::Running);
        clock.start();
    }
    QVERIFY(clock.elapsed() < stopMs);
}

void tst_NodeRuntime::hugeOutputArrivesWhole()
{
    Bench bench;
    bench.start("for (let i = 0; i < 100000; i++) process.stdout.write(i + '\\n');"
                "process.stdout.write('x'.repeat(3e6)); process.exit(0)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output.count('\n'), 100'000);
    QVERIFY(bench.output.endsWith(QByteArray(3'000'000, 'x')));
}

void tst_NodeRuntime::stopWorksWhileOutputIsBlocked()
{
    Bench bench;
    bench.start("for (;;) process.stdout.write('y'.repeat(100000))");
    QVERIFY(bench.waitForOutput("y"));
    QElapsedTimer clock;
    clock.start();
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QVERIFY(clock.elapsed() < stopMs);
}

void tst_NodeRuntime::workersAndChildrenRun()
{
    Bench bench;
    bench.start(
        "const { Worker } = require('worker_threads');"
        "const { fork, execFileSync } = require('child_process');"
        "if (process.argv[2] === 'child') process.send(process.version, () => process.exit());"
        "else { const c = fork(__filename, ['child']); c.on('message', v => {"
        "console.log('fork', v === process.version);"
        "console.log('exec', execFileSync(process.execPath, ['-p', '1+1'], "
        "{encoding:'utf8'}).trim());"
        "new Worker('require(\"worker_threads\").parentPort.postMessage(process.execPath)',"
        "{ eval: true }).on('message', p => console.log('worker', p === process.execPath)) }) }");
    QVERIFY(bench.waitForEnd());
    QString text = bench.text().remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m")));
    QCOMPARE(text, QStringLiteral("fork true\nexec 2\nworker true\n"));
}

static qint64 residentKiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) / 1024;
}

void tst_NodeRuntime::restartsAreCheap()
{
    Bench bench;
    const QByteArray source = "require('http').createServer(() => {}).listen(0, () => {"
                              "console.log('x'); process.exit(0) })";
    qint64 afterTen = 0;
    for (int run = 0; run < 30; ++run) {
        bench.start(source);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.result().exitCode, 0);
        if (run == 9)
            afterTen = residentKiB();
    }
    const qint64 grownKiB = residentKiB() - afterTen;
    QVERIFY2(grownKiB < 6 * 1024, qPrintable(QStringLiteral("%1 KiB").arg(grownKiB)));
}

void tst_NodeRuntime::requestsAndPhasesAreRecorded()
{
    Bench bench;
    core::TraceCollector collector;
    core::TraceBatch all;
    connect(&collector, &core::TraceCollector::batchCollected, &bench,
            [&](const core::TraceBatch &batch) {
                all.records += batch.records;
                all.exchanges += batch.exchanges;
                all.listening += batch.listening;
            });
    bench.start("const http = require('http');"
                "const server = http.createServer((q, r) => { q.resume(); q.on('end', () => {"
                "r.setHeader('X-One', 'ä'); r.statusCode = 201; r.end('hello') }) });"
                "server.listen(0, '127.0.0.1', () => { const q = http.request({ method: 'POST',"
                "port: server.address().port, path: '/a?b=1', agent: false,"
                "headers: { 'Transfer-Encoding': 'chunked', Twice: ['1', '2'] } }, r => {"
                "r.resume(); r.on('end', () => setImmediate(() => server.close())) });"
                "q.write('abc'); q.end('defg') });"
                "setTimeout(() => {}, 30)");
    collector.attach(bench.runtime.traceChannel());
    QVERIFY(bench.waitForEnd());
    collector.detach();

    QCOMPARE(all.listening.size(), 2);
    QCOMPARE(all.listening.first().host, QStringLiteral("127.0.0.1"));
    QVERIFY(all.listening.first().http && all.listening.first().listening);
    QVERIFY(!all.listening.last().listening);
    QVERIFY(!all.exchanges.isEmpty());
    const core::HttpExchange exchange = all.exchanges.last();
    QCOMPARE(exchange.state, core::HttpExchange::State::Finished);
    QCOMPARE(exchange.method, QStringLiteral("POST"));
    QCOMPARE(exchange.url, QStringLiteral("/a?b=1"));
    QCOMPARE(exchange.httpVersion, QStringLiteral("1.1"));
    QCOMPARE(exchange.remoteAddress, QStringLiteral("127.0.0.1"));
    QCOMPARE(exchange.localPort, all.listening.first().port);
    QCOMPARE(exchange.status, 201);
    QCOMPARE(exchange.requestBytes, 7);
    QCOMPARE(exchange.responseBytes, 5);
    QVERIFY(
        exchange.requestHeaders.contains(std::pair(QStringLiteral("Twice"), QStringLiteral("1"))));
    QVERIFY(
        exchange.requestHeaders.contains(std::pair(QStringLiteral("Twice"), QStringLiteral("2"))));
    QVERIFY(
        exchange.responseHeaders.contains(std::pair(QStringLiteral("X-One"), QStringLiteral("ä"))));
    QVERIFY(exchange.durationNs > 0);

    QSet<core::LoopPhase> phases;
    bool sawHandles = false;
    quint64 lastEnd = 0;
    for (const core::Record &record : std::as_const(all.records)) {
        sawHandles = sawHandles || record.kind == core::RecordKind::Handles;
        if (record.kind != core::RecordKind::Phase)
            continue;
        phases += core::LoopPhase(record.detail);
        QVERIFY(record.timeNs >= lastEnd); // phases never overlap
        QVERIFY(record.id >= record.timeNs);
        lastEnd = record.id;
    }
    QVERIFY(sawHandles);
    for (const core::LoopPhase phase : { core::LoopPhase::Outside, core::LoopPhase::Poll,
                                         core::LoopPhase::Check, core::LoopPhase::Timers })
        QVERIFY2(phases.contains(phase), qPrintable(QString::number(int(phase))));
}

void tst_NodeRuntime::nothingIsRecordedWhenOff()
{
    Bench bench;
    RunRequest request =
        bench.request("process.stdout.write([require('diagnostics_channel')"
                      ".hasSubscribers('http.server.request.start'),"
                      "process.moduleLoadList.some(m => m.includes('test/binding'))].join())");
    request.level = core::RecordLevel::Off;
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("false,false"));
    core::Record record;
    QCOMPARE(bench.runtime.traceChannel()->records.pop({ &record, 1 }), 0U);
}

QTEST_GUILESS_MAIN(tst_NodeRuntime)
#include "tst_noderuntime.moc"
