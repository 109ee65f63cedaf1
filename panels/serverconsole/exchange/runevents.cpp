// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/runevents.h"

namespace looptide::models {

void RunEvents::add(quint32 run, const QList<trace::ExchangeEvent> &events)
{
    for (const trace::ExchangeEvent &event : events)
        m_runs[run].add(event);
    while (m_runs.size() > mostRuns)
        m_runs.erase(m_runs.begin());
}

void RunEvents::forgetBefore(quint32 run)
{
    m_runs.erase(m_runs.begin(), m_runs.lower_bound(run));
}

QList<trace::ExchangeEvent> RunEvents::of(quint32 run, quint64 exchange) const
{
    const auto known = m_runs.find(run);
    return known == m_runs.end() ? QList<trace::ExchangeEvent>() : known->second.of(exchange);
}

qsizetype RunEvents::count(quint32 run, quint64 exchange, trace::ExchangeEvent::Kind kind) const
{
    const auto known = m_runs.find(run);
    return known == m_runs.end() ? 0 : known->second.count(exchange, kind);
}

bool RunEvents::hasError(quint32 run, quint64 exchange) const
{
    const auto known = m_runs.find(run);
    return known != m_runs.end() && known->second.hasError(exchange);
}

} // namespace looptide::models
