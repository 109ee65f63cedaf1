// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run session sends to the agents of its run.
#include "app/runs/runsession.h"
#include "runtime/inspector/debugsession.h"
#include "runtime/process/childprocess.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/requestrulelist.h"
#include "runtime/trace/tracestore.h"
#include "runtime/trace/tracesummary.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace looptide::app {

bool RunSession::signalAgent(quint16 agent, int signal)
{
    const trace::AgentInfo info = m_trace->agents().value(agent).info;
    return !info.hasEnded && info.pid > 1 && info.pid != QCoreApplication::applicationPid()
        && process::signalProcess(info.pid, signal);
}

bool RunSession::sendCommand(quint16 agent, const trace::Command &asked)
{
    if (!m_isActive)
        return false;
    // A loop with a breakpoint on a phase goes on to it.
    const bool isToPhase = m_armedPhases != 0 && agent == shownAgent()
        && asked == trace::Command::stepLoop(trace::StepTarget::Continue);
    const auto command = isToPhase ? trace::Command::stepToPhase(m_armedPhases) : asked;
    const auto list = m_runtime->agents();
    if (!list) {
        const auto channel = m_runtime->traceChannel();
        return channel && agent == 0 && channel->commands.post(command);
    }
    const auto agents = list->agents();
    const auto found =
        std::ranges::find(agents, agent, [](const auto &each) { return each.info.id; });
    return found != agents.end() && found->channel->commands.post(command);
}

void RunSession::setRecordLevel(core::RecordLevel level)
{
    if (m_level == level)
        return;
    m_level = level;
    if (const auto agents = m_isActive ? m_runtime->agents() : nullptr)
        agents->setLevel(level);
    Q_EMIT coverageChanged();
    Q_EMIT recordLevelChanged(level);
}

void RunSession::setRequestDetail(const trace::RequestDetail &detail)
{
    m_detail = detail;
    sendRequestDetail();
}

void RunSession::sendRequestDetail()
{
    if (!m_isActive)
        return;
    if (const auto agents = m_runtime->agents())
        agents->setDetail(m_detail);
    else if (const auto channel = m_runtime->traceChannel())
        channel->commands.post(trace::Command::setDetail(m_detail));
}

void RunSession::setRules(trace::RequestRuleList *rules)
{
    m_rules = rules;
    connect(rules, &trace::RequestRuleList::changed, this, &RunSession::sendRules);
}

// Breakpoints on requests are rules, too. They do nothing without a debugger.
void RunSession::sendRules()
{
    if (!m_isActive)
        return;
    QList<trace::RequestRule> rules = m_rules ? m_rules->active() : QList<trace::RequestRule>();
    if (m_debugger->state() == inspector::DebugSession::State::Attached) {
        for (const inspector::Breakpoint &breakpoint : m_debugger->breakpoints()->all()) {
            if (breakpoint.kind != inspector::Breakpoint::Kind::Request || !breakpoint.isEnabled)
                continue;
            trace::RequestRule rule;
            rule.action = trace::RequestRule::Action::Break;
            rule.method = breakpoint.method;
            rule.path = breakpoint.name;
            rules.append(rule);
        }
    }
    const QByteArray encoded = trace::encodeRules(rules);
    if (std::exchange(m_sentRules, encoded) == encoded)
        return;
    if (const auto agents = m_runtime->agents())
        agents->setRules(encoded);
    else if (const auto channel = m_runtime->traceChannel())
        channel->commands.post(trace::Command::setRules(encoded));
}

// The phases with a breakpoint, as bits.
quint32 RunSession::phases() const
{
    quint32 phases = 0;
    for (const inspector::Breakpoint &breakpoint : m_debugger->breakpoints()->all()) {
        if (breakpoint.kind != inspector::Breakpoint::Kind::Phase || !breakpoint.isEnabled)
            continue;
        for (int phase = 0; phase < int(trace::LoopPhase::Outside); ++phase) {
            if (breakpoint.name == trace::phaseName(trace::LoopPhase(phase)))
                phases |= quint32 { 1 } << phase;
        }
    }
    return phases;
}

void RunSession::armPhases()
{
    const quint32 wanted = phases();
    if (!m_isActive || wanted == m_armedPhases)
        return;
    const bool isPaused =
        m_trace->agents().value(shownAgent()).pause.reason == core::PauseReason::Stepping;
    const quint32 before = std::exchange(m_armedPhases, 0);
    // A loop that is paused stays so: what the user does next counts.
    if (!isPaused && wanted != 0)
        sendCommand(shownAgent(), trace::Command::stepToPhase(wanted));
    else if (!isPaused && before != 0)
        sendCommand(shownAgent(), trace::Command::stepLoop(trace::StepTarget::Continue));
    m_armedPhases = wanted;
}

} // namespace looptide::app
