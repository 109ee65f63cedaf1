// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/lsp/features/place.h"

namespace looptide::lsp {

/// The problems that one server finds in its open documents. Asks a server that wants to be asked,
/// when the user pauses; takes what others publish. Lives as long as the server. Thread: GUI.
class DiagnosticsFeed : public QObject
{
    Q_OBJECT

public:
    /// More than these are neither kept nor shown.
    static constexpr qsizetype MaxPerDocument = 2'000;
    static constexpr std::chrono::milliseconds Delay { 250 };
    /// Of documents that depend on the one that was edited.
    static constexpr std::chrono::milliseconds OtherDelay { 1'000 };

    explicit DiagnosticsFeed(Server *server);

    void follow(Document *document);
    QList<Diagnostic> diagnosticsOf(const QString &path) const { return m_diagnostics.value(path); }

Q_SIGNALS:
    /// For an open document. Ranges are those of its present text.
    void changed(const QString &path, const QList<Diagnostic> &diagnostics);

private:
    void note(Document *document);
    void noteOthers();
    void ask();
    void askAbout(Document *document);
    void set(const QString &path, const QJsonArray &diagnostics);

    Server *m_server;
    QList<Document *> m_documents;
    QList<Document *> m_due;
    QHash<Document *, RequestHandle> m_requests;
    QHash<QString, QList<Diagnostic>> m_diagnostics;
    QTimer m_delay;
    QTimer m_otherDelay;
};

} // namespace looptide::lsp
