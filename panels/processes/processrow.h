// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/processes/processesmodel.h"

namespace looptide::models {

// One agent in the tree. Private to the model.
struct ProcessesModel::Row
{
    trace::AgentState state;
    Row *parent = nullptr;
    Rows children; // in the order in which they were reported
    AgentStats stats;
    AgentStats::Activity activity = AgentStats::Activity::Running;
    process::ProcessUsage usage; // the last one that was read
    quint64 usageNs = 0; // when
    double cpuShare = -1; // of one processor since the last sample; negative: not known
    qint64 endedMs = 0; // since the epoch

    void clearFigures()
    {
        usage = {};
        cpuShare = -1;
        stats = {};
    }
};

} // namespace looptide::models
