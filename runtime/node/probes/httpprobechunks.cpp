// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HttpProbe that reports responses as they stream: server-sent events and chunks.
#include "runtime/node/probes/httpprobe.h"
#include "runtime/trace/exchangeeventmessages.h"

#include <uv.h>

namespace looptide::host {

namespace {

constexpr quint32 mostChunks = 1000; // of a response
// The ids of these events begin here, those of exchanges.js at 1.
constexpr quint64 firstChunkId = quint64 { 1 } << 47;

// The type that a server-sent event has: the value of its last "event:" line.
std::string_view eventType(std::string_view chunk)
{
    constexpr std::string_view field = "event:";
    std::size_t at = chunk.rfind(field);
    if (at == std::string_view::npos || (at > 0 && chunk[at - 1] != '\n'))
        return "message";
    at = chunk.find_first_not_of(' ', at + field.size());
    if (at == std::string_view::npos)
        return "message";
    return chunk.substr(at, chunk.find_first_of("\r\n", at) - at);
}

} // namespace

// Call it after a write of the response to the first open exchange was read. A response that has a
// length, or is complete with its first write, does not stream.
void HttpProbe::noteChunk(Connection &connection)
{
    Exchange &exchange = connection.open.front();
    ResponseReader &reader = connection.reader;
    const qint64 size = reader.bodyBytes() - exchange.chunkBytes;
    const bool streams = exchange.chunks > 0 || (reader.hasHead() && !reader.isComplete());
    if (!streams || size <= 0 || exchange.isRaw || exchange.chunks >= mostChunks
        || headerValue(reader.head(), "content-length").data()) {
        reader.endPiece();
        return;
    }
    ++exchange.chunks;
    exchange.chunkBytes = reader.bodyBytes();
    const std::string_view chunk = reader.piece();
    const bool isEncoded = headerValue(reader.head(), "content-encoding").data();
    const bool isEvent =
        headerValue(reader.head(), "content-type").starts_with("text/event-stream");
    const quint64 now = uv_hrtime();
    trace::FieldWriter fields(m_text);
    trace::ExchangeEventFields<std::string_view> event;
    event.kind = trace::ExchangeEvent::Kind::Message;
    event.exchange = exchange.id;
    event.startNs = now;
    event.name = isEvent && !isEncoded ? eventType(chunk) : std::string_view("chunk");
    event.text = isEncoded ? std::string_view() : chunk;
    event.note = "out";
    event.size = size;
    trace::writeExchangeEvent(fields, event);
    send(trace::MessageKind::ExchangeEvent, firstChunkId + ++m_lastChunk, now);
    reader.endPiece();
}

} // namespace looptide::host
