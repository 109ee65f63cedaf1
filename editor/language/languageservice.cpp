// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/languageservice.h"

#include "editor/codeview.h"
#include "editor/language/textpositions.h"
#include "editor/lsp/bundledservers.h"
#include "editor/lsp/projectconfig.h"

#include <QFileInfo>

namespace looptide::editor {

LanguageService::LanguageService(QObject *parent)
    : QObject(parent), m_factory([](const lsp::ServerCommand &command) {
          return std::make_unique<lsp::ProcessTransport>(command);
      })
{
}

LanguageService::~LanguageService()
{
    // Documents report that they are closed.
    disconnect();
    qDeleteAll(std::exchange(m_documents, {}));
    endServers();
}

void LanguageService::setTransportFactory(lsp::Server::TransportFactory factory)
{
    m_factory = std::move(factory);
}

void LanguageService::setServers(const QList<lsp::ServerSpec> &specs, const QString &typesDirectory)
{
    m_specs = specs;
    m_typesDirectory = typesDirectory;
    reopenAll();
}

void LanguageService::setFolder(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    if (std::exchange(m_folder, canonical) != canonical)
        reopenAll();
}

void LanguageService::restartServers()
{
    reopenAll();
}

// ---- documents

void LanguageService::track(CodeView *view, const QString &path)
{
    if (path.isEmpty()) {
        untrack(view);
        return;
    }
    if (m_paths.value(view) == path)
        return;
    untrack(view);
    m_paths.insert(view, path);
    disconnect(view, &QObject::destroyed, this, nullptr);
    connect(view, &QObject::destroyed, this, [this, view] {
        m_paths.remove(view);
        delete m_documents.take(view);
    });
    const QString languageId = lsp::languageIdOf(path);
    const bool isKnown = std::any_of(m_specs.begin(), m_specs.end(), [&](const auto &spec) {
        return spec.languages.contains(languageId);
    });
    if (isKnown && view->length() <= MaxBytes) {
        auto *document = new LanguageDocument(view, path, languageId, this);
        m_documents.insert(view, document);
        openDocument(document);
    }
    Q_EMIT statusChanged();
}

void LanguageService::untrack(CodeView *view)
{
    if (!m_paths.contains(view))
        return;
    const QString path = m_paths.take(view);
    const std::unique_ptr<LanguageDocument> document(m_documents.take(view));
    if (document)
        Q_EMIT diagnosticsChanged(view, path, {});
}

void LanguageService::openDocument(LanguageDocument *document)
{
    const QString languageId = document->document()->languageId();
    for (const lsp::ServerSpec &spec : std::as_const(m_specs)) {
        // A formatter starts when something is to be formatted.
        if (!spec.languages.contains(languageId) || spec.roles == lsp::Role::Formatting)
            continue;
        lsp::Server *server = serverOf(spec, document->path());
        if (spec.needsProjectConfig)
            giveProjectConfig(server, document);
        server->open(document->document());
        if (lsp::DiagnosticsFeed *feed = m_feeds.value(spec.id))
            feed->follow(document->document());
    }
}

void LanguageService::giveProjectConfig(lsp::Server *server, const LanguageDocument *document)
{
    QStringList open;
    for (const LanguageDocument *other : std::as_const(m_documents)) {
        if (server->spec().languages.contains(other->document()->languageId()))
            open.append(other->path());
    }
    const auto config =
        lsp::ProjectConfig::forFile(document->path(), m_folder, m_typesDirectory, open);
    if (config)
        server->setVirtualFile(config->path, QStringLiteral("jsonc"), config->text);
}

void LanguageService::reopenAll()
{
    const QHash<CodeView *, QString> paths = m_paths;
    for (auto entry = paths.cbegin(); entry != paths.cend(); ++entry)
        untrack(entry.key());
    endServers();
    for (auto entry = paths.cbegin(); entry != paths.cend(); ++entry)
        track(entry.key(), entry.value());
    Q_EMIT statusChanged();
}

void LanguageService::noteSaved(CodeView *view)
{
    if (!m_paths.contains(view))
        return;
    if (LanguageDocument *document = documentOf(view)) {
        document->document()->flush();
        document->document()->setSaved();
    }
    noteFiles({ m_paths.value(view) });
}

void LanguageService::noteFiles(const QStringList &paths)
{
    const bool areDependencies = std::any_of(paths.begin(), paths.end(), [](const QString &path) {
        return path.endsWith(QLatin1StringView("/node_modules"))
            || path.endsWith(QLatin1StringView("/node_modules/.package-lock.json"));
    });
    for (lsp::Server *server : std::as_const(m_servers)) {
        // No list of single files says what an installation changed.
        if (areDependencies && server->spec().needsProjectConfig)
            server->restart();
        else
            server->notifyFiles(paths);
    }
}

// ---- servers

// Without a project, a server works in the folder of the first file.
lsp::Server *LanguageService::serverOf(const lsp::ServerSpec &spec, const QString &path)
{
    if (lsp::Server *server = m_servers.value(spec.id))
        return server;
    auto *server = new lsp::Server(spec, m_folder.isEmpty() ? QFileInfo(path).path() : m_folder,
                                   m_factory, this);
    m_servers.insert(spec.id, server);
    connect(server, &lsp::Server::stateChanged, this, &LanguageService::statusChanged);
    connect(server, &lsp::Server::crashed, this,
            [this, server](bool isGivenUp) { reportCrash(server, isGivenUp); });
    connect(server, &lsp::Server::editRequested, this, &LanguageService::editRequested);
    if (spec.roles.testFlag(lsp::Role::Diagnostics)) {
        auto *feed = new lsp::DiagnosticsFeed(server);
        m_feeds.insert(spec.id, feed);
        connect(feed, &lsp::DiagnosticsFeed::changed, this, &LanguageService::emitDiagnostics);
    }
    return server;
}

void LanguageService::endServers()
{
    m_feeds.clear();
    qDeleteAll(std::exchange(m_servers, {}));
}

void LanguageService::reportCrash(const lsp::Server *server, bool isGivenUp)
{
    const QString name = server->spec().name;
    if (isGivenUp)
        Q_EMIT messageRequested(
            tr("The language server %1 does not run: it ended several times, or "
               "could not be started. Code › Restart Language Servers tries "
               "again. (%2)")
                .arg(name, server->failure()));
    else
        Q_EMIT messageRequested(
            tr("The language server %1 ended unexpectedly and is started again.").arg(name));
}

LanguageDocument *LanguageService::documentOf(const CodeView *view) const
{
    return m_documents.value(view);
}

QList<lsp::Server *> LanguageService::serversFor(const CodeView *view, lsp::Role role) const
{
    QList<lsp::Server *> servers;
    const LanguageDocument *document = documentOf(view);
    if (!document)
        return servers;
    for (const lsp::ServerSpec &spec : m_specs) {
        lsp::Server *server = m_servers.value(spec.id);
        if (server && spec.roles.testFlag(role) && server->isOpen(document->document())
            && server->state() == lsp::Server::State::Ready)
            servers.append(server);
    }
    return servers;
}

lsp::Server *LanguageService::serverFor(const CodeView *view, lsp::Role role,
                                        QLatin1StringView capability) const
{
    const QList<lsp::Server *> servers = serversFor(view, role);
    for (lsp::Server *server : servers) {
        if (server->can(capability))
            return server;
    }
    return nullptr;
}

bool LanguageService::formats(const lsp::ServerSpec &spec, const CodeView *view) const
{
    const LanguageDocument *document = documentOf(view);
    const lsp::Server *server = m_servers.value(spec.id);
    return document && spec.roles.testFlag(lsp::Role::Formatting)
        && spec.languages.contains(document->document()->languageId())
        && !(server && server->state() == lsp::Server::State::GivenUp);
}

bool LanguageService::canFormat(const CodeView *view) const
{
    return std::any_of(m_specs.begin(), m_specs.end(),
                       [&](const lsp::ServerSpec &spec) { return formats(spec, view); });
}

void LanguageService::findFormatter(const CodeView *view,
                                    const std::function<void(lsp::Server *)> &then)
{
    const QLatin1StringView capability("documentFormattingProvider");
    for (const lsp::ServerSpec &spec : std::as_const(m_specs)) {
        if (!formats(spec, view))
            continue;
        lsp::Server *server = serverOf(spec, documentOf(view)->path());
        server->open(documentOf(view)->document());
        if (server->state() == lsp::Server::State::Ready) {
            if (!server->can(capability))
                continue;
            then(server);
            return;
        }
        auto *start = new QObject(server);
        connect(server, &lsp::Server::stateChanged, start, [server, start, then, capability] {
            const lsp::Server::State state = server->state();
            if (state == lsp::Server::State::Starting)
                return;
            delete start;
            const bool isReady = state == lsp::Server::State::Ready && server->can(capability);
            then(isReady ? server : nullptr);
        });
        return;
    }
    then(nullptr);
}

lsp::Place LanguageService::placeAt(const CodeView *view, int byte,
                                    QLatin1StringView capability) const
{
    lsp::Server *server = serverFor(view, lsp::Role::Language, capability);
    if (!server)
        return {};
    return { server, documentOf(view)->document(), positionAt(view, byte) };
}

QStringList LanguageService::files() const
{
    QStringList paths;
    for (const LanguageDocument *document : m_documents)
        paths.append(document->path());
    paths.sort();
    return paths;
}

QList<lsp::Diagnostic> LanguageService::diagnosticsOf(const QString &path) const
{
    QList<lsp::Diagnostic> all;
    for (const lsp::ServerSpec &spec : m_specs) {
        if (const lsp::DiagnosticsFeed *feed = m_feeds.value(spec.id))
            all += feed->diagnosticsOf(path);
    }
    return all;
}

void LanguageService::emitDiagnostics(const QString &path)
{
    if (CodeView *view = m_paths.key(path))
        Q_EMIT diagnosticsChanged(view, path, diagnosticsOf(path));
}

// ---- status

LanguageStatus LanguageService::statusOf(const CodeView *view) const
{
    LanguageStatus status;
    const QString path = m_paths.value(const_cast<CodeView *>(view));
    const QString languageId = lsp::languageIdOf(path);
    QStringList lines;
    for (const lsp::ServerSpec &spec : m_specs) {
        if (path.isEmpty() || !spec.languages.contains(languageId))
            continue;
        const lsp::Server *server = m_servers.value(spec.id);
        const auto state = server ? server->state() : lsp::Server::State::Idle;
        QString text = tr("%1: ready").arg(spec.name);
        if (state == lsp::Server::State::GivenUp)
            text = tr("%1: failed (%2)").arg(spec.name, server->failure());
        else if (!server && spec.roles == lsp::Role::Formatting)
            text = tr("%1: starts when something is formatted").arg(spec.name);
        else if (state != lsp::Server::State::Ready)
            text = tr("%1: starting").arg(spec.name);
        lines.append(text);
        if (!server && spec.roles == lsp::Role::Formatting)
            continue;
        // The one that understands the language, or else the only one.
        if (!status.server.isEmpty() && !spec.roles.testFlag(lsp::Role::Language))
            continue;
        status.server = spec.name;
        status.state = state == lsp::Server::State::Ready ? LanguageStatus::State::Ready
            : state == lsp::Server::State::GivenUp        ? LanguageStatus::State::Failed
                                                          : LanguageStatus::State::Starting;
    }
    if (!status.server.isEmpty() && !documentOf(view)) {
        status.state = LanguageStatus::State::TooLarge;
        lines = {
            tr("Files of more than %1 MB have no language server").arg(MaxBytes / 1024 / 1024)
        };
    }
    status.details = lines.join(u'\n');
    return status;
}

} // namespace looptide::editor
