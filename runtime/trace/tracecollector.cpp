// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecollector.h"

#include "runtime/trace/httpmessages.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QHash>

#include <chrono>
#include <utility>

namespace looptide::trace {

using namespace std::chrono_literals;

namespace {

constexpr auto drainInterval = 16ms; // 60 Hz
// One drain takes at most this much and one message, so that a producer that never pauses cannot
// keep the consumer's thread here for ever, and a batch stays small in memory.
constexpr int maxMessages = 16'384;
constexpr qsizetype maxMessageBytes = 4 << 20;
constexpr int drainsOfFullRing = 12; // of messages without a payload

qint64 toEpochMs(quint64 timeNs)
{
    const auto ageNs = qint64(monotonicNs() - timeNs);
    return QDateTime::currentMSecsSinceEpoch() - ageNs / 1'000'000;
}

HttpExchange begun(quint64 id, quint64 timeNs)
{
    HttpExchange exchange;
    exchange.id = id;
    exchange.startNs = timeNs;
    exchange.startedMs = toEpochMs(timeNs);
    return exchange;
}

quint64 durationOf(const HttpExchange &exchange, quint64 endNs)
{
    return endNs > exchange.startNs ? endNs - exchange.startNs : 0;
}

} // namespace

// State of one pass over the message ring.
struct TraceCollector::Drain
{
    TraceBatch &batch;
    MessageRing::Message message;
    QHash<quint64, qsizetype> indexOfId; // into batch.exchanges

    void put(const HttpExchange &exchange)
    {
        const auto known = indexOfId.constFind(exchange.id);
        if (known != indexOfId.cend()) {
            batch.exchanges[*known] = exchange;
            return;
        }
        indexOfId.insert(exchange.id, batch.exchanges.size());
        batch.exchanges.append(exchange);
    }
};

TraceCollector::TraceCollector(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(drainInterval);
    connect(&m_timer, &QTimer::timeout, this, &TraceCollector::collect);
}

TraceCollector::~TraceCollector()
{
    abandonChannel();
}

void TraceCollector::attach(std::shared_ptr<TraceChannel> channel)
{
    detach();
    m_channel = std::move(channel);
    m_position = {};
    m_pause = {};
    m_requests = {};
    m_blocked = {};
    if (!m_channel)
        return;
    m_channel->setDrain([this] { collect(); });
    m_timer.start(drainInterval);
}

void TraceCollector::abandonChannel()
{
    if (!m_channel)
        return;
    m_channel->abandon();
    m_channel->setDrain({});
    m_channel.reset();
}

void TraceCollector::detach()
{
    m_timer.stop();
    if (!m_channel)
        return;
    // Drains the contents of a full ring at most: a program that continues (the process ends by a
    // signal) writes more and more.
    TraceBatch batch;
    for (int i = 0; i < drainsOfFullRing && !drain(batch); ++i) {
        publish(batch);
        batch = {};
    }
    publish(batch);
    abandonChannel();
    TraceBatch aborted;
    aborted.position = m_position;
    aborted.pause = m_pause;
    aborted.requests = m_requests;
    for (auto &[id, exchange] : std::exchange(m_open, {})) {
        exchange.state = HttpExchange::State::Aborted;
        exchange.durationNs = durationOf(exchange, monotonicNs());
        aborted.exchanges.append(exchange);
    }
    publish(aborted);
}

void TraceCollector::collect()
{
    if (!m_channel)
        return;
    TraceBatch batch;
    const bool isAll = drain(batch);
    if (const auto next = isAll ? drainInterval : 0ms; m_timer.intervalAsDuration() != next)
        m_timer.setInterval(next);
    publish(batch);
}

void TraceCollector::publish(const TraceBatch &batch)
{
    const bool moved = batch.position != std::exchange(m_position, batch.position);
    const bool paused = batch.pause != std::exchange(m_pause, batch.pause);
    const bool counted = batch.requests != std::exchange(m_requests, batch.requests);
    const bool located = batch.blocked != std::exchange(m_blocked, batch.blocked);
    if (moved || paused || counted || located || !batch.isEmpty())
        Q_EMIT batchCollected(batch);
}

bool TraceCollector::drain(TraceBatch &batch)
{
    // Before the records: all that happened up to the position is then in this batch or an earlier
    // one.
    batch.position = m_channel->position();
    batch.pause = m_channel->pause();
    batch.requests = m_channel->requestCounts();
    m_channel->watchForBlock();
    batch.blocked = m_channel->block.place();
    const std::size_t records = m_channel->records.size();
    batch.records.resizeForOverwrite(qsizetype(records));
    m_channel->records.pop(batch.records);

    Drain state { batch, {}, {} };
    int messages = 0;
    qsizetype bytes = 0;
    const auto isFull = [&] { return messages >= maxMessages || bytes >= maxMessageBytes; };
    while (!isFull() && m_channel->messages.pop(state.message)) {
        bytes += state.message.payload.size();
        drainMessage(state);
        ++messages;
    }
    batch.lostRecords = m_channel->records.takeLost();
    batch.lostMessages += m_channel->messages.takeLost();
    return records < RecordRing::capacity && !isFull();
}

void TraceCollector::drainMessage(Drain &drain)
{
    const MessageRing::Message &message = drain.message;
    switch (message.kind) {
    case MessageKind::HttpRequest: {
        HttpExchange exchange = begun(message.id, message.timeNs);
        readRequest(message.payload, m_pool, exchange);
        m_open[message.id] = exchange;
        if (m_open.size() > maxOpenExchanges) {
            m_open.erase(m_open.begin());
            ++drain.batch.lostMessages; // its end will come without it
        }
        drain.put(exchange);
        return;
    }
    case MessageKind::HttpResponse: {
        auto known = m_open.extract(message.id);
        // The request's message may have been dropped. The response still gets a row.
        HttpExchange exchange =
            known ? std::move(known.mapped()) : begun(message.id, message.timeNs);
        readResponse(message.payload, m_pool, exchange);
        exchange.durationNs = durationOf(exchange, message.timeNs);
        drain.put(exchange);
        return;
    }
    case MessageKind::Listening:
        drain.batch.listening.append(readListening(message.payload, m_pool));
        return;
    }
    ++drain.batch.lostMessages; // a kind this version doesn't know
}

} // namespace looptide::trace
