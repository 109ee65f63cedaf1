// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"
#include "editor/lsp/features/completion.h"

#include <QPointer>
#include <QTimer>

class QKeyEvent;

namespace looptide::editor {

class CompletionPopup;

/// Completion in the current view: as the user types, and when it is asked for. Keys reach the text
/// first; the list follows. Owned by the LanguageActions.
class CompletionController : public QObject
{
    Q_OBJECT

public:
    explicit CompletionController(const LanguageHost &host, QObject *parent = nullptr);

    void setView(CodeView *view);
    /// Asked for by the user.
    void complete();
    bool isShown() const;
    CompletionPopup *popup() const { return m_popup; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handlePopupKey(const QKeyEvent *event);
    void handleTyped(const QString &text);
    void ask(const QString &trigger);
    void take(const lsp::CompletionList &list, int wordStart);
    void update();
    void close();
    void accept();
    void insert(const lsp::CompletionItem &item);
    void resolveCurrent();
    void describe(const lsp::CompletionItem &item);
    bool isResolved(const lsp::CompletionItem &item) const;
    QString typedText() const;
    QRect wordRect() const;
    lsp::Place place() const;

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    CompletionPopup *m_popup;
    lsp::RequestHandle m_request;
    lsp::RequestHandle m_resolving;
    QTimer m_resolveDelay;
    /// Where the word begins for which the list was asked.
    int m_wordStart = 0;
    bool m_isIncomplete = false;
    bool m_isAsked = false;
    QStringList m_resolvedLabels;
};

} // namespace looptide::editor
