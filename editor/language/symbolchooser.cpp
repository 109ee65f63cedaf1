// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/symbolchooser.h"

#include "editor/codeview.h"
#include "editor/language/choicepopup.h"
#include "editor/language/textpositions.h"

namespace looptide::editor {

SymbolChooser::SymbolChooser(const LanguageHost &host, ChoicePopup *popup, QObject *parent)
    : QObject(parent), m_host(host), m_popup(popup)
{
}

void SymbolChooser::setView(CodeView *view)
{
    if (m_view != view)
        m_request.cancel();
    m_view = view;
}

QString SymbolChooser::kindName(int kind)
{
    static const QStringList Names = {
        QString(),      tr("file"),          tr("module"),      tr("namespace"), tr("package"),
        tr("class"),    tr("method"),        tr("property"),    tr("field"),     tr("constructor"),
        tr("enum"),     tr("interface"),     tr("function"),    tr("variable"),  tr("constant"),
        tr("string"),   tr("number"),        tr("boolean"),     tr("array"),     tr("object"),
        tr("key"),      tr("null"),          tr("enum member"), tr("structure"), tr("event"),
        tr("operator"), tr("type parameter")
    };
    return Names.value(kind);
}

void SymbolChooser::open()
{
    if (!m_view)
        return;
    m_request.cancel();
    lsp::Server *server = m_host.service->serverFor(m_view, lsp::Role::Language,
                                                    QLatin1StringView("documentSymbolProvider"));
    if (!server) {
        m_host.tell(tr("No language server knows the symbols of this file."));
        return;
    }
    m_request = lsp::DocumentSymbol::request(
        server, m_host.service->documentOf(m_view)->document(), this,
        [this](const QList<lsp::DocumentSymbol> &symbols) { show(symbols); });
}

void SymbolChooser::show(const QList<lsp::DocumentSymbol> &symbols)
{
    if (!m_view)
        return;
    if (symbols.isEmpty()) {
        m_host.tell(tr("This file has no symbols."));
        return;
    }
    const QPointer<CodeView> view = m_view;
    const lsp::Position caret = positionAt(view, view->caret());
    const auto select = [view](const lsp::Range &range) {
        if (view)
            view->reveal(bytesOf(view, range));
    };
    QList<Choice> choices;
    int current = 0;
    for (const lsp::DocumentSymbol &symbol : symbols) {
        if (symbol.range.contains(caret))
            current = int(choices.size());
        choices.append({ symbol.name, kindName(symbol.kind), symbol.depth,
                         [this, select, view, range = symbol.selection] {
                             m_popup->disconnect(this);
                             select(range);
                             if (view)
                                 view->setFocus();
                         },
                         [select, range = symbol.selection] { select(range); } });
    }
    // Esc brings back where the user was.
    const TextRange before = view->selectionRange();
    const long top = view->send(QsciScintillaBase::SCI_GETFIRSTVISIBLELINE);
    m_popup->disconnect(this);
    connect(m_popup, &ChoicePopup::cancelled, this, [this, view, before, top] {
        m_popup->disconnect(this);
        if (!view)
            return;
        view->select(before.start, before.end);
        view->send(QsciScintillaBase::SCI_SETFIRSTVISIBLELINE, ulong(top));
    });
    m_popup->open(tr("Go to a symbol of this file"), choices, current);
}

} // namespace looptide::editor
