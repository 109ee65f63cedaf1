// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>

namespace looptide::lsp {

/// Carries messages to a server and back. `closed` is emitted once, whatever ended the connection,
/// and nothing after it. Thread: GUI. No call waits for the server.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open() = 0;
    virtual void send(const QJsonObject &message) = 0;
    /// The server has to end now; `closed` follows.
    virtual void close() = 0;
    /// 0: none.
    virtual qint64 processId() const { return 0; }

Q_SIGNALS:
    void opened();
    void messageReceived(const QJsonObject &message);
    /// For developers and log files, never translated.
    void closed(const QString &reason);
};

} // namespace looptide::lsp
