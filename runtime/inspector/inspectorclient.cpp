// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/inspectorclient.h"

#include <utility>

namespace looptide::inspector {

InspectorClient::InspectorClient(std::unique_ptr<InspectorPipe> pipe, QObject *parent)
    : QObject(parent), m_pipe(std::move(pipe))
{
    connect(m_pipe.get(), &InspectorPipe::received, this, &InspectorClient::take);
    connect(m_pipe.get(), &InspectorPipe::closed, this, &InspectorClient::finish);
    connect(m_pipe.get(), &InspectorPipe::opened, this, [this] {
        m_isOpen = true;
        for (const QJsonObject &message : std::exchange(m_unsent, {}))
            m_pipe->send(message);
        Q_EMIT opened();
    });
}

InspectorClient::~InspectorClient() = default;

int InspectorClient::transmit(const QString &method, const QJsonObject &params)
{
    QJsonObject message { { QStringLiteral("id"), ++m_lastId },
                          { QStringLiteral("method"), method } };
    if (!params.isEmpty())
        message.insert(QStringLiteral("params"), params);
    if (m_isOpen)
        m_pipe->send(message);
    else
        m_unsent.append(message);
    return m_lastId;
}

void InspectorClient::call(const QString &method, const QJsonObject &params, QObject *context,
                           const ReplyHandler &then)
{
    if (m_isClosed) {
        QMetaObject::invokeMethod(
            context, [then] { then({ {}, tr("The program has ended.") }); }, Qt::QueuedConnection);
        return;
    }
    m_waiting.insert(transmit(method, params), { context, then });
}

void InspectorClient::post(const QString &method, const QJsonObject &params)
{
    if (!m_isClosed)
        transmit(method, params);
}

void InspectorClient::close()
{
    m_pipe->close();
}

void InspectorClient::take(const QJsonObject &message)
{
    const QJsonValue id = message[QLatin1StringView("id")];
    if (!id.isDouble()) {
        Q_EMIT eventReceived(message[QLatin1StringView("method")].toString(),
                             message[QLatin1StringView("params")].toObject());
        return;
    }
    const Waiting waiting = m_waiting.take(id.toInt());
    if (!waiting.then || !waiting.context)
        return;
    const QJsonObject error = message[QLatin1StringView("error")].toObject();
    Reply reply { message[QLatin1StringView("result")].toObject(),
                  error[QLatin1StringView("message")].toString() };
    if (!error.isEmpty() && reply.error.isEmpty())
        reply.error = tr("Node.js has refused the request.");
    waiting.then(reply);
}

void InspectorClient::finish(const QString &reason)
{
    if (std::exchange(m_isClosed, true))
        return;
    m_isOpen = false;
    const QPointer<InspectorClient> self(this);
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.then({ {}, tr("The program has ended.") });
        if (!self)
            return;
    }
    Q_EMIT closed(reason);
}

} // namespace looptide::inspector
