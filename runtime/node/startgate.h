// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/core/stderrmarks.h"
#include "runtime/process/pty.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace looptide::host {

// What a run brings to an environment that was made ahead of it.
struct InstanceStart
{
    core::RunRequest request;
    process::FileDescriptor terminal; // slave of the run's pty
    core::StderrMarks stderrMarks;
    std::function<void()> started; // called on the loop thread when the program begins
};

// Where the thread of a warm instance waits for its run. It costs nothing meanwhile.
//
// Shared by the WarmInstance that opens it (GUI thread) and the instance that waits (loop thread).
class StartGate
{
    Q_DISABLE_COPY_MOVE(StartGate)
public:
    StartGate() = default;

    // Thread: GUI. One of the two, once.
    void open(InstanceStart start);
    void discard();
    // Thread: any. Somebody has come to wait.
    bool isReached() const { return m_reached; }
    // Thread: any. It was opened or discarded.
    bool isDecided();
    // Thread: loop. Nothing when there will be no run.
    std::optional<InstanceStart> wait();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<InstanceStart> m_start;
    bool m_decided = false;
    std::atomic<bool> m_reached { false };
};

} // namespace looptide::host
