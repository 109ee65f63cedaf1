// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/process/descendants.h"

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace looptide::process {

// Limits the number of processes of a run and the memory of all of them together, because a program
// that forks without end would take the whole machine. Above a limit, all of them are ended. The
// guard looks a few times a second, on its own thread, while the run has processes. Processes that
// outlive the run are still limited until the next run begins.
//
// Owned by the runtime. Thread: GUI.
class DescendantGuard : public QObject
{
    Q_OBJECT
public:
    // Returns the processes that the run itself has started. Called on the guard's thread, at any
    // time.
    using Roots = std::function<QList<pid_t>()>;

    struct Limits
    {
        // A cluster of 64 workers, a parallel build, or a test runner with browsers stays far
        // below. Node has 11 threads, so 512 processes use 5,632 of the 10,000 threads that a user
        // may have on a usual system, which stays usable.
        qsizetype processes = 512;
        qint64 bytes = 0; // 0: 80 % of the memory that the machine has left when the run begins
    };

    explicit DescendantGuard(QObject *parent = nullptr);
    // Kills the processes that received SIGTERM from terminate() and still exist.
    ~DescendantGuard() override;

    void begin(const Descendants::RunTraits &traits, Roots roots);
    bool isWatching() const { return m_thread.joinable(); }
    // Call it when the run can start no more processes. roots is not called afterwards.
    void runEnded();
    // Signal all processes of the run. kill() repeats until none is left.
    void terminate();
    void kill();

    // A value if a limit was exceeded in this run: reason, exitCode, and message for the user.
    std::optional<core::RunResult> excess() const;

    // For tests and special uses.
    static void setLimits(const Limits &limits);

Q_SIGNALS:
    // Emitted once in a run: its processes are being ended.
    void exceeded();

private:
    struct Excess
    {
        qsizetype processes = 0;
        qint64 bytes = 0;
    };

    void stopThread();
    void watch();
    bool waitForTurn(std::unique_lock<std::mutex> &lock);
    QList<pid_t> roots();
    void look(bool anyway);
    void check();
    void freeze();
    void askAll();
    void endAll();

    Limits m_limits; // of this run

    mutable std::mutex m_mutex; // protects the eight members below
    std::condition_variable m_turn;
    Roots m_roots; // null after the end of the run
    QList<pid_t> m_lastRoots; // from the last call
    int m_endRounds = 0; // since kill() was called
    bool m_leaving = false;
    bool m_terminating = false;
    bool m_killing = false;
    std::optional<Excess> m_excess;

    Descendants m_descendants; // used only by the thread while it exists
    std::thread m_thread;
};

} // namespace looptide::process
