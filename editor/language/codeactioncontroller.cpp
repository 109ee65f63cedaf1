// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/codeactioncontroller.h"

#include "editor/codeview.h"
#include "editor/language/choicepopup.h"
#include "editor/language/textpositions.h"

#include <algorithm>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

const QLatin1StringView provider("codeActionProvider");

// First what a server prefers, then other fixes, then what suppresses a message.
int rankOf(const lsp::CodeAction &action)
{
    if (action.isPreferred)
        return 0;
    const bool isSuppression = action.title.startsWith(QLatin1StringView("Disable "))
        || action.title.startsWith(QLatin1StringView("Ignore "));
    if (isSuppression)
        return 3;
    return action.kind.startsWith(QLatin1StringView("quickfix")) ? 1 : 2;
}

} // namespace

CodeActionController::CodeActionController(const LanguageHost &host, ChoicePopup *popup,
                                           QObject *parent)
    : QObject(parent), m_host(host), m_popup(popup)
{
}

void CodeActionController::setView(CodeView *view)
{
    if (m_view == view)
        return;
    for (lsp::RequestHandle &request : m_requests)
        request.cancel();
    m_requests.clear();
    m_view = view;
}

lsp::Range CodeActionController::selection() const
{
    return rangeOf(m_view, m_view->selectionRange());
}

void CodeActionController::open()
{
    if (!m_view)
        return;
    for (lsp::RequestHandle &request : m_requests)
        request.cancel();
    m_requests.clear();
    m_offers.clear();
    m_pending = 0;
    const LanguageDocument *document = m_host.service->documentOf(m_view);
    const QList<lsp::Server *> servers = m_host.service->serversFor(m_view, lsp::Role::CodeActions);
    const lsp::Range range = selection();
    QList<lsp::Diagnostic> there;
    if (document) {
        const QList<lsp::Diagnostic> all = m_host.service->diagnosticsOf(document->path());
        std::ranges::copy_if(all, std::back_inserter(there), [&](const lsp::Diagnostic &entry) {
            return entry.range.start <= range.end && range.start <= entry.range.end;
        });
    }
    for (lsp::Server *server : servers) {
        if (!server->can(provider))
            continue;
        ++m_pending;
        m_requests.append(lsp::CodeAction::request(
            server, document->document(), range, there, {}, this,
            [this, guard = QPointer<lsp::Server>(server)](const QList<lsp::CodeAction> &actions) {
                for (const lsp::CodeAction &action : actions) {
                    if (action.disabled.isEmpty())
                        m_offers.append({ guard, action });
                }
                if (--m_pending == 0)
                    show();
            }));
    }
    if (m_pending == 0)
        m_host.tell(tr("No language server offers changes for this file."));
}

void CodeActionController::show()
{
    if (!m_view)
        return;
    if (m_offers.isEmpty()) {
        m_host.tell(tr("There is no fix for this place."));
        return;
    }
    std::ranges::stable_sort(m_offers, {}, [](const Offer &offer) { return rankOf(offer.action); });
    QList<Choice> choices;
    for (const Offer &offer : std::as_const(m_offers))
        choices.append({ offer.action.title, offer.server ? offer.server->spec().name : QString(),
                         0, [this, offer] { run(offer); } });
    const int caret = m_view->caret();
    const QPoint below(int(m_view->send(Sci::SCI_POINTXFROMPOSITION, 0, caret)),
                       int(m_view->send(Sci::SCI_POINTYFROMPOSITION, 0, caret)
                           + m_view->send(Sci::SCI_TEXTHEIGHT) + 2));
    m_popup->open(tr("Fix or change"), choices, 0, m_view->viewport()->mapToGlobal(below));
}

void CodeActionController::run(const Offer &offer)
{
    if (offer.action.edit)
        apply(*offer.action.edit);
    if (!m_view || !offer.server)
        return;
    LanguageDocument *document = m_host.service->documentOf(m_view);
    if (document && (!offer.action.edit || !offer.action.command.isEmpty()))
        lsp::CodeAction::resolve(offer.server, document->document(), offer.action, this,
                                 [this](const lsp::WorkspaceEdit &edit) { apply(edit); });
}

void CodeActionController::apply(const lsp::WorkspaceEdit &edit)
{
    if (m_host.apply(edit) == 0)
        m_host.tell(tr("There is nothing to change."));
    if (m_view)
        m_view->setFocus();
}

void CodeActionController::organizeImports()
{
    lsp::Server *server =
        m_view ? m_host.service->serverFor(m_view, lsp::Role::Language, provider) : nullptr;
    if (server)
        askOne(server, QStringLiteral("source.organizeImports"));
    else
        m_host.tell(tr("No language server organizes the imports of this file."));
}

void CodeActionController::fixAll()
{
    // The linter's fixes, where there is one: it comes after the server of the language.
    const QList<lsp::Server *> servers = m_view
        ? m_host.service->serversFor(m_view, lsp::Role::CodeActions)
        : QList<lsp::Server *>();
    if (servers.isEmpty())
        m_host.tell(tr("No language server fixes problems of this file."));
    else
        askOne(servers.last(), QStringLiteral("source.fixAll"));
}

void CodeActionController::askOne(lsp::Server *server, const QString &kind)
{
    lsp::Document *document = m_host.service->documentOf(m_view)->document();
    const QList<lsp::Diagnostic> all = m_host.service->diagnosticsOf(document->path());
    const lsp::Range whole = rangeOf(m_view, { 0, m_view->length() });
    m_requests.append(lsp::CodeAction::request(
        server, document, whole, all, kind, this,
        [this, guard = QPointer<lsp::Server>(server), kind](const QList<lsp::CodeAction> &actions) {
            const auto action = std::ranges::find_if(
                actions, [&kind](const auto &entry) { return entry.kind.startsWith(kind); });
            if (action == actions.end())
                m_host.tell(tr("There is nothing to change."));
            else
                run({ guard, *action });
        }));
}

} // namespace looptide::editor
