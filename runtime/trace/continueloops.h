// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/agentlist.h"

namespace looptide::trace {

// Lets the loops that run step by step run freely: a paused loop would not get to its end.
inline void continueLoops(const AgentList &run)
{
    for (const AgentList::Agent &agent : run.agents())
        agent.channel->commands.post(Command::stepLoop(StepTarget::Continue));
}

} // namespace looptide::trace
