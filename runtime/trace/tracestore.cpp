// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracestore.h"

#include <algorithm>

namespace looptide::trace {

namespace {

constexpr qsizetype chunkBytes = qsizetype(TraceStore::chunkSize * sizeof(Record));
constexpr std::size_t exchangesAtATime = 1000; // in a frame of a file
constexpr qsizetype shareOfEvents = 4; // beside the limit
constexpr qsizetype bytesAtATime = qsizetype { 8 } << 20; // and one exchange

} // namespace

TraceStore::TraceStore(qsizetype limitBytes, QObject *parent)
    : QObject(parent), m_limit(limitBytes), m_events(limitBytes / shareOfEvents)
{
}

void TraceStore::setLimit(qsizetype limitBytes)
{
    m_limit = limitBytes;
    makeRoom();
    ++m_revision;
    Q_EMIT changed();
}

void TraceStore::append(const TraceBatch &batch)
{
    for (const AgentState &state : batch.agents)
        m_agents[state.info.id] = state;
    if (batch.isEmpty())
        return;
    for (const Record &record : batch.records)
        appendRecord(record);
    for (const HttpExchange &exchange : batch.exchanges)
        appendExchange(exchange);
    for (const ExchangeEvent &event : batch.events)
        m_events.add(event);
    m_listening += batch.listening;
    for (const ResourceType &type : batch.types)
        m_places.add(type);
    for (const Place &place : batch.places)
        m_places.add(place);
    m_lostRecords += batch.lostRecords;
    m_lostMessages += batch.lostMessages;
    makeRoom();
    ++m_revision;
    Q_EMIT changed();
}

void TraceStore::appendRecord(const Record &record)
{
    if (m_chunks.empty() || m_chunks.back().records.size() == chunkSize) {
        const quint64 reached = m_chunks.empty() ? 0 : m_chunks.back().reachedNs;
        m_chunks.push_back({ {}, reached });
        m_chunks.back().records.reserve(chunkSize);
    }
    Chunk &chunk = m_chunks.back();
    chunk.records.push_back(record);
    chunk.reachedNs = std::max(chunk.reachedNs, record.endNs);
    ++m_endRecord;
}

void TraceStore::appendExchange(const HttpExchange &exchange)
{
    m_exchangeBytes += sizeOf(exchange);
    // Each of these comes once. There are so many that a table of them would be felt.
    if (exchange.isBrief) {
        m_exchanges.push_back(exchange);
        return;
    }
    const auto known = m_placeOfId.constFind(exchange.id);
    if (known != m_placeOfId.cend()) {
        HttpExchange &old = m_exchanges[std::size_t(*known - m_droppedExchanges)];
        m_exchangeBytes -= sizeOf(old);
        old = exchange;
        return;
    }
    m_placeOfId.insert(exchange.id, m_droppedExchanges + m_exchanges.size());
    m_exchanges.push_back(exchange);
}

const HttpExchange *TraceStore::exchange(quint64 id) const
{
    const auto known = m_placeOfId.constFind(id);
    return known == m_placeOfId.cend() ? nullptr
                                       : &m_exchanges[std::size_t(*known - m_droppedExchanges)];
}

// Texts are shared with other exchanges and other readers; this is what one costs at most.
qsizetype TraceStore::sizeOf(const HttpExchange &exchange)
{
    constexpr qsizetype perHeader = sizeof(std::pair<QString, QString>);
    return qsizetype(sizeof exchange) + qsizetype(sizeof(QChar)) * exchange.url.size()
        + perHeader * (exchange.requestHeaders.size() + exchange.responseHeaders.size())
        + exchange.requestBody.size() + exchange.responseBody.size();
}

qsizetype TraceStore::bytes() const
{
    return qsizetype(m_chunks.size()) * chunkBytes + m_exchangeBytes;
}

void TraceStore::makeRoom()
{
    const auto dropExchangesAbove = [this](qsizetype limit) {
        while (bytes() > m_limit && m_exchangeBytes > limit && m_exchanges.size() > 1) {
            const HttpExchange &oldest = m_exchanges.front();
            m_exchangeBytes -= sizeOf(oldest);
            m_placeOfId.remove(oldest.id);
            m_exchanges.pop_front();
            ++m_droppedExchanges;
        }
    };
    dropExchangesAbove(m_limit / 2); // a flood of requests leaves half of the room to the records
    while (bytes() > m_limit && m_chunks.size() > 1) {
        m_chunks.pop_front();
        m_firstRecord += chunkSize;
    }
    dropExchangesAbove(0);
}

void TraceStore::clear()
{
    m_chunks.clear();
    m_firstRecord = m_endRecord = 0;
    m_exchanges.clear();
    m_placeOfId.clear();
    m_droppedExchanges = 0;
    m_exchangeBytes = 0;
    m_events.clear();
    m_listening.clear();
    m_agents.clear();
    m_places.clear();
    m_lostRecords = m_lostMessages = 0;
    ++m_revision;
    Q_EMIT changed();
}

const Record &TraceStore::record(quint64 number) const
{
    Q_ASSERT(number >= m_firstRecord && number < m_endRecord);
    const quint64 place = number - m_firstRecord;
    return m_chunks[std::size_t(place / chunkSize)].records[std::size_t(place % chunkSize)];
}

quint64 TraceStore::recordAt(quint64 timeNs) const
{
    const auto chunk = std::ranges::lower_bound(m_chunks, timeNs, {}, &Chunk::reachedNs);
    if (chunk == m_chunks.end())
        return m_endRecord;
    const auto &records = chunk->records;
    const auto isReached = [timeNs](const Record &record) { return record.endNs >= timeNs; };
    // The chunk reaches the time by one of its own records: the one before it does not.
    const auto found = std::ranges::find_if(records, isReached);
    return m_firstRecord + quint64(chunk - m_chunks.begin()) * chunkSize
        + quint64(found - records.begin());
}

QList<TraceBatch> TraceStore::batches() const
{
    QList<TraceBatch> batches;
    TraceBatch first;
    first.listening = m_listening;
    first.agents = m_agents.values();
    first.types = m_places.types();
    first.places = m_places.places();
    // For a reader of the file, what went is lost.
    first.lostRecords = m_lostRecords + m_firstRecord;
    first.lostMessages = m_lostMessages + m_droppedExchanges;
    batches.append(first);
    for (const Chunk &chunk : m_chunks) {
        TraceBatch batch;
        batch.records = QList<Record>(chunk.records.begin(), chunk.records.end());
        batches.append(batch);
    }
    for (std::size_t at = 0; at < m_exchanges.size();) {
        TraceBatch batch;
        const std::size_t end = std::min(at + exchangesAtATime, m_exchanges.size());
        qsizetype bytes = 0;
        for (std::size_t i = at; i < end && bytes < bytesAtATime; ++i) {
            batch.exchanges.append(m_exchanges[i]);
            bytes += sizeOf(m_exchanges[i]);
        }
        at += std::size_t(batch.exchanges.size());
        batches.append(batch);
    }
    for (const QList<ExchangeEvent> &events : m_events.all()) {
        TraceBatch batch;
        batch.events = events;
        batches.append(batch);
    }
    return batches;
}

QString TraceStore::save(const QString &path, const TraceInfo &info) const
{
    TraceWriter writer;
    if (!writer.open(path, info))
        return writer.errorString();
    const QList<TraceBatch> all = batches();
    for (const TraceBatch &batch : all)
        writer.append(batch);
    return writer.errorString();
}

QString TraceStore::load(const QString &path, TraceInfo *info)
{
    clear();
    TraceReader reader;
    if (!reader.open(path))
        return reader.errorString();
    *info = reader.info();
    TraceBatch batch;
    while (reader.readNext(batch))
        append(batch);
    return reader.errorString();
}

} // namespace looptide::trace
