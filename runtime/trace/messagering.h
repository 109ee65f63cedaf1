// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/roomwait.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QtTypes>

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

namespace looptide::trace {

// The kind of a message, in the ring and in the frames of an isolated run (tracecodec.h). A payload
// is a list of UTF-8 fields, each ended by a NUL byte, which no field can contain. Numbers are
// decimal. httpmessages.h has the order of the fields. A body is bytes as they were sent.
enum class MessageKind : quint16 {
    HttpRequest = 1, // id: exchange; timeNs: begin
    HttpResponse, // id: exchange; timeNs: end
    Listening, // id: of the server
    HttpBrief, // id: exchange; timeNs: end
    HttpRequestBody, // id: exchange; the payload is the body itself; before the HttpResponse
    HttpResponseBody, // the same
    ResourceType, // id: index of the type; places.h
    Place, // id: index of the place; places.h
    ActiveResources, // id: 0; activeresources.h
    ExchangeEvent, // id: of the event; timeNs: of this state of it; exchangeeventmessages.h
    LoopPause, // id: 0; looppause.h
};
inline constexpr MessageKind lastMessageKind = MessageKind::LoopPause;

// A bounded queue of variable-size messages beside the record ring, for text (URLs, headers).
// One producer thread, one consumer thread; a message that does not fit is dropped and counted,
// unless the ring's RoomWait has begun.
class MessageRing
{
public:
    static constexpr std::size_t capacity = std::size_t { 1 } << 22; // 4 MiB; a power of two
    // Longer payloads are dropped; FieldWriter cuts them before.
    static constexpr std::size_t maxPayload = std::size_t { 1 } << 21;

    struct Message
    {
        MessageKind kind {};
        quint64 id = 0;
        quint64 timeNs = 0;
        QByteArray payload;
    };

    // room must outlive the ring; null: a full ring drops.
    explicit MessageRing(RoomWait *room = nullptr);

    // Thread: producer. The parts are written one after the other as one payload. False when
    // dropped.
    bool push(MessageKind kind, quint64 id, quint64 timeNs,
              std::span<const QByteArrayView> parts) noexcept;

    // Thread: producer. Counts messages that were lost before they reached this ring.
    void skip(quint64 count = 1) noexcept { m_lost.fetch_add(count, std::memory_order_relaxed); }

    // Thread: any. The number of bytes in the ring, including the heads of the messages.
    std::size_t bytesUsed() const noexcept
    {
        return m_head.load(std::memory_order_acquire) - m_tail.load(std::memory_order_acquire);
    }

    // Thread: consumer. False when the ring is empty.
    bool pop(Message &out);
    // Thread: consumer. Messages dropped since the last call.
    quint64 takeLost() noexcept;

private:
    static constexpr std::size_t cacheLine = 64;

    bool hasRoom(std::size_t head, std::size_t size) const noexcept;
    void write(std::size_t at, const void *bytes, std::size_t size) noexcept;
    void read(std::size_t at, void *bytes, std::size_t size) const noexcept;

    std::unique_ptr<char[]> m_bytes;
    RoomWait *m_room;
    alignas(cacheLine) std::atomic<std::size_t> m_head { 0 };
    std::atomic<quint64> m_lost { 0 };
    alignas(cacheLine) std::atomic<std::size_t> m_tail { 0 };
};

} // namespace looptide::trace
