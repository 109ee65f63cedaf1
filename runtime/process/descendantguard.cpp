// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/descendantguard.h"

#include "runtime/process/systemmemory.h"
#include "runtime/process/tracesocket.h"

#include <chrono>
#include <csignal>

namespace looptide::process {

namespace {

using namespace std::chrono_literals;

// A look costs 3 ms on a usual system. Meanwhile a fork bomb grows by a few hundred.
constexpr auto interval = 300ms;
// While processes are being ended: new ones may come from one that was not seen yet.
constexpr auto endInterval = 20ms;
// All are stopped before one is killed, so that none can be replaced; each round finds those that
// were just being made.
constexpr int freezeRounds = 20;
// About two seconds. A process that still exists then is blocked in the kernel.
constexpr int quickEndRounds = 100;

DescendantGuard::Limits s_limits;

} // namespace

DescendantGuard::DescendantGuard(QObject *parent) : QObject(parent) { }

DescendantGuard::~DescendantGuard()
{
    stopThread();
    if (m_killing)
        endAll();
}

void DescendantGuard::setLimits(const Limits &limits)
{
    s_limits = limits;
}

void DescendantGuard::begin(const Descendants::RunTraits &traits, Roots roots)
{
    stopThread();
    m_limits = s_limits;
    if (m_limits.bytes <= 0)
        m_limits.bytes = memoryShareOfARun();
    m_excess.reset();
    m_roots = std::move(roots);
    m_leaving = m_terminating = m_killing = false;
    m_endRounds = 0;
    m_descendants.begin(traits);
    m_thread = startWithoutSignals([this] { watch(); });
}

void DescendantGuard::stopThread()
{
    if (!m_thread.joinable())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_leaving = true;
        m_lastRoots = roots();
        m_roots = nullptr;
    }
    m_turn.notify_one();
    m_thread.join();
}

void DescendantGuard::runEnded()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_lastRoots = roots();
        m_roots = nullptr;
    }
    m_turn.notify_one();
}

void DescendantGuard::terminate()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_terminating = true;
    }
    m_turn.notify_one();
}

void DescendantGuard::kill()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_killing = true;
    }
    m_turn.notify_one();
}

// With the mutex.
QList<pid_t> DescendantGuard::roots()
{
    return m_roots ? m_roots() : std::exchange(m_lastRoots, {});
}

void DescendantGuard::look(bool anyway)
{
    QList<pid_t> started;
    {
        const std::scoped_lock lock(m_mutex);
        started = roots();
    }
    // While there is nothing, this costs nothing.
    if (!started.isEmpty() || !m_descendants.isEmpty() || anyway)
        m_descendants.look(started);
}

// False when it is time to leave.
bool DescendantGuard::waitForTurn(std::unique_lock<std::mutex> &lock)
{
    const bool isRunning = bool(m_roots);
    const bool isQuick = m_killing && m_endRounds++ < quickEndRounds;
    m_turn.wait_for(lock, isQuick ? endInterval : interval, [&] {
        return m_leaving || m_terminating || (m_killing && m_endRounds == 0)
            || (isRunning && !m_roots);
    });
    return !m_leaving;
}

// Thread: its own, like all below.
void DescendantGuard::watch()
{
    std::unique_lock lock(m_mutex);
    while (waitForTurn(lock)) {
        const bool killing = m_killing;
        const bool terminating = std::exchange(m_terminating, false);
        const bool isOver = !m_roots;
        lock.unlock();
        look(killing || terminating);
        if (killing)
            endAll();
        else if (terminating)
            askAll();
        else
            check();
        if (isOver)
            m_descendants.reap();
        lock.lock();
        if (isOver && m_descendants.isEmpty())
            return;
    }
}

void DescendantGuard::check()
{
    const qsizetype count = m_descendants.count();
    const qint64 bytes = count > 0 ? m_descendants.bytes() : 0;
    const bool isTooMuch = m_limits.bytes > 0 && bytes > m_limits.bytes;
    if (count <= m_limits.processes && !isTooMuch)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_killing = true;
        m_excess = Excess { count, isTooMuch ? bytes : 0 };
    }
    endAll();
    QMetaObject::invokeMethod(this, &DescendantGuard::exceeded, Qt::QueuedConnection);
}

// Stopped processes start no others: of one that ended before it was known what it had started,
// that would be lost, and whoever waits for its pipes would wait for ever.
void DescendantGuard::freeze()
{
    qsizetype before = -1;
    for (int round = 0; round < freezeRounds && m_descendants.count() != before; ++round) {
        before = m_descendants.count();
        m_descendants.signal(SIGSTOP);
        look(true);
    }
}

void DescendantGuard::askAll()
{
    freeze();
    m_descendants.signal(SIGTERM);
    m_descendants.signal(SIGCONT);
}

void DescendantGuard::endAll()
{
    freeze();
    m_descendants.signal(SIGKILL);
}

// Thread: GUI.
std::optional<core::RunResult> DescendantGuard::excess() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_excess)
        return {};
    core::RunResult result;
    result.exitCode = 128 + SIGKILL;
    if (m_excess->bytes > 0) {
        result.reason = core::RunResult::Reason::OutOfMemory;
        result.message = tr("The processes that the program started (%1) took %n MiB of memory "
                            "together, nearly all that this machine had left. All of them were "
                            "ended, and the program with them.",
                            nullptr, static_cast<int>(m_excess->bytes >> 20))
                             .arg(m_excess->processes);
    } else {
        result.reason = core::RunResult::Reason::TooManyProcesses;
        result.message =
            tr("The program had %1 processes at once; more than %2 make a machine unusable. All of "
               "them were ended, and the program with them. Look for code that starts itself: "
               "fork() or spawn() that the child comes to as well, or in a loop.")
                .arg(m_excess->processes)
                .arg(m_limits.processes);
    }
    return result;
}

} // namespace looptide::process
