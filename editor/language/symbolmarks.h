// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"

#include <QPointer>
#include <QTimer>

namespace looptide::editor {

/// Marks the other places of the symbol at the caret, when the caret rests. Owned by the
/// LanguageActions.
class SymbolMarks : public QObject
{
    Q_OBJECT

public:
    explicit SymbolMarks(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view);

private:
    void ask();
    void show(const QList<lsp::Range> &ranges);
    void clear();

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    lsp::RequestHandle m_request;
    QTimer m_delay;
    bool m_isShown = false;
};

} // namespace looptide::editor
