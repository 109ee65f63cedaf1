// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"
#include "editor/lsp/features/symbols.h"

#include <QPointer>

namespace looptide::editor {

class ChoicePopup;

/// The outline of the current file as a list to go to. Owned by the LanguageActions.
class SymbolChooser : public QObject
{
    Q_OBJECT

public:
    SymbolChooser(const LanguageHost &host, ChoicePopup *popup, QObject *parent = nullptr);

    void setView(CodeView *view);
    void open();

    /// For users: "function", "class".
    static QString kindName(int kind);

private:
    void show(const QList<lsp::DocumentSymbol> &symbols);

    LanguageHost m_host;
    ChoicePopup *m_popup;
    QPointer<CodeView> m_view;
    lsp::RequestHandle m_request;
};

} // namespace looptide::editor
