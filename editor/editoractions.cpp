// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editoractions.h"

#include "editor/codeview.h"
#include "editor/editcommands.h"
#include "editor/findbar.h"

#include <QAction>
#include <QInputDialog>
#include <QWidget>

namespace looptide::editor {

using Sci = QsciScintillaBase;

namespace {

bool hasSelection(CodeView *view)
{
    return !view->send(Sci::SCI_GETSELECTIONEMPTY);
}

} // namespace

EditorActions::EditorActions(QWidget *area, FindBar *findBar)
    : QObject(area), m_area(area), m_findBar(findBar)
{
    setupUndo();
    setupClipboard();
    setupFind();
    setupLines();
    setupSelections();
    setupView();
    updateEnabled();
}

QAction *EditorActions::add(QList<QAction *> *menu, const QString &text, const char *name,
                            const QKeySequence &shortcut, const QString &tip,
                            const Command &command)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String("editor.") + QLatin1String(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString key = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, this, [this, command] {
        if (m_current)
            command(m_current);
    });
    m_area->addAction(action);
    menu->append(action);
    m_needView.append(action);
    return action;
}

void EditorActions::addSeparator(QList<QAction *> *menu)
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    menu->append(separator);
}

void EditorActions::setupUndo()
{
    m_undo = add(&m_edit, tr("&Undo"), "undo", QKeySequence::Undo, tr("Undo the last change"),
                 [](CodeView *view) { view->undo(); });
    m_redo = add(&m_edit, tr("&Redo"), "redo", QKeySequence::Redo,
                 tr("Make the undone change again"), [](CodeView *view) { view->redo(); });
    m_redo->setShortcuts(
        { QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y")) });
    addSeparator(&m_edit);
}

void EditorActions::setupClipboard()
{
    m_context << add(&m_edit, tr("Cu&t"), "cut", QKeySequence::Cut,
                     tr("Cut the selection, or the line"), [](CodeView *view) {
                         hasSelection(view) ? view->cut() : void(view->send(Sci::SCI_LINECUT));
                     });
    m_context << add(&m_edit, tr("&Copy"), "copy", QKeySequence::Copy,
                     tr("Copy the selection, or the line"), [](CodeView *view) {
                         hasSelection(view) ? view->copy() : void(view->send(Sci::SCI_LINECOPY));
                     });
    m_context << add(&m_edit, tr("&Paste"), "paste", QKeySequence::Paste,
                     tr("Insert the clipboard"), [](CodeView *view) { view->paste(); });
    addSeparator(&m_context);
    m_context << add(&m_edit, tr("Select &All"), "selectAll", QKeySequence::SelectAll,
                     tr("Select the whole text"), [](CodeView *view) { view->selectAll(); });
    addSeparator(&m_context);
    addSeparator(&m_edit);
}

void EditorActions::setupFind()
{
    add(&m_edit, tr("&Find…"), "find", QKeySequence::Find, tr("Find in this file"),
        [this](CodeView *) { m_findBar->open(false); });
    add(&m_edit, tr("R&eplace…"), "replace", QKeySequence(QStringLiteral("Ctrl+H")),
        tr("Find and replace in this file"), [this](CodeView *) { m_findBar->open(true); });
    add(&m_edit, tr("Find &Next"), "findNext", QKeySequence(QStringLiteral("F3")),
        tr("Go to the next match"), [this](CodeView *) { m_findBar->findNext(); });
    add(&m_edit, tr("Find Pre&vious"), "findPrevious", QKeySequence(QStringLiteral("Shift+F3")),
        tr("Go to the previous match"), [this](CodeView *) { m_findBar->findPrevious(); });
    add(&m_edit, tr("&Go to Line…"), "goToLine", QKeySequence(QStringLiteral("Ctrl+G")),
        tr("Go to a line"), [this](CodeView *) { goToLine(); });
    add(&m_edit, tr("Go to &Bracket"), "goToBracket", QKeySequence(QStringLiteral("Ctrl+Shift+\\")),
        tr("Go to the matching bracket"), commands::jumpToBracket);
    addSeparator(&m_edit);
}

void EditorActions::setupLines()
{
    m_context << add(
        &m_edit, tr("Toggle &Comment"), "toggleComment", QKeySequence(QStringLiteral("Ctrl+/")),
        tr("Comment the selected lines, or take the comment away"), commands::toggleComment);
    add(&m_edit, tr("&Indent"), "indent", QKeySequence(QStringLiteral("Ctrl+]")),
        tr("Indent the selected lines"), commands::indent);
    add(&m_edit, tr("Uninden&t"), "unindent", QKeySequence(QStringLiteral("Ctrl+[")),
        tr("Unindent the selected lines"), commands::unindent);
    add(&m_edit, tr("&Duplicate"), "duplicate", QKeySequence(QStringLiteral("Ctrl+Shift+D")),
        tr("Duplicate the line or the selection"), commands::duplicate);
    add(&m_edit, tr("Delete &Lines"), "deleteLines", QKeySequence(QStringLiteral("Ctrl+Shift+K")),
        tr("Delete the selected lines"), commands::deleteLines);
    add(&m_edit, tr("Move Lines U&p"), "moveLinesUp", QKeySequence(QStringLiteral("Alt+Up")),
        tr("Move the selected lines up"), [](CodeView *view) { commands::moveLines(view, false); });
    add(&m_edit, tr("Move Lines Do&wn"), "moveLinesDown", QKeySequence(QStringLiteral("Alt+Down")),
        tr("Move the selected lines down"),
        [](CodeView *view) { commands::moveLines(view, true); });
    add(&m_edit, tr("Insert Line Below"), "insertLineBelow",
        QKeySequence(QStringLiteral("Ctrl+Return")), tr("Begin a line below this one"),
        [](CodeView *view) { commands::insertLine(view, true); });
    add(&m_edit, tr("Insert Line Above"), "insertLineAbove",
        QKeySequence(QStringLiteral("Ctrl+Shift+Return")), tr("Begin a line above this one"),
        [](CodeView *view) { commands::insertLine(view, false); });
    addSeparator(&m_edit);
}

void EditorActions::setupSelections()
{
    add(&m_edit, tr("Select Line"), "selectLine", QKeySequence(QStringLiteral("Ctrl+L")),
        tr("Select whole lines"), commands::selectLine);
    m_context << add(&m_edit, tr("Select Ne&xt Occurrence"), "selectNextOccurrence",
                     QKeySequence(QStringLiteral("Ctrl+D")),
                     tr("Add the next occurrence of the selection as one more caret"),
                     commands::selectNextOccurrence);
    add(&m_edit, tr("Select All &Occurrences"), "selectAllOccurrences",
        QKeySequence(QStringLiteral("Ctrl+Shift+L")),
        tr("A caret at each occurrence of the selection"), commands::selectAllOccurrences);
    add(&m_edit, tr("Add Caret Above"), "addCaretAbove",
        QKeySequence(QStringLiteral("Ctrl+Alt+Up")), tr("One more caret on the line above"),
        [](CodeView *view) { commands::addCaret(view, false); });
    add(&m_edit, tr("Add Caret Below"), "addCaretBelow",
        QKeySequence(QStringLiteral("Ctrl+Alt+Down")), tr("One more caret on the line below"),
        [](CodeView *view) { commands::addCaret(view, true); });
}

void EditorActions::setupView()
{
    QAction *zoomIn = add(&m_view, tr("Zoom &In"), "zoomIn", QKeySequence::ZoomIn,
                          tr("Larger text"), [this](CodeView *) { Q_EMIT zoomRequested(1); });
    zoomIn->setShortcuts(
        { QKeySequence(QStringLiteral("Ctrl++")), QKeySequence(QStringLiteral("Ctrl+=")) });
    add(&m_view, tr("Zoom &Out"), "zoomOut", QKeySequence(QStringLiteral("Ctrl+-")),
        tr("Smaller text"), [this](CodeView *) { Q_EMIT zoomRequested(-1); });
    add(&m_view, tr("&Reset Zoom"), "zoomReset", QKeySequence(QStringLiteral("Ctrl+0")),
        tr("Text in its normal size"), [this](CodeView *) { Q_EMIT zoomResetRequested(); });
    addSeparator(&m_view);
    m_wrap = add(&m_view, tr("&Word Wrap"), "wordWrap", QKeySequence(QStringLiteral("Alt+Z")),
                 tr("Break long lines at the window's edge"),
                 [this](CodeView *) { Q_EMIT appearanceChanged(); });
    m_wrap->setCheckable(true);
    m_whitespace =
        add(&m_view, tr("Show White&space"), "showWhitespace", {}, tr("Show spaces and tabs"),
            [this](CodeView *) { Q_EMIT appearanceChanged(); });
    m_whitespace->setCheckable(true);
    addSeparator(&m_view);
    add(&m_view, tr("&Fold"), "toggleFold", QKeySequence(QStringLiteral("Ctrl+Shift+[")),
        tr("Fold or unfold this block"), commands::toggleFold);
    add(&m_view, tr("Fold &All"), "foldAll", {}, tr("Fold every block"), commands::foldAll);
    add(&m_view, tr("&Unfold All"), "unfoldAll", QKeySequence(QStringLiteral("Ctrl+Shift+]")),
        tr("Unfold every block"), commands::unfoldAll);
}

void EditorActions::goToLine()
{
    const int count = int(m_current->send(Sci::SCI_GETLINECOUNT));
    bool accepted = false;
    const QString text = QInputDialog::getText(
        m_area, tr("Go to Line"), tr("Line, or line:column (1 to %L1):").arg(count),
        QLineEdit::Normal, QString::number(m_current->lineAt(m_current->caret()) + 1), &accepted);
    const int line = text.section(u':', 0, 0).trimmed().toInt();
    if (accepted && line > 0 && m_current) {
        m_current->goTo(line, text.section(u':', 1, 1).toInt());
        m_current->setFocus();
    }
}

void EditorActions::setView(CodeView *view)
{
    if (m_current)
        disconnect(m_current, nullptr, this, nullptr);
    m_current = view;
    if (view) {
        connect(view, &CodeView::textEdited, this, &EditorActions::updateUndo);
        connect(view, &CodeView::dirtyChanged, this, &EditorActions::updateUndo);
        connect(view, &QObject::destroyed, this, [this] { setView(nullptr); });
    }
    updateEnabled();
}

void EditorActions::updateEnabled()
{
    for (QAction *action : std::as_const(m_needView))
        action->setEnabled(m_current != nullptr);
    updateUndo();
}

void EditorActions::updateUndo()
{
    m_undo->setEnabled(m_current && m_current->isUndoAvailable());
    m_redo->setEnabled(m_current && m_current->isRedoAvailable());
}

bool EditorActions::isWordWrapped() const
{
    return m_wrap->isChecked();
}

bool EditorActions::isWhitespaceShown() const
{
    return m_whitespace->isChecked();
}

void EditorActions::setAppearance(bool wrapped, bool whitespaceShown)
{
    m_wrap->setChecked(wrapped);
    m_whitespace->setChecked(whitespaceShown);
}

} // namespace looptide::editor
