// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/core/stderrmarks.h"
#include "runtime/node/debugger/quietinspector.h"
#include "runtime/node/guard/stderrmarker.h"
#include "runtime/node/isolated/childtrace.h"
#include "runtime/node/stop/debuggerpause.h"
#include "runtime/process/pty.h"

#include <functional>
#include <memory>
#include <optional>

namespace looptide::trace {
class AgentList;
}

namespace looptide::host {

class AbortReport;
class InstanceHandle;
class StartGate;
struct InstanceStart;

// The input of one run, passed to its thread.
struct InstanceSetup
{
    void take(InstanceStart start);

    // The gate at which a warm instance waits before its program; null: the run begins at once. The
    // InstanceStart of the gate replaces request, terminal, stderrMarks, childTrace and started,
    // except for the script and the arguments.
    std::shared_ptr<StartGate> gate;
    core::RunRequest request;
    std::shared_ptr<InstanceHandle> handle;
    std::shared_ptr<trace::AgentList> agents; // the main thread is its main agent
    process::FileDescriptor terminal; // slave of the run's pty; invalid: inherited streams
    core::StderrMarks stderrMarks; // without a token: standard error is not marked
    QByteArray childTrace; // see InstanceStart
    std::string execPath; // looptide-node
    std::shared_ptr<AbortReport> abortReport; // null: an abort ends the process
    std::string compileCache; // folder; empty: none
    std::function<void()> started; // called on the loop thread when the program begins
    // Called on the loop thread when a debugger has paused or resumed the program; the channel has
    // the new state. May be empty.
    std::function<void()> pauseChanged;
    SetPauseListener listenToPauses = setPauseListener;
    MarkStderr markStderr = host::markStderr;
    SetChildTrace setChildTrace = host::setChildTrace;
    QuietInspector quietInspector = host::quietInspector;
};

// Sets up a new isolate, event loop and environment, runs the program to its end and frees all of
// them. Thread: loop (the calling thread becomes it; it needs 8 MiB of stack, like Node's main
// thread). The caller fills in the durationMs of the result. Returns nothing when the gate was
// discarded before a run came.
std::optional<core::RunResult> runInstance(InstanceSetup setup);

} // namespace looptide::host
