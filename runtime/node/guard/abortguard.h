// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <array>
#include <atomic>
#include <memory>

namespace looptide::host {

// The native stack of a thread of the program that has aborted. A signal handler fills it.
class AbortReport
{
    Q_DISABLE_COPY_MOVE(AbortReport)
public:
    static constexpr int maximumFrames = 64;

    AbortReport();
    ~AbortReport();

    // Becomes readable when a thread has aborted; -1 when the system has no descriptor left.
    int descriptor() const { return m_event; }
    bool isFilled() const { return m_frameCount.load(std::memory_order_acquire) > 0; }

    // Async-signal-safe. Only the first call counts.
    void fill();
    // Thread: GUI, when isFilled().
    QStringList stack() const;

private:
    std::array<void *, maximumFrames> m_frames {};
    std::atomic<bool> m_taken { false };
    std::atomic<int> m_frameCount { 0 };
    int m_event;
};

// While this object exists, a thread of the program that aborts (a fatal error of V8 or Node, a
// failed assertion or an uncaught exception in an addon) does not end the process. It fills the
// report and never returns. It keeps everything that it holds, so no program can run in this
// process afterwards.
//
// Owned by the instance, in a window only. Thread: loop. ProcessState restores the signals'
// dispositions. Other threads abort as before.
class AbortGuard
{
    Q_DISABLE_COPY_MOVE(AbortGuard)
public:
    explicit AbortGuard(std::shared_ptr<AbortReport> report);
    ~AbortGuard();

    // Call it on a thread that runs the program: its main thread or a worker.
    static void watchThisThread();
};

} // namespace looptide::host
