// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"
#include "runtime/trace/tracefile.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <vector>

namespace looptide::trace {

// What was collected of one run: the one copy that all readers share. Records and exchanges are
// only appended. Above the limit the oldest records go, a chunk at a time, then the oldest
// exchanges; what went is counted.
//
// A record keeps its number for as long as it is there; numbers grow by one. Records are in the
// order in which they were written, which is that of their ends, but for some that were written a
// little later (samples of handles).
//
// Owned by a RunSession, or by whoever loads a file. Thread: GUI.
class TraceStore : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultLimit = qsizetype { 32 } << 20;
    static constexpr std::size_t chunkSize = 4096; // records

    explicit TraceStore(qsizetype limitBytes = defaultLimit, QObject *parent = nullptr);

    void append(const TraceBatch &batch);
    void clear();

    bool isEmpty() const
    {
        return m_endRecord == 0 && m_exchanges.empty() && m_listening.isEmpty();
    }
    // Grows with each change. A reader that has seen this revision has nothing to do.
    quint64 revision() const { return m_revision; }
    qsizetype bytes() const;

    // Records have the numbers from firstRecord() to before endRecord().
    quint64 firstRecord() const { return m_firstRecord; } // records that went, too
    quint64 endRecord() const { return m_endRecord; }
    const Record &record(quint64 number) const;
    // The first record whose end, or that of one before it, is not before timeNs; endRecord() when
    // there is none. Bisection: about 20 steps for a million records.
    quint64 recordAt(quint64 timeNs) const;

    // In the order of their begin; each in its latest state.
    const std::deque<HttpExchange> &exchanges() const { return m_exchanges; }
    quint64 droppedExchanges() const { return m_droppedExchanges; }
    const QList<ListenAddress> &listening() const { return m_listening; } // every change of them
    quint64 lostRecords() const { return m_lostRecords; } // on the way here
    quint64 lostMessages() const { return m_lostMessages; }

    // As a trace file. Empty, or what went wrong, for users.
    QString save(const QString &path, const TraceInfo &info) const;
    // Replaces what is here. Empty, or what is wrong with the file; what could be read stays.
    QString load(const QString &path, TraceInfo *info);

Q_SIGNALS:
    void changed();

private:
    struct Chunk
    {
        std::vector<Record> records;
        quint64 reachedNs = 0; // the latest end so far, this chunk included
    };

    void appendRecord(const Record &record);
    void appendExchange(const HttpExchange &exchange);
    void makeRoom();
    static qsizetype sizeOf(const HttpExchange &exchange);

    qsizetype m_limit;
    std::deque<Chunk> m_chunks; // all full but the last; numbers begin at m_firstRecord
    quint64 m_firstRecord = 0;
    quint64 m_endRecord = 0;
    std::deque<HttpExchange> m_exchanges;
    QHash<quint64, quint64> m_placeOfId; // plus m_droppedExchanges: index into m_exchanges
    quint64 m_droppedExchanges = 0;
    qsizetype m_exchangeBytes = 0;
    QList<ListenAddress> m_listening;
    quint64 m_lostRecords = 0;
    quint64 m_lostMessages = 0;
    quint64 m_revision = 0;
};

} // namespace looptide::trace
