// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecollector.h"

#include "runtime/trace/exchangeeventmessages.h"
#include "runtime/trace/httpmessages.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QHash>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace looptide::trace {

using namespace std::chrono_literals;

namespace {

constexpr auto drainInterval = 16ms; // 60 Hz
// One drain takes at most this much and one message, so that a producer that never pauses cannot
// keep the consumer's thread here for ever, and a batch stays small in memory.
constexpr int maxMessages = 16'384;
constexpr qsizetype maxMessageBytes = 4 << 20;
constexpr qint64 nsPerMs = 1'000'000;
constexpr int drainsOfFullRing = 12; // of messages without a payload

qint64 toEpochMs(quint64 timeNs)
{
    const auto ageNs = qint64(monotonicNs() - timeNs);
    return QDateTime::currentMSecsSinceEpoch() - ageNs / 1'000'000;
}

HttpExchange begun(quint16 agent, quint64 id, quint64 timeNs)
{
    HttpExchange exchange;
    exchange.id = id;
    exchange.agent = agent;
    exchange.startNs = timeNs;
    exchange.startedMs = toEpochMs(timeNs);
    return exchange;
}

quint64 durationOf(const HttpExchange &exchange, quint64 endNs)
{
    return endNs > exchange.startNs ? endNs - exchange.startNs : 0;
}

} // namespace

// State of one pass over the channels.
struct TraceCollector::Drain
{
    TraceBatch &batch;
    MessageRing::Message message {};
    QHash<quint64, qsizetype> indexOfId {}; // into batch.exchanges
    qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    quint64 nowNs = monotonicNs();
    int messages = 0;
    qsizetype messageBytes = 0;

    bool isFull() const { return messages >= maxMessages || messageBytes >= maxMessageBytes; }

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
    abandonChannels();
}

void TraceCollector::attach(const std::shared_ptr<TraceChannel> &channel)
{
    attach(channel ? std::make_shared<AgentList>(channel) : nullptr);
}

void TraceCollector::attach(std::shared_ptr<AgentList> agents)
{
    detach();
    m_list = std::move(agents);
    m_states.clear();
    m_endedRequests = {};
    m_requests = {};
    if (!m_list)
        return;
    for (const AgentList::Agent &agent : m_list->agents())
        agent.channel->setDrain([this] { collect(); });
    m_timer.start(drainInterval);
}

void TraceCollector::abandonChannels()
{
    if (!m_list)
        return;
    for (const AgentList::Agent &agent : m_list->agents()) {
        agent.channel->abandon();
        agent.channel->setDrain({});
    }
    m_list.reset();
}

void TraceCollector::detach()
{
    m_timer.stop();
    if (!m_list)
        return;
    // Drains the contents of a full ring at most: a program that continues (the process ends by a
    // signal) writes more and more.
    TraceBatch batch;
    for (int i = 0; i < drainsOfFullRing && !drain(batch); ++i) {
        publish(batch);
        batch = {};
    }
    publish(batch);
    abandonChannels();
    TraceBatch aborted;
    aborted.exchanges = abortExchanges(0, std::numeric_limits<quint64>::max());
    for (auto &[id, state] : m_states) {
        if (state == AgentState {})
            continue; // nothing was known of it
        state.info.hasEnded = true;
        aborted.agents.append(state);
    }
    publish(aborted);
}

void TraceCollector::collect()
{
    if (!m_list)
        return;
    TraceBatch batch;
    const bool isAll = drain(batch);
    if (const auto next = isAll ? drainInterval : 0ms; m_timer.intervalAsDuration() != next)
        m_timer.setInterval(next);
    publish(batch);
}

void TraceCollector::publish(TraceBatch &batch)
{
    const AgentState &main = m_states[0];
    batch.position = main.position;
    batch.pause = main.pause;
    batch.blocked = main.blocked;
    batch.requests = m_endedRequests;
    for (const auto &[id, state] : m_states)
        batch.requests += state.requests;
    const bool counted = batch.requests != std::exchange(m_requests, batch.requests);
    if (counted || !batch.agents.isEmpty() || !batch.isEmpty())
        Q_EMIT batchCollected(batch);
}

bool TraceCollector::drain(TraceBatch &batch)
{
    Drain state { batch };
    bool isAll = true;
    for (const AgentList::Agent &agent : m_list->agents())
        isAll = drainAgent(agent, state) && isAll;
    if (m_states.size() > 1)
        std::ranges::stable_sort(batch.records, {}, &Record::endNs);
    batch.refusedAgents = m_list->refused();
    return isAll;
}

bool TraceCollector::drainAgent(const AgentList::Agent &agent, Drain &drain)
{
    TraceChannel &channel = *agent.channel;
    // Before the records: all that happened up to the position is then in this batch or an earlier
    // one.
    drainState(agent, drain.batch);
    const bool wasFull = channel.records.size() >= RecordRing::capacity;
    drainRecords(agent, drain.batch);
    while (!drain.isFull() && channel.messages.pop(drain.message)) {
        drain.messageBytes += drain.message.payload.size();
        ++drain.messages;
        drainMessage(agent.info.id, drain);
    }
    drain.batch.lostRecords += channel.records.takeLost();
    drain.batch.lostMessages += channel.messages.takeLost();
    const bool isAll = !wasFull && !drain.isFull();
    if (isAll && agent.info.hasEnded && agent.info.id != 0)
        endAgent(agent, drain);
    return isAll;
}

void TraceCollector::drainState(const AgentList::Agent &agent, TraceBatch &batch)
{
    TraceChannel &channel = *agent.channel;
    const auto [known, isNew] = m_states.try_emplace(agent.info.id);
    if (isNew && agent.info.id != 0)
        channel.setDrain([this] { collect(); });
    AgentState state;
    state.info = agent.info;
    state.position = channel.position();
    state.pause = channel.pause();
    state.requests = channel.requestCounts();
    channel.watchForBlock();
    state.blocked = channel.block.place();
    state.debuggerUrl = channel.debuggerAddress.url();
    if (std::exchange(known->second, state) != state)
        batch.agents.append(state);
}

void TraceCollector::drainRecords(const AgentList::Agent &agent, TraceBatch &batch)
{
    RecordRing &ring = agent.channel->records;
    const qsizetype before = batch.records.size();
    const std::size_t count = ring.size();
    batch.records.resizeForOverwrite(before + qsizetype(count));
    const std::span added(batch.records.begin() + before, count);
    ring.pop(added);
    if (agent.info.id == 0)
        return;
    for (Record &record : added) {
        record.agent = agent.info.id;
        if (record.kind == RecordKind::HttpStarted || record.kind == RecordKind::HttpFinished)
            record.id = exchangeIdInRun(agent.info.id, record.id);
    }
}

void TraceCollector::endAgent(const AgentList::Agent &agent, Drain &drain)
{
    const quint16 id = agent.info.id;
    agent.channel->abandon();
    agent.channel->setDrain({});
    m_list->remove(id);
    m_endedRequests += m_states[id].requests;
    m_states.erase(id);
    const quint64 lastOfAgent = exchangeIdInRun(id, exchangeIdInRun(1, 0) - 1);
    for (const HttpExchange &exchange : abortExchanges(exchangeIdInRun(id, 0), lastOfAgent))
        drain.put(exchange);
}

QList<HttpExchange> TraceCollector::abortExchanges(quint64 firstId, quint64 lastId)
{
    QList<HttpExchange> aborted;
    const auto begin = m_open.lower_bound(firstId);
    const auto end = m_open.upper_bound(lastId);
    for (auto open = begin; open != end; ++open) {
        HttpExchange &exchange = open->second;
        exchange.state = HttpExchange::State::Aborted;
        exchange.durationNs = durationOf(exchange, monotonicNs());
        aborted.append(exchange);
    }
    m_open.erase(begin, end);
    return aborted;
}

void TraceCollector::drainMessage(quint16 agent, Drain &drain)
{
    const MessageRing::Message &message = drain.message;
    const quint64 id = exchangeIdInRun(agent, message.id);
    switch (message.kind) {
    case MessageKind::HttpRequest: {
        HttpExchange exchange = begun(agent, id, message.timeNs);
        readRequest(message.payload, m_pool, exchange);
        m_open[id] = exchange;
        if (m_open.size() > maxOpenExchanges) {
            m_open.erase(m_open.begin());
            ++drain.batch.lostMessages; // its end will come without it
        }
        drain.put(exchange);
        return;
    }
    case MessageKind::HttpResponse: {
        auto known = m_open.extract(id);
        // The request's message may have been dropped. The response still gets a row.
        HttpExchange exchange =
            known ? std::move(known.mapped()) : begun(agent, id, message.timeNs);
        readResponse(message.payload, m_pool, exchange);
        if (exchange.state == HttpExchange::State::Open)
            m_open[id] = exchange; // it streams
        else
            exchange.durationNs = durationOf(exchange, message.timeNs);
        drain.put(exchange);
        return;
    }
    case MessageKind::HttpBrief: {
        // Many of these come under load. Each occurs once, so that nothing has to look for it.
        HttpExchange &exchange = drain.batch.exchanges.emplaceBack();
        exchange.id = id;
        exchange.agent = agent;
        readBrief(message.payload, message.timeNs, m_pool, exchange);
        exchange.startedMs =
            drain.nowMs - (qint64(drain.nowNs) - qint64(exchange.startNs)) / nsPerMs;
        return;
    }
    case MessageKind::HttpRequestBody:
    case MessageKind::HttpResponseBody: {
        const auto known = m_open.find(id);
        if (known == m_open.end())
            return; // its request was lost, and counted as lost
        const bool isRequest = message.kind == MessageKind::HttpRequestBody;
        (isRequest ? known->second.requestBody : known->second.responseBody) = message.payload;
        return;
    }
    case MessageKind::Listening:
        drain.batch.listening.append(readListening(message.payload, m_pool));
        drain.batch.listening.last().agent = agent;
        return;
    case MessageKind::ResourceType:
        drain.batch.types.append(
            { agent, quint16(message.id), readTypeName(message.payload, m_pool) });
        return;
    case MessageKind::ActiveResources:
        drain.batch.resources.append(readActiveResources(message.payload, m_pool));
        drain.batch.resources.last().agent = agent;
        drain.batch.resources.last().timeNs = message.timeNs;
        return;
    case MessageKind::LoopPause:
        drain.batch.pauses.append(readLoopPause(message.payload, agent, message.timeNs));
        return;
    case MessageKind::Place:
        drain.batch.places.append(
            { agent, quint32(message.id), readFrames(message.payload, m_pool) });
        return;
    case MessageKind::ExchangeEvent:
        drainEvent(agent, drain);
        return;
    }
    ++drain.batch.lostMessages; // a kind this version doesn't know
}

void TraceCollector::drainEvent(quint16 agent, Drain &drain)
{
    ExchangeEvent event;
    event.id = exchangeIdInRun(agent, drain.message.id);
    event.agent = agent;
    if (!readExchangeEvent(drain.message.payload, drain.message.timeNs, m_pool, event)) {
        ++drain.batch.lostMessages;
        return;
    }
    if (event.exchange != 0)
        event.exchange = exchangeIdInRun(agent, event.exchange);
    drain.batch.events.append(event);
}

} // namespace looptide::trace
