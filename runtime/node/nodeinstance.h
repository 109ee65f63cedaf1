// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/process/pty.h"

#include <functional>
#include <memory>

namespace looptide::core {
class TraceChannel;
}

namespace looptide::host {

class InstanceHandle;

// What one run needs, handed to its thread.
struct InstanceSetup
{
    core::RunRequest request;
    std::shared_ptr<InstanceHandle> handle;
    std::shared_ptr<core::TraceChannel> channel;
    core::FileDescriptor terminal; // slave of the run's pty; not valid: inherited streams
    std::string execPath; // looptide-node
    std::function<void()> started; // called on the loop thread when the program begins
};

// Sets up a fresh isolate, event loop and environment, runs the program to its end and takes all of
// it down again. Thread: loop (the calling thread becomes it; needs 8 MiB of stack, as Node's main
// thread has). The durationMs of the result is the caller's to fill in.
core::RunResult runInstance(InstanceSetup setup);

} // namespace looptide::host
