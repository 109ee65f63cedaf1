// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/loopstepper.h"

#include "runtime/trace/messagefields.h"

#include <algorithm>
#include <string>
#include <utility>

namespace looptide::host {

using trace::LoopPause;
using trace::LoopPhase;
using trace::StepTarget;
using trace::WaitingCallback;

void LoopStepper::begin()
{
    m_isStepping = true;
    m_target = StepTarget::Microtask;
}

void LoopStepper::beginToPhase(quint32 phases)
{
    m_isStepping = true;
    m_target = StepTarget::Phase;
    m_wantedPhases = phases;
}

void LoopStepper::end()
{
    m_isStepping = false;
    m_target = StepTarget::Continue;
    m_wantedId = 0;
    m_wantedPhases = 0;
    m_ticks.clear();
    m_moreTicks = 0;
}

void LoopStepper::pauseNow()
{
    pause({ .phase = LoopPhase::Poll });
}

void LoopStepper::phaseBegins(LoopPhase phase)
{
    const bool isWanted = m_wantedPhases == 0 || (m_wantedPhases >> quint32(phase) & 1) != 0;
    if (m_wantedId == 0 && m_target == StepTarget::Phase && isWanted)
        pause({ .phase = phase, .isPhaseBegin = true });
}

void LoopStepper::iterationBegins()
{
    if (m_wantedId == 0 && m_target == StepTarget::Iteration)
        pause({ .phase = LoopPhase::Prepare, .isPhaseBegin = true });
}

void LoopStepper::callbackBegins(const WaitingCallback &callback, CallbackTraits traits)
{
    if (m_isPaused)
        return; // what lists the resources
    const bool isWanted = m_wantedId != 0 ? callback.asyncId == m_wantedId
                                          : m_target == StepTarget::Microtask
            || (m_target == StepTarget::Callback && !traits.isMicrotask && !traits.isNested);
    if (isWanted && !traits.isInternal)
        pause({ .phase = m_channel.position().phase, .next = callback });
    if (traits.isMicrotask)
        tickBegins(callback.asyncId);
}

void LoopStepper::tickScheduled(const WaitingCallback &tick)
{
    if (m_isPaused)
        return;
    if (m_moreTicks == 0 && m_ticks.size() < mostTicks)
        m_ticks.push_back(tick);
    else
        ++m_moreTicks;
}

void LoopStepper::tickBegins(quint64 asyncId)
{
    const auto tick = std::ranges::find(m_ticks, asyncId, &WaitingCallback::asyncId);
    if (tick != m_ticks.end())
        m_ticks.erase(tick);
    else if (m_ticks.empty() && m_moreTicks > 0)
        --m_moreTicks;
}

void LoopStepper::pause(const LoopPause &where)
{
    const quint64 beginNs = trace::monotonicNs();
    m_isPaused = true;
    report(where);
    m_channel.commands.hold();
    m_actions.pauseChanged(core::PauseReason::Stepping);
    const trace::Command step = m_channel.commands.nextStep();
    m_actions.pauseChanged(core::PauseReason::None);
    m_isPaused = false;
    m_wantedId = step.kind == trace::CommandKind::StepToCallback ? step.argument : 0;
    m_wantedPhases = step.kind == trace::CommandKind::StepToPhase ? step.argument : 0;
    m_target = *step.stepTarget();
    // The recorder ends stepping when no callback runs.
    if (m_target == StepTarget::Continue)
        m_channel.commands.post(step);
    m_actions.resumed(trace::monotonicNs() - beginNs);
    m_channel.commands.endHold();
}

void LoopStepper::report(LoopPause where)
{
    where.tickCount = m_ticks.size() + m_moreTicks;
    const auto count = std::min(std::size_t(LoopPause::mostTicks), m_ticks.size());
    where.ticks.assign(m_ticks.begin(), m_ticks.begin() + qsizetype(count));
    std::string text;
    trace::FieldWriter fields(text);
    writeLoopPause(fields, where);
    const QByteArrayView payload(text.data(), qsizetype(text.size()));
    m_channel.messages.push(trace::MessageKind::LoopPause, 0, trace::monotonicNs(),
                            { &payload, 1 });
    m_actions.listResources();
}

} // namespace looptide::host
