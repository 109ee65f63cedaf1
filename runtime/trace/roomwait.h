// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace looptide::trace {

// Makes the producer of a ring wait for room, for recordings that must be complete. It is off until
// begin(), and off for good after end(). It costs the consumer one relaxed load for each batch that
// it takes.
class RoomWait
{
public:
    // Thread: producer, before its first record.
    void begin() noexcept { m_enabled.store(!m_ended.load(), std::memory_order_relaxed); }
    // Thread: any. There is no reader any more: a waiting producer continues, and none waits again.
    void end() noexcept
    {
        m_ended.store(true);
        m_enabled.store(false);
        roomMade();
    }

    // Thread: producer. Waits until hasRoom() returns true. Returns false when waiting is off.
    template <typename Condition>
    bool untilRoom(Condition hasRoom)
    {
        // Checks the ring regularly, even without a notification.
        constexpr std::chrono::milliseconds patience { 5 };
        std::unique_lock lock(m_mutex);
        m_waiting.store(true);
        while (m_enabled.load() && !hasRoom())
            m_roomMade.wait_for(lock, patience);
        m_waiting.store(false);
        return m_enabled.load();
    }
    // Thread: consumer.
    void roomMade() noexcept
    {
        if (!m_waiting.load(std::memory_order_relaxed))
            return;
        const std::scoped_lock lock(m_mutex);
        m_roomMade.notify_all();
    }

private:
    std::atomic<bool> m_enabled { false };
    std::atomic<bool> m_ended { false };
    std::atomic<bool> m_waiting { false };
    std::mutex m_mutex;
    std::condition_variable m_roomMade;
};

} // namespace looptide::trace
