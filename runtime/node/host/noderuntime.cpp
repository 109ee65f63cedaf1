// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: the functions of Runtime at the end only forward to the private class.
#include "runtime/node/host/noderuntime.h"

#include "runtime/core/installation.h"
#include "runtime/core/pausetracker.h"
#include "runtime/node/guard/abortguard.h"
#include "runtime/node/host/childreports.h"
#include "runtime/node/host/compilecache.h"
#include "runtime/node/host/instancehandle.h"
#include "runtime/node/host/nodeinstance.h"
#include "runtime/node/host/nodeprocess.h"
#include "runtime/node/host/process.h"
#include "runtime/node/host/queuedreceiver.h"
#include "runtime/node/host/warminstance.h"
#include "runtime/node/stop/runstopper.h"
#include "runtime/process/pty.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/continueloops.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSocketNotifier>

#include <chrono>
#include <csignal>

namespace looptide::host {

namespace {

using namespace std::chrono_literals;
using core::RunRequest;
using core::RunResult;
using core::RunState;
using core::RunStdio;

// How long the end of the window waits for a program.
constexpr auto patience = 2s;
RunRequest completed(RunRequest request)
{
    if (request.stdio == RunStdio::Terminal)
        request.environment = process::terminalEnvironment(request.environment);
    return request;
}

InstanceSetup setupFor(std::shared_ptr<InstanceHandle> handle,
                       std::shared_ptr<trace::AgentList> agents)
{
    InstanceSetup setup;
    setup.handle = std::move(handle);
    setup.agents = std::move(agents);
    setup.execPath = QFile::encodeName(core::nodeProgram()).toStdString();
    if (processKind() == ProcessKind::Window)
        setup.compileCache = QFile::encodeName(compileCacheDirectory()).toStdString();
    return setup;
}

} // namespace

class NodeRuntime::Private : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(NodeRuntime)
public:
    explicit Private(NodeRuntime *runtime);
    ~Private() override;

    void prepare(const RunRequest &request);
    bool isPrepared() const { return m_warmInstance && m_warmInstance->gate->isReached(); }
    void start(const RunRequest &request);
    void stop();
    void waitForEnd();
    void type(const QByteArray &bytes);
    void resize(int columns, int rows);
    void hold(bool held);

    RunState state = RunState::Idle;
    core::PauseTracker pause;
    std::shared_ptr<trace::AgentList> agents;

private:
    QString reasonNotToStart(const RunRequest &request);
    bool openTerminal(const RunRequest &request, InstanceStart *start);
    void startFresh(InstanceStart start);
    void startWarm(InstanceStart start);
    void discardWarm();
    std::function<void(const RunResult &)> endReport();
    std::function<void()> pauseReport();
    void watchForAbort(const std::shared_ptr<AbortReport> &report);
    void fail(const QString &message);
    void setState(RunState newState);
    void programStarted();
    void followPause();
    void programEnded(const RunResult &result);
    void programAborted();
    void abandonThread();
    void drain();
    void finish();

    NodeRuntime *q;
    std::shared_ptr<QueuedReceiver> m_receiver = std::make_shared<QueuedReceiver>(this);
    std::shared_ptr<InstanceHandle> m_handle;
    std::unique_ptr<InstanceThread> m_thread;
    std::unique_ptr<process::PtyMaster> m_terminal;
    ChildReports m_children;
    std::unique_ptr<InstanceSlot> m_slot;
    std::optional<WarmInstance> m_warmInstance;
    static Private *s_warmOwner; // of this process
    std::shared_ptr<AbortReport> m_abortReport;
    std::unique_ptr<QSocketNotifier> m_aborted;
    RunStopper m_stopper;
    process::Descendants::RunTraits m_traits;
    RunResult m_result;
    QElapsedTimer m_clock;
};

NodeRuntime::Private *NodeRuntime::Private::s_warmOwner = nullptr;

NodeRuntime::Private::Private(NodeRuntime *runtime) : q(runtime)
{
    connect(&m_stopper, &RunStopper::blocked, q, &Runtime::stopBlocked);
    connect(&m_stopper, &RunStopper::exceeded, this, [this] {
        if (state == RunState::Starting || isUnderWay(state))
            setState(RunState::Stopping);
    });
    connect(&m_stopper, &RunStopper::leftoversEnded, this, [this](const QString &message) {
        Q_EMIT q->outputReceived("\r\n" + message.toUtf8() + "\r\n");
    });
}

NodeRuntime::Private::~Private()
{
    m_receiver->close();
    discardWarm();
}

void NodeRuntime::Private::prepare(const RunRequest &wanted)
{
    if (state != RunState::Idle && state != RunState::Exited)
        return;
    const RunRequest request = completed(wanted);
    if (m_warmInstance && m_warmInstance->fits(request))
        return;
    discardWarm();
    if (s_warmOwner)
        s_warmOwner->discardWarm();
    if (!WarmInstance::canServe(request) || !initializeProcess(ProcessKind::Window)
        || processKind() != ProcessKind::Window)
        return;
    m_warmInstance = WarmInstance::reserve(request);
    if (!m_warmInstance)
        return;
    InstanceSetup setup = setupFor(m_warmInstance->handle, m_warmInstance->agents);
    setup.pauseChanged = pauseReport();
    setup.abortReport = m_warmInstance->abortReport;
    setup.gate = m_warmInstance->gate;
    setup.request = request;
    m_warmInstance->thread = std::make_unique<InstanceThread>(std::move(setup), endReport());
    s_warmOwner = this;
}

void NodeRuntime::Private::discardWarm()
{
    if (!m_warmInstance)
        return;
    m_warmInstance->discard();
    m_warmInstance.reset();
    s_warmOwner = nullptr;
}

void NodeRuntime::Private::start(const RunRequest &wanted)
{
    if (state != RunState::Idle && state != RunState::Exited)
        return;
    setState(RunState::Starting);
    m_clock.start();
    if (const QString reason = reasonNotToStart(wanted); !reason.isEmpty()) {
        fail(reason);
        return;
    }
    InstanceStart start;
    start.request = completed(wanted);
    if (wanted.stdio == RunStdio::Terminal && !openTerminal(wanted, &start)) {
        fail(tr("The system has no terminal left for the output of the program: %1.")
                 .arg(qt_error_string()));
        return;
    }
    start.started = [this, receiver = m_receiver] { receiver->post([this] { programStarted(); }); };
    m_traits.folder = wanted.workingDirectory;
    agents = m_warmInstance ? m_warmInstance->agents : std::make_shared<trace::AgentList>();
    start.childTrace = m_children.begin(agents, start.request);
    if (m_warmInstance)
        startWarm(std::move(start));
    else
        startFresh(std::move(start));
    m_stopper.begin(m_handle, m_traits, wanted.stdio == RunStdio::Terminal);
}

void NodeRuntime::Private::startWarm(InstanceStart start)
{
    m_handle = m_warmInstance->handle;
    m_slot = std::move(m_warmInstance->slot);
    watchForAbort(m_warmInstance->abortReport);
    m_thread = std::move(m_warmInstance->thread);
    m_warmInstance->gate->open(std::move(start));
    m_warmInstance.reset();
    s_warmOwner = nullptr;
}

void NodeRuntime::Private::startFresh(InstanceStart start)
{
    m_handle = std::make_shared<InstanceHandle>();
    InstanceSetup setup = setupFor(m_handle, agents);
    setup.pauseChanged = pauseReport();
    if (processKind() == ProcessKind::Window) {
        setup.abortReport = std::make_shared<AbortReport>();
        watchForAbort(setup.abortReport);
    }
    setup.take(std::move(start));
    m_thread = std::make_unique<InstanceThread>(std::move(setup), endReport());
}

std::function<void(const RunResult &)> NodeRuntime::Private::endReport()
{
    return [this, receiver = m_receiver](const RunResult &result) {
        receiver->post([this, result] { programEnded(result); });
    };
}

std::function<void()> NodeRuntime::Private::pauseReport()
{
    return [this, receiver = m_receiver] { receiver->post([this] { followPause(); }); };
}

void NodeRuntime::Private::watchForAbort(const std::shared_ptr<AbortReport> &report)
{
    m_abortReport = report;
    if (report->descriptor() < 0)
        return;
    m_aborted = std::make_unique<QSocketNotifier>(report->descriptor(), QSocketNotifier::Read);
    connect(m_aborted.get(), &QSocketNotifier::activated, this, &Private::programAborted);
}

// Takes the right to run a program, with the warm instance that has it or by itself.
QString NodeRuntime::Private::reasonNotToStart(const RunRequest &request)
{
    if (m_warmInstance && !m_warmInstance->fits(completed(request)))
        discardWarm();
    if (!m_warmInstance) {
        if (s_warmOwner)
            s_warmOwner->discardWarm();
        m_slot = std::make_unique<InstanceSlot>();
        if (!m_slot->isAcquired() && InstanceSlot::isLost())
            return tr("A program that crashed or hangs is stuck in this process, so that no other "
                      "can run in it. Run this one isolated, in a process of its own, or restart "
                      "Looptide.");
        if (!m_slot->isAcquired())
            return tr("Another program is running in this process. Stop it first.");
    }
    if (!initializeProcess(ProcessKind::Window))
        return tr("The environment variable NODE_OPTIONS cannot be used: %1")
            .arg(initializationErrors().join(u' '));
    const QFileInfo script(request.script);
    if (request.stdio == RunStdio::Terminal && script.isFile() && !script.isReadable())
        return tr("The file “%1” cannot be read: permission denied.").arg(request.script);
    return {};
}

bool NodeRuntime::Private::openTerminal(const RunRequest &request, InstanceStart *start)
{
    std::optional<process::Pty> pty = process::openPty(request.columns, request.rows);
    if (!pty)
        return false;
    start->terminal = std::move(pty->slave);
    start->stderrMarks = request.marksStderr ? core::StderrMarks::create() : core::StderrMarks();
    m_traits.terminal = pty->name;
    m_terminal = std::make_unique<process::PtyMaster>(std::move(pty->master));
    m_terminal->setMarks(start->stderrMarks);
    connect(m_terminal.get(), &process::PtyMaster::outputReceived, q, &Runtime::outputReceived);
    connect(m_terminal.get(), &process::PtyMaster::drained, this, &Private::finish,
            Qt::QueuedConnection);
    return true;
}

void NodeRuntime::Private::stop()
{
    if (state != RunState::Starting && !isUnderWay(state))
        return;
    setState(RunState::Stopping);
    trace::continueLoops(*agents);
    m_stopper.stop();
}

// A thread of the program will never return.
void NodeRuntime::Private::programAborted()
{
    m_handle->stop(); // it may be another thread than the main one
    m_stopper.killDescendants();
    const QString message =
        tr("The program was aborted in native code: a fatal error, or a failed check. Looptide "
           "goes on, but can run no other program in this process until it is restarted; "
           "isolated runs are possible. Native stack:")
        + u'\n' + m_abortReport->stack().join(u'\n');
    m_result = { .reason = RunResult::Reason::Crashed,
                 .exitCode = 128 + SIGABRT,
                 .signal = SIGABRT,
                 .message = message };
    abandonThread();
    drain();
}

void NodeRuntime::Private::abandonThread()
{
    m_stopper.runEnded();
    m_handle->takeProcessBack();
    m_thread->abandon();
    m_thread.reset();
    (void)m_slot.release(); // taken for good
    InstanceSlot::lose();
    m_receiver->close();
    m_receiver = std::make_shared<QueuedReceiver>(this);
}

void NodeRuntime::Private::waitForEnd()
{
    if (!m_thread)
        return;
    m_handle->stop();
    m_stopper.killDescendants();
    const QDeadlineTimer deadline(patience);
    // A program that is blocked in writing to its terminal must be able to leave.
    while (!m_thread->wait(QDeadlineTimer(5ms))) {
        if (deadline.hasExpired()) {
            abandonThread();
            return;
        }
        m_stopper.interrupt();
        if (m_terminal)
            m_terminal->discard(0);
    }
}

void NodeRuntime::Private::type(const QByteArray &bytes)
{
    if (!m_terminal)
        return;
    m_terminal->write(bytes);
    if (!isUnderWay(state) && state != RunState::Stopping)
        return;
    for (const char byte : bytes) {
        if (const int signal = m_terminal->signalOf(byte); signal != 0) {
            m_terminal->settleInput();
            m_handle->signalChildren(signal);
            m_handle->deliverSignal(signal);
        }
    }
    if (isUnderWay(state) && m_handle->endedBySignal()) {
        m_stopper.interruptRepeatedly();
        setState(RunState::Stopping);
    }
}

void NodeRuntime::Private::resize(int columns, int rows)
{
    if (!m_terminal)
        return;
    m_terminal->resize(columns, rows);
    // The kernel sends SIGWINCH only to processes that the terminal controls. This terminal
    // controls none.
    m_handle->deliverSignal(SIGWINCH);
}

void NodeRuntime::Private::hold(bool held)
{
    if (m_terminal)
        m_terminal->hold(held && state != RunState::Stopping);
}

void NodeRuntime::Private::fail(const QString &message)
{
    m_handle.reset();
    m_result = RunResult::failedToStart(message);
    QMetaObject::invokeMethod(this, &Private::finish, Qt::QueuedConnection);
}

void NodeRuntime::Private::setState(RunState newState)
{
    state = newState;
    if (state == RunState::Stopping && m_terminal)
        m_terminal->hold(false);
    Q_EMIT q->stateChanged(newState);
}

void NodeRuntime::Private::programStarted()
{
    if (state == RunState::Starting)
        setState(RunState::Running);
    followPause();
}

void NodeRuntime::Private::followPause()
{
    const core::ProgramPause now = agents->mainChannel()->pause();
    while (const auto next = pause.next(state, now))
        setState(*next);
}

void NodeRuntime::Private::programEnded(const RunResult &result)
{
    m_thread.reset();
    m_stopper.runEnded();
    m_result = result;
    if (const auto excess = m_stopper.excess();
        excess && result.reason != RunResult::Reason::OutOfMemory)
        m_result = *excess;
    drain();
}

// The last output of the program may still be on its way.
void NodeRuntime::Private::drain()
{
    m_aborted.reset();
    m_result.durationMs = m_clock.elapsed();
    if (m_terminal)
        m_terminal->drain();
    else
        finish();
}

void NodeRuntime::Private::finish()
{
    m_terminal.reset();
    m_slot.reset();
    m_children.end();
    setState(RunState::Exited);
    Q_EMIT q->runFinished(m_result);
}

NodeRuntime::NodeRuntime(QObject *parent) : Runtime(parent), d(std::make_unique<Private>(this)) { }

NodeRuntime::~NodeRuntime()
{
    d->waitForEnd();
}

RunState NodeRuntime::state() const
{
    return d->state;
}

core::PauseReason NodeRuntime::pauseReason() const
{
    return d->pause.reason();
}

void NodeRuntime::prepare(const RunRequest &request)
{
    d->prepare(request);
}

bool NodeRuntime::isPrepared() const
{
    return d->isPrepared();
}

void NodeRuntime::start(const RunRequest &request)
{
    d->start(request);
}

void NodeRuntime::stop()
{
    d->stop();
}

void NodeRuntime::writeInput(const QByteArray &bytes)
{
    d->type(bytes);
}

void NodeRuntime::resizeTerminal(int columns, int rows)
{
    d->resize(columns, rows);
}

void NodeRuntime::holdOutput(bool hold)
{
    d->hold(hold);
}

std::shared_ptr<trace::TraceChannel> NodeRuntime::traceChannel() const
{
    return d->agents ? d->agents->mainChannel() : nullptr;
}

std::shared_ptr<trace::AgentList> NodeRuntime::agents() const
{
    return d->agents;
}

} // namespace looptide::host
