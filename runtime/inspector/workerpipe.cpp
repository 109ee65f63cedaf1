// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/workerpipe.h"

#include "runtime/inspector/inspectorclient.h"

#include <QJsonDocument>

namespace looptide::inspector {

WorkerPipe::WorkerPipe(InspectorClient *main, const QString &session, QObject *parent)
    : InspectorPipe(parent), m_main(main), m_session(session)
{
    connect(main, &InspectorClient::eventReceived, this, &WorkerPipe::takeEvent);
    connect(main, &InspectorClient::closed, this, &InspectorPipe::closed);
}

void WorkerPipe::send(const QJsonObject &message)
{
    const QByteArray text = QJsonDocument(message).toJson(QJsonDocument::Compact);
    m_main->post(QStringLiteral("NodeWorker.sendMessageToWorker"),
                 { { QStringLiteral("message"), QString::fromUtf8(text) },
                   { QStringLiteral("sessionId"), m_session } });
}

void WorkerPipe::close()
{
    m_main->post(QStringLiteral("NodeWorker.detach"),
                 { { QStringLiteral("sessionId"), m_session } });
    Q_EMIT closed({});
}

void WorkerPipe::takeEvent(const QString &method, const QJsonObject &params)
{
    if (params[QLatin1StringView("sessionId")].toString() != m_session)
        return;
    if (method == QLatin1StringView("NodeWorker.receivedMessageFromWorker")) {
        const QByteArray text = params[QLatin1StringView("message")].toString().toUtf8();
        Q_EMIT received(QJsonDocument::fromJson(text).object());
    } else if (method == QLatin1StringView("NodeWorker.detachedFromWorker")) {
        Q_EMIT closed({});
    }
}

} // namespace looptide::inspector
