// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"
#include "editor/lsp/features/navigation.h"

#include <QPointer>

namespace looptide::editor {

class ChoicePopup;

/// From a symbol to its definition, its type, its implementations and its uses. Owned by the
/// LanguageActions.
class NavigationController : public QObject
{
    Q_OBJECT

public:
    NavigationController(const LanguageHost &host, ChoicePopup *popup, QObject *parent = nullptr);

    void setView(CodeView *view);
    void go(lsp::Navigation::Target target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void goFrom(int byte, lsp::Navigation::Target target);
    void take(lsp::Navigation::Target target, const QList<lsp::Location> &locations);
    void list(const QList<lsp::Location> &locations);

    LanguageHost m_host;
    ChoicePopup *m_popup;
    QPointer<CodeView> m_view;
    lsp::RequestHandle m_request;
};

} // namespace looptide::editor
