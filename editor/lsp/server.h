// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/client.h"
#include "editor/lsp/document.h"
#include "editor/lsp/serverspec.h"

#include <QList>

#include <chrono>

namespace looptide::lsp {

/// A server with its documents: starts when the first document is opened, comes back when it ends
/// by itself, and gives up when that happens too often. Documents are opened again in each new
/// process. Owned by the editor; ends the process in its destructor. Thread: GUI.
class Server : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Starting, Ready, Waiting, GivenUp };
    enum class Staleness { Drop, Keep };
    using TransportFactory = std::function<std::unique_ptr<Transport>(const ServerCommand &)>;

    /// The first restart; each later one waits twice as long.
    static constexpr std::chrono::milliseconds FirstDelay { 500 };
    static constexpr int MaxCrashes = 5;
    /// A server that lived longer has recovered.
    static constexpr std::chrono::minutes RecoveryTime { 3 };

    Server(const ServerSpec &spec, const QString &folder, TransportFactory factory,
           QObject *parent = nullptr);
    ~Server() override;

    const ServerSpec &spec() const { return m_spec; }
    State state() const { return m_state; }
    /// Why it ended the last time. For developers.
    QString failure() const { return m_failure; }
    QJsonObject capabilities() const;
    /// The capability is there and not false.
    bool can(QLatin1StringView capability) const;
    qint64 processId() const { return m_client ? m_client->processId() : 0; }
    /// For tests.
    void setFirstDelay(std::chrono::milliseconds delay) { m_firstDelay = delay; }

    void open(Document *document);
    bool isOpen(const Document *document) const { return m_documents.contains(document); }
    /// A text that no view shows and the disk does not have; replaces the last one of this path.
    void setVirtualFile(const QString &path, const QString &languageId, const QString &text);
    /// Files were created, changed or removed by another program or by the user.
    void notifyFiles(const QStringList &paths);
    /// Ends the process and starts it again, when something needs it.
    void restart();

    /// Sends what changed in the document first. With Drop, a response for a text that has changed
    /// since is not delivered.
    RequestHandle request(const QString &method, Document *document, const QJsonObject &params,
                          QObject *context, Client::Handler handler,
                          Staleness staleness = Staleness::Drop);

Q_SIGNALS:
    void stateChanged();
    /// Once in a series of crashes, and when the server is given up.
    void crashed(bool isGivenUp);
    void ready();
    void diagnosticsPublished(const QString &path, const QJsonArray &diagnostics);
    /// The server wants its diagnostics to be asked for again.
    void diagnosticsOutdated();
    void editRequested(const WorkspaceEdit &edit);

private:
    struct VirtualFile
    {
        QString languageId;
        QString text;
        int version = 1;
    };

    void start();
    void setState(State state);
    void handleReady();
    void handleClosed(const QString &reason);
    void handleNotification(const QString &method, const QJsonValue &params);
    QJsonValue answer(const QString &method, const QJsonValue &params);
    QJsonObject initializeParams() const;
    void sendOpen(Document *document);
    void sendVirtual(const QString &path);
    void sendChange(Document *document, const QJsonArray &changes);
    bool takesRanges() const;

    ServerSpec m_spec;
    QString m_folder;
    TransportFactory m_factory;
    std::unique_ptr<Client> m_client;
    State m_state = State::Idle;
    QString m_failure;
    QList<Document *> m_documents;
    QHash<QString, VirtualFile> m_virtual;
    QTimer m_delay;
    QElapsedTimer m_lifetime;
    std::chrono::milliseconds m_firstDelay = FirstDelay;
    int m_crashes = 0;
    bool m_isReported = false; // of this series
};

} // namespace looptide::lsp
