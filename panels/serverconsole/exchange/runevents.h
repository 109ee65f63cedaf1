// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevents.h"

#include <map>

namespace looptide::models {

// What the requests of the console have caused, run by run, because the ids of a later run begin
// anew. Bounded: each run by itself, and only the last runs are kept. A value; thread: GUI.
class RunEvents
{
public:
    static constexpr std::size_t mostRuns = 4;

    void add(quint32 run, const QList<trace::ExchangeEvent> &events);
    void forgetBefore(quint32 run);
    void clear() { m_runs.clear(); }

    // exchange: HttpExchange::id; 0: what the program did by itself.
    QList<trace::ExchangeEvent> of(quint32 run, quint64 exchange) const;
    qsizetype count(quint32 run, quint64 exchange, trace::ExchangeEvent::Kind kind) const;
    bool hasError(quint32 run, quint64 exchange) const;

private:
    std::map<quint32, trace::ExchangeEvents> m_runs;
};

} // namespace looptide::models
