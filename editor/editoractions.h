// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace looptide::editor {

class CodeView;
class FindBar;

/// The actions that work on the current text: edit and view menus. Their shortcuts act within
/// `area` only, so that Ctrl+C in a terminal beside it stays the terminal's.
class EditorActions : public QObject
{
    Q_OBJECT

public:
    EditorActions(QWidget *area, FindBar *findBar);

    void setView(CodeView *view);
    QList<QAction *> editActions() const { return m_edit; }
    QList<QAction *> viewActions() const { return m_view; }
    QList<QAction *> contextActions() const { return m_context; }
    bool isWordWrapped() const;
    bool isWhitespaceShown() const;
    void setAppearance(bool wrapped, bool whitespaceShown);

Q_SIGNALS:
    void zoomRequested(int delta);
    void zoomResetRequested();
    void appearanceChanged();

private:
    using Command = std::function<void(CodeView *)>;

    void setupUndo();
    void setupClipboard();
    void setupFind();
    void setupLines();
    void setupSelections();
    void setupView();
    QAction *add(QList<QAction *> *menu, const QString &text, const char *name,
                 const QKeySequence &shortcut, const QString &tip, const Command &command);
    void addSeparator(QList<QAction *> *menu);
    void goToLine();
    void updateEnabled();
    void updateUndo();

    QWidget *m_area;
    FindBar *m_findBar;
    CodeView *m_current = nullptr;
    QList<QAction *> m_edit;
    QList<QAction *> m_view;
    QList<QAction *> m_context;
    QList<QAction *> m_needView;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_wrap = nullptr;
    QAction *m_whitespace = nullptr;
};

} // namespace looptide::editor
