// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QByteArray>

#include <memory>

namespace looptide::process {
class TraceReceiver;
}
namespace looptide::trace {
class AgentList;
}

namespace looptide::host {

// Receives the reports of the processes that a program of this process starts.
//
// Owned by NodeRuntime. Thread: GUI.
class ChildReports
{
public:
    ChildReports();
    ~ChildReports();

    // Begins a run. Returns what its processes have to know (InstanceStart::childTrace). Without
    // recording it is empty, and the environment of the processes stays as it is.
    QByteArray begin(const std::shared_ptr<trace::AgentList> &agents,
                     const core::RunRequest &request);
    // Call it when the run has ended. Reads the rest.
    void end();

private:
    std::unique_ptr<process::TraceReceiver> m_receiver;
};

} // namespace looptide::host
