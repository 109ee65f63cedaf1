// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/transport.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>

namespace looptide::lsp {

class Client;

struct Response
{
    QJsonValue result;
    /// Empty unless the server refused. For developers.
    QString error;

    bool isError() const { return !error.isEmpty(); }
};

/// A request that waits for its response. Copies mean the same request.
class RequestHandle
{
public:
    RequestHandle() = default;
    RequestHandle(Client *client, int id) : m_client(client), m_id(id) { }

    bool isPending() const;
    /// The handler is not called. The server gets a notification that it can stop.
    void cancel();

private:
    QPointer<Client> m_client;
    int m_id = 0;
};

/// One connection to a server: JSON-RPC over a transport, from the handshake to the end.
///
/// Responses reach their handler while the context object lives, in the turn of the event loop in
/// which they came. When the connection ends, no handler is called. A server that owes responses
/// and stays silent for `SilenceLimit` counts as ended. Thread: GUI.
class Client : public QObject
{
    Q_OBJECT

public:
    enum class State { Closed, Starting, Ready };
    using Handler = std::function<void(const Response &)>;
    /// The answer to a request of the server; undefined: there is none.
    using RequestAnswer =
        std::function<QJsonValue(const QString &method, const QJsonValue &params)>;

    static constexpr std::chrono::seconds SilenceLimit { 30 };

    explicit Client(std::unique_ptr<Transport> transport, QObject *parent = nullptr);
    ~Client() override;

    /// Opens the connection and shakes hands.
    void start(const QJsonObject &initialize);
    /// Asks the server to end.
    void shutDown();

    State state() const { return m_state; }
    const QJsonObject &capabilities() const { return m_capabilities; }
    qint64 processId() const { return m_transport->processId(); }
    void setRequestAnswer(RequestAnswer answer) { m_answer = std::move(answer); }
    void setSilenceLimit(std::chrono::milliseconds limit) { m_silence.setInterval(limit); }

    /// Only in the state Ready; before it, the handle is not pending and nothing is sent.
    RequestHandle request(const QString &method, const QJsonValue &params, QObject *context,
                          Handler handler);
    void notify(const QString &method, const QJsonValue &params);

Q_SIGNALS:
    void ready();
    void notificationReceived(const QString &method, const QJsonValue &params);
    /// Once. The reason is for developers.
    void closed(const QString &reason);

private:
    friend class RequestHandle;

    struct Pending
    {
        QPointer<QObject> context;
        Handler handler;
    };

    int send(const QString &method, const QJsonValue &params, QObject *context, Handler handler);
    void handleMessage(const QJsonObject &message);
    void handleResponse(const QJsonObject &message);
    void answer(const QJsonObject &message);
    void handleInitialized(const Response &response);
    void close(const QString &reason);
    void updateSilence();

    std::unique_ptr<Transport> m_transport;
    State m_state = State::Closed;
    QJsonObject m_capabilities;
    RequestAnswer m_answer;
    QHash<int, Pending> m_pending;
    QTimer m_silence;
    int m_lastId = 0;
    bool m_isClosed = false;
};

} // namespace looptide::lsp
