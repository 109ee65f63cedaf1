// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/isolatedruntime.h"

#include "runtime/core/installation.h"
#include "runtime/core/pausetracker.h"
#include "runtime/core/trace.h"
#include "runtime/process/crashreport.h"
#include "runtime/process/processruntime.h"
#include "runtime/process/tracereceiver.h"

#include <QFile>

#include <utility>

namespace looptide::core {

namespace {

// As a shell tells the signal that ended a program.
constexpr int signalBase = 128;

RunRequest childRequest(RunRequest request)
{
    request.command = QStringList(nodeProgram()) + request.nodeOptions;
    if (!request.script.isEmpty())
        request.command += std::exchange(request.script, {});
    return request;
}

} // namespace

class IsolatedRuntime::Private
{
public:
    explicit Private(IsolatedRuntime *runtime);

    void start(const RunRequest &request);
    void startChild(RunRequest request, const TraceTarget &target);
    void setState(RunState next);
    void followPause();
    void fail(const QString &message);
    void childEnded(const RunResult &childResult);
    void finish(const RunResult &result);

    IsolatedRuntime *q;
    RunState state = RunState::Idle;
    std::shared_ptr<TraceChannel> channel;
    std::unique_ptr<TraceReceiver> receiver;
    PauseTracker pause;
    OutputTail tail;
    ProcessRuntime child;
};

IsolatedRuntime::Private::Private(IsolatedRuntime *runtime) : q(runtime)
{
    connect(&child, &Runtime::stateChanged, q, [this](RunState next) {
        if (next == RunState::Exited) // first what it left on its way is taken
            return;
        setState(next);
        followPause(); // it may have told so by then
    });
    connect(&child, &Runtime::outputReceived, q, [this](const QByteArray &bytes) {
        tail.add(bytes);
        Q_EMIT q->outputReceived(bytes);
    });
    connect(&child, &Runtime::runFinished, q,
            [this](const RunResult &result) { childEnded(result); });
}

void IsolatedRuntime::Private::setState(RunState next)
{
    state = next;
    Q_EMIT q->stateChanged(next);
}

void IsolatedRuntime::Private::followPause()
{
    const ProgramPause now = channel->pause();
    while (const auto next = pause.next(state, now))
        setState(*next);
}

void IsolatedRuntime::Private::start(const RunRequest &request)
{
    tail = {};
    channel = std::make_shared<TraceChannel>();
    receiver = std::make_unique<TraceReceiver>(channel);
    connect(receiver.get(), &TraceReceiver::pauseChanged, q, [this] { followPause(); });
    if (!receiver->isValid()) {
        const QString message =
            tr("The connection to the program could not be made: %1.").arg(receiver->errorText());
        setState(RunState::Starting);
        QMetaObject::invokeMethod(q, [this, message] { fail(message); }, Qt::QueuedConnection);
        return;
    }
    startChild(childRequest(request), { receiver->path(), request.level, request.everyRequest });
}

void IsolatedRuntime::Private::startChild(RunRequest request, const TraceTarget &target)
{
    constexpr auto variable = TraceTarget::variable;
    if (request.stdio == RunStdio::Terminal
        || request.environment != QProcessEnvironment::systemEnvironment()) {
        request.environment.insert(QLatin1StringView(variable), target.toString());
        child.start(request);
        return;
    }
    // On a command line the program gets the variables as they are. A QProcessEnvironment would
    // give them another order, which a program can see, and lose what is no text.
    qputenv(variable, QFile::encodeName(target.toString()));
    request.environment = QProcessEnvironment::systemEnvironment();
    child.start(request);
    qunsetenv(variable);
}

void IsolatedRuntime::Private::fail(const QString &message)
{
    finish(RunResult::failedToStart(message));
}

void IsolatedRuntime::Private::childEnded(const RunResult &childResult)
{
    // Node refused its options, so that no program began.
    constexpr int invalidArgument = 9;
    receiver->finish(childResult.reason != RunResult::Reason::Exited
                     || childResult.exitCode != invalidArgument);
    RunResult result = childResult;
    if (result.signal != 0)
        result.exitCode = signalBase + result.signal;
    if (result.reason == RunResult::Reason::Signalled)
        explainSignal(result, tail, receiver->crashText());
    finish(result);
}

void IsolatedRuntime::Private::finish(const RunResult &result)
{
    receiver.reset();
    setState(RunState::Exited);
    Q_EMIT q->runFinished(result);
}

IsolatedRuntime::IsolatedRuntime(QObject *parent)
    : Runtime(parent), d(std::make_unique<Private>(this))
{
}

IsolatedRuntime::~IsolatedRuntime() = default;

RunState IsolatedRuntime::state() const
{
    return d->state;
}

PauseReason IsolatedRuntime::pauseReason() const
{
    return d->pause.reason();
}

void IsolatedRuntime::start(const RunRequest &request)
{
    if (d->state == RunState::Idle || d->state == RunState::Exited)
        d->start(request);
}

void IsolatedRuntime::stop()
{
    d->child.stop();
}

void IsolatedRuntime::writeInput(const QByteArray &bytes)
{
    d->child.writeInput(bytes);
}

void IsolatedRuntime::resizeTerminal(int columns, int rows)
{
    d->child.resizeTerminal(columns, rows);
}

void IsolatedRuntime::holdOutput(bool hold)
{
    d->child.holdOutput(hold);
}

std::shared_ptr<TraceChannel> IsolatedRuntime::traceChannel() const
{
    return d->channel;
}

qint64 IsolatedRuntime::processId() const
{
    return d->child.processId();
}

} // namespace looptide::core
