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

// Bounds the processes that a run may have at a time and the memory of all of them together: what
// forks without end, or in too many, otherwise takes the whole machine. Past the bound all of them
// are ended. It looks a few times a second, on a thread of its own, and only while the run has
// processes; those that outlive the run are bounded until the next one begins.
//
// Owned by the runtime. Thread: GUI.
class DescendantGuard : public QObject
{
    Q_OBJECT
public:
    // The run's processes that need no finding: those it has started itself. Called on the guard's
    // thread, at any time.
    using Roots = std::function<QList<pid_t>()>;

    struct Limits
    {
        // A cluster of 64 workers, a parallel build, a test runner with browsers stay far below.
        // Node has 11 threads, so these take 5,632 of the 10,000 that a person may have on a
        // usual system: it stays usable.
        qsizetype processes = 512;
        qint64 bytes = 0; // 0: 80 % of what the machine has left when the run begins
    };

    explicit DescendantGuard(QObject *parent = nullptr);
    // Ends what it was told to end, as far as that is there yet.
    ~DescendantGuard() override;

    void begin(const Descendants::RunTraits &traits, Roots roots);
    bool isWatching() const { return m_thread.joinable(); }
    // The run has nothing any more that could start a process; roots is not called after this.
    void runEnded();
    // Signals all processes of the run; kill() until none is left.
    void terminate();
    void kill();

    // When the bound was passed in this run: reason, exitCode and message for the person.
    std::optional<core::RunResult> excess() const;

    // For tests, and for whoever knows better.
    static void setLimits(const Limits &limits);

Q_SIGNALS:
    // Once a run: its processes are being ended.
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

    mutable std::mutex m_mutex; // guards the eight below
    std::condition_variable m_turn;
    Roots m_roots; // null: the run has ended
    QList<pid_t> m_lastRoots; // when it had
    int m_endRounds = 0; // since it was told to kill
    bool m_leaving = false;
    bool m_terminating = false;
    bool m_killing = false;
    std::optional<Excess> m_excess;

    Descendants m_descendants; // of the thread, while there is one
    std::thread m_thread;
};

} // namespace looptide::process
