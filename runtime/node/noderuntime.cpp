// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/noderuntime.h"

#include "runtime/core/installation.h"
#include "runtime/core/trace.h"
#include "runtime/node/instancehandle.h"
#include "runtime/node/nodeinstance.h"
#include "runtime/node/nodeprocess.h"
#include "runtime/node/process.h"
#include "runtime/process/pty.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <csignal>

namespace looptide::host {

namespace {

using namespace std::chrono_literals;
using core::RunRequest;
using core::RunResult;
using core::RunState;
using core::RunStdio;

// The stack of a main thread; V8 takes its limit (--stack-size, 984 KiB) from where it starts.
constexpr uint stackSize = 8U << 20;
// What SIGTERM listeners get before the program is ended.
constexpr auto grace = 500ms;
// How often a blocked system call is interrupted until the program has ended.
constexpr auto wakeInterval = 50ms;
// What children get after SIGTERM before they are killed.
constexpr auto childGrace = 300ms;

QProcessEnvironment terminalEnvironment(QProcessEnvironment environment)
{
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm-256color"));
    environment.insert(QStringLiteral("COLORTERM"), QStringLiteral("truecolor"));
    // Node trusts these more than the terminal.
    environment.remove(QStringLiteral("COLUMNS"));
    environment.remove(QStringLiteral("LINES"));
    return environment;
}

} // namespace

class NodeRuntime::Private : public QObject
{
public:
    explicit Private(NodeRuntime *runtime);

    void start(const RunRequest &request);
    void stop();
    void waitForEnd();
    void type(const QByteArray &bytes);
    void resize(int columns, int rows);

    RunState state = RunState::Idle;
    std::shared_ptr<core::TraceChannel> channel;

private:
    QString reasonNotToStart(const RunRequest &request);
    bool openTerminal(const RunRequest &request, core::FileDescriptor &slave);
    void startThread(InstanceSetup setup);
    void fail(const QString &message);
    void setState(RunState newState);
    void programStarted();
    void programEnded(const RunResult &result);
    void endNow();
    void finish();

    NodeRuntime *q;
    std::shared_ptr<InstanceHandle> m_handle;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<core::PtyMaster> m_terminal;
    std::unique_ptr<InstanceSlot> m_slot;
    RunResult m_result;
    QElapsedTimer m_clock;
    QTimer m_grace;
    QTimer m_childGrace;
    QTimer m_wake;
};

NodeRuntime::Private::Private(NodeRuntime *runtime) : q(runtime)
{
    m_grace.setSingleShot(true);
    m_grace.setInterval(grace);
    connect(&m_grace, &QTimer::timeout, this, &Private::endNow);
    m_wake.setInterval(wakeInterval);
    connect(&m_wake, &QTimer::timeout, this, [this] { m_handle->interruptSystemCall(); });
    m_childGrace.setSingleShot(true);
    m_childGrace.setInterval(childGrace);
    connect(&m_childGrace, &QTimer::timeout, this, [this] { m_handle->signalChildren(SIGKILL); });
}

void NodeRuntime::Private::start(const RunRequest &request)
{
    if (state != RunState::Idle && state != RunState::Exited)
        return;
    setState(RunState::Starting);
    m_clock.start();
    if (const QString reason = reasonNotToStart(request); !reason.isEmpty()) {
        fail(reason);
        return;
    }
    InstanceSetup setup;
    if (request.stdio == RunStdio::Terminal && !openTerminal(request, setup.terminal)) {
        fail(NodeRuntime::tr("The system has no terminal left for the output of the program: %1.")
                 .arg(qt_error_string()));
        return;
    }
    m_handle = std::make_shared<InstanceHandle>();
    channel = std::make_shared<core::TraceChannel>();
    setup.request = request;
    if (request.stdio == RunStdio::Terminal)
        setup.request.environment = terminalEnvironment(request.environment);
    setup.handle = m_handle;
    setup.channel = channel;
    setup.execPath = QFile::encodeName(core::nodeProgram()).toStdString();
    startThread(std::move(setup));
}

QString NodeRuntime::Private::reasonNotToStart(const RunRequest &request)
{
    m_slot = std::make_unique<InstanceSlot>();
    if (!m_slot->isAcquired())
        return NodeRuntime::tr("Another program is running in this process. Stop it first.");
    if (!initializeProcess(ProcessKind::Window))
        return NodeRuntime::tr("The environment variable NODE_OPTIONS cannot be used: %1")
            .arg(initializationErrors().join(u' '));
    const QFileInfo script(request.script);
    if (request.stdio == RunStdio::Terminal && script.isFile() && !script.isReadable())
        return NodeRuntime::tr("The file “%1” cannot be read: permission denied.")
            .arg(request.script);
    return {};
}

bool NodeRuntime::Private::openTerminal(const RunRequest &request, core::FileDescriptor &slave)
{
    std::optional<core::Pty> pty = core::openPty(request.columns, request.rows);
    if (!pty)
        return false;
    slave = std::move(pty->slave);
    m_terminal = std::make_unique<core::PtyMaster>(std::move(pty->master));
    connect(m_terminal.get(), &core::PtyMaster::outputReceived, q, &Runtime::outputReceived);
    connect(m_terminal.get(), &core::PtyMaster::drained, this, &Private::finish,
            Qt::QueuedConnection);
    return true;
}

void NodeRuntime::Private::startThread(InstanceSetup setup)
{
    setup.started = [this] {
        QMetaObject::invokeMethod(this, &Private::programStarted, Qt::QueuedConnection);
    };
    auto shared = std::make_shared<InstanceSetup>(std::move(setup));
    m_thread.reset(QThread::create([this, shared] {
        const RunResult result = runInstance(std::move(*shared));
        QMetaObject::invokeMethod(
            this, [this, result] { programEnded(result); }, Qt::QueuedConnection);
    }));
    m_thread->setObjectName(QStringLiteral("node"));
    m_thread->setStackSize(stackSize);
    m_thread->start();
}

void NodeRuntime::Private::stop()
{
    if (state != RunState::Starting && state != RunState::Running)
        return;
    setState(RunState::Stopping);
    if (!m_handle)
        return;
    m_handle->signalChildren(SIGTERM);
    m_childGrace.start();
    if (m_handle->handles(SIGTERM)) {
        m_handle->deliverSignal(SIGTERM);
        m_grace.start();
    } else {
        endNow();
    }
}

void NodeRuntime::Private::endNow()
{
    m_handle->stop();
    m_handle->interruptSystemCall();
    m_wake.start();
}

void NodeRuntime::Private::waitForEnd()
{
    if (!m_thread)
        return;
    m_handle->stop();
    m_handle->signalChildren(SIGKILL);
    // A program that is blocked in writing to its terminal must be able to leave.
    while (!m_thread->wait(QDeadlineTimer(5ms))) {
        m_handle->interruptSystemCall();
        if (m_terminal)
            m_terminal->discard(0);
    }
}

void NodeRuntime::Private::type(const QByteArray &bytes)
{
    if (!m_terminal)
        return;
    m_terminal->write(bytes);
    if (state != RunState::Running && state != RunState::Stopping)
        return;
    for (const char byte : bytes) {
        if (const int signal = m_terminal->signalOf(byte); signal != 0) {
            m_handle->signalChildren(signal);
            m_handle->deliverSignal(signal);
        }
    }
    if (state == RunState::Running && m_handle->endedBySignal()) {
        m_wake.start();
        setState(RunState::Stopping);
    }
}

void NodeRuntime::Private::resize(int columns, int rows)
{
    if (!m_terminal)
        return;
    m_terminal->resize(columns, rows);
    // The kernel tells only processes that the terminal controls; ours is nobody's.
    m_handle->deliverSignal(SIGWINCH);
}

void NodeRuntime::Private::fail(const QString &message)
{
    m_handle.reset();
    m_result = {};
    m_result.reason = RunResult::Reason::FailedToStart;
    m_result.exitCode = 1;
    m_result.message = message;
    QMetaObject::invokeMethod(this, &Private::finish, Qt::QueuedConnection);
}

void NodeRuntime::Private::setState(RunState newState)
{
    state = newState;
    Q_EMIT q->stateChanged(newState);
}

void NodeRuntime::Private::programStarted()
{
    if (state == RunState::Starting)
        setState(RunState::Running);
}

void NodeRuntime::Private::programEnded(const RunResult &result)
{
    m_grace.stop();
    m_childGrace.stop();
    m_wake.stop();
    m_thread->wait();
    m_thread.reset();
    m_result = result;
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

std::shared_ptr<core::TraceChannel> NodeRuntime::traceChannel() const
{
    return d->channel;
}

} // namespace looptide::host
