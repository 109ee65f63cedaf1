// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace looptide::models {

// One listed request: what every row has, without its texts, which the log keeps.
struct RequestRow
{
    quint64 id = 0;
    quint64 startNs = 0;
    qint64 startedMs = 0;
    quint64 durationNs = 0;
    qint64 requestBytes = 0;
    qint64 responseBytes = 0;
    quint32 textAt = 0; // of its URL, or of a mark, in the texts of its chunk
    quint32 textSize = 0;
    quint32 run = 0;
    quint32 remote = 0; // of RequestLog::text(), as the next three
    quint32 route = 0;
    quint16 method = 0;
    quint16 version = 0;
    quint16 status = 0;
    quint16 agent = 0;
    quint16 localPort = 0;
    trace::HttpExchange::State state = trace::HttpExchange::State::Open;
    bool isBrief = false;
    quint8 effects = 0; // see HttpExchange
    bool isMark = false;

    bool isError() const { return state == trace::HttpExchange::State::Aborted || status >= 400; }
};

// The requests of the console in the order in which they arrived, made for a million of them: about
// 100 bytes for each row, its URL included. Headers and bodies are kept beside the rows, as far as
// they fit into a limit; those of the oldest rows go first.
//
// A row has a number (sequence) that it keeps. Rows leave at the front only. A value; thread: GUI.
class RequestLog
{
public:
    static constexpr qsizetype defaultDetailLimit = qsizetype { 256 } << 20;

    quint64 first() const { return m_first; }
    quint64 end() const { return m_end; }
    qsizetype size() const { return qsizetype(m_end - m_first); }

    // Returns the sequence of the new row.
    quint64 append(const trace::HttpExchange &exchange, quint32 run);
    quint64 appendMark(const QString &text, quint32 run);
    // Replaces what is known of a row, except for its URL.
    void update(quint64 sequence, const trace::HttpExchange &exchange);
    void dropBefore(quint64 sequence);
    void clear();

    const RequestRow &row(quint64 sequence) const;
    // The URL, or the text of a mark, in UTF-8. Valid until the log changes.
    QByteArrayView text(quint64 sequence) const;
    // The text of a row's method, version, remote or route.
    const QString &shared(quint32 index) const { return m_shared[qsizetype(index)]; }
    // Null for a row whose headers were not recorded or were dropped.
    const trace::HttpExchange *detail(quint64 sequence) const;
    // Everything that is known of a row.
    trace::HttpExchange exchange(quint64 sequence) const;

    void setDetailLimit(qsizetype bytes);
    // Rows whose headers and bodies were dropped.
    quint64 droppedDetails() const { return m_droppedDetails; }
    qsizetype bytes() const;

private:
    static constexpr quint64 chunkSize = 4096; // rows

    struct Chunk
    {
        std::vector<RequestRow> rows;
        QByteArray texts;
    };

    RequestRow &rowAt(quint64 sequence);
    quint64 push(RequestRow row, QByteArrayView text);
    quint32 share(const QString &text);
    void keepDetail(quint64 sequence, const trace::HttpExchange &exchange);
    void dropDetail(quint64 sequence);
    static qsizetype sizeOf(const trace::HttpExchange &exchange);

    std::deque<Chunk> m_chunks; // chunk i has the rows from m_chunkBegin + i * chunkSize
    quint64 m_chunkBegin = 0;
    quint64 m_first = 0;
    quint64 m_end = 0;
    QStringList m_shared { QString() };
    QHash<QString, quint32> m_indexOfShared { { QString(), 0 } };
    QHash<quint64, trace::HttpExchange> m_details; // by sequence
    std::deque<quint64> m_detailOrder; // oldest first
    qsizetype m_detailBytes = 0;
    qsizetype m_detailLimit = defaultDetailLimit;
    quint64 m_droppedDetails = 0;
};

} // namespace looptide::models
