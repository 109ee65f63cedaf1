// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/stagedruntime.h"

#include <utility>

namespace looptide::process {

StagedRuntime::StagedRuntime(std::unique_ptr<core::Runtime> program, QObject *parent)
    : core::Runtime(parent), m_program(std::move(program)), m_current(m_program.get())
{
    follow(m_program.get());
    follow(&m_command);
}

// Destroying the runtimes stops the program. Nobody receives their signals any more.
StagedRuntime::~StagedRuntime()
{
    m_program->disconnect(this);
    m_command.disconnect(this);
}

void StagedRuntime::follow(core::Runtime *runtime)
{
    connect(runtime, &core::Runtime::stateChanged, this,
            [this, runtime](core::RunState state) { takeState(runtime, state); });
    connect(runtime, &core::Runtime::outputReceived, this, &core::Runtime::outputReceived);
    connect(runtime, &core::Runtime::stopBlocked, this, &core::Runtime::stopBlocked);
    connect(runtime, &core::Runtime::runFinished, this, &StagedRuntime::takeResult);
}

void StagedRuntime::setStages(const QList<RunStage> &before, const QList<RunStage> &after)
{
    m_nextBefore = before;
    m_nextAfter = after;
}

core::PauseReason StagedRuntime::pauseReason() const
{
    return m_program->pauseReason();
}

void StagedRuntime::prepare(const core::RunRequest &request)
{
    m_program->prepare(request);
}

void StagedRuntime::start(const core::RunRequest &request)
{
    if (m_state != core::RunState::Idle && m_state != core::RunState::Exited)
        return;
    m_request = request;
    m_before = std::exchange(m_nextBefore, {});
    m_after = std::exchange(m_nextAfter, {});
    m_earlierMs = 0;
    m_hasRunProgram = m_isStopping = false;
    startNext();
}

void StagedRuntime::startNext()
{
    if (!m_before.isEmpty()) {
        startStage(m_before.takeFirst());
    } else if (!std::exchange(m_hasRunProgram, true)) {
        m_current = m_program.get();
        m_program->start(m_request);
    } else {
        startStage(m_after.takeFirst());
    }
}

void StagedRuntime::startStage(const RunStage &stage)
{
    core::RunRequest request = m_request;
    request.script.clear();
    request.arguments.clear();
    request.nodeOptions.clear();
    request.command = stage.command;
    request.environment = stage.environment;
    m_current = &m_command;
    m_command.start(request);
}

void StagedRuntime::takeState(const core::Runtime *from, core::RunState state)
{
    const bool isBetween = state == core::RunState::Starting && m_state == core::RunState::Running;
    if (from == m_current && state != core::RunState::Exited && !isBetween)
        setState(state);
}

void StagedRuntime::takeResult(core::RunResult result)
{
    const bool isGood = result.reason == core::RunResult::Reason::Exited && result.exitCode == 0;
    const bool hasNext = !m_hasRunProgram || !m_after.isEmpty();
    result.durationMs += m_earlierMs;
    if (!isGood || !hasNext || m_isStopping) {
        setState(core::RunState::Exited);
        Q_EMIT runFinished(result);
        return;
    }
    m_earlierMs = result.durationMs;
    // A runtime is done with its run only when its signal has been delivered to all.
    QMetaObject::invokeMethod(
        this,
        [this, result] {
            if (m_isStopping) {
                setState(core::RunState::Exited);
                core::RunResult stopped;
                stopped.reason = core::RunResult::Reason::Stopped;
                stopped.durationMs = result.durationMs;
                Q_EMIT runFinished(stopped);
            } else {
                startNext();
            }
        },
        Qt::QueuedConnection);
}

void StagedRuntime::setState(core::RunState state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

void StagedRuntime::stop()
{
    m_isStopping = true;
    m_current->stop();
}

void StagedRuntime::writeInput(const QByteArray &bytes)
{
    m_current->writeInput(bytes);
}

void StagedRuntime::resizeTerminal(int columns, int rows)
{
    m_request.columns = columns;
    m_request.rows = rows;
    m_current->resizeTerminal(columns, rows);
}

void StagedRuntime::holdOutput(bool hold)
{
    m_current->holdOutput(hold);
}

std::shared_ptr<trace::TraceChannel> StagedRuntime::traceChannel() const
{
    return m_hasRunProgram ? m_program->traceChannel() : nullptr;
}

std::shared_ptr<trace::AgentList> StagedRuntime::agents() const
{
    return m_hasRunProgram ? m_program->agents() : nullptr;
}

} // namespace looptide::process
