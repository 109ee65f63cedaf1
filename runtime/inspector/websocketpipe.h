// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectorpipe.h"

#include <QThread>
#include <QUrl>

namespace looptide::inspector {

class SocketWorker;

// A connection to Node's inspector over a WebSocket. The socket is on a thread of its own, where
// messages are parsed and long strings are cut, so that a value of any size never blocks the
// window. Only addresses of this machine are connected to.
class WebSocketPipe : public InspectorPipe
{
    Q_OBJECT
public:
    // Longer strings of the program end with an ellipsis. Source maps and sources are not cut.
    static constexpr qsizetype longestString = 64 * 1024;

    explicit WebSocketPipe(const QUrl &url, QObject *parent = nullptr);
    // Waits for the thread, which does not wait for the program.
    ~WebSocketPipe() override;

    void send(const QJsonObject &message) override;
    void close() override;

    static bool isAcceptable(const QUrl &url);

private:
    QThread m_thread;
    SocketWorker *m_worker;
};

} // namespace looptide::inspector
