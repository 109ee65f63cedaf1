// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagedocument.h"
#include "editor/language/languagestatus.h"
#include "editor/lsp/features/diagnosticsfeed.h"
#include "editor/lsp/features/place.h"
#include "editor/lsp/serverspec.h"

#include <QHash>
#include <QObject>

namespace looptide::editor {

/// The language servers of the editor and the documents that they have open.
///
/// A server starts when the first file of one of its languages is shown, and ends with the folder
/// or the editor. Owned by the EditorArea. Thread: GUI; nothing here waits for a server.
class LanguageService : public QObject
{
    Q_OBJECT

public:
    /// A larger file has no server: its text is sent as a whole when a server starts.
    static constexpr int MaxBytes = 2 * 1024 * 1024;

    explicit LanguageService(QObject *parent = nullptr);
    ~LanguageService() override;

    /// Ends the servers that run. `typesDirectory`: bundled types, for projects without a
    /// configuration.
    void setServers(const QList<lsp::ServerSpec> &specs, const QString &typesDirectory);
    /// The open folder; empty: none. Ends the servers that run.
    void setFolder(const QString &folder);
    /// For tests.
    void setTransportFactory(lsp::Server::TransportFactory factory);

    /// The view shows this file now; an empty path: none.
    void track(CodeView *view, const QString &path);
    void untrack(CodeView *view);
    void noteSaved(CodeView *view);
    /// Files outside of the editor were created, changed or removed.
    void noteFiles(const QStringList &paths);
    void restartServers();

    LanguageDocument *documentOf(const CodeView *view) const;
    /// Of this role with this capability; null when none is ready.
    lsp::Server *serverFor(const CodeView *view, lsp::Role role,
                           QLatin1StringView capability) const;
    /// All that are ready, in order of precedence.
    QList<lsp::Server *> serversFor(const CodeView *view, lsp::Role role) const;
    /// Some server formats the language of the view. It may not run yet.
    bool canFormat(const CodeView *view) const;
    /// Starts the formatter if need be: a server that only formats does not run before. Calls
    /// `then` when it is ready, with null when it cannot be started.
    void findFormatter(const CodeView *view, const std::function<void(lsp::Server *)> &then);
    /// For the position of a byte. No server in it: nothing can be asked.
    lsp::Place placeAt(const CodeView *view, int byte, QLatin1StringView capability) const;
    /// Those that a server knows.
    QStringList files() const;
    QList<lsp::Diagnostic> diagnosticsOf(const QString &path) const;
    LanguageStatus statusOf(const CodeView *view) const;

Q_SIGNALS:
    void diagnosticsChanged(CodeView *view, const QString &path,
                            const QList<lsp::Diagnostic> &diagnostics);
    /// Something that statusOf() says is different.
    void statusChanged();
    /// For users.
    void messageRequested(const QString &text);
    void editRequested(const lsp::WorkspaceEdit &edit);

private:
    bool formats(const lsp::ServerSpec &spec, const CodeView *view) const;
    lsp::Server *serverOf(const lsp::ServerSpec &spec, const QString &path);
    void openDocument(LanguageDocument *document);
    void reopenAll();
    void endServers();
    void giveProjectConfig(lsp::Server *server, const LanguageDocument *document);
    void reportCrash(const lsp::Server *server, bool isGivenUp);
    void emitDiagnostics(const QString &path);

    QList<lsp::ServerSpec> m_specs;
    QString m_typesDirectory;
    QString m_folder;
    lsp::Server::TransportFactory m_factory;
    QHash<QString, lsp::Server *> m_servers; // by id
    QHash<QString, lsp::DiagnosticsFeed *> m_feeds;
    QHash<const CodeView *, LanguageDocument *> m_documents;
    /// Views that have a file, whether a server knows its language or not.
    QHash<CodeView *, QString> m_paths;
};

} // namespace looptide::editor
