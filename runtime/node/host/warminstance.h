// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/node/gate/startgate.h"
#include "runtime/node/host/nodeinstance.h"
#include "runtime/node/host/nodeprocess.h"

#include <QThread>

#include <optional>

namespace looptide::host {

// The thread of one instance.
class InstanceThread
{
    Q_DISABLE_COPY_MOVE(InstanceThread)
public:
    // ended is the last call on the thread. It is not called when the gate was discarded before a
    // run came.
    InstanceThread(InstanceSetup setup, std::function<void(const core::RunResult &)> ended);
    // Blocks until the thread has ended.
    ~InstanceThread();

    // Abandons a thread that will not end soon: nobody owns it afterwards.
    void abandon();
    bool wait(QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));

private:
    std::unique_ptr<QThread> m_thread;
};

// An environment that is made in advance and waits just before its program. What the program will
// see of its process (working directory, variables, streams, clocks) is set when the program
// begins. fits() compares what is already fixed.
//
// Owned by the NodeRuntime that will use it; one at a time in a process. Thread: GUI. It takes no
// processor time while it waits, and 13 MB of memory.
struct WarmInstance
{
    // Whether an environment that is made now can serve this request later.
    static bool canServe(const core::RunRequest &request);
    // Everything but its thread. Nothing when another program has the process.
    static std::optional<WarmInstance> reserve(const core::RunRequest &request);
    bool fits(const core::RunRequest &request) const;
    // Takes about 10 ms.
    void discard();

    core::RunRequest request;
    std::unique_ptr<InstanceSlot> slot;
    std::shared_ptr<InstanceHandle> handle;
    std::shared_ptr<trace::AgentList> agents;
    std::shared_ptr<StartGate> gate;
    std::shared_ptr<AbortReport> abortReport;
    std::unique_ptr<InstanceThread> thread;
};

} // namespace looptide::host
