// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/agentstats.h"

#include <algorithm>

namespace looptide::models {

using trace::AgentState;
using trace::LoopPhase;
using trace::PhaseVisit;

namespace {

// A loop that only wakes up now and then, for a timer, counts as waiting.
constexpr double leastBusy = .01;

} // namespace

void AgentStats::begin(quint64 nowNs, const trace::RequestCounts &counts)
{
    *this = {};
    m_beginNs = m_accountedNs = nowNs;
    m_received = counts.received;
}

void AgentStats::add(const trace::Record &record)
{
    m_lastRecordNs = std::max(m_lastRecordNs, record.endNs);
    if (record.kind != trace::RecordKind::Phase)
        return;
    const auto view = trace::viewOf(record);
    const auto *visit = view ? std::get_if<PhaseVisit>(&*view) : nullptr;
    if (!visit || visit->phase != LoopPhase::Poll)
        return;
    addWait(visit->beginNs, visit->beginNs + visit->waitNs);
}

void AgentStats::addWait(quint64 beginNs, quint64 endNs)
{
    const quint64 from = std::max(beginNs, m_accountedNs);
    if (endNs <= from)
        return;
    m_waitNs += endNs - from;
    m_accountedNs = endNs;
}

void AgentStats::sample(quint64 nowNs, const AgentState &state)
{
    if (nowNs <= m_beginNs)
        return;
    const double ns = double(nowNs - m_beginNs);
    const bool isKnown = state.position.sinceNs != 0 || m_lastRecordNs != 0;
    if (state.position.waiting)
        addWait(state.position.sinceNs, nowNs); // no record reports it yet
    m_utilisation = isKnown ? std::clamp(1 - double(m_waitNs) / ns, 0., 1.) : -1;
    m_requestsPerSecond = double(state.requests.received - m_received) * 1e9 / ns;
    m_received = state.requests.received;
    m_waitNs = 0;
    m_beginNs = nowNs;
    m_accountedNs = std::max(m_accountedNs, nowNs);
}

AgentStats::Activity AgentStats::activity(quint64 nowNs, const AgentState &state) const
{
    if (state.info.hasEnded)
        return Activity::Ended;
    if (state.pause.reason != core::PauseReason::None)
        return Activity::Paused;
    if (state.position.sinceNs == 0)
        return Activity::Running;
    if (state.position.waiting)
        return m_utilisation >= leastBusy ? Activity::Busy : Activity::Waiting;
    const quint64 since = std::max(state.position.sinceNs, m_lastRecordNs);
    return nowNs > since + trace::blockedAfterNs ? Activity::Blocked : Activity::Busy;
}

} // namespace looptide::models
