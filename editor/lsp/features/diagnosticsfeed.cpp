// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/diagnosticsfeed.h"

namespace looptide::lsp {

DiagnosticsFeed::DiagnosticsFeed(Server *server) : QObject(server), m_server(server)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(Delay);
    m_otherDelay.setSingleShot(true);
    m_otherDelay.setInterval(OtherDelay);
    connect(&m_delay, &QTimer::timeout, this, &DiagnosticsFeed::ask);
    connect(&m_otherDelay, &QTimer::timeout, this, &DiagnosticsFeed::noteOthers);
    connect(m_server, &Server::ready, this, &DiagnosticsFeed::noteOthers);
    connect(m_server, &Server::diagnosticsOutdated, this, &DiagnosticsFeed::noteOthers);
    connect(m_server, &Server::diagnosticsPublished, this, &DiagnosticsFeed::set);
}

void DiagnosticsFeed::follow(Document *document)
{
    m_documents.append(document);
    connect(document, &Document::flushed, this, [this, document] {
        note(document);
        if (m_documents.size() > 1)
            m_otherDelay.start();
    });
    connect(document, &Document::closed, this, [this, document] {
        m_documents.removeOne(document);
        m_due.removeOne(document);
        m_requests.remove(document);
        if (!m_diagnostics.take(document->path()).isEmpty())
            Q_EMIT changed(document->path(), {});
    });
    note(document);
}

void DiagnosticsFeed::note(Document *document)
{
    if (!m_due.contains(document))
        m_due.append(document);
    m_delay.start();
}

void DiagnosticsFeed::noteOthers()
{
    m_due = m_documents;
    m_delay.start();
}

void DiagnosticsFeed::ask()
{
    if (!m_server->can(QLatin1StringView("diagnosticProvider")))
        return;
    const QList<Document *> due = std::exchange(m_due, {});
    for (Document *document : due)
        askAbout(document);
}

void DiagnosticsFeed::askAbout(Document *document)
{
    m_requests.take(document).cancel();
    const QString path = document->path();
    const RequestHandle request = m_server->request(
        QStringLiteral("textDocument/diagnostic"), document,
        { { QStringLiteral("textDocument"), document->identifier() } }, this,
        [this, path](const Response &response) {
            const QJsonObject report = response.result.toObject();
            if (!response.isError()
                && report.value(QLatin1StringView("kind")) != QLatin1StringView("unchanged"))
                set(path, report.value(QLatin1StringView("items")).toArray());
        });
    m_requests.insert(document, request);
}

void DiagnosticsFeed::set(const QString &path, const QJsonArray &diagnostics)
{
    const bool isOpen =
        std::any_of(m_documents.begin(), m_documents.end(),
                    [&path](const Document *document) { return document->path() == path; });
    if (!isOpen)
        return;
    QJsonArray kept = diagnostics;
    while (kept.size() > MaxPerDocument)
        kept.removeLast();
    const QList<Diagnostic> list = Diagnostic::listFromJson(kept);
    if (list == m_diagnostics.value(path))
        return;
    m_diagnostics.insert(path, list);
    Q_EMIT changed(path, list);
}

} // namespace looptide::lsp
