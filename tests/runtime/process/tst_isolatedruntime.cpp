// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: all tests share the program that is sent to a process of its own, and what
// is checked of one end of a run only has a meaning beside the others.
#include "runtime/core/installation.h"
#include "runtime/process/isolatedruntime.h"
#include "runtime/process/processruntime.h"
#include "runtime/process/tracereceiver.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/programrequest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <set>

using namespace looptide;
using namespace looptide::core;
using namespace looptide::process;
using namespace looptide::trace;
using Reason = RunResult::Reason;

namespace {

constexpr int timeoutMs = 30'000;

// Runs programs in a process of their own as the window does, and remembers all that comes back.
class Bench : public QObject
{
    Q_OBJECT
public:
    explicit Bench(std::unique_ptr<Runtime> other = std::make_unique<IsolatedRuntime>())
        : runtime(std::move(other))
    {
        connect(runtime.get(), &Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
        connect(runtime.get(), &Runtime::stateChanged, this,
                [this](RunState state) { states += state; });
        connect(runtime.get(), &Runtime::runFinished, this, [this] { collector.detach(); });
        connect(&collector, &TraceCollector::batchCollected, this, &Bench::take);
    }

    RunRequest request(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        return looptide::tests::requestFor(folder, source, name);
    }
    void write(const QString &name, const QByteArray &source)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
            qFatal("cannot write the program");
    }
    void start(const RunRequest &request)
    {
        runtime->start(request);
        collector.attach(runtime->traceChannel());
    }
    void start(const QByteArray &source, const QString &name = QStringLiteral("app.js"))
    {
        start(request(source, name));
    }
    bool waitForEnd() { return !finished.isEmpty() || finished.wait(timeoutMs); }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    RunResult result() const { return finished.value(0).value(0).value<RunResult>(); }
    qint64 processId() const { return static_cast<IsolatedRuntime &>(*runtime).processId(); }
    int count(HttpExchange::State state) const
    {
        return int(std::ranges::count_if(
            exchanges, [&](const HttpExchange &exchange) { return exchange.state == state; }));
    }

    QTemporaryDir folder;
    TraceCollector collector;
    std::unique_ptr<Runtime> runtime;
    QSignalSpy finished { runtime.get(), &Runtime::runFinished };
    QByteArray output;
    QList<RunState> states;
    QHash<quint64, HttpExchange> exchanges; // in their latest state
    std::set<RecordKind> kinds;
    QList<ListenAddress> listening;
    LoopPosition position;
    quint64 lost = 0;

private:
    void take(const TraceBatch &batch)
    {
        for (const HttpExchange &exchange : batch.exchanges)
            exchanges[exchange.id] = exchange;
        for (const Record &record : batch.records)
            kinds.insert(record.kind);
        listening += batch.listening;
        lost += batch.lostMessages + batch.lostRecords;
        if (batch.position.sinceNs != 0)
            position = batch.position;
    }
};

// Answers, and asks itself as often as the first argument says.
constexpr auto server = R"(
const http = require('http');
const server = http.createServer((req, res) => {
  if (req.url === '/never') return void console.log('open');
  res.setHeader('x-answer', 'yes');
  res.end('hello');
}).listen(0, '127.0.0.1', async () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  for (let i = 0; i < Number(process.argv[2]); i++)
    await (await fetch(`${base}/item/${i}`, { method: 'POST', body: 'abc' })).text();
  if (process.argv[3]) fetch(base + process.argv[3]).catch(() => {});
  else server.close();
});
)";

// How many processes have this word on their command line.
int processesNaming(const QString &word)
{
    int count = 0;
    const QStringList ids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &id : ids) {
        QFile line(QStringLiteral("/proc/%1/cmdline").arg(id));
        if (line.open(QIODevice::ReadOnly))
            count += line.readAll().split('\0').contains(QFile::encodeName(word)) ? 1 : 0;
    }
    return count;
}

} // namespace

class tst_IsolatedRuntime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsAndEndsLikeNodeOnATerminal_data();
    void printsAndEndsLikeNodeOnATerminal();
    void statesAreReportedInOrder();
    void requestsAndPhasesArrive();
    void everyLastRecordArrives();
    void nothingIsRecordedWhenOff();
    void programSeesNothingOfIt();
    void typedTextAndSizeReachTheProgram();
    void typeScriptRuns();
    void nodeOptionsWork();
    void stopEndsABusyProgram();
    void stopEndsAPausedDebugger();
    void stopEndsWhatIgnoresIt();
    void restartsFromTheEndOfARun();
    void killedProgramLeavesAbortedRequests();
    void crashesAreExplained_data();
    void crashesAreExplained();
    void memoryThatRunsOutIsSaid();
    void twoRunAtTheSameTime();
    void destructionEndsTheProgram();
    void destructionRightAfterTheStart();
    void missingFolderFailsToStart();
    void windowThatGoesAwayDoesNotDisturb();
    void nothingIsLeftInTheFileSystem_data();
    void nothingIsLeftInTheFileSystem();
};

void tst_IsolatedRuntime::printsAndEndsLikeNodeOnATerminal_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char *title, const char *source, const char *name = "app.js") {
        QTest::newRow(title) << QString::fromLatin1(name) << QByteArray(source);
    };
    row("streams and size",
        "console.log(process.stdout.isTTY, process.stdin.isTTY, process.stdout.getWindowSize(),"
        "process.stdout.getColorDepth(), { a: [1] }); console.error('e')");
    row("identity", "console.log(process.execPath, process.argv, process.execArgv, __filename)");
    row("exit code", "process.exitCode = 7");
    row("process.exit", "process.on('exit', c => console.log('exit', c)); process.exit(3)");
    row("throw", "function f() { throw new TypeError('top') }\nf()");
    row("unhandled rejection", "Promise.reject(new Error('nobody'))");
    row("module", "import fs from 'node:fs';\nconsole.log(await 1, import.meta.main)", "app.mjs");
    row("unsettled await", "await new Promise(() => {})", "app.mjs");
    row("order",
        "setTimeout(() => console.log('timeout')); setImmediate(() => console.log('immediate'));"
        "process.nextTick(() => console.log('tick')); Promise.resolve().then(() => "
        "console.log('promise'))");
    row("own signal", "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1e6)");
    row("workers and children",
        "const { Worker } = require('worker_threads');"
        "new Worker('console.log(require(`worker_threads`).threadId)', { eval: true })"
        ".on('exit', () => require('child_process').fork(__dirname + '/child.js'))");
}

void tst_IsolatedRuntime::printsAndEndsLikeNodeOnATerminal()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, source);
    Bench isolated;
    isolated.write(QStringLiteral("child.js"), "console.log('child', process.argv.length)");
    const RunRequest request = isolated.request(source, name);
    isolated.start(request);
    QVERIFY(isolated.waitForEnd());

    Bench plain(std::make_unique<ProcessRuntime>());
    RunRequest plainRequest = request;
    plainRequest.command = { nodeProgram(), std::exchange(plainRequest.script, {}) };
    plain.start(plainRequest);
    QVERIFY(plain.waitForEnd());
    // Node names its program in one warning.
    QCOMPARE(isolated.output, plain.output.replace("looptide-node --trace", "node --trace"));
    QCOMPARE(isolated.result().reason, plain.result().reason);
    QCOMPARE(isolated.result().signal, plain.result().signal);
    if (plain.result().signal == 0)
        QCOMPARE(isolated.result().exitCode, plain.result().exitCode);
    else
        QCOMPARE(isolated.result().exitCode, 128 + plain.result().signal);
}

void tst_IsolatedRuntime::statesAreReportedInOrder()
{
    Bench bench;
    QCOMPARE(bench.runtime->state(), RunState::Idle);
    bench.start("1");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.states, (QList { RunState::Starting, RunState::Running, RunState::Exited }));
    QCOMPARE(bench.result().reason, Reason::Exited);
}

void tst_IsolatedRuntime::requestsAndPhasesArrive()
{
    Bench bench;
    RunRequest request = bench.request(server);
    request.arguments = { QStringLiteral("20") };
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().exitCode, 0);
    QCOMPARE(bench.lost, 0U);
    QCOMPARE(bench.exchanges.size(), 20);
    QCOMPARE(bench.count(HttpExchange::State::Finished), 20);
    const HttpExchange first = bench.exchanges.value(1);
    QCOMPARE(first.method, QStringLiteral("POST"));
    QCOMPARE(first.url, QStringLiteral("/item/0"));
    QCOMPARE(first.status, 200);
    QCOMPARE(first.requestBytes, 3);
    QCOMPARE(first.responseBytes, 5);
    QVERIFY(first.responseHeaders.contains({ QStringLiteral("x-answer"), QStringLiteral("yes") }));
    QVERIFY(first.durationNs > 0);
    for (const RecordKind kind : { RecordKind::Phase, RecordKind::Microtasks, RecordKind::Handles,
                                   RecordKind::HttpStarted, RecordKind::HttpFinished })
        QVERIFY2(bench.kinds.contains(kind), qPrintable(QString::number(int(kind))));
    QCOMPARE(bench.listening.size(), 2);
    QVERIFY(bench.listening.first().listening && bench.listening.first().http);
    QVERIFY(!bench.listening.last().listening);
    QVERIFY(bench.position.sinceNs != 0);
}

void tst_IsolatedRuntime::everyLastRecordArrives()
{
    // More than the socket holds at once, and the program ends in the same moment.
    Bench bench;
    RunRequest request = bench.request("gc(); for (let i = 0; i < 20; i++) gc(); process.exit(5)");
    request.nodeOptions = { QStringLiteral("--expose-gc") };
    quint64 collections = 0;
    connect(&bench.collector, &TraceCollector::batchCollected, &bench,
            [&](const TraceBatch &batch) {
                for (const Record &record : batch.records)
                    collections += record.kind == RecordKind::GarbageCollection ? 1 : 0;
            });
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().exitCode, 5);
    QVERIFY2(collections >= 21, qPrintable(QString::number(collections)));
}

void tst_IsolatedRuntime::nothingIsRecordedWhenOff()
{
    Bench bench;
    RunRequest request = bench.request(server);
    request.arguments = { QStringLiteral("2") };
    request.level = RecordLevel::Off;
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().exitCode, 0);
    QVERIFY(bench.kinds.empty());
    QVERIFY(bench.exchanges.isEmpty());
}

void tst_IsolatedRuntime::programSeesNothingOfIt()
{
    Bench bench;
    // Other programs than Node see the variable, because they may start Node.
    bench.start("const { execSync } = require('child_process');"
                "process.stdout.write([Object.keys(process.env).filter((k) => "
                "/LOOPTIDE_TRACE/.test(k)).length, execSync('env').includes('LOOPTIDE_TRACE'),"
                "execSync(process.execPath + ' -p process.env.LOOPTIDE_TRACE').toString().trim(),"
                "require('fs').readdirSync(__dirname)].join())");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output, QByteArray("0,true,undefined,app.js"));
}

void tst_IsolatedRuntime::typedTextAndSizeReachTheProgram()
{
    Bench bench;
    RunRequest request = bench.request(
        "process.stdout.on('resize', () => console.log('size', ...process.stdout"
        ".getWindowSize()));"
        "process.on('SIGINT', () => { console.log('interrupted'); process.exit(4) });"
        "require('readline').createInterface(process.stdin).on('line', (l) => console.log('got', "
        "l)); console.log('ready')");
    request.environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
    bench.start(request);
    QVERIFY(bench.waitForOutput("ready"));
    bench.runtime->writeInput("hello\r");
    QVERIFY(bench.waitForOutput("got hello"));
    bench.runtime->resizeTerminal(101, 33);
    QVERIFY(bench.waitForOutput("size 101 33"));
    bench.runtime->writeInput("\x03");
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.output.contains("interrupted"));
    QCOMPARE(bench.result().exitCode, 4);
}

void tst_IsolatedRuntime::typeScriptRuns()
{
    Bench bench;
    bench.start("const text: string = 'typed';\nprocess.stdout.write(text)",
                QStringLiteral("app.ts"));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output, QByteArray("typed"));
}

void tst_IsolatedRuntime::nodeOptionsWork()
{
    Bench bench;
    bench.write(QStringLiteral("before.cjs"), "globalThis.before = 'required'");
    QVERIFY(QDir(bench.folder.path()).mkpath(QStringLiteral("node_modules/p")));
    bench.write(QStringLiteral("node_modules/p/package.json"),
                R"({"exports":{"special":"./special.js","default":"./default.js"}})");
    bench.write(QStringLiteral("node_modules/p/special.js"), "module.exports = 'special'");
    bench.write(QStringLiteral("node_modules/p/default.js"), "module.exports = 'default'");
    RunRequest request = bench.request(
        "process.stdout.write([require('p'), before, process.execArgv.length, require('v8')"
        ".getHeapStatistics().heap_size_limit < 300e6].join())");
    request.nodeOptions = { QStringLiteral("--conditions"), QStringLiteral("special"),
                            QStringLiteral("--max-old-space-size=64"), QStringLiteral("-r"),
                            QStringLiteral("./before.cjs") };
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output, QByteArray("special,required,5,true"));

    Bench wrong;
    request.nodeOptions = { QStringLiteral("--no-such-option") };
    wrong.start(request);
    QVERIFY(wrong.waitForEnd());
    QCOMPARE(wrong.result().exitCode, 9);
    QCOMPARE(wrong.output, QByteArray("node: bad option: --no-such-option\r\n"));
}

void tst_IsolatedRuntime::stopEndsABusyProgram()
{
    Bench bench;
    bench.start("console.log('busy'); for (;;) {}");
    QVERIFY(bench.waitForOutput("busy"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.position.sinceNs != 0, timeoutMs); // told while it is blocked
    bench.runtime->stop();
    QCOMPARE(bench.runtime->state(), RunState::Stopping);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(bench.result().exitCode, 128 + SIGTERM);
}

void tst_IsolatedRuntime::stopEndsAPausedDebugger()
{
    Bench bench;
    RunRequest request =
        bench.request("process.on('SIGTERM', () => {}); setTimeout(() => {}, 1e6)");
    request.nodeOptions = { QStringLiteral("--inspect-brk=127.0.0.1:0") };
    bench.start(request);
    QVERIFY(bench.waitForOutput("For help"));
    const qsizetype begin = bench.output.indexOf("ws://");
    const QByteArray url = bench.output.sliced(begin, bench.output.indexOf('\r', begin) - begin);

    Bench client(std::make_unique<ProcessRuntime>());
    RunRequest attach = client.request(
        "const socket = new WebSocket(process.argv[2]);"
        "let id = 0; const send = (method) => socket.send(JSON.stringify({ id: ++id, method }));"
        "socket.onopen = () => { send('Runtime.enable'); send('Debugger.enable');"
        "send('Runtime.runIfWaitingForDebugger') };"
        "socket.onmessage = ({ data }) => { if (JSON.parse(data).method === 'Debugger.paused') "
        "console.log('attached and paused') }");
    attach.command = { nodeProgram(), std::exchange(attach.script, {}), QString::fromLatin1(url) };
    client.start(attach);
    QVERIFY(client.waitForOutput("attached and paused"));
    bench.runtime->stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
}

void tst_IsolatedRuntime::stopEndsWhatIgnoresIt()
{
    Bench bench;
    bench.start("process.on('SIGTERM', () => console.log('no'));"
                "const child = require('child_process').spawn('sh', ['-c', "
                "'trap : TERM; echo ready; while :; do sleep 1; done'], { stdio: 'inherit' });"
                "console.log('child', child.pid)");
    QVERIFY(bench.waitForOutput("child "));
    QVERIFY(bench.waitForOutput("ready")); // the trap is set
    const QByteArray text = QByteArray(bench.output).replace("\x1b[33m", "");
    const pid_t child = text.sliced(text.indexOf("child ") + 6).split('\x1b').first().toInt();
    QVERIFY(child > 0);
    bench.runtime->stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(bench.result().signal, SIGKILL);
    QTRY_VERIFY(::kill(child, 0) != 0);
}

void tst_IsolatedRuntime::restartsFromTheEndOfARun()
{
    Bench bench;
    const RunRequest request = bench.request("process.exit(6)");
    connect(
        bench.runtime.get(), &Runtime::runFinished, &bench, [&] { bench.start(request); },
        Qt::SingleShotConnection);
    bench.start(bench.request(server, QStringLiteral("first.js")));
    const auto firstChannel = bench.runtime->traceChannel();
    QTRY_COMPARE_WITH_TIMEOUT(bench.finished.size(), 2, timeoutMs);
    QCOMPARE(bench.finished.at(1).first().value<RunResult>().exitCode, 6);
    QVERIFY(bench.runtime->traceChannel() != firstChannel);
}

void tst_IsolatedRuntime::killedProgramLeavesAbortedRequests()
{
    Bench bench;
    RunRequest request = bench.request(server);
    request.arguments = { QStringLiteral("3"), QStringLiteral("/never") };
    bench.start(request);
    QTRY_COMPARE_WITH_TIMEOUT(bench.count(HttpExchange::State::Finished), 3, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(bench.count(HttpExchange::State::Open), 1, timeoutMs);
    QCOMPARE(::kill(pid_t(bench.processId()), SIGKILL), 0);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Signalled);
    QCOMPARE(bench.result().signal, SIGKILL);
    QCOMPARE(bench.result().exitCode, 128 + SIGKILL);
    QCOMPARE(bench.count(HttpExchange::State::Open), 0);
    QCOMPARE(bench.count(HttpExchange::State::Aborted), 1);
    QCOMPARE(bench.count(HttpExchange::State::Finished), 3);
}

void tst_IsolatedRuntime::crashesAreExplained_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("words"); // of the message
    QTest::newRow("fault in an addon")
        << QByteArray("process.dlopen({ exports: {} }, process.env.CRASHING_ADDON)") << SIGSEGV
        << QStringLiteral("looptide_test_fault");
    QTest::newRow("fault in an addon that used up the stack")
        << QByteArray("process.env.EXHAUST = 'stack';"
                      "process.dlopen({ exports: {} }, process.env.CRASHING_ADDON)")
        << SIGSEGV << QStringLiteral("looptide_test_exhaust");
    QTest::newRow("abort") << QByteArray("process.abort()") << SIGABRT
                           << QStringLiteral("Native stack trace");
    QTest::newRow("sent from outside")
        << QByteArray("process.kill(process.pid, 'SIGSEGV'); setTimeout(() => {}, 1e6)") << SIGSEGV
        << QStringLiteral("segmentation fault");
}

void tst_IsolatedRuntime::crashesAreExplained()
{
    QFETCH(QByteArray, source);
    QFETCH(int, signal);
    QFETCH(QString, words);
    Bench bench;
    RunRequest request = bench.request(source);
    request.environment.insert(QStringLiteral("CRASHING_ADDON"),
                               QStringLiteral(CRASHING_ADDON_FILE));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Crashed);
    QCOMPARE(bench.result().signal, signal);
    QCOMPARE(bench.result().exitCode, 128 + signal);
    QVERIFY2(bench.result().message.contains(words), qPrintable(bench.result().message));
}

void tst_IsolatedRuntime::memoryThatRunsOutIsSaid()
{
    Bench bench;
    RunRequest request =
        bench.request("const kept = []; for (;;) kept.push(new Array(1000).fill({}))");
    request.nodeOptions = { QStringLiteral("--max-old-space-size=32") };
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::OutOfMemory);
    QCOMPARE(bench.result().exitCode, 128 + SIGABRT);
    QVERIFY(bench.result().message.contains(QStringLiteral("memory")));
}

void tst_IsolatedRuntime::twoRunAtTheSameTime()
{
    Bench one;
    Bench two;
    for (Bench *bench : { &one, &two }) {
        RunRequest request = bench->request(server);
        request.arguments = { QStringLiteral("10"), QStringLiteral("/never") };
        bench->start(request);
    }
    QTRY_COMPARE_WITH_TIMEOUT(one.exchanges.size(), 11, timeoutMs);
    QTRY_COMPARE_WITH_TIMEOUT(two.exchanges.size(), 11, timeoutMs);
    QCOMPARE(one.runtime->state(), RunState::Running);
    QCOMPARE(two.runtime->state(), RunState::Running);
    QVERIFY(one.processId() != two.processId());
    one.runtime->stop();
    QVERIFY(one.waitForEnd());
    QCOMPARE(two.runtime->state(), RunState::Running);
    two.runtime->stop();
    QVERIFY(two.waitForEnd());
}

void tst_IsolatedRuntime::destructionEndsTheProgram()
{
    pid_t process = 0;
    {
        Bench bench;
        bench.start("console.log('ready'); setTimeout(() => {}, 1e6)");
        QVERIFY(bench.waitForOutput("ready"));
        process = pid_t(bench.processId());
        QVERIFY(process > 0);
    }
    QVERIFY(::kill(process, 0) != 0);
}

void tst_IsolatedRuntime::destructionRightAfterTheStart()
{
    Bench bench;
    const RunRequest request = bench.request("setTimeout(() => {}, 1e6)");
    {
        IsolatedRuntime runtime;
        runtime.start(request);
        QTRY_COMPARE(processesNaming(request.script), 1);
    }
    QCOMPARE(processesNaming(request.script), 0);
    {
        IsolatedRuntime runtime;
        runtime.start(request);
    }
    QCOMPARE(processesNaming(request.script), 0);
}

void tst_IsolatedRuntime::missingFolderFailsToStart()
{
    Bench bench;
    RunRequest request = bench.request("1");
    request.workingDirectory = QStringLiteral("/nowhere/at/all");
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::FailedToStart);
    QVERIFY(bench.result().message.contains(QStringLiteral("/nowhere/at/all")));
    QCOMPARE(bench.runtime->state(), RunState::Exited);
}

void tst_IsolatedRuntime::windowThatGoesAwayDoesNotDisturb()
{
    auto channel = std::make_shared<TraceChannel>();
    auto agents = std::make_shared<AgentList>(channel);
    agents->prepare(RecordLevel::Phases, true);
    auto receiver = std::make_unique<TraceReceiver>(agents, TraceReceiver::MainAgent::Connects);
    Bench bench(std::make_unique<ProcessRuntime>());
    RunRequest request = bench.request(
        "const http = require('http');"
        "const server = http.createServer((q, s) => s.end('x'.repeat(1000))).listen(0, async () => "
        "{"
        "const ask = async () => (await fetch('http://127.0.0.1:' + server.address().port)).text();"
        "await ask(); console.log('ready');"
        "process.stdin.once('data', async () => { for (let i = 0; i < 300; i++) await ask();"
        "console.log('done'); process.exit(2) }) })");
    request.command = { nodeProgram(), std::exchange(request.script, {}) };
    const TraceTarget target = receiver->target();
    request.environment.insert(QLatin1StringView(TraceTarget::variable), target.toString());
    bench.start(request);
    QVERIFY(bench.waitForOutput("ready"));
    std::array<Record, 1> record {};
    QTRY_COMPARE_WITH_TIMEOUT(channel->records.pop(record), 1U, timeoutMs);
    receiver.reset();
    bench.runtime->writeInput("go\r");
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.output.contains("done"));
    QCOMPARE(bench.result().exitCode, 2);
}

void tst_IsolatedRuntime::nothingIsLeftInTheFileSystem_data()
{
    QTest::addColumn<int>("level");
    QTest::newRow("recorded") << int(RecordLevel::Phases);
    QTest::newRow("not recorded") << int(RecordLevel::Off);
}

void tst_IsolatedRuntime::nothingIsLeftInTheFileSystem()
{
    QFETCH(int, level);
    Bench bench(std::make_unique<IsolatedRuntime>());
    RunRequest request = bench.request("console.log('ready'); setTimeout(() => {}, 1e6)");
    request.level = RecordLevel(level);
    bench.start(request);
    QVERIFY(bench.waitForOutput("ready"));
    const auto folders = [] {
        return QDir(QStringLiteral("/tmp"))
            .entryList({ QStringLiteral("looptide-%1-*").arg(QCoreApplication::applicationPid()) });
    };
    QCOMPARE(folders().size(), 1);
    bench.runtime->stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(folders(), QStringList());
}

QTEST_GUILESS_MAIN(tst_IsolatedRuntime)
#include "tst_isolatedruntime.moc"
