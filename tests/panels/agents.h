// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

// Agents for tests of panels.
namespace looptide::tests {

using Kind = trace::AgentInfo::Kind;

inline trace::AgentState agent(quint16 id, Kind kind, qint64 pid, qint64 parentPid,
                               quint32 number = 0, const QString &title = {})
{
    trace::AgentState state;
    state.info.id = id;
    state.info.kind = kind;
    state.info.pid = pid;
    state.info.parentPid = parentPid;
    state.info.number = number;
    state.info.title = title;
    state.info.startedMs = 1'000'000;
    return state;
}

inline trace::TraceBatch batchOf(const QList<trace::AgentState> &agents)
{
    trace::TraceBatch batch;
    batch.agents = agents;
    return batch;
}

inline trace::AgentState ended(trace::AgentState state)
{
    state.info.hasEnded = true;
    return state;
}

} // namespace looptide::tests
