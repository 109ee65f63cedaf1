// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <utility>

namespace looptide::trace {

using HttpHeaders = QList<std::pair<QString, QString>>;

// One request that the running program received, and its response. A plain value. Its text comes
// from the network and is shown as plain text only.
struct HttpExchange
{
    enum class State : quint8 {
        Open, // the response has not ended yet
        Finished,
        Aborted, // the connection closed before the response ended
    };

    quint64 id = 0; // unique within a run, increasing within an agent
    quint16 agent = 0; // that received the request (AgentInfo::id)
    State state = State::Open;
    qint64 startedMs = 0; // since the epoch, UTC
    quint64 startNs = 0; // monotonic, the clock of Record
    // From the parsed request head until the response was handed to the socket.
    quint64 durationNs = 0;
    quint64 firstByteNs = 0; // from the head until the first byte was written; 0: unknown
    QString method;
    QString url; // request target as sent
    QString httpVersion; // "1.1"
    QString remoteAddress;
    int localPort = 0;
    int status = 0; // 0 before a response has begun
    QString statusMessage;
    qint64 requestBytes = 0; // body, as far as it was received; -1: unknown
    qint64 responseBytes = 0; // body, as far as it was sent; -1: unknown
    HttpHeaders requestHeaders; // as sent: order, case and repeats kept
    HttpHeaders responseHeaders;
    // The pattern that the program's router has matched ("/tasks/:id"); empty: unknown.
    QString route;
    // Under load, only some requests are recorded in full. Of the others this is all that is known:
    // no headers, no body, no time of the first byte.
    bool isBrief = false;
    quint8 effects = 0; // of rules of the user (RuleEffect), combined
    // As sent, still encoded (Content-Encoding), and at most as long as the limit of the run. A
    // body that is shorter than its size was cut.
    QByteArray requestBody;
    QByteArray responseBody;
};

// An address on which the program began or stopped to listen.
struct ListenAddress
{
    QString host; // "127.0.0.1", "::", or a path for a local socket
    int port = 0; // 0 for a local socket
    bool http = false; // true for http and https servers
    bool secure = false;
    bool listening = true;
    quint16 agent = 0; // AgentInfo::id

    // The address for a browser on this machine; empty unless http.
    QString url() const;
    bool operator==(const ListenAddress &) const = default;
};

} // namespace looptide::trace

Q_DECLARE_METATYPE(looptide::trace::HttpExchange)
Q_DECLARE_METATYPE(looptide::trace::ListenAddress)
