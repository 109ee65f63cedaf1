// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/server.h"

#include <QJsonArray>
#include <QPointer>

#include <memory>

namespace looptide::tests {

/// A language server within the test. It outlives its transports, as a script would its processes.
class FakeServer
{
public:
    using Answer = std::function<QJsonValue(const QJsonObject &params)>;

    FakeServer()
    {
        capabilities = { { QStringLiteral("textDocumentSync"), 2 } };
        answers.insert(QStringLiteral("initialize"), [this](const QJsonObject &) {
            return QJsonObject { { QStringLiteral("capabilities"), capabilities } };
        });
    }

    lsp::Server::TransportFactory factory();

    void can(const QString &capability, const QJsonValue &value = true)
    {
        capabilities.insert(capability, value);
    }
    void answer(const QString &method, const Answer &answer) { answers.insert(method, answer); }
    void answer(const QString &method, const QJsonValue &value)
    {
        answers.insert(method, [value](const QJsonObject &) { return value; });
    }
    /// The newest process ends by itself.
    void crash() { Q_EMIT transport->closed(QStringLiteral("crash")); }
    void notify(const QString &method, const QJsonObject &params)
    {
        Q_EMIT transport->messageReceived(
            { { QStringLiteral("method"), method }, { QStringLiteral("params"), params } });
    }
    void ask(const QString &method, const QJsonObject &params)
    {
        Q_EMIT transport->messageReceived({ { QStringLiteral("id"), QStringLiteral("s1") },
                                            { QStringLiteral("method"), method },
                                            { QStringLiteral("params"), params } });
    }
    QList<QJsonObject> received(const QString &method) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &message : messages) {
            if (message.value(QLatin1StringView("method")) == method)
                found.append(message.value(QLatin1StringView("params")).toObject());
        }
        return found;
    }
    qsizetype count(const QString &method) const { return received(method).size(); }

    QJsonObject capabilities;
    QHash<QString, Answer> answers;
    /// Requests that are never answered.
    QStringList silentMethods;
    QList<QJsonObject> messages;
    QPointer<lsp::Transport> transport;
    int starts = 0;
};

/// Answers in a later turn of the event loop, as a process would.
class FakeTransport : public lsp::Transport
{
public:
    explicit FakeTransport(FakeServer *server) : m_server(server) { }

    void open() override { ++m_server->starts; }
    void close() override { m_isClosed = true; }
    void send(const QJsonObject &message) override
    {
        m_server->messages.append(message);
        const QString method = message.value(QLatin1StringView("method")).toString();
        if (method.isEmpty() || !message.contains(QLatin1StringView("id"))
            || m_server->silentMethods.contains(method))
            return;
        QMetaObject::invokeMethod(this, [this, message] { reply(message); }, Qt::QueuedConnection);
    }

private:
    void reply(const QJsonObject &message)
    {
        if (m_isClosed)
            return;
        const QString method = message.value(QLatin1StringView("method")).toString();
        const auto answer = m_server->answers.value(method);
        QJsonObject response { { QStringLiteral("id"), message.value(QLatin1StringView("id")) } };
        const QJsonValue result =
            answer ? answer(message.value(QLatin1StringView("params")).toObject()) : QJsonValue();
        // An answer of a string is an error with that message.
        if (result.isString())
            response.insert(QStringLiteral("error"),
                            QJsonObject { { QStringLiteral("message"), result } });
        else
            response.insert(QStringLiteral("result"), result);
        Q_EMIT messageReceived(response);
    }

    FakeServer *m_server;
    bool m_isClosed = false;
};

inline lsp::Server::TransportFactory FakeServer::factory()
{
    return [this](const lsp::ServerCommand &) {
        auto made = std::make_unique<FakeTransport>(this);
        transport = made.get();
        return made;
    };
}

inline QJsonObject jsonPosition(int line, int character)
{
    return lsp::Position { line, character }.toJson();
}

inline QJsonObject jsonRange(int line, int from, int to)
{
    return lsp::Range { { line, from }, { line, to } }.toJson();
}

inline QJsonObject jsonEdit(int line, int from, int to, const QString &text)
{
    return { { QStringLiteral("range"), jsonRange(line, from, to) },
             { QStringLiteral("newText"), text } };
}

} // namespace looptide::tests
