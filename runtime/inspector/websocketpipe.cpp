// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/websocketpipe.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QWebSocket>

namespace looptide::inspector {

namespace {

// A heap of strings can be larger than the memory that is left.
constexpr quint64 largestMessage = 512ULL * 1024 * 1024;

bool isKeptWhole(const QString &key)
{
    return key == QLatin1StringView("sourceMapURL") || key == QLatin1StringView("scriptSource");
}

QJsonValue cut(const QJsonValue &value);

QJsonObject cutObject(QJsonObject object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!isKeptWhole(it.key()))
            *it = cut(*it);
    }
    return object;
}

QJsonValue cut(const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        return text.size() <= WebSocketPipe::longestString
            ? value
            : QJsonValue(text.first(WebSocketPipe::longestString) + u'\u2026');
    }
    if (value.isObject())
        return cutObject(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray array = value.toArray();
    for (QJsonValueRef each : array)
        each = cut(each);
    return array;
}

} // namespace

// Thread: that of the pipe.
class SocketWorker : public QObject
{
    Q_OBJECT
public:
    void open(const QUrl &url)
    {
        m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        m_socket->setMaxAllowedIncomingMessageSize(largestMessage);
        m_socket->setMaxAllowedIncomingFrameSize(largestMessage);
        connect(m_socket, &QWebSocket::connected, this, &SocketWorker::opened);
        connect(m_socket, &QWebSocket::textMessageReceived, this, &SocketWorker::take);
        connect(m_socket, &QWebSocket::disconnected, this, [this] { finish(); });
        connect(m_socket, &QWebSocket::errorOccurred, this, [this] { finish(); });
        m_socket->open(url);
    }
    void send(const QJsonObject &message)
    {
        if (m_socket)
            m_socket->sendTextMessage(
                QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    void close()
    {
        if (m_socket)
            m_socket->abort();
        finish();
    }

Q_SIGNALS:
    void opened();
    void received(const QJsonObject &message);
    void closed(const QString &reason);

private:
    void take(const QString &text)
    {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (document.isObject())
            Q_EMIT received(text.size() > WebSocketPipe::longestString
                                ? cutObject(document.object())
                                : document.object());
    }
    void finish()
    {
        if (std::exchange(m_hasFinished, true))
            return;
        Q_EMIT closed(m_socket ? m_socket->errorString() : QString());
    }

    QWebSocket *m_socket = nullptr;
    bool m_hasFinished = false;
};

WebSocketPipe::WebSocketPipe(const QUrl &url, QObject *parent)
    : InspectorPipe(parent), m_worker(new SocketWorker)
{
    m_thread.setObjectName(QStringLiteral("inspector"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &SocketWorker::opened, this, &InspectorPipe::opened);
    connect(m_worker, &SocketWorker::received, this, &InspectorPipe::received);
    connect(m_worker, &SocketWorker::closed, this, &InspectorPipe::closed);
    m_thread.start();
    if (isAcceptable(url))
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, url] { worker->open(url); });
    else
        QMetaObject::invokeMethod(m_worker, &SocketWorker::close);
}

WebSocketPipe::~WebSocketPipe()
{
    m_worker->disconnect(this);
    m_thread.quit();
    m_thread.wait();
}

void WebSocketPipe::send(const QJsonObject &message)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, message] { worker->send(message); });
}

void WebSocketPipe::close()
{
    QMetaObject::invokeMethod(m_worker, &SocketWorker::close);
}

bool WebSocketPipe::isAcceptable(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("ws") && QHostAddress(url.host()).isLoopback();
}

} // namespace looptide::inspector

#include "websocketpipe.moc"
