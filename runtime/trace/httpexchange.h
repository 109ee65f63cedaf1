// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

#include <utility>

namespace looptide::trace {

using HttpHeaders = QList<std::pair<QString, QString>>;

// One request that the running program received, and what it answered. A plain value; text in it
// comes from the network and is shown as plain text only.
struct HttpExchange
{
    enum class State : quint8 {
        Open, // the answer has not ended yet
        Finished,
        Aborted, // the connection closed before the answer ended
    };

    quint64 id = 0; // unique within a run, increasing
    State state = State::Open;
    qint64 startedMs = 0; // since the epoch, UTC
    quint64 startNs = 0; // monotonic, the clock of Record
    quint64 durationNs = 0; // request head parsed until the answer was handed to the socket
    QString method;
    QString url; // request target as sent
    QString httpVersion; // "1.1"
    QString remoteAddress;
    int localPort = 0;
    int status = 0; // 0 while no answer was begun
    QString statusMessage;
    qint64 requestBytes = 0; // body, as far as it was received
    qint64 responseBytes = 0; // body, as far as it was sent; -1: not known
    HttpHeaders requestHeaders; // as sent: order, case and repeats kept
    HttpHeaders responseHeaders;
};

// An address the program began or stopped to listen on.
struct ListenAddress
{
    QString host; // "127.0.0.1", "::", or a path for a local socket
    int port = 0; // 0 for a local socket
    bool http = false; // true for http and https servers
    bool secure = false;
    bool listening = true;

    // What a browser on this machine can open; empty unless http.
    QString url() const;
    bool operator==(const ListenAddress &) const = default;
};

} // namespace looptide::trace

Q_DECLARE_METATYPE(looptide::trace::HttpExchange)
Q_DECLARE_METATYPE(looptide::trace::ListenAddress)
