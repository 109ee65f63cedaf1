// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/requestlog.h"

#include <limits>

namespace looptide::models {

using trace::HttpExchange;

namespace {

// Methods, addresses and routes repeat. More than this many different ones come from somebody who
// invents them; the rest has no text.
constexpr qsizetype mostShared = 60'000;

void fill(RequestRow &row, const HttpExchange &exchange)
{
    row.durationNs = exchange.durationNs;
    row.requestBytes = exchange.requestBytes;
    row.responseBytes = exchange.responseBytes;
    row.status = quint16(exchange.status);
    row.state = exchange.state;
    row.isBrief = exchange.isBrief;
    row.effects = exchange.effects;
}

} // namespace

quint64 RequestLog::append(const HttpExchange &exchange, quint32 run)
{
    RequestRow row;
    row.id = exchange.id;
    row.startNs = exchange.startNs;
    row.startedMs = exchange.startedMs;
    row.run = run;
    row.agent = exchange.agent;
    row.localPort = quint16(exchange.localPort);
    row.method = quint16(share(exchange.method));
    row.version = quint16(share(exchange.httpVersion));
    row.remote = share(exchange.remoteAddress);
    row.route = share(exchange.route);
    fill(row, exchange);
    const quint64 sequence = push(row, exchange.url.toUtf8());
    if (!exchange.isBrief)
        keepDetail(sequence, exchange);
    return sequence;
}

quint64 RequestLog::appendMark(const QString &text, quint32 run)
{
    RequestRow row;
    row.run = run;
    row.isMark = true;
    return push(row, text.toUtf8());
}

quint64 RequestLog::push(RequestRow row, QByteArrayView text)
{
    if (m_end == m_chunkBegin + m_chunks.size() * chunkSize) {
        m_chunks.emplace_back();
        m_chunks.back().rows.reserve(chunkSize);
    }
    Chunk &chunk = m_chunks.back();
    row.textAt = quint32(chunk.texts.size());
    row.textSize = quint32(text.size());
    chunk.texts.append(text);
    chunk.rows.push_back(row);
    return m_end++;
}

void RequestLog::update(quint64 sequence, const HttpExchange &exchange)
{
    RequestRow &row = rowAt(sequence);
    fill(row, exchange);
    row.route = share(exchange.route);
    if (const auto known = m_details.find(sequence); known != m_details.end()) {
        m_detailBytes += sizeOf(exchange) - sizeOf(*known);
        *known = exchange;
        setDetailLimit(m_detailLimit);
    }
}

quint32 RequestLog::share(const QString &text)
{
    const auto known = m_indexOfShared.constFind(text);
    if (known != m_indexOfShared.cend())
        return *known;
    if (m_shared.size() >= mostShared)
        return 0;
    const auto index = quint32(m_shared.size());
    m_shared.append(text);
    m_indexOfShared.insert(text, index);
    return index;
}

void RequestLog::keepDetail(quint64 sequence, const HttpExchange &exchange)
{
    m_details.insert(sequence, exchange);
    m_detailOrder.push_back(sequence);
    m_detailBytes += sizeOf(exchange);
    setDetailLimit(m_detailLimit);
}

void RequestLog::setDetailLimit(qsizetype bytes)
{
    m_detailLimit = bytes;
    while (m_detailBytes > m_detailLimit && m_detailOrder.size() > 1) {
        const quint64 oldest = m_detailOrder.front();
        dropDetail(oldest);
        m_droppedDetails += oldest >= m_first ? 1 : 0;
        m_detailOrder.pop_front();
    }
}

void RequestLog::dropDetail(quint64 sequence)
{
    const auto known = m_details.constFind(sequence);
    if (known == m_details.cend())
        return;
    m_detailBytes -= sizeOf(*known);
    m_details.erase(known);
}

// Texts are shared with other readers; this is what one costs at most.
qsizetype RequestLog::sizeOf(const HttpExchange &exchange)
{
    constexpr qsizetype perHeader = sizeof(std::pair<QString, QString>);
    return qsizetype(sizeof exchange) + qsizetype(sizeof(QChar)) * exchange.url.size()
        + perHeader * (exchange.requestHeaders.size() + exchange.responseHeaders.size())
        + exchange.requestBody.size() + exchange.responseBody.size();
}

void RequestLog::dropBefore(quint64 sequence)
{
    m_first = std::min(sequence, m_end);
    while (!m_detailOrder.empty() && m_detailOrder.front() < m_first) {
        dropDetail(m_detailOrder.front());
        m_detailOrder.pop_front();
    }
    while (!m_chunks.empty() && m_chunkBegin + chunkSize <= m_first) {
        m_chunks.pop_front();
        m_chunkBegin += chunkSize;
    }
}

void RequestLog::clear()
{
    m_chunks.clear();
    m_chunkBegin = m_first = m_end;
    m_shared = { QString() };
    m_indexOfShared = { { QString(), 0 } };
    m_details.clear();
    m_detailOrder.clear();
    m_detailBytes = 0;
    m_droppedDetails = 0;
}

RequestRow &RequestLog::rowAt(quint64 sequence)
{
    const quint64 place = sequence - m_chunkBegin;
    return m_chunks[std::size_t(place / chunkSize)].rows[std::size_t(place % chunkSize)];
}

const RequestRow &RequestLog::row(quint64 sequence) const
{
    const quint64 place = sequence - m_chunkBegin;
    return m_chunks[std::size_t(place / chunkSize)].rows[std::size_t(place % chunkSize)];
}

QByteArrayView RequestLog::text(quint64 sequence) const
{
    const quint64 place = sequence - m_chunkBegin;
    const Chunk &chunk = m_chunks[std::size_t(place / chunkSize)];
    const RequestRow &row = chunk.rows[std::size_t(place % chunkSize)];
    return QByteArrayView(chunk.texts).sliced(row.textAt, row.textSize);
}

const HttpExchange *RequestLog::detail(quint64 sequence) const
{
    const auto known = m_details.constFind(sequence);
    return known == m_details.cend() ? nullptr : &*known;
}

HttpExchange RequestLog::exchange(quint64 sequence) const
{
    if (const HttpExchange *known = detail(sequence))
        return *known;
    const RequestRow &row = this->row(sequence);
    HttpExchange exchange;
    exchange.id = row.id;
    exchange.agent = row.agent;
    exchange.state = row.state;
    exchange.startedMs = row.startedMs;
    exchange.startNs = row.startNs;
    exchange.durationNs = row.durationNs;
    exchange.method = shared(row.method);
    exchange.url = QString::fromUtf8(text(sequence));
    exchange.httpVersion = shared(row.version);
    exchange.remoteAddress = shared(row.remote);
    exchange.route = shared(row.route);
    exchange.localPort = row.localPort;
    exchange.status = row.status;
    exchange.requestBytes = row.requestBytes;
    exchange.responseBytes = row.responseBytes;
    exchange.isBrief = true;
    exchange.effects = row.effects;
    return exchange;
}

qsizetype RequestLog::bytes() const
{
    qsizetype bytes = m_detailBytes;
    for (const Chunk &chunk : m_chunks)
        bytes += qsizetype(chunkSize * sizeof(RequestRow)) + chunk.texts.capacity();
    return bytes;
}

} // namespace looptide::models
