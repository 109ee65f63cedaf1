// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/messagering.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace looptide::trace {

namespace {

// The data before each payload in the ring.
struct Head
{
    quint32 payloadSize;
    MessageKind kind;
    quint16 reserved;
    quint64 id;
    quint64 timeNs;
};
static_assert(sizeof(Head) == 24 && std::is_trivially_copyable_v<Head>);
static_assert(std::has_single_bit(MessageRing::capacity));
static_assert(sizeof(Head) + MessageRing::maxPayload <= MessageRing::capacity);

} // namespace

MessageRing::MessageRing(RoomWait *room)
    : m_bytes(std::make_unique_for_overwrite<char[]>(capacity)), m_room(room)
{
}

bool MessageRing::hasRoom(std::size_t head, std::size_t size) const noexcept
{
    return sizeof(Head) + size <= capacity - (head - m_tail.load(std::memory_order_acquire));
}

bool MessageRing::push(MessageKind kind, quint64 id, quint64 timeNs,
                       std::span<const QByteArrayView> parts) noexcept
{
    std::size_t payload = 0;
    for (QByteArrayView part : parts)
        payload += std::size_t(part.size());
    const std::size_t head = m_head.load(std::memory_order_relaxed);
    const auto fits = [&] { return hasRoom(head, payload); };
    if (payload > maxPayload || !(fits() || (m_room && m_room->untilRoom(fits)))) {
        m_lost.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    const Head header { quint32(payload), kind, 0, id, timeNs };
    write(head, &header, sizeof header);
    std::size_t at = head + sizeof header;
    for (QByteArrayView part : parts) {
        write(at, part.data(), std::size_t(part.size()));
        at += std::size_t(part.size());
    }
    m_head.store(at, std::memory_order_release);
    return true;
}

bool MessageRing::pop(Message &out)
{
    const std::size_t tail = m_tail.load(std::memory_order_relaxed);
    if (tail == m_head.load(std::memory_order_acquire))
        return false;
    Head header;
    read(tail, &header, sizeof header);
    out.kind = header.kind;
    out.id = header.id;
    out.timeNs = header.timeNs;
    out.payload.resizeForOverwrite(header.payloadSize);
    read(tail + sizeof header, out.payload.data(), header.payloadSize);
    m_tail.store(tail + sizeof header + header.payloadSize, std::memory_order_release);
    if (m_room)
        m_room->roomMade();
    return true;
}

quint64 MessageRing::takeLost() noexcept
{
    return m_lost.exchange(0, std::memory_order_relaxed);
}

void MessageRing::write(std::size_t at, const void *bytes, std::size_t size) noexcept
{
    if (size == 0)
        return;
    const std::size_t begin = at & (capacity - 1);
    const std::size_t untilEnd = std::min(size, capacity - begin);
    std::memcpy(m_bytes.get() + begin, bytes, untilEnd);
    std::memcpy(m_bytes.get(), static_cast<const char *>(bytes) + untilEnd, size - untilEnd);
}

void MessageRing::read(std::size_t at, void *bytes, std::size_t size) const noexcept
{
    const std::size_t begin = at & (capacity - 1);
    const std::size_t untilEnd = std::min(size, capacity - begin);
    std::memcpy(bytes, m_bytes.get() + begin, untilEnd);
    std::memcpy(static_cast<char *>(bytes) + untilEnd, m_bytes.get(), size - untilEnd);
}

} // namespace looptide::trace
