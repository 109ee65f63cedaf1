// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracesummary.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace looptide::trace {

using namespace Qt::StringLiterals;

namespace {

// A scan of a site with endless URLs must not eat the memory: further routes are counted as one.
constexpr std::size_t maxRoutes = 2000;
constexpr qsizetype routesInJson = 50;

double toMs(quint64 ns)
{
    return double(ns) / 1e6;
}

QString pathOf(const QString &target)
{
    const qsizetype query = target.indexOf(u'?');
    return query < 0 ? target : target.first(query);
}

QJsonObject percentiles(const Histogram &histogram)
{
    return { { u"p50"_s, toMs(histogram.percentile(.5)) },
             { u"p95"_s, toMs(histogram.percentile(.95)) },
             { u"p99"_s, toMs(histogram.percentile(.99)) },
             { u"max"_s, toMs(histogram.maximum()) } };
}

bool isError(const HttpExchange &exchange)
{
    return exchange.state == HttpExchange::State::Aborted || exchange.status >= 500;
}

} // namespace

QLatin1StringView phaseName(LoopPhase phase)
{
    constexpr std::array names { "timers"_L1, "pending"_L1, "prepare"_L1, "poll"_L1,
                                 "check"_L1,  "closing"_L1, "outside"_L1 };
    return names[std::size_t(phase)];
}

QLatin1StringView handleTypeName(int uvHandleType)
{
    // In the order of uv_handle_type (UV_HANDLE_TYPE_MAP), which is part of libuv's ABI.
    constexpr std::array names { "unknown"_L1, "async"_L1,  "check"_L1, "fs_event"_L1, "fs_poll"_L1,
                                 "handle"_L1,  "idle"_L1,   "pipe"_L1,  "poll"_L1,     "prepare"_L1,
                                 "process"_L1, "stream"_L1, "tcp"_L1,   "timer"_L1,    "tty"_L1,
                                 "udp"_L1,     "signal"_L1, "file"_L1 };
    const auto index = std::size_t(uvHandleType);
    return names[index < names.size() ? index : 0];
}

void TraceSummary::add(const TraceBatch &batch)
{
    for (const Record &record : batch.records) {
        if (record.agent == m_agent)
            addRecord(record);
    }
    for (const HttpExchange &exchange : batch.exchanges) {
        if (exchange.agent == m_agent)
            addExchange(exchange);
    }
    for (const ListenAddress &address : batch.listening) {
        if (address.agent == m_agent)
            addListening(address);
    }
    m_lostRecords += batch.lostRecords;
    m_lostMessages += batch.lostMessages;
}

bool TraceSummary::isEmpty() const
{
    return m_beginNs == 0 && m_requests.finished + m_requests.aborted + m_requests.open == 0;
}

void TraceSummary::addRecord(const Record &record)
{
    const auto view = viewOf(record);
    if (!view)
        return;
    if (m_beginNs == 0)
        m_beginNs = record.beginNs;
    m_endNs = std::max(m_endNs, record.endNs);
    std::visit([this](const auto &event) { addEvent(event); }, *view);
}

void TraceSummary::addEvent(const PhaseVisit &visit)
{
    Phase &phase = m_phases[std::size_t(visit.phase)];
    ++phase.visits;
    phase.callbacks += visit.callbacks;
    phase.busyNs += visit.busyNs();
    phase.longestNs = std::max(phase.longestNs, visit.busyNs());
    phase.waitNs += visit.waitNs;
    if (visit.phase == LoopPhase::Outside)
        return;
    if (m_loopBeginNs == 0)
        m_loopBeginNs = visit.beginNs;
    if (visit.phase != LoopPhase::Poll)
        return;
    if (m_lastWaitEndNs != 0 && visit.beginNs >= m_lastWaitEndNs)
        m_lagNs.add(visit.beginNs - m_lastWaitEndNs);
    m_lastWaitEndNs = visit.beginNs + visit.waitNs;
}

void TraceSummary::addEvent(const MicrotaskDrains &microtasks)
{
    m_microtaskDrains += microtasks.drains;
}

void TraceSummary::addEvent(const HandleSample &sample)
{
    if (sample.isLast())
        m_handles = std::exchange(m_pendingHandles, {});
    else
        m_pendingHandles.append({ sample.type, sample.active, sample.referenced });
}

void TraceSummary::addEvent(const GarbageCollection &collection)
{
    ++m_collections.count;
    m_collections.totalNs += collection.durationNs();
    m_collections.longestNs = std::max(m_collections.longestNs, collection.durationNs());
}

double TraceSummary::utilisation() const
{
    if (m_endNs <= m_loopBeginNs || m_loopBeginNs == 0)
        return 0;
    const double waiting = double(phase(LoopPhase::Poll).waitNs) / double(m_endNs - m_loopBeginNs);
    return std::clamp(1 - waiting, 0., 1.);
}

void TraceSummary::addExchange(const HttpExchange &exchange)
{
    if (exchange.state == HttpExchange::State::Open) {
        m_open.insert(exchange.id);
        m_requests.open = quint64(m_open.size());
        return;
    }
    m_open.remove(exchange.id);
    m_requests.open = quint64(m_open.size());
    m_requests.receivedBytes += std::max<qint64>(exchange.requestBytes, 0);
    m_requests.sentBytes += std::max<qint64>(exchange.responseBytes, 0);
    addToRoute(exchange);
    if (exchange.state == HttpExchange::State::Aborted) {
        ++m_requests.aborted;
        return;
    }
    ++m_requests.finished;
    const int statusClass = exchange.status / 100;
    ++m_requests.byStatusClass[statusClass > 0 && statusClass < 6 ? std::size_t(statusClass) : 0];
    m_requests.durationNs.add(exchange.durationNs);
}

void TraceSummary::addToRoute(const HttpExchange &exchange)
{
    auto key = std::pair(exchange.method, pathOf(exchange.url));
    auto found = m_routes.find(key);
    if (found == m_routes.end()) {
        if (m_routes.size() >= maxRoutes)
            key = { u"*"_s, u"*"_s };
        found = m_routes.try_emplace(key).first;
        found->second.method = key.first;
        found->second.path = key.second;
    }
    Route &route = found->second;
    ++route.count;
    route.errors += isError(exchange) ? 1 : 0;
    route.totalNs += exchange.durationNs;
    route.longestNs = std::max(route.longestNs, exchange.durationNs);
}

void TraceSummary::addListening(const ListenAddress &address)
{
    ListenAddress opened = address;
    opened.listening = true;
    m_listening.removeAll(opened);
    if (address.listening)
        m_listening.append(opened);
}

QList<TraceSummary::Route> TraceSummary::busiestRoutes(qsizetype limit) const
{
    QList<Route> routes;
    routes.reserve(qsizetype(m_routes.size()));
    for (const auto &[key, route] : m_routes)
        routes.append(route);
    std::ranges::stable_sort(routes, std::ranges::greater(), &Route::count);
    routes.resize(std::min(limit, routes.size()));
    return routes;
}

QJsonObject TraceSummary::toJson() const
{
    QJsonArray handleList;
    for (const Handles &handle : m_handles)
        handleList.append(QJsonObject { { u"type"_s, handleTypeName(handle.type) },
                                        { u"active"_s, qint64(handle.active) },
                                        { u"referenced"_s, qint64(handle.referenced) } });
    QJsonArray addresses;
    for (const ListenAddress &address : m_listening)
        addresses.append(QJsonObject { { u"host"_s, address.host },
                                       { u"port"_s, address.port },
                                       { u"url"_s, address.url() } });
    return { { u"durationMs"_s, toMs(m_endNs - m_beginNs) },
             { u"loop"_s, loopToJson() },
             { u"http"_s, requestsToJson() },
             { u"handles"_s, handleList },
             { u"listening"_s, addresses },
             { u"lost"_s,
               QJsonObject { { u"records"_s, qint64(m_lostRecords) },
                             { u"messages"_s, qint64(m_lostMessages) } } } };
}

QJsonObject TraceSummary::loopToJson() const
{
    QJsonArray phases;
    for (int i = 0; i < loopPhaseCount; ++i) {
        const Phase &p = m_phases[std::size_t(i)];
        phases.append(QJsonObject { { u"phase"_s, phaseName(LoopPhase(i)) },
                                    { u"visits"_s, qint64(p.visits) },
                                    { u"callbacks"_s, qint64(p.callbacks) },
                                    { u"busyMs"_s, toMs(p.busyNs) },
                                    { u"longestMs"_s, toMs(p.longestNs) },
                                    { u"waitMs"_s, toMs(p.waitNs) } });
    }
    return { { u"iterations"_s, qint64(iterations()) },
             { u"utilisation"_s, utilisation() },
             { u"lagMs"_s, percentiles(m_lagNs) },
             { u"phases"_s, phases },
             { u"microtaskDrains"_s, qint64(m_microtaskDrains) },
             { u"garbageCollection"_s,
               QJsonObject { { u"count"_s, qint64(m_collections.count) },
                             { u"totalMs"_s, toMs(m_collections.totalNs) },
                             { u"longestMs"_s, toMs(m_collections.longestNs) } } } };
}

QJsonObject TraceSummary::requestsToJson() const
{
    QJsonObject byStatus;
    for (std::size_t i = 0; i < m_requests.byStatusClass.size(); ++i) {
        if (const quint64 count = m_requests.byStatusClass[i]; count != 0)
            byStatus.insert(i == 0 ? u"other"_s : QString::number(i) + u"xx"_s, qint64(count));
    }
    QJsonArray routes;
    for (const Route &route : busiestRoutes(routesInJson))
        routes.append(QJsonObject { { u"method"_s, route.method },
                                    { u"path"_s, route.path },
                                    { u"count"_s, qint64(route.count) },
                                    { u"errors"_s, qint64(route.errors) },
                                    { u"meanMs"_s, toMs(route.totalNs) / double(route.count) },
                                    { u"longestMs"_s, toMs(route.longestNs) } });
    const quint64 total = m_requests.finished + m_requests.aborted + m_requests.open;
    return { { u"requests"_s, qint64(total) },
             { u"finished"_s, qint64(m_requests.finished) },
             { u"aborted"_s, qint64(m_requests.aborted) },
             { u"open"_s, qint64(m_requests.open) },
             { u"byStatus"_s, byStatus },
             { u"durationMs"_s, percentiles(m_requests.durationNs) },
             { u"receivedBytes"_s, m_requests.receivedBytes },
             { u"sentBytes"_s, m_requests.sentBytes },
             { u"routes"_s, routes } };
}

} // namespace looptide::trace
