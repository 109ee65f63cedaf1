// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/languagehost.h"

#include <QKeySequence>
#include <QPointer>

class QAction;

namespace looptide::editor {

class ChoicePopup;
class CodeActionController;
class CompletionController;
class FormatController;
class HoverController;
class NavigationController;
class RenameController;
class SignatureController;
class SymbolChooser;
class SymbolMarks;

/// The language features of the current view, and their actions. Shortcuts act in the editor only.
/// Owned by the EditorArea.
class LanguageActions : public QObject
{
    Q_OBJECT

public:
    LanguageActions(const LanguageHost &host, QObject *parent);
    ~LanguageActions() override;

    void setView(CodeView *view);
    QList<QAction *> actions() const { return m_actions; }
    /// For the context menu of the text.
    QList<QAction *> contextActions() const { return m_context; }
    FormatController *formatter() const { return m_formatter; }

Q_SIGNALS:
    void linkActivated(const QUrl &url);

private:
    QAction *add(const QString &text, const char *name, const QKeySequence &shortcut,
                 const QString &tip, std::function<void()> run);
    void addSeparator();
    void setupTyping();
    void setupNavigation();
    void setupChanges();
    void setupProblems();
    void goToProblem(int direction);

    LanguageHost m_host;
    QPointer<CodeView> m_view;
    ChoicePopup *m_popup;
    CompletionController *m_completion;
    HoverController *m_hover;
    SignatureController *m_signature;
    NavigationController *m_navigation;
    RenameController *m_rename;
    SymbolChooser *m_symbols;
    SymbolMarks *m_symbolMarks;
    CodeActionController *m_codeActions;
    FormatController *m_formatter;
    QList<QAction *> m_actions;
    QList<QAction *> m_context;
    QList<QAction *> m_needView;
};

} // namespace looptide::editor
