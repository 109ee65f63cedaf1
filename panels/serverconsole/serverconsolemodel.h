// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/answerers.h"
#include "panels/serverconsole/exchange/runevents.h"
#include "panels/serverconsole/list/requestlog.h"
#include "runtime/trace/httpexchange.h"

#include <QAbstractTableModel>
#include <QHash>

#include <algorithm>
#include <deque>
#include <optional>

namespace looptide::models {

// The requests that the running program received, oldest first. Bounded: above the limit of rows
// the oldest are dropped in chunks, and above the limit of bytes the headers and bodies of the
// oldest. Rows have sequence numbers that they keep while they are listed.
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
        RequestSizeColumn,
        RouteColumn,
        ClientColumn,
        AgentColumn, // which agent of the run has answered
        ColumnCount,
    };
    struct Limits
    {
        int rows = 1'000'000;
        qsizetype detailBytes = RequestLog::defaultDetailLimit;
    };

    explicit ServerConsoleModel(QObject *parent = nullptr);

    void setLimits(const Limits &limits);
    const Limits &limits() const { return m_limits; }
    // How many of the oldest rows are dropped at once.
    int dropChunk() const { return std::max(1, m_limits.rows / 10); }

    // One beginInsertRows for all new exchanges, one dataChanged for each stretch of changed rows.
    // Exchanges are matched by id and begin: the ids of a later run begin anew.
    void addBatch(const trace::TraceBatch &batch);
    // Lists exchanges that no run has received (from a file), with a mark before them.
    void addImported(const QString &mark, const QList<trace::HttpExchange> &exchanges);
    void clear();
    // What comes from now on belongs to another run.
    void beginRun();
    // A row of its own between what was received before and after ("Restarted 14:03:22"). Nothing
    // when there is no row before it.
    void addMark(const QString &text);
    // Everything that is known of a row. Empty for a mark.
    std::optional<trace::HttpExchange> exchangeAt(int row) const;
    // Null for an exchange.
    QString markAt(int row) const;
    // Row i has the sequence log().first() + i.
    const RequestLog &log() const { return m_log; }
    const RequestRow &rowAt(int row) const { return m_log.row(m_log.first() + quint64(row)); }
    // What requests have caused, by RequestRow::run and id.
    const RunEvents &events() const { return m_events; }
    QList<trace::ExchangeEvent> eventsAt(int row) const;
    // What the program of this run has done without a request.
    QList<trace::ExchangeEvent> eventsOfProgram() const;

    // More than one agent of a run has answered.
    bool hasSeveralAgents() const { return m_hasSeveralAgents; }
    // The agent that has answered, with its command and process; empty when it is not known.
    QString agentAt(int row) const;
    // text: see Answerers::isMeant().
    bool isAgentMeant(const RequestRow &row, const QString &text) const;

    // Of all requests since clear(), dropped rows included.
    quint64 totalCount() const { return m_total; }
    // Of the requests that the program received since beginRun(), whether they are listed or not.
    quint64 runCount() const { return std::max(m_ofRun, m_received); }
    // Rows of which neither headers nor bodies were recorded, because there were too many requests.
    quint64 briefCount() const { return m_brief; }
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
    // A request, or the program by itself, has caused something.
    void eventsAdded();
    // These rows have ended since the last signal: the sequences of exchanges that arrived complete
    // (a range), and of others.
    void exchangesEnded(quint64 firstNew, const QList<quint64> &earlier);

private:
    static constexpr qint64 rateWindowMs = 2000;

    struct Arrival
    {
        qint64 timeMs; // when it was seen
        quint64 count;
    };

    QString display(const RequestRow &row, quint64 sequence, int column) const;
    QVariant toolTip(const RequestRow &row, quint64 sequence, int column) const;
    void noteAgents(const QList<trace::HttpExchange> &fresh);
    std::optional<quint64> sequenceOf(const trace::HttpExchange &exchange) const;
    QList<quint64> update(const trace::TraceBatch &batch, QList<trace::HttpExchange> &fresh);
    bool addCounts(quint64 received, qint64 nowMs);
    void append(QList<trace::HttpExchange> fresh);
    void announceChanged(QList<quint64> sequences);
    void makeRoomFor(qsizetype incoming);
    void dropRows(int count);

    Limits m_limits;
    RequestLog m_log;
    QHash<quint64, quint64> m_open; // sequences of rows that have not ended, by id
    quint64 m_total = 0;
    quint64 m_brief = 0;
    quint64 m_ofRun = 0; // listed, or were
    quint64 m_received = 0; // in this run, as the program counts
    std::deque<Arrival> m_arrivals; // of the last rateWindowMs, oldest first
    quint64 m_dropped = 0;
    quint64 m_lost = 0;
    Answerers m_answerers;
    RunEvents m_events;
    std::optional<quint16> m_firstAgent; // of this run that has answered
    bool m_hasSeveralAgents = false;
};

// "200", "404", "open", "aborted".
QString statusText(trace::HttpExchange::State state, int status);
QString statusText(const trace::HttpExchange &exchange);
// A command line that repeats the request, quoted for a POSIX shell. origin:
// "http://localhost:3000".
QString curlCommand(const trace::HttpExchange &exchange, const QString &origin);

} // namespace looptide::models
