// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/process/systemmemory.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/programbench.h"

#include <QDir>
#include <QProcess>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

class tst_NodeRuntime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void statesAreReportedInOrder();
    void execPathIsLooptideNode();
    void threadIdStaysZeroInEveryRun();
    void exitCodes_data();
    void exitCodes();
    void killingItselfEndsTheRunOnly_data();
    void killingItselfEndsTheRunOnly();
    void abortingItselfEndsTheRunOnly();
    void killingItselfReachesItsListener();
    void processStateIsPutBack();
    void titleBelongsToTheRun();
    void processKeepsItsName();
    void missingFileIsReportedAsByNode();
    void missingFolderFailsToStart();
    void secondRunAtTheSameTimeFailsToStart();
    void memoryThatRunsOutEndsTheRunOnly();
    void workersAndChildrenRun();
    void restartsAreCheap();
    void requestsAndPhasesAreRecorded();
    void nothingIsRecordedWhenOff();
    void codeFromNodesCachesFits();
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

void tst_NodeRuntime::killingItselfEndsTheRunOnly_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << QByteArray("process.kill(process.pid); for (;;) {}") << SIGTERM;
    QTest::newRow("SIGKILL") << QByteArray("process.kill(process.pid, 'SIGKILL')") << SIGKILL;
    QTest::newRow("SIGSEGV") << QByteArray("process.kill(process.pid, 'SIGSEGV')") << SIGSEGV;
    QTest::newRow("group") << QByteArray("process.kill(0, 'SIGINT')") << SIGINT;
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

void tst_NodeRuntime::abortingItselfEndsTheRunOnly()
{
    Bench bench;
    bench.start("process.abort()");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Crashed);
    QCOMPARE(bench.result().exitCode, 128 + SIGABRT);
    QVERIFY(!bench.result().message.isEmpty());
    bench.start("console.log('alive')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("alive\n"));
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

// As ps shows it.
void tst_NodeRuntime::processKeepsItsName()
{
    Bench bench;
    bench.start("process.stdout.write(require('fs').readFileSync('/proc/self/comm'))");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output.trimmed(), "tst_noderuntime");
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
            afterTen = process::residentBytes();
    }
#ifdef __SANITIZE_ADDRESS__
    constexpr qint64 mostKiB = 64 * 1024; // it keeps what is freed for a while
#else
    constexpr qint64 mostKiB = 6 * 1024;
#endif
    const qint64 grownKiB = (process::residentBytes() - afterTen) / 1024;
    QVERIFY2(grownKiB < mostKiB, qPrintable(QStringLiteral("%1 KiB").arg(grownKiB)));
}

void tst_NodeRuntime::requestsAndPhasesAreRecorded()
{
    Bench bench;
    trace::TraceCollector collector;
    trace::TraceBatch all;
    connect(&collector, &trace::TraceCollector::batchCollected, &bench,
            [&](const trace::TraceBatch &batch) {
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
    const trace::HttpExchange exchange = all.exchanges.last();
    QCOMPARE(exchange.state, trace::HttpExchange::State::Finished);
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

    QSet<trace::LoopPhase> phases;
    bool sawHandles = false;
    quint64 lastEnd = 0;
    for (const trace::Record &record : std::as_const(all.records)) {
        const auto view = trace::viewOf(record);
        QVERIFY(view);
        sawHandles = sawHandles || std::holds_alternative<trace::HandleSample>(*view);
        const auto *visit = std::get_if<trace::PhaseVisit>(&*view);
        if (!visit)
            continue;
        phases += visit->phase;
        QVERIFY(visit->beginNs >= lastEnd); // phases never overlap
        lastEnd = visit->endNs;
    }
    QVERIFY(sawHandles);
    for (const trace::LoopPhase phase : { trace::LoopPhase::Outside, trace::LoopPhase::Poll,
                                          trace::LoopPhase::Check, trace::LoopPhase::Timers })
        QVERIFY2(phases.contains(phase), qPrintable(QString::number(int(phase))));
}

// Otherwise Node compiles its own modules at each start.
void tst_NodeRuntime::codeFromNodesCachesFits()
{
    const QString print = QStringLiteral("String(require('v8').cachedDataVersionTag())");
    QProcess node;
    node.start(core::nodeProgram(), { QStringLiteral("-p"), print });
    QVERIFY(node.waitForFinished(timeoutMs));
    const QByteArray expected = node.readAllStandardOutput().trimmed();
    QVERIFY(!expected.isEmpty());
    const QByteArray program = "process.stdout.write(" + print.toUtf8() + ")";
    Bench bench;
    bench.start(program);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output, expected);
    // A program that changes flags makes V8 look at all of them again.
    bench.start("for (const f of ['--no-opt', '--opt']) require('v8').setFlagsFromString(f)");
    QVERIFY(bench.waitForEnd());
    bench.start(program);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output, expected);
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
    trace::Record record;
    QCOMPARE(bench.runtime.traceChannel()->records.pop({ &record, 1 }), 0U);
}

QTEST_GUILESS_MAIN(tst_NodeRuntime)
#include "tst_noderuntime.moc"
