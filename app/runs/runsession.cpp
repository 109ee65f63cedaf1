// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runsession.h"

#include "panels/eventloop/loopstats.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/inspector/debugsession.h"
#include "runtime/process/stagedruntime.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/tracecollector.h"
#include "runtime/trace/tracestore.h"

#include <QDateTime>
#include <QLocale>
#include <QTime>

#include <algorithm>
#include <utility>

namespace looptide::app {

using core::RunState;

RunSession::RunSession(RuntimeFactory factory, KindChooser chooseKind,
                       inspector::BreakpointList *breakpoints, QObject *parent)
    : RunFeed(parent), m_factory(std::move(factory)), m_chooseKind(std::move(chooseKind)),
      m_collector(new trace::TraceCollector(this)),
      m_requests(new models::ServerConsoleModel(this)), m_loop(new models::LoopStats(this)),
      m_debugger(new inspector::DebugSession(breakpoints, this)),
      m_trace(new trace::TraceStore(trace::TraceStore::defaultLimit, this))
{
    connect(m_collector, &trace::TraceCollector::batchCollected, this, &RunSession::takeBatch);
    connect(this, &RunSession::stateChanged, this, &RunSession::coverageChanged);
    connect(m_debugger, &inspector::DebugSession::stateChanged, this, &RunSession::sendRules);
    connect(m_debugger->breakpoints(), &inspector::BreakpointList::edited, this, [this] {
        sendRules();
        armPhases();
    });
}

RunSession::~RunSession()
{
    if (m_runtime)
        disconnect(m_runtime.get(), nullptr, this, nullptr);
    m_collector->detach();
}

core::PauseReason RunSession::pauseReason() const
{
    return m_runtime ? m_runtime->pauseReason() : core::PauseReason::None;
}

bool RunSession::isRunning() const
{
    return m_state != RunState::Idle && m_state != RunState::Exited;
}

void RunSession::prepare(const RunPlan &plan)
{
    if (isRunning() || m_chooseKind(this, plan) != RuntimeKind::Node)
        return;
    prepareRuntime(RuntimeKind::Node);
    if (m_runtime)
        m_runtime->prepare(plan.request);
}

void RunSession::start(const RunPlan &plan)
{
    begin({ plan, isRunning(), {} });
}

void RunSession::restart(const RunPlan &plan, const QString &cause)
{
    begin({ plan, !isFresh(), cause });
}

void RunSession::begin(Next next)
{
    m_next = std::move(next);
    if (m_isActive)
        stopRuntime();
    else if (!isRunning()) // otherwise launch() will follow
        launch();
}

void RunSession::stop()
{
    m_next.reset();
    if (m_isActive)
        stopRuntime();
    else if (isRunning())
        setState(RunState::Exited);
}

// A paused program continues only when its debugger lets it.
void RunSession::stopRuntime()
{
    m_debugger->prepareStop(this, [this, runtime = m_runtime.get()] {
        if (m_isActive && m_runtime.get() == runtime)
            runtime->stop();
    });
}

void RunSession::attachDebugger()
{
    const auto agents = m_isActive ? m_runtime->agents() : nullptr;
    if (!agents || m_debugger->state() != inspector::DebugSession::State::Off)
        return;
    m_debugger->begin();
    for (const trace::AgentList::Agent &agent : agents->agents()) {
        if (agent.info.kind != trace::AgentInfo::Kind::Worker)
            agent.channel->commands.post(trace::Command::openDebugger());
    }
}

// The threads of workers are reached through their main thread.
void RunSession::attachDebuggers(const trace::TraceBatch &batch)
{
    for (const trace::AgentState &state : batch.agents) {
        if (!state.debuggerUrl.isEmpty() && !state.info.hasEnded)
            m_debugger->attach(state.info.id, state.info.title,
                               QUrl(QString::fromLatin1(state.debuggerUrl)));
    }
}

void RunSession::writeInput(const QByteArray &bytes)
{
    if (m_isActive)
        m_runtime->writeInput(bytes);
}

void RunSession::resizeTerminal(int columns, int rows)
{
    m_terminalSize = QSize(columns, rows);
    if (m_isActive)
        m_runtime->resizeTerminal(columns, rows);
}

void RunSession::holdOutput(bool hold)
{
    if (m_isActive)
        m_runtime->holdOutput(hold);
}

void RunSession::launch()
{
    Next next = *std::exchange(m_next, std::nullopt);
    m_plan = std::move(next.plan);
    m_isRestart = next.isRestart;
    m_restartCause = next.cause;
    m_result.reset();
    m_printed.clear();
    prepareModels();
    setListening({});
    prepareRuntime(m_chooseKind(this, m_plan));
    m_isActive = true;
    setState(RunState::Starting);
    Q_EMIT started();
    if (!m_runtime) {
        finish(core::RunResult::failedToStart(
            tr("The built-in Node.js could not be set up in this process.")));
        return;
    }
    core::RunRequest request = m_plan.request;
    request.marksStderr = true;
    if (request.level != core::RecordLevel::Off)
        request.level = m_level;
    request.columns = m_terminalSize.width();
    request.rows = m_terminalSize.height();
    request.debugs = request.debugs && m_kind != RuntimeKind::Process;
    if (request.debugs)
        m_debugger->begin();
    m_runtime->setStages(m_plan.before, m_plan.after);
    m_runtime->start(request);
    if (m_isActive)
        attachTrace();
}

// Each run has a new channel, which does not exist before its program starts.
void RunSession::attachTrace()
{
    const auto channel = m_runtime->traceChannel();
    if (!channel || channel == m_channel.lock())
        return;
    m_channel = channel;
    if (const auto agents = m_runtime->agents())
        m_collector->attach(agents);
    else
        m_collector->attach(channel);
    sendRequestDetail();
    m_sentRules.clear();
    sendRules();
    m_armedPhases = 0;
    armPhases();
}

// The requests of the previous run stay for comparison. The loop's figures are those of one run.
void RunSession::prepareModels()
{
    m_isAgentChosen = false;
    m_trace->clear();
    showLoopOf(0);
    m_startedMs = QDateTime::currentMSecsSinceEpoch();
    if (!m_isRestart)
        m_requests->clear();
    m_requests->beginRun();
    if (!m_isRestart)
        return;
    const QString time = QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
    m_requests->addMark(m_restartCause.isEmpty()
                            ? tr("Restarted %1").arg(time)
                            : tr("Restarted %1 · %2").arg(time, m_restartCause));
}

trace::TraceInfo RunSession::traceInfo() const
{
    const core::RunRequest &request = m_plan.request;
    const QString program = request.command.isEmpty() ? request.script : request.command.join(u' ');
    return { program, request.arguments, m_startedMs };
}

quint64 RunSession::requestCount() const
{
    return m_requests->runCount();
}

void RunSession::prepareRuntime(RuntimeKind kind)
{
    if (m_runtime && kind == m_kind)
        return;
    std::unique_ptr<core::Runtime> program = m_factory(kind);
    m_runtime = program ? std::make_unique<process::StagedRuntime>(std::move(program)) : nullptr;
    m_kind = kind;
    if (!m_runtime)
        return;
    const core::Runtime *runtime = m_runtime.get();
    connect(runtime, &core::Runtime::stateChanged, this, &RunSession::takeState);
    connect(runtime, &core::Runtime::outputReceived, this, &RunSession::takeOutput);
    connect(runtime, &core::Runtime::stopBlocked, this, &RunSession::stopBlocked);
    connect(runtime, &core::Runtime::runFinished, this, &RunSession::finish);
}

// finish() reports the end, together with the result.
void RunSession::takeState(RunState state)
{
    if (state == RunState::Running && m_isActive)
        attachTrace();
    if (state != RunState::Exited && state != RunState::Idle)
        setState(state);
}

void RunSession::setState(RunState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

void RunSession::setListening(const QList<trace::ListenAddress> &addresses)
{
    m_addresses = addresses;
    QList<trace::ListenAddress> unique;
    for (const trace::ListenAddress &address : addresses) {
        const bool isKnown = std::ranges::any_of(unique, [&](const auto &other) {
            return other.host == address.host && other.port == address.port
                && other.http == address.http;
        });
        if (!isKnown)
            unique.append(address);
    }
    m_listening = unique;
    Q_EMIT listeningChanged(m_listening);
}

void RunSession::takeOutput(const QByteArray &bytes, const core::ByteRanges &errors)
{
    Q_EMIT outputReceived(bytes, errors);
    if (m_printed.add(bytes))
        Q_EMIT coverageChanged();
}

// Compares with what the store knew before the batch.
bool RunSession::isNewsOfAgents(const trace::TraceBatch &batch) const
{
    const auto &known = m_trace->agents();
    return std::ranges::any_of(batch.agents, [&](const trace::AgentState &state) {
        const auto before = known.constFind(state.info.id);
        return before == known.cend() || before->info != state.info;
    });
}

void RunSession::takeAgents(const trace::TraceBatch &batch)
{
    for (const trace::AgentState &state : batch.agents) {
        if (state.info.hasEnded)
            removeListening(state.info.id);
    }
    Q_EMIT agentsChanged();
    Q_EMIT coverageChanged();
}

// The program of a command is in a process that the command starts: the first with an HTTP server.
void RunSession::chooseAgent(const trace::TraceBatch &batch)
{
    if (m_isAgentChosen || m_kind != RuntimeKind::Command)
        return;
    const auto server = std::ranges::find_if(
        batch.listening, [](const auto &address) { return address.http && address.listening; });
    if (server == batch.listening.end())
        return;
    showAgent(server->agent);
    m_armedPhases = 0;
    armPhases();
}

void RunSession::removeListening(quint16 agent)
{
    QList<trace::ListenAddress> left = m_addresses;
    if (left.removeIf([=](const auto &address) { return address.agent == agent; }) != 0)
        setListening(left);
}

quint16 RunSession::shownAgent() const
{
    return m_loop->agent();
}

void RunSession::showAgent(quint16 agent)
{
    m_isAgentChosen = true;
    if (agent != shownAgent())
        showLoopOf(agent);
}

void RunSession::showLoopOf(quint16 agent)
{
    m_loop->setAgent(agent);
    const auto known = m_trace->agents().constFind(agent);
    if (known != m_trace->agents().cend()) {
        trace::TraceBatch past;
        past.agents = { *known };
        past.position = known->position;
        past.pause = known->pause;
        past.blocked = known->blocked;
        for (quint64 i = m_trace->firstRecord(); i < m_trace->endRecord(); ++i) {
            if (m_trace->record(i).agent == agent)
                past.records.append(m_trace->record(i));
        }
        m_loop->addBatch(past);
    }
    Q_EMIT shownAgentChanged(agent);
}

void RunSession::setRecordingLimit(int mebibytes)
{
    m_trace->setLimit(qsizetype(mebibytes) << 20);
}

QString RunSession::folder() const
{
    return m_plan.request.workingDirectory;
}

models::RunCoverage RunSession::coverage() const
{
    using Recording = models::RunCoverage::Recording;
    models::RunCoverage coverage;
    const auto &agents = m_trace->agents();
    const bool hasReport = std::ranges::any_of(
        agents, [](const trace::AgentState &agent) { return agent.info.pid != 0; });
    if (m_kind == RuntimeKind::Process)
        coverage.recording = Recording::NotOfCommand;
    else if (m_level == core::RecordLevel::Off)
        coverage.recording = Recording::SwitchedOff;
    else if (m_kind == RuntimeKind::Command && !isFresh() && !hasReport)
        coverage.recording = Recording::NoneReported;
    coverage.isRunning = isRunning();
    coverage.printed = m_printed.urls();
    return coverage;
}

QList<QUrl> RunSession::urls() const
{
    QList<QUrl> urls;
    for (const trace::ListenAddress &address : m_listening) {
        if (const QString url = address.url(); !url.isEmpty())
            urls.append(QUrl(url));
    }
    return urls.isEmpty() && isRunning() ? m_printed.urls() : urls;
}

void RunSession::takeBatch(const trace::TraceBatch &batch)
{
    m_requests->addBatch(batch);
    m_loop->addBatch(batch);
    const bool isNews = isNewsOfAgents(batch);
    m_trace->append(batch);
    if (isNews)
        takeAgents(batch);
    chooseAgent(batch);
    attachDebuggers(batch);
    Q_EMIT batchCollected(batch);
    for (const trace::LoopPause &pause : batch.pauses) {
        if (pause.isPhaseBegin && (m_armedPhases >> quint32(pause.phase) & 1) != 0)
            Q_EMIT pausedAtPhase();
    }
    if (batch.listening.isEmpty())
        return;
    QList<trace::ListenAddress> known = m_addresses;
    for (const trace::ListenAddress &address : batch.listening) {
        known.removeIf([&](const trace::ListenAddress &other) {
            return other.host == address.host && other.port == address.port
                && other.agent == address.agent;
        });
        if (address.listening)
            known.append(address);
    }
    setListening(known);
}

void RunSession::finish(const core::RunResult &result)
{
    if (!m_isActive)
        return;
    m_collector->detach();
    m_loop->endRun();
    m_debugger->end();
    m_isActive = false;
    m_armedPhases = 0;
    m_result = result;
    setListening({});
    if (!m_next) {
        setState(RunState::Exited);
        Q_EMIT finished(result);
        // The next run is most likely the same.
        QMetaObject::invokeMethod(this, [this] { prepare(m_plan); }, Qt::QueuedConnection);
        return;
    }
    setState(RunState::Stopping);
    Q_EMIT finished(result);
    // The runtime has finished this run only after its signal was delivered to all receivers.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_next && !m_isActive)
                launch();
        },
        Qt::QueuedConnection);
}

} // namespace looptide::app
