// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/exchangeevents.h"

namespace looptide::trace {

void ExchangeEvents::add(const ExchangeEvent &event)
{
    auto known = m_events.find(event.exchange);
    if (known == m_events.end()) {
        known = m_events.insert(event.exchange, {});
        m_order.push_back(event.exchange);
    }
    Caused &caused = *known;
    m_bytes += sizeOf(event);
    caused.hasError = caused.hasError || isError(event);
    if (const auto place = caused.placeOfId.constFind(event.id); place != caused.placeOfId.cend()) {
        m_bytes -= sizeOf(caused.events[*place]);
        caused.events[*place] = event;
        if (!event.isOpen)
            caused.placeOfId.erase(place);
    } else {
        if (event.isOpen)
            caused.placeOfId.insert(event.id, caused.events.size());
        caused.events.append(event);
        ++caused.counts[std::size_t(event.kind)];
    }
    makeRoom();
}

void ExchangeEvents::clear()
{
    m_events.clear();
    m_order.clear();
    m_bytes = 0;
    m_dropped = 0;
}

qsizetype ExchangeEvents::count(quint64 exchange, ExchangeEvent::Kind kind) const
{
    const auto known = m_events.constFind(exchange);
    return known == m_events.cend() ? 0 : known->counts[std::size_t(kind)];
}

bool ExchangeEvents::hasError(quint64 exchange) const
{
    const auto known = m_events.constFind(exchange);
    return known != m_events.cend() && known->hasError;
}

QList<QList<ExchangeEvent>> ExchangeEvents::all() const
{
    QList<QList<ExchangeEvent>> all;
    for (const quint64 exchange : m_order)
        all.append(m_events.value(exchange).events);
    return all;
}

qsizetype ExchangeEvents::sizeOf(const ExchangeEvent &event)
{
    return qsizetype(sizeof event)
        + qsizetype(sizeof(QChar)) * (event.name.size() + event.text.size() + event.note.size());
}

bool ExchangeEvents::isError(const ExchangeEvent &event)
{
    switch (event.kind) {
    case ExchangeEvent::Kind::Call:
        return event.number >= 400 || !event.note.isEmpty();
    case ExchangeEvent::Kind::Output:
        return event.name == QLatin1StringView("error");
    case ExchangeEvent::Kind::Step:
        return !event.note.isEmpty();
    case ExchangeEvent::Kind::Message:
        return false;
    }
    return false;
}

void ExchangeEvents::makeRoom()
{
    while (m_bytes > m_limit && m_order.size() > 1) {
        const quint64 oldest = m_order.front();
        m_order.pop_front();
        const QList<ExchangeEvent> gone = m_events.take(oldest).events;
        for (const ExchangeEvent &event : gone)
            m_bytes -= sizeOf(event);
        m_dropped += quint64(gone.size());
    }
    // One request (or the program by itself) has caused all of them.
    if (m_bytes > m_limit)
        halve(m_order.front());
}

// Drops the older half of the events of a request.
void ExchangeEvents::halve(quint64 exchange)
{
    const QList<ExchangeEvent> events = m_events.take(exchange).events;
    m_order.clear();
    m_bytes = 0;
    const qsizetype first = events.size() / 2 + 1;
    m_dropped += quint64(first);
    for (qsizetype i = first; i < events.size(); ++i)
        add(events[i]);
}

} // namespace looptide::trace
