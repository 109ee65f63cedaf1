// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/core/stderrmarks.h"
#include "runtime/node/debuggerpause.h"
#include "runtime/node/stderrmarker.h"
#include "runtime/process/pty.h"

#include <functional>
#include <memory>
#include <optional>

namespace looptide::trace {
class TraceChannel;
}

namespace looptide::host {

class AbortReport;
class InstanceHandle;
class StartGate;
struct InstanceStart;

// What one run needs, handed to its thread.
struct InstanceSetup
{
    void take(InstanceStart start);

    // Where a warm instance waits before the program; null: the run begins at once. What the
    // gate lets in takes the place of request, terminal, stderrMarks and started, except for
    // script, arguments and what is recorded.
    std::shared_ptr<StartGate> gate;
    core::RunRequest request;
    std::shared_ptr<InstanceHandle> handle;
    std::shared_ptr<trace::TraceChannel> channel;
    process::FileDescriptor terminal; // slave of the run's pty; not valid: inherited streams
    core::StderrMarks stderrMarks; // without a token: standard error is not marked
    std::string execPath; // looptide-node
    std::shared_ptr<AbortReport> abortReport; // null: an abort ends the process
    std::string compileCache; // folder; empty: none
    std::function<void()> started; // called on the loop thread when the program begins
    // Called on the loop thread when a debugger has paused or resumed it, which the channel tells.
    // May be empty.
    std::function<void()> pauseChanged;
    SetPauseListener listenToPauses = setPauseListener;
    MarkStderr markStderr = host::markStderr;
};

// Sets up a fresh isolate, event loop and environment, runs the program to its end and takes all of
// it down again. Thread: loop (the calling thread becomes it; needs 8 MiB of stack, as Node's main
// thread has). The durationMs of the result is the caller's to fill in. No result: the gate was
// closed for good before a run came.
std::optional<core::RunResult> runInstance(InstanceSetup setup);

} // namespace looptide::host
