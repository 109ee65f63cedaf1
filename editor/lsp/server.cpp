// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/server.h"

#include "editor/lsp/clientcapabilities.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace looptide::lsp {

namespace {

QJsonObject parameters(const QString &key, const QJsonObject &value)
{
    return { { key, value } };
}

QJsonObject opened(const QString &uri, const QString &languageId, int version, const QString &text)
{
    return parameters(QStringLiteral("textDocument"),
                      { { QStringLiteral("uri"), uri },
                        { QStringLiteral("languageId"), languageId },
                        { QStringLiteral("version"), version },
                        { QStringLiteral("text"), text } });
}

} // namespace

Server::Server(const ServerSpec &spec, const QString &folder, TransportFactory factory,
               QObject *parent)
    : QObject(parent), m_spec(spec), m_folder(folder), m_factory(std::move(factory))
{
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &Server::start);
}

Server::~Server()
{
    if (m_client) {
        m_client->disconnect(this);
        m_client->shutDown();
    }
}

void Server::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

// ---- the process

void Server::start()
{
    m_client = std::make_unique<Client>(m_factory(m_spec.command));
    m_client->setRequestAnswer(
        [this](const QString &method, const QJsonValue &params) { return answer(method, params); });
    connect(m_client.get(), &Client::ready, this, &Server::handleReady);
    connect(m_client.get(), &Client::closed, this, &Server::handleClosed);
    connect(m_client.get(), &Client::notificationReceived, this, &Server::handleNotification);
    m_lifetime.start();
    setState(State::Starting);
    m_client->start(initializeParams());
}

void Server::restart()
{
    if (m_state == State::Idle)
        return;
    m_delay.stop();
    m_crashes = 0;
    if (m_client) {
        m_client->disconnect(this);
        m_client->shutDown();
        m_client.release()->deleteLater();
    }
    start();
}

QJsonObject Server::initializeParams() const
{
    const QJsonObject folder { { QStringLiteral("uri"), uriOf(m_folder) },
                               { QStringLiteral("name"), QFileInfo(m_folder).fileName() } };
    QJsonObject params { { QStringLiteral("processId"), QCoreApplication::applicationPid() },
                         { QStringLiteral("clientInfo"),
                           QJsonObject { { QStringLiteral("name"), QStringLiteral("Looptide") } } },
                         { QStringLiteral("rootUri"), folder.value(QLatin1StringView("uri")) },
                         { QStringLiteral("workspaceFolders"), QJsonArray { folder } },
                         { QStringLiteral("capabilities"), clientCapabilities() } };
    if (!m_spec.initializationOptions.isEmpty())
        params.insert(QStringLiteral("initializationOptions"), m_spec.initializationOptions);
    return params;
}

void Server::handleReady()
{
    m_client->notify(QStringLiteral("workspace/didChangeConfiguration"),
                     parameters(QStringLiteral("settings"), m_spec.settings));
    for (auto file = m_virtual.cbegin(); file != m_virtual.cend(); ++file)
        sendVirtual(file.key());
    for (Document *document : std::as_const(m_documents))
        sendOpen(document);
    setState(State::Ready);
    Q_EMIT ready();
}

void Server::handleClosed(const QString &reason)
{
    m_failure = reason.trimmed();
    const bool wasReady = m_client->capabilities() != QJsonObject();
    m_client.release()->deleteLater();
    if (m_lifetime.durationElapsed() > RecoveryTime)
        m_crashes = 0;
    if (m_crashes == 0)
        m_isReported = false;
    ++m_crashes;
    const bool isGivenUp = m_crashes >= MaxCrashes;
    if (!isGivenUp)
        m_delay.start(m_firstDelay * (1 << (m_crashes - 1)));
    setState(isGivenUp ? State::GivenUp : State::Waiting);
    // One that cannot be started at all is reported when it is given up.
    if ((wasReady && !std::exchange(m_isReported, true)) || isGivenUp)
        Q_EMIT crashed(isGivenUp);
}

QJsonObject Server::capabilities() const
{
    return m_client ? m_client->capabilities() : QJsonObject();
}

bool Server::can(QLatin1StringView capability) const
{
    const QJsonValue value = capabilities().value(capability);
    return value.isObject() || value.toBool();
}

// ---- documents

void Server::open(Document *document)
{
    if (m_documents.contains(document))
        return;
    m_documents.append(document);
    connect(document, &Document::flushed, this,
            [this, document](const QJsonArray &changes) { sendChange(document, changes); });
    connect(document, &Document::saved, this, [this, document] {
        if (m_state == State::Ready)
            m_client->notify(QStringLiteral("textDocument/didSave"),
                             parameters(QStringLiteral("textDocument"), document->identifier()));
    });
    connect(document, &Document::closed, this, [this, document] {
        m_documents.removeOne(document);
        if (m_state == State::Ready)
            m_client->notify(QStringLiteral("textDocument/didClose"),
                             parameters(QStringLiteral("textDocument"), document->identifier()));
    });
    if (m_state == State::Idle)
        start();
    else if (m_state == State::Ready)
        sendOpen(document);
}

void Server::sendOpen(Document *document)
{
    document->flush();
    m_client->notify(
        QStringLiteral("textDocument/didOpen"),
        opened(document->uri(), document->languageId(), document->version(), document->text()));
}

void Server::setVirtualFile(const QString &path, const QString &languageId, const QString &text)
{
    const auto known = m_virtual.find(path);
    if (known == m_virtual.end()) {
        m_virtual.insert(path, { languageId, text });
        if (m_state == State::Ready)
            sendVirtual(path);
        return;
    }
    if (known->text == text)
        return;
    known->text = text;
    ++known->version;
    if (m_state != State::Ready)
        return;
    m_client->notify(
        QStringLiteral("textDocument/didChange"),
        QJsonObject { { QStringLiteral("textDocument"),
                        QJsonObject { { QStringLiteral("uri"), uriOf(path) },
                                      { QStringLiteral("version"), known->version } } },
                      { QStringLiteral("contentChanges"),
                        QJsonArray { QJsonObject { { QStringLiteral("text"), text } } } } });
}

void Server::sendVirtual(const QString &path)
{
    const VirtualFile &file = m_virtual[path];
    m_client->notify(QStringLiteral("textDocument/didOpen"),
                     opened(uriOf(path), file.languageId, file.version, file.text));
}

bool Server::takesRanges() const
{
    const QJsonValue sync = capabilities().value(QLatin1StringView("textDocumentSync"));
    const int kind =
        sync.isObject() ? sync.toObject().value(QLatin1StringView("change")).toInt() : sync.toInt();
    return kind == 2;
}

void Server::sendChange(Document *document, const QJsonArray &changes)
{
    if (m_state != State::Ready)
        return;
    QJsonArray content = changes;
    if (changes.isEmpty() || !takesRanges())
        content = { QJsonObject { { QStringLiteral("text"), document->text() } } };
    QJsonObject identifier = document->identifier();
    identifier.insert(QStringLiteral("version"), document->version());
    m_client->notify(QStringLiteral("textDocument/didChange"),
                     QJsonObject { { QStringLiteral("textDocument"), identifier },
                                   { QStringLiteral("contentChanges"), content } });
}

void Server::notifyFiles(const QStringList &paths)
{
    if (m_state != State::Ready || paths.isEmpty())
        return;
    QJsonArray changes;
    for (const QString &path : paths) {
        const int kind = QFileInfo::exists(path) ? 2 : 3; // changed, deleted
        changes.append(QJsonObject { { QStringLiteral("uri"), uriOf(path) },
                                     { QStringLiteral("type"), kind } });
        if (kind == 2) // a server that does not know the file has to hear of a new one
            changes.append(QJsonObject { { QStringLiteral("uri"), uriOf(path) },
                                         { QStringLiteral("type"), 1 } });
    }
    m_client->notify(QStringLiteral("workspace/didChangeWatchedFiles"),
                     QJsonObject { { QStringLiteral("changes"), changes } });
}

// ---- messages

RequestHandle Server::request(const QString &method, Document *document, const QJsonObject &params,
                              QObject *context, Client::Handler handler, Staleness staleness)
{
    if (m_state != State::Ready || !m_documents.contains(document))
        return {};
    document->flush();
    const QPointer<Document> guard(document);
    const quint64 revision = document->revision();
    const auto deliver = [guard, revision, staleness,
                          handler = std::move(handler)](const Response &response) {
        if (guard && (staleness == Staleness::Keep || guard->revision() == revision))
            handler(response);
    };
    return m_client->request(method, params, context, deliver);
}

void Server::handleNotification(const QString &method, const QJsonValue &params)
{
    if (method != QLatin1StringView("textDocument/publishDiagnostics"))
        return;
    const QJsonObject object = params.toObject();
    const QString path = pathOf(object.value(QLatin1StringView("uri")).toString());
    if (!path.isEmpty())
        Q_EMIT diagnosticsPublished(path, object.value(QLatin1StringView("diagnostics")).toArray());
}

QJsonValue Server::answer(const QString &method, const QJsonValue &params)
{
    if (method == QLatin1StringView("workspace/configuration")) {
        QJsonArray values;
        const QJsonArray items = params.toObject().value(QLatin1StringView("items")).toArray();
        for (const QJsonValue &item : items) {
            const QString section = item.toObject().value(QLatin1StringView("section")).toString();
            const QJsonValue value = m_spec.settings.value(section);
            values.append(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
        }
        return values;
    }
    if (method == QLatin1StringView("workspace/applyEdit")) {
        const WorkspaceEdit edit =
            WorkspaceEdit::fromJson(params.toObject().value(QLatin1StringView("edit")));
        Q_EMIT editRequested(edit);
        return QJsonObject { { QStringLiteral("applied"), edit.isComplete } };
    }
    if (method == QLatin1StringView("workspace/diagnostic/refresh")) {
        Q_EMIT diagnosticsOutdated();
        return QJsonValue::Null;
    }
    if (method == QLatin1StringView("client/registerCapability")
        || method == QLatin1StringView("client/unregisterCapability")
        || method == QLatin1StringView("window/workDoneProgress/create"))
        return QJsonValue::Null;
    return QJsonValue::Undefined;
}

} // namespace looptide::lsp
