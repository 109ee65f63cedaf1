// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <array>
#include <atomic>
#include <memory>

namespace looptide::host {

// What a thread of the program left behind when it aborted. Filled in a signal handler.
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
    // Thread: GUI, when filled.
    QStringList stack() const;

private:
    std::array<void *, maximumFrames> m_frames {};
    std::atomic<bool> m_taken { false };
    std::atomic<int> m_frameCount { 0 };
    int m_event;
};

// While it lives, a thread of the program that aborts (a fatal error of V8 or Node, a failed
// assertion or an uncaught exception in an addon) does not end the process: it fills the report and
// never returns. What the thread held, it holds for good, so no program can run here afterwards.
//
// Owned by the instance, in a window only. Thread: loop. The signals' dispositions are put back by
// ProcessState. Other threads abort as they did before.
class AbortGuard
{
    Q_DISABLE_COPY_MOVE(AbortGuard)
public:
    explicit AbortGuard(std::shared_ptr<AbortReport> report);
    ~AbortGuard();

    // The calling thread runs the program: its main thread or a worker.
    static void watchThisThread();
};

} // namespace looptide::host
