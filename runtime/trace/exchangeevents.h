// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"

#include <QHash>
#include <QList>

#include <array>
#include <deque>

namespace looptide::trace {

// What the requests of one run have caused, by request, each event in its latest state. Bounded:
// above the limit of bytes, the events of the requests that caused something first are dropped.
// A value; thread: any one.
class ExchangeEvents
{
public:
    static constexpr qsizetype defaultLimit = qsizetype { 32 } << 20;

    explicit ExchangeEvents(qsizetype limitBytes = defaultLimit) : m_limit(limitBytes) { }

    void add(const ExchangeEvent &event);
    void clear();

    bool isEmpty() const { return m_events.isEmpty(); }
    // In the order in which they began. exchange 0: what no request has caused.
    QList<ExchangeEvent> of(quint64 exchange) const { return m_events.value(exchange).events; }
    qsizetype count(quint64 exchange, ExchangeEvent::Kind kind) const;
    // Whether a call of this request failed, or it wrote an error.
    bool hasError(quint64 exchange) const;
    // The events of each request.
    QList<QList<ExchangeEvent>> all() const;
    // Events that were dropped because of the limit.
    quint64 dropped() const { return m_dropped; }
    qsizetype bytes() const { return m_bytes; }

private:
    struct Caused
    {
        QList<ExchangeEvent> events;
        QHash<quint64, qsizetype> placeOfId {}; // of those that have not ended
        std::array<qsizetype, ExchangeEvent::kindCount> counts {};
        bool hasError = false;
    };

    static qsizetype sizeOf(const ExchangeEvent &event);
    static bool isError(const ExchangeEvent &event);
    void makeRoom();
    void halve(quint64 exchange);

    qsizetype m_limit;
    qsizetype m_bytes = 0;
    quint64 m_dropped = 0;
    QHash<quint64, Caused> m_events; // by request
    std::deque<quint64> m_order; // the requests, the one that caused something first at the front
};

} // namespace looptide::trace
