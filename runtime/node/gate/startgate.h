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

// The part of a run that an environment made in advance does not have yet.
struct InstanceStart
{
    core::RunRequest request;
    process::FileDescriptor terminal; // slave of the run's pty
    core::StderrMarks stderrMarks;
    QByteArray childTrace; // see setChildTrace(); empty: child processes do not report
    std::function<void()> started; // called on the loop thread when the program begins
};

// The place where the thread of a warm instance waits for its run, without using processor time.
//
// Shared by the WarmInstance that opens it (GUI thread) and the instance that waits (loop thread).
class StartGate
{
    Q_DISABLE_COPY_MOVE(StartGate)
public:
    StartGate() = default;

    // Thread: GUI. Call one of the two, once.
    void open(InstanceStart start);
    void discard();
    // Thread: any. Whether a thread waits at the gate.
    bool isReached() const { return m_reached; }
    // Thread: any. Whether the gate was opened or discarded.
    bool isDecided();
    // Thread: loop. Blocks until the gate is opened or discarded. Returns nothing when it was
    // discarded.
    std::optional<InstanceStart> wait();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<InstanceStart> m_start;
    bool m_decided = false;
    std::atomic<bool> m_reached { false };
};

} // namespace looptide::host
