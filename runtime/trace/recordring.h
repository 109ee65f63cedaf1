// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/records.h"
#include "runtime/trace/roomwait.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

namespace looptide::trace {

// A bounded queue of records: one producer thread, one consumer thread, no locks, no allocation
// after construction. A full ring drops the new record and counts it, unless its RoomWait has
// begun.
class RecordRing
{
public:
    static constexpr std::size_t capacity = std::size_t { 1 } << 16; // 2.5 MiB; a power of two

    // room must outlive the ring; null: a full ring drops.
    explicit RecordRing(RoomWait *room = nullptr);

    // Thread: producer. False when the ring was full and the record was dropped.
    bool push(const Record &record) noexcept;
    // Thread: producer. Counts records that were lost before they reached this ring.
    void skip(quint64 count) noexcept { m_lost.fetch_add(count, std::memory_order_relaxed); }

    // Thread: consumer. The number of records in the ring.
    std::size_t size() const noexcept
    {
        return m_head.load(std::memory_order_acquire) - m_tail.load(std::memory_order_relaxed);
    }
    // Thread: consumer. Copies up to out.size() records, oldest first; returns how many.
    std::size_t pop(std::span<Record> out) noexcept;
    // Thread: consumer. Records dropped since the last call.
    quint64 takeLost() noexcept;

private:
    static constexpr std::size_t cacheLine = 64;

    bool isFull(std::size_t head) noexcept;

    std::unique_ptr<std::array<Record, capacity>> m_records;
    RoomWait *m_room;
    alignas(cacheLine) std::atomic<std::size_t> m_head { 0 }; // next to write
    std::size_t m_cachedTail = 0; // producer's last view of m_tail
    std::atomic<quint64> m_lost { 0 };
    alignas(cacheLine) std::atomic<std::size_t> m_tail { 0 }; // next to read
    std::size_t m_cachedHead = 0; // consumer's last view of m_head
};

} // namespace looptide::trace
