// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/client.h"

namespace looptide::lsp {

namespace {

constexpr int MethodNotFound = -32601;

QJsonObject message(QJsonObject content)
{
    content.insert(QStringLiteral("jsonrpc"), QStringLiteral("2.0"));
    return content;
}

} // namespace

bool RequestHandle::isPending() const
{
    return m_client && m_client->m_pending.contains(m_id);
}

void RequestHandle::cancel()
{
    if (!isPending())
        return;
    m_client->m_pending.remove(m_id);
    m_client->updateSilence();
    m_client->notify(QStringLiteral("$/cancelRequest"),
                     QJsonObject { { QStringLiteral("id"), m_id } });
}

Client::Client(std::unique_ptr<Transport> transport, QObject *parent)
    : QObject(parent), m_transport(std::move(transport))
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(SilenceLimit);
    connect(&m_silence, &QTimer::timeout, this,
            [this] { close(QStringLiteral("it does not respond")); });
    connect(m_transport.get(), &Transport::messageReceived, this, &Client::handleMessage);
    connect(m_transport.get(), &Transport::closed, this, &Client::close);
}

Client::~Client() = default;

void Client::start(const QJsonObject &initialize)
{
    m_state = State::Starting;
    m_transport->open();
    send(QStringLiteral("initialize"), initialize, this,
         [this](const Response &response) { handleInitialized(response); });
}

void Client::handleInitialized(const Response &response)
{
    if (response.isError()) {
        close(response.error);
        return;
    }
    m_capabilities = response.result.toObject().value(QLatin1StringView("capabilities")).toObject();
    m_state = State::Ready;
    notify(QStringLiteral("initialized"), QJsonObject());
    Q_EMIT ready();
}

void Client::shutDown()
{
    if (m_isClosed)
        return;
    if (m_state == State::Ready) {
        send(QStringLiteral("shutdown"), QJsonValue::Null, this, {});
        notify(QStringLiteral("exit"), QJsonObject());
    }
    m_pending.clear();
    m_state = State::Closed;
    m_isClosed = true;
    m_silence.stop();
    m_transport->close();
}

RequestHandle Client::request(const QString &method, const QJsonValue &params, QObject *context,
                              Handler handler)
{
    if (m_state != State::Ready)
        return {};
    return { this, send(method, params, context, std::move(handler)) };
}

int Client::send(const QString &method, const QJsonValue &params, QObject *context, Handler handler)
{
    const int id = ++m_lastId;
    m_pending.insert(id, { context, std::move(handler) });
    m_transport->send(message({ { QStringLiteral("id"), id },
                                { QStringLiteral("method"), method },
                                { QStringLiteral("params"), params } }));
    if (!m_silence.isActive())
        m_silence.start();
    return id;
}

void Client::notify(const QString &method, const QJsonValue &params)
{
    if (m_state == State::Ready)
        m_transport->send(message(
            { { QStringLiteral("method"), method }, { QStringLiteral("params"), params } }));
}

void Client::handleMessage(const QJsonObject &message)
{
    if (m_isClosed)
        return;
    const QString method = message.value(QLatin1StringView("method")).toString();
    if (method.isEmpty())
        handleResponse(message);
    else if (message.contains(QLatin1StringView("id")))
        answer(message);
    else
        Q_EMIT notificationReceived(method, message.value(QLatin1StringView("params")));
    updateSilence();
}

void Client::handleResponse(const QJsonObject &message)
{
    const Pending pending = m_pending.take(message.value(QLatin1StringView("id")).toInt());
    if (!pending.context || !pending.handler)
        return;
    Response response;
    response.result = message.value(QLatin1StringView("result"));
    const QJsonObject error = message.value(QLatin1StringView("error")).toObject();
    if (!error.isEmpty()) {
        response.error = error.value(QLatin1StringView("message")).toString();
        if (response.error.isEmpty())
            response.error = QStringLiteral("error");
    }
    pending.handler(response);
}

void Client::answer(const QJsonObject &request)
{
    const QJsonValue result = m_answer
        ? m_answer(request.value(QLatin1StringView("method")).toString(),
                   request.value(QLatin1StringView("params")))
        : QJsonValue(QJsonValue::Undefined);
    QJsonObject reply { { QStringLiteral("id"), request.value(QLatin1StringView("id")) } };
    if (result.isUndefined())
        reply.insert(
            QStringLiteral("error"),
            QJsonObject { { QStringLiteral("code"), MethodNotFound },
                          { QStringLiteral("message"), QStringLiteral("not supported") } });
    else
        reply.insert(QStringLiteral("result"), result);
    m_transport->send(message(reply));
}

// Whatever arrives shows that the server lives.
void Client::updateSilence()
{
    if (m_pending.isEmpty() || m_isClosed)
        m_silence.stop();
    else
        m_silence.start();
}

void Client::close(const QString &reason)
{
    if (std::exchange(m_isClosed, true))
        return;
    m_state = State::Closed;
    m_pending.clear();
    m_silence.stop();
    m_transport->close();
    Q_EMIT closed(reason);
}

} // namespace looptide::lsp
