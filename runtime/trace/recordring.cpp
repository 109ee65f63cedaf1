// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/recordring.h"

#include <algorithm>
#include <bit>

namespace looptide::trace {

// Head and tail count up for ever and are masked on use, so that full and empty differ.
static_assert(std::has_single_bit(RecordRing::capacity));

RecordRing::RecordRing(RoomWait *room)
    : m_records(std::make_unique_for_overwrite<std::array<Record, capacity>>()), m_room(room)
{
}

bool RecordRing::isFull(std::size_t head) noexcept
{
    if (head - m_cachedTail < capacity)
        return false;
    m_cachedTail = m_tail.load(std::memory_order_acquire);
    return head - m_cachedTail == capacity;
}

bool RecordRing::push(const Record &record) noexcept
{
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    if (isFull(head) && !(m_room && m_room->untilRoom([&] { return !isFull(head); }))) {
        m_lost.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    (*m_records)[head & (capacity - 1)] = record;
    m_head.store(head + 1, std::memory_order_release);
    return true;
}

std::size_t RecordRing::pop(std::span<Record> out) noexcept
{
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    if (m_cachedHead - tail < out.size())
        m_cachedHead = m_head.load(std::memory_order_acquire);
    const std::size_t count = std::min(m_cachedHead - tail, out.size());
    const std::size_t at = tail & (capacity - 1);
    const std::size_t untilEnd = std::min(count, capacity - at);
    std::copy_n(m_records->begin() + at, untilEnd, out.begin());
    std::copy_n(m_records->begin(), count - untilEnd, out.begin() + untilEnd);
    m_tail.store(tail + count, std::memory_order_release);
    if (m_room)
        m_room->roomMade();
    return count;
}

quint64 RecordRing::takeLost() noexcept
{
    return m_lost.exchange(0, std::memory_order_relaxed);
}

} // namespace looptide::trace
