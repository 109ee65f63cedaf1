// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/answerers.h"
#include "runtime/trace/httpexchange.h"

#include <QAbstractTableModel>
#include <QHash>

#include <algorithm>
#include <deque>
#include <optional>

namespace looptide::models {

// The requests that the running program received, oldest first. Bounded: above maxRows the oldest
// are dropped in chunks. Rows are values; exchangeAt() is valid until the model changes.
class ServerConsoleModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        MethodColumn,
        UrlColumn,
        StatusColumn,
        DurationColumn,
        SizeColumn,
        AgentColumn, // which agent of the run has answered
        ColumnCount,
    };
    enum Role {
        // What the details pane and the proxy read instead of text: int, ns (qulonglong), bytes.
        ValueRole = Qt::UserRole,
    };
    static constexpr int maxRows = 50'000;
    static constexpr int dropChunk = 5'000;

    explicit ServerConsoleModel(QObject *parent = nullptr);

    // One beginInsertRows for all new exchanges, one dataChanged for each stretch of changed rows.
    // Exchanges are matched by id and begin: the ids of a later run begin anew.
    void addBatch(const trace::TraceBatch &batch);
    void clear();
    // What comes from now on belongs to another run.
    void beginRun();
    // A row of its own between what was received before and after ("Restarted 14:03:22"). Nothing
    // when there is no row before it.
    void addMark(const QString &text);
    // Null for a mark.
    const trace::HttpExchange *exchangeAt(int row) const;
    // Null for an exchange.
    QString markAt(int row) const;

    // More than one agent of a run has answered.
    bool hasSeveralAgents() const { return m_hasSeveralAgents; }
    // The agent that has answered, with its command and process; empty when it is not known.
    QString agentAt(int row) const;
    // text: see Answerers::isMeant().
    bool isAgentMeant(int row, const QString &text) const;

    // Of all requests since clear(), dropped rows included.
    quint64 totalCount() const { return m_total; }
    // Of the requests that the program received since beginRun(), whether they are listed or not.
    quint64 runCount() const { return std::max(m_ofRun, m_received); }
    // Some requests of this run were only counted: those that are listed are a sample.
    bool isSample() const { return m_received > m_ofRun; }
    quint64 droppedCount() const { return m_dropped; }
    // Messages that were lost on the way: requests that are missing or lack their end.
    quint64 lostCount() const { return m_lost; }
    // Received in the last `rateWindowMs` before nowMs (since the epoch), listed or not.
    double requestsPerSecond(qint64 nowMs) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    // After each addBatch(), beginRun() and clear() that changed a figure.
    void countsChanged();

private:
    static constexpr qint64 rateWindowMs = 2000;

    struct Row
    {
        trace::HttpExchange exchange;
        QString mark; // null: an exchange
        quint32 run = 0;
    };

    QString display(const Row &row, int column) const;
    void noteAgents(const QList<trace::HttpExchange> &fresh);
    int rowOf(const trace::HttpExchange &exchange) const; // -1 when it is not here
    bool addCounts(quint64 received, qint64 nowMs);
    void append(QList<trace::HttpExchange> fresh);
    void announceChanged(QList<int> rows);
    void makeRoomFor(qsizetype incoming);

    std::deque<Row> m_rows;
    QHash<quint64, quint64> m_sequenceOfId; // row = sequence - m_firstSequence
    quint64 m_firstSequence = 0;
    quint64 m_total = 0;
    struct Arrival
    {
        qint64 timeMs; // when it was seen
        quint64 count;
    };

    quint64 m_ofRun = 0; // listed, or were
    quint64 m_received = 0; // in this run, as the program counts
    std::deque<Arrival> m_arrivals; // of the last rateWindowMs, oldest first
    quint64 m_dropped = 0;
    quint64 m_lost = 0;
    Answerers m_answerers;
    std::optional<quint16> m_firstAgent; // of this run that has answered
    bool m_hasSeveralAgents = false;
};

// "200", "404", "…" while open, "aborted".
QString statusText(const trace::HttpExchange &exchange);
// A command line that repeats the request, quoted for a POSIX shell. origin:
// "http://localhost:3000".
QString curlCommand(const trace::HttpExchange &exchange, const QString &origin);

} // namespace looptide::models
