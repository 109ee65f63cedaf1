// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"
#include "editor/lsp/features/codeactions.h"

#include <QPointer>

namespace looptide::editor {

class ChoicePopup;

/// Fixes and other changes that servers offer for the caret or the selection. Owned by the
/// LanguageActions.
class CodeActionController : public QObject
{
    Q_OBJECT

public:
    CodeActionController(const LanguageHost &host, ChoicePopup *popup, QObject *parent = nullptr);

    void setView(CodeView *view);
    void open();
    void organizeImports();
    /// What can be fixed without a decision of the user, in the whole file.
    void fixAll();

private:
    struct Offer
    {
        QPointer<lsp::Server> server;
        lsp::CodeAction action;
    };

    void askOne(lsp::Server *server, const QString &kind);
    void show();
    void run(const Offer &offer);
    void apply(const lsp::WorkspaceEdit &edit);
    lsp::Range selection() const;

    LanguageHost m_host;
    ChoicePopup *m_popup;
    QPointer<CodeView> m_view;
    QList<lsp::RequestHandle> m_requests;
    QList<Offer> m_offers;
    int m_pending = 0;
};

} // namespace looptide::editor
