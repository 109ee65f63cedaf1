// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/inspectorpipe.h"

#include <QHash>
#include <QPointer>

#include <functional>
#include <memory>

namespace looptide::inspector {

// The response to a request, or why there is none.
struct Reply
{
    QJsonObject result;
    QString error; // in the words of V8; empty: good

    bool isGood() const { return error.isEmpty(); }
};
using ReplyHandler = std::function<void(const Reply &)>;

// Sends requests of the protocol and matches their responses. Owns its pipe. Owned by a
// DebugTarget. Thread: GUI.
class InspectorClient : public QObject
{
    Q_OBJECT
public:
    explicit InspectorClient(std::unique_ptr<InspectorPipe> pipe, QObject *parent = nullptr);
    ~InspectorClient() override;

    bool isOpen() const { return m_isOpen; }
    // then is called once, unless context is destroyed before: with the response, or with an error
    // when the connection ends first. Requests before the connection is open wait for it.
    void call(const QString &method, const QJsonObject &params, QObject *context,
              const ReplyHandler &then);
    // A request whose response does not matter.
    void post(const QString &method, const QJsonObject &params = {});
    void close();

Q_SIGNALS:
    void opened();
    void eventReceived(const QString &method, const QJsonObject &params);
    void closed(const QString &reason);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        ReplyHandler then;
    };

    int transmit(const QString &method, const QJsonObject &params);
    void take(const QJsonObject &message);
    void finish(const QString &reason);

    std::unique_ptr<InspectorPipe> m_pipe;
    QHash<int, Waiting> m_waiting; // by the id of the request
    QList<QJsonObject> m_unsent; // until the connection is open
    int m_lastId = 0;
    bool m_isOpen = false;
    bool m_isClosed = false;
};

} // namespace looptide::inspector
