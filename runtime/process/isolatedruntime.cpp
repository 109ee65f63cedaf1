// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/isolatedruntime.h"

#include "runtime/core/installation.h"
#include "runtime/core/pausetracker.h"
#include "runtime/core/stderrmarks.h"
#include "runtime/process/crashreport.h"
#include "runtime/process/processruntime.h"
#include "runtime/process/tracereceiver.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/continueloops.h"

#include <QFile>

#include <utility>

namespace looptide::process {

namespace {

// The exit code of a shell is this number plus the signal that ended the program.
constexpr int signalBase = 128;

core::RunRequest childRequest(core::RunRequest request)
{
    if (!request.command.isEmpty())
        return request;
    request.command = QStringList(core::nodeProgram()) + request.nodeOptions;
    if (!request.script.isEmpty())
        request.command += std::exchange(request.script, {});
    return request;
}

} // namespace

class IsolatedRuntime::Private
{
public:
    explicit Private(IsolatedRuntime *runtime);

    void start(const core::RunRequest &request);
    void startChild(core::RunRequest request, const TraceTarget &target);
    void setState(core::RunState next);
    void followPause();
    void fail(const QString &message);
    void childEnded(const core::RunResult &childResult);
    void finish(const core::RunResult &result);

    IsolatedRuntime *q;
    core::RunState state = core::RunState::Idle;
    std::shared_ptr<trace::AgentList> agents;
    bool isCommand = false; // not a Node program
    std::unique_ptr<TraceReceiver> receiver;
    core::PauseTracker pause;
    OutputTail tail;
    ProcessRuntime child;
};

IsolatedRuntime::Private::Private(IsolatedRuntime *runtime) : q(runtime)
{
    connect(&child, &core::Runtime::stateChanged, q, [this](core::RunState next) {
        if (next == core::RunState::Exited) // read the rest first
            return;
        setState(next);
        followPause(); // the pause may have been reported already
    });
    connect(&child, &core::Runtime::outputReceived, q,
            [this](const QByteArray &bytes, const core::ByteRanges &errors) {
                tail.add(bytes);
                Q_EMIT q->outputReceived(bytes, errors);
            });
    connect(&child, &core::Runtime::runFinished, q,
            [this](const core::RunResult &result) { childEnded(result); });
}

void IsolatedRuntime::Private::setState(core::RunState next)
{
    state = next;
    Q_EMIT q->stateChanged(next);
}

void IsolatedRuntime::Private::followPause()
{
    const core::ProgramPause now = agents->mainChannel()->pause();
    while (const auto next = pause.next(state, now))
        setState(*next);
}

void IsolatedRuntime::Private::start(const core::RunRequest &request)
{
    tail = {};
    isCommand = !request.command.isEmpty();
    agents = std::make_shared<trace::AgentList>();
    agents->prepare(request.level, request.everyRequest);
    using MainAgent = TraceReceiver::MainAgent;
    receiver = std::make_unique<TraceReceiver>(
        agents, isCommand ? MainAgent::IsElsewhere : MainAgent::Connects);
    connect(receiver.get(), &TraceReceiver::pauseChanged, q, [this] { followPause(); });
    if (!receiver->isValid()) {
        const QString message =
            tr("The connection to the program could not be made: %1.").arg(receiver->errorText());
        setState(core::RunState::Starting);
        QMetaObject::invokeMethod(q, [this, message] { fail(message); }, Qt::QueuedConnection);
        return;
    }
    const bool isMarked =
        request.marksStderr && request.stdio == core::RunStdio::Terminal && !isCommand;
    const auto marks = isMarked ? core::StderrMarks::create() : core::StderrMarks();
    child.setStderrMarks(marks);
    TraceTarget target = receiver->target();
    target.stderrToken = marks.token();
    target.debugs = request.debugs;
    startChild(childRequest(request), isCommand ? target.forChildren() : target);
}

void IsolatedRuntime::Private::startChild(core::RunRequest request, const TraceTarget &target)
{
    constexpr auto variable = TraceTarget::variable;
    if (request.stdio == core::RunStdio::Terminal
        || request.environment != QProcessEnvironment::systemEnvironment()) {
        request.environment.insert(QLatin1StringView(variable), target.toString());
        child.start(request);
        return;
    }
    // On a command line, the program gets the variables unchanged. A QProcessEnvironment would
    // change their order, which a program can see, and lose values that are not text.
    qputenv(variable, QFile::encodeName(target.toString()));
    request.environment = QProcessEnvironment::systemEnvironment();
    child.start(request);
    qunsetenv(variable);
}

void IsolatedRuntime::Private::fail(const QString &message)
{
    finish(core::RunResult::failedToStart(message));
}

void IsolatedRuntime::Private::childEnded(const core::RunResult &childResult)
{
    // Node refused its options, so that no program began.
    constexpr int invalidArgument = 9;
    receiver->finish(!isCommand
                     && (childResult.reason != core::RunResult::Reason::Exited
                         || childResult.exitCode != invalidArgument));
    core::RunResult result = childResult;
    if (result.signal != 0)
        result.exitCode = signalBase + result.signal;
    if (result.reason == core::RunResult::Reason::Signalled && !isCommand)
        explainSignal(result, tail, receiver->crashText());
    finish(result);
}

void IsolatedRuntime::Private::finish(const core::RunResult &result)
{
    receiver.reset();
    setState(core::RunState::Exited);
    Q_EMIT q->runFinished(result);
}

IsolatedRuntime::IsolatedRuntime(QObject *parent)
    : core::Runtime(parent), d(std::make_unique<Private>(this))
{
}

IsolatedRuntime::~IsolatedRuntime() = default;

core::RunState IsolatedRuntime::state() const
{
    return d->state;
}

core::PauseReason IsolatedRuntime::pauseReason() const
{
    return d->pause.reason();
}

void IsolatedRuntime::start(const core::RunRequest &request)
{
    if (d->state == core::RunState::Idle || d->state == core::RunState::Exited)
        d->start(request);
}

void IsolatedRuntime::stop()
{
    if (d->agents)
        trace::continueLoops(*d->agents);
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

std::shared_ptr<trace::TraceChannel> IsolatedRuntime::traceChannel() const
{
    return d->agents ? d->agents->mainChannel() : nullptr;
}

std::shared_ptr<trace::AgentList> IsolatedRuntime::agents() const
{
    return d->agents;
}

qint64 IsolatedRuntime::processId() const
{
    return d->child.processId();
}

} // namespace looptide::process
