// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevents.h"
#include "runtime/trace/tracechannel.h"
#include "runtime/trace/tracefile.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <deque>
#include <vector>

namespace looptide::trace {

// The collected data of one run: the one copy that all readers share. Records and exchanges are
// only appended. Above the limit, the oldest exchanges are dropped until they take half of it, then
// the oldest records, a chunk at a time, then more exchanges; both are counted.
//
// A record keeps its number while it is stored; numbers grow by one. Records are in the order in
// which they were written. That is the order of their ends, except for a few that were written a
// little later (samples of handles).
//
// Owned by app::RunSession, or by the code that loads a file. Thread: GUI.
class TraceStore : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultLimit = qsizetype { 32 } << 20;
    static constexpr std::size_t chunkSize = 4096; // records

    explicit TraceStore(qsizetype limitBytes = defaultLimit, QObject *parent = nullptr);

    // Drops the oldest at once when there is less room now.
    void setLimit(qsizetype limitBytes);
    void append(const TraceBatch &batch);
    void clear();

    bool isEmpty() const
    {
        return m_endRecord == 0 && m_exchanges.empty() && m_events.isEmpty()
            && m_listening.isEmpty();
    }
    // Grows with each change. A reader that has seen this revision has nothing to do.
    quint64 revision() const { return m_revision; }
    qsizetype bytes() const;

    // Records have the numbers from firstRecord() to before endRecord().
    quint64 firstRecord() const { return m_firstRecord; } // also the number of dropped records
    quint64 endRecord() const { return m_endRecord; }
    const Record &record(quint64 number) const;
    // The first record for which its own end, or that of an earlier record, is not before timeNs;
    // endRecord() when there is none. Bisection: about 20 steps for a million records.
    quint64 recordAt(quint64 timeNs) const;

    // The exchanges in the order in which they began, each in its latest state.
    const std::deque<HttpExchange> &exchanges() const { return m_exchanges; }
    const HttpExchange *exchange(quint64 id) const; // null when it is not stored
    quint64 droppedExchanges() const { return m_droppedExchanges; }
    // What requests have caused. Bounded by itself; the events of the oldest requests go first.
    const ExchangeEvents &events() const { return m_events; }
    const QList<ListenAddress> &listening() const { return m_listening; } // every change
    const QMap<quint16, AgentState> &agents() const { return m_agents; } // by id, the last state
    const PlaceTable &places() const { return m_places; } // and names of resource types
    quint64 lostRecords() const { return m_lostRecords; } // lost before they were stored
    quint64 lostMessages() const { return m_lostMessages; }

    // A copy of everything, in the order and the portions of a trace file.
    QList<TraceBatch> batches() const;
    // Writes a trace file. Returns an empty string, or an error for users.
    QString save(const QString &path, const TraceInfo &info) const;
    // Replaces the contents with those of a file. Returns an empty string, or an error for users;
    // everything that could be read before the error is kept.
    QString load(const QString &path, TraceInfo *info);

Q_SIGNALS:
    void changed();

private:
    struct Chunk
    {
        std::vector<Record> records;
        quint64 reachedNs = 0; // the latest end up to and including this chunk
    };

    void appendRecord(const Record &record);
    void appendExchange(const HttpExchange &exchange);
    void makeRoom();
    static qsizetype sizeOf(const HttpExchange &exchange);

    qsizetype m_limit;
    std::deque<Chunk> m_chunks; // all full except the last; numbers begin at m_firstRecord
    quint64 m_firstRecord = 0;
    quint64 m_endRecord = 0;
    std::deque<HttpExchange> m_exchanges;
    QHash<quint64, quint64> m_placeOfId; // plus m_droppedExchanges: index into m_exchanges
    quint64 m_droppedExchanges = 0;
    qsizetype m_exchangeBytes = 0;
    ExchangeEvents m_events;
    QList<ListenAddress> m_listening;
    QMap<quint16, AgentState> m_agents;
    PlaceTable m_places;
    quint64 m_lostRecords = 0;
    quint64 m_lostMessages = 0;
    quint64 m_revision = 0;
};

} // namespace looptide::trace
