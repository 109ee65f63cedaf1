// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtTypes>

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

namespace looptide::core {

// A payload is a list of UTF-8 fields, each ended by a NUL byte (none of them can contain one);
// numbers are decimal.
enum class MessageKind : quint16 {
    // id: exchange; timeNs: begin. method, target, HTTP version, remote address, local port, then
    // name and value of each header.
    HttpRequest = 1,
    // id: exchange; timeNs: end. "F" (finished) or "A" (aborted), status, status message, request
    // body
    // bytes, response body bytes, then name and value of each header.
    HttpResponse,
    // id: of the server. "+" or "-", host or path, port, "1" for http(s), "1" for TLS.
    Listening,
};

// A bounded queue of variable-size messages beside the record ring, for text (URLs, headers).
// One producer thread, one consumer thread; a message that does not fit is dropped and counted.
class MessageRing
{
public:
    static constexpr std::size_t capacity = std::size_t { 1 } << 22; // 4 MiB; a power of two
    static constexpr std::size_t maxPayload = std::size_t { 1 } << 18; // longer ones are dropped

    struct Message
    {
        MessageKind kind {};
        quint64 id = 0;
        quint64 timeNs = 0;
        QByteArray payload;
    };

    MessageRing();

    // Thread: producer. The parts are written one after the other as one payload. False when
    // dropped.
    bool push(MessageKind kind, quint64 id, quint64 timeNs,
              std::span<const QByteArrayView> parts) noexcept;

    // Thread: producer. Counts messages as lost: one that was not worth its cost, or those that
    // were lost on the way here.
    void skip(quint64 count = 1) noexcept { m_lost.fetch_add(count, std::memory_order_relaxed); }

    // Thread: consumer. False when the ring is empty.
    bool pop(Message &out);
    // Thread: consumer. Messages dropped since the last call.
    quint64 takeLost() noexcept;

private:
    static constexpr std::size_t cacheLine = 64;

    void write(std::size_t at, const void *bytes, std::size_t size) noexcept;
    void read(std::size_t at, void *bytes, std::size_t size) const noexcept;

    std::unique_ptr<char[]> m_bytes;
    alignas(cacheLine) std::atomic<std::size_t> m_head { 0 };
    std::atomic<quint64> m_lost { 0 };
    alignas(cacheLine) std::atomic<std::size_t> m_tail { 0 };
};

} // namespace looptide::core
