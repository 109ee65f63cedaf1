// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/eitherruntime.h"
#include "tests/support/programrequest.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace looptide;
using namespace looptide::core;
using namespace looptide::process;
using namespace looptide::trace;
using looptide::tests::makeRuntime;
using looptide::tests::requestFor;

namespace {

constexpr int timeoutMs = 20'000;

// What a person debugs with: a process that speaks to the program's inspector. It sends the methods
// that it reads, and prints what it is told.
constexpr auto debuggerScript = R"(
const socket = new WebSocket(process.argv[1]);
let id = 0;
const send = (method) => socket.send(JSON.stringify({ id: ++id, method }));
socket.onopen = () => {
  console.log('attached');
  require('readline').createInterface(process.stdin).on('line', send);
};
socket.onmessage = ({ data }) => {
  const { id, method } = JSON.parse(data);
  if (id) console.log('answered');
  else if (method === 'Debugger.paused') console.log('paused');
};
socket.onclose = socket.onerror = () => process.exit();
)";

class Debugger : public QObject
{
    Q_OBJECT
public:
    ~Debugger() override { hangUp(); }

    bool attach(const QByteArray &url)
    {
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &Debugger::read);
        QSignalSpy attached(this, &Debugger::attached);
        m_process.start(
            nodeProgram(),
            { QStringLiteral("-e"), QString::fromLatin1(debuggerScript), QString::fromUtf8(url) });
        return attached.wait(timeoutMs);
    }
    void send(const QByteArray &method) { m_process.write(method + '\n'); }
    bool enable()
    {
        QSignalSpy answered(this, &Debugger::answered);
        send("Debugger.enable");
        return answered.wait(timeoutMs);
    }
    void hangUp()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

Q_SIGNALS:
    void attached();
    void answered();
    void paused();

private:
    void read()
    {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine();
            if (line == "attached\n")
                Q_EMIT attached();
            else if (line == "answered\n")
                Q_EMIT answered();
            else if (line == "paused\n")
                Q_EMIT paused();
        }
    }

    QProcess m_process;
};

// Runs programs as the window does, and remembers every state.
class Bench : public QObject
{
    Q_OBJECT
public:
    explicit Bench(bool isIsolated) : runtime(makeRuntime(isIsolated))
    {
        connect(runtime.get(), &Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { output += bytes; });
        connect(runtime.get(), &Runtime::stateChanged, this,
                [this](RunState state) { states += state; });
        connect(runtime.get(), &Runtime::runFinished, this,
                [this](const RunResult &end) { result = end; });
    }

    RunRequest request(const QByteArray &source) { return requestFor(folder, source); }
    // The address that Node prints.
    QByteArray inspector()
    {
        if (!QTest::qWaitFor([this] { return output.contains("For help"); }, timeoutMs))
            return {};
        const qsizetype begin = output.lastIndexOf("ws://");
        return output.sliced(begin, output.indexOf('\r', begin) - begin);
    }
    // With an inspector that a debugger has attached to.
    bool start(const QByteArray &source)
    {
        runtime->start(request("require('inspector').open(0);" + source));
        return debugger.attach(inspector()) && debugger.enable();
    }
    // A program that does this when a key is pressed.
    bool startAndPress(const QByteArray &source)
    {
        if (!start("process.stdin.setRawMode(true);"
                   "process.stdin.on('data', () => {"
                   + source + "})"))
            return false;
        runtime->writeInput("x");
        return true;
    }
    // One that a debugger pauses again and again.
    bool startAndPause() { return start("setInterval(() => { debugger }, 10)") && waitForPause(); }
    bool waitFor(RunState state)
    {
        return QTest::qWaitFor([&] { return runtime->state() == state; }, timeoutMs);
    }
    bool waitForOutput(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return output.contains(text); }, timeoutMs);
    }
    bool waitForPause(PauseReason reason = PauseReason::Debugger)
    {
        return QTest::qWaitFor(
            [&] {
                return runtime->state() == RunState::Paused && runtime->pauseReason() == reason;
            },
            timeoutMs);
    }

    QTemporaryDir folder;
    std::unique_ptr<Runtime> runtime;
    Debugger debugger;
    QByteArray output;
    QList<RunState> states;
    RunResult result;
};

// Until there is a file named go.
constexpr auto pausedByItsWorker = R"(
const { Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  new Worker(__filename).once('message', () => { debugger; });
} else {
  const { Session } = require('inspector');
  const session = new Session();
  session.connectToMainThread();
  session.post('Debugger.enable', () => parentPort.postMessage('enabled'));
  const resume = () => { if (require('fs').existsSync('go')) session.post('Debugger.resume'); };
  setInterval(resume, 10);
}
)";

using enum RunState;

} // namespace

// A run is Paused while a debugger keeps its main thread, in process and isolated.
class tst_DebuggerPause : public QObject
{
    Q_OBJECT
private:
    static void addWays()
    {
        QTest::addColumn<bool>("isIsolated");
        QTest::newRow("in process") << false;
        QTest::newRow("isolated") << true;
    }

private Q_SLOTS:
    void pausesAndGoesOn_data() { addWays(); }
    void pausesAndGoesOn();
    void eachPauseIsTold_data() { addWays(); }
    void eachPauseIsTold();
    void pausesInAnEndlessLoop_data() { addWays(); }
    void pausesInAnEndlessLoop();
    void goesOnWhenTheDebuggerHangsUp_data() { addWays(); }
    void goesOnWhenTheDebuggerHangsUp();
    void stopsWhilePaused_data() { addWays(); }
    void stopsWhilePaused();
    void endsByItselfAfterAPause_data() { addWays(); }
    void endsByItselfAfterAPause();
    void isKilledWhilePaused();
    void interruptKeyEndsAPausedProgram_data();
    void interruptKeyEndsAPausedProgram();
    void aWorkerCanPauseTheMainThread_data() { addWays(); }
    void aWorkerCanPauseTheMainThread();
    void waitsForADebuggerToBegin_data() { addWays(); }
    void waitsForADebuggerToBegin();
    void breaksAtTheFirstLine();
    void otherPausesAreNotTheRuns_data();
    void otherPausesAreNotTheRuns();
    void isToldWhenNothingIsRecorded();
    void theCollectorTellsOfIt_data() { addWays(); }
    void theCollectorTellsOfIt();
};

void tst_DebuggerPause::pausesAndGoesOn()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.startAndPress("debugger"));
    QVERIFY(bench.waitForPause());
    bench.debugger.send("Debugger.resume");
    QVERIFY(bench.waitFor(Running));
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Running }));
}

// A second one right after the first, too.
void tst_DebuggerPause::eachPauseIsTold()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.startAndPress("for (let i = 0; i < 7; i++) debugger"));
    for (int i = 0; i < 6; ++i) {
        QVERIFY(bench.waitForPause());
        QSignalSpy again(&bench.debugger, &Debugger::paused);
        QSignalSpy changes(bench.runtime.get(), &Runtime::stateChanged);
        bench.debugger.send("Debugger.resume");
        QVERIFY(again.wait(timeoutMs));
        // Of the pause that was known, and of the one after it.
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 2, timeoutMs);
    }
    QList<RunState> expected { Starting, Running };
    for (int i = 0; i < 6; ++i)
        expected += { Paused, Running };
    QCOMPARE(bench.states, expected + QList<RunState> { Paused });
}

void tst_DebuggerPause::pausesInAnEndlessLoop()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.start("setTimeout(() => { console.log('busy'); for (;;) {} }, 10)"));
    QVERIFY(bench.waitForOutput("busy"));
    bench.debugger.send("Debugger.pause");
    QVERIFY(bench.waitForPause());
}

void tst_DebuggerPause::goesOnWhenTheDebuggerHangsUp()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.startAndPause());
    bench.debugger.hangUp();
    QVERIFY(bench.waitFor(Running));
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Running }));
}

void tst_DebuggerPause::stopsWhilePaused()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.startAndPause());
    bench.runtime->stop();
    QCOMPARE(bench.runtime->state(), Stopping);
    QVERIFY(bench.waitFor(Exited));
    QCOMPARE(bench.result.reason, RunResult::Reason::Stopped);
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Stopping, Exited }));
}

void tst_DebuggerPause::endsByItselfAfterAPause()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    QVERIFY(bench.startAndPress("debugger; process.exit(3)"));
    QVERIFY(bench.waitForPause());
    // Node stays until its debugger has left, which is not a pause.
    bench.debugger.send("Debugger.resume");
    QVERIFY(bench.waitFor(Running));
    bench.debugger.hangUp();
    QVERIFY(bench.waitFor(Exited));
    QCOMPARE(bench.result.exitCode, 3);
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Running, Exited }));
}

void tst_DebuggerPause::isKilledWhilePaused()
{
    Bench bench(true);
    QVERIFY(bench.startAndPause());
    ::kill(pid_t(static_cast<IsolatedRuntime &>(*bench.runtime).processId()), SIGKILL);
    QVERIFY(bench.waitFor(Exited));
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Exited }));
}

void tst_DebuggerPause::interruptKeyEndsAPausedProgram_data()
{
    QTest::addColumn<bool>("isByWorker");
    QTest::newRow("by a debugger") << false;
    QTest::newRow("by a worker") << true;
}

void tst_DebuggerPause::interruptKeyEndsAPausedProgram()
{
    QFETCH(const bool, isByWorker);
    Bench bench(false);
    if (isByWorker)
        bench.runtime->start(bench.request(pausedByItsWorker));
    else
        QVERIFY(bench.startAndPause());
    QVERIFY(bench.waitForPause());
    bench.runtime->writeInput("\x03");
    QCOMPARE(bench.runtime->state(), Stopping);
    QVERIFY(bench.waitFor(Exited));
    QCOMPARE(bench.result.signal, SIGINT);
}

void tst_DebuggerPause::aWorkerCanPauseTheMainThread()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    bench.runtime->start(bench.request(pausedByItsWorker));
    QVERIFY(bench.waitForPause());
    QFile go(bench.folder.filePath(QStringLiteral("go")));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(bench.waitFor(Running));
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Running }));
}

void tst_DebuggerPause::waitsForADebuggerToBegin()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    bench.runtime->start(bench.request(
        "const inspector = require('inspector'); inspector.open(0);"
        "inspector.waitForDebugger(); console.log('began'); setInterval(() => {}, 99)"));
    QVERIFY(bench.waitForPause(PauseReason::AwaitsDebugger));
    QVERIFY(bench.debugger.attach(bench.inspector()));
    QCOMPARE(bench.runtime->state(), Paused); // until it says so
    bench.debugger.send("Runtime.runIfWaitingForDebugger");
    QVERIFY(bench.waitForOutput("began"));
    QVERIFY(bench.waitFor(Running));
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Paused, Running }));
}

void tst_DebuggerPause::breaksAtTheFirstLine()
{
    Bench bench(true);
    RunRequest request = bench.request("console.log('began'); setInterval(() => {}, 99)");
    request.nodeOptions = { QStringLiteral("--inspect-brk=127.0.0.1:0") };
    bench.runtime->start(request);
    QVERIFY(bench.waitForPause(PauseReason::AwaitsDebugger));
    QVERIFY(bench.debugger.attach(bench.inspector()));
    QVERIFY(bench.debugger.enable());
    bench.debugger.send("Runtime.runIfWaitingForDebugger");
    QVERIFY(bench.waitForPause());
    QVERIFY(!bench.output.contains("began"));
    bench.debugger.send("Debugger.resume");
    QVERIFY(bench.waitForOutput("began"));
    QVERIFY(bench.waitFor(Running));
    QCOMPARE(bench.states,
             QList<RunState>({ Starting, Running, Paused, Running, Paused, Running }));
}

void tst_DebuggerPause::otherPausesAreNotTheRuns_data()
{
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<QByteArray>("source");
    // Nobody could let it go on: Node does not wait.
    const QByteArray own = "const { Session } = require('inspector'); const s = new Session();"
                           "s.connect(); s.post('Debugger.enable');"
                           "s.on('Debugger.paused', () => { globalThis.was = 'paused' });"
                           "setTimeout(() => { debugger; console.log('was', was) }, 10);";
    const QByteArray worker =
        "const { Worker, isMainThread } = require('worker_threads');"
        "if (!isMainThread) { setInterval(() => { debugger }, 10) } else {"
        "const { Session } = require('inspector'); const s = new Session(); s.connect();"
        "s.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) =>"
        "s.post('NodeWorker.sendMessageToWorker', { sessionId,"
        "message: JSON.stringify({ id: 1, method: 'Debugger.enable' }) }));"
        "s.on('NodeWorker.receivedMessageFromWorker', ({ params: { message } }) => {"
        "if (JSON.parse(message).method === 'Debugger.paused') console.log('was paused') });"
        "s.post('NodeWorker.enable', { waitForDebuggerOnStart: false });"
        "new Worker(__filename) }";
    QTest::newRow("its own session, in process") << false << own;
    QTest::newRow("its own session, isolated") << true << own;
    QTest::newRow("of a worker, in process") << false << worker;
    QTest::newRow("of a worker, isolated") << true << worker;
}

void tst_DebuggerPause::otherPausesAreNotTheRuns()
{
    QFETCH(const bool, isIsolated);
    QFETCH(const QByteArray, source);
    Bench bench(isIsolated);
    bench.runtime->start(bench.request(source));
    QVERIFY(bench.waitForOutput("was paused"));
    bench.runtime->stop();
    QVERIFY(bench.waitFor(Exited));
    bench.states.removeOne(Stopping); // it may have ended by itself
    QCOMPARE(bench.states, QList<RunState>({ Starting, Running, Exited }));
}

void tst_DebuggerPause::isToldWhenNothingIsRecorded()
{
    Bench bench(false);
    RunRequest request =
        bench.request("require('inspector').open(0); setInterval(() => { debugger }, 10)");
    request.level = RecordLevel::Off;
    bench.runtime->start(request);
    QVERIFY(bench.debugger.attach(bench.inspector()));
    QVERIFY(bench.debugger.enable());
    QVERIFY(bench.waitForPause());
}

// Panels tell a program that is paused from one that is busy.
void tst_DebuggerPause::theCollectorTellsOfIt()
{
    QFETCH(const bool, isIsolated);
    Bench bench(isIsolated);
    TraceCollector collector;
    PauseReason told = PauseReason::None;
    connect(&collector, &TraceCollector::batchCollected, &bench,
            [&](const TraceBatch &batch) { told = batch.pause.reason; });
    QVERIFY(bench.startAndPress("debugger"));
    collector.attach(bench.runtime->traceChannel());
    QTRY_COMPARE_WITH_TIMEOUT(told, PauseReason::Debugger, timeoutMs);
    bench.debugger.send("Debugger.resume");
    QTRY_COMPARE_WITH_TIMEOUT(told, PauseReason::None, timeoutMs);
}

QTEST_GUILESS_MAIN(tst_DebuggerPause)
#include "tst_debuggerpause.moc"
