// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of the editor area: for the File menu, and for its tabs.
#include "editor/documentmenus.h"
#include "editor/editoractions.h"
#include "editor/editorarea_p.h"

#include <QAction>
#include <QMenu>

namespace looptide::editor {

QAction *EditorArea::Private::addFileAction(const QString &text, const char *name,
                                            const QKeySequence &shortcut, const QString &tip,
                                            const std::function<void()> &run)
{
    auto *action = new QAction(text, q);
    action->setObjectName(QLatin1String("editor.") + QLatin1String(name));
    action->setShortcut(shortcut);
    const QString key = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, key));
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, q, run);
    q->addAction(action);
    fileActions << action;
    return action;
}

void EditorArea::Private::addSeparator()
{
    auto *separator = new QAction(q);
    separator->setSeparator(true);
    fileActions << separator;
}

void EditorArea::Private::setupFileActions()
{
    addFileAction(tr("&New File"), "new", QKeySequence::New, tr("Begin an untitled file"),
                  [this] { q->newFile(); });
    addFileAction(tr("&Open File…"), "open", QKeySequence::Open, tr("Open a file"),
                  [this] { openWithDialog(); });
    reopenAction = addFileAction(
        tr("Reopen &Closed File"), "reopenClosed", QKeySequence(QStringLiteral("Ctrl+Shift+T")),
        tr("Open the file again that was closed last"), [this] { reopenClosed(); });
    addSeparator();
    tabActions << addFileAction(tr("&Save"), "save", QKeySequence::Save, tr("Save the file"),
                                [this] { q->saveCurrent(); });
    tabActions << addFileAction(tr("Save &As…"), "saveAs",
                                QKeySequence(QStringLiteral("Ctrl+Shift+S")),
                                tr("Save under another name"), [this] { q->saveCurrentAs(); });
    tabActions << addFileAction(tr("Save A&ll"), "saveAll",
                                QKeySequence(QStringLiteral("Ctrl+Alt+S")),
                                tr("Save every modified file"), [this] { saveAllWithNames(); });
    addSeparator();
    fileActions << documentMenus->encodingMenu()->menuAction()
                << documentMenus->lineEndMenu()->menuAction();
    addSeparator();
    tabActions << addFileAction(tr("&Close File"), "close", QKeySequence(QStringLiteral("Ctrl+W")),
                                tr("Close the file"), [this] { q->closeCurrent(); });
    tabActions << addFileAction(tr("Close All &Files"), "closeAll", {}, tr("Close every file"),
                                [this] { q->closeAll(); });
}

// Not in a menu: these are for the fingers.
void EditorArea::Private::setupTabActions()
{
    const auto add = [this](const QString &text, const char *name, const char *keys,
                            const std::function<void()> &run) {
        auto *action = new QAction(text, q);
        action->setObjectName(QLatin1String("editor.") + QLatin1String(name));
        action->setShortcut(QKeySequence(QLatin1String(keys)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, q, run);
        q->addAction(action);
    };
    add(tr("Next Tab"), "nextTab", "Ctrl+PgDown", [this] { switchTab(1); });
    add(tr("Previous Tab"), "previousTab", "Ctrl+PgUp", [this] { switchTab(-1); });
    add(tr("Recently Used Tab"), "recentTab", "Ctrl+Tab", [this] { cycleRecent(1); });
    add(tr("Least Recently Used Tab"), "leastRecentTab", "Ctrl+Shift+Tab",
        [this] { cycleRecent(-1); });
}

QList<QAction *> EditorArea::fileActions() const
{
    return d->fileActions;
}

QList<QAction *> EditorArea::editActions() const
{
    return d->actions->editActions();
}

QList<QAction *> EditorArea::viewActions() const
{
    return d->actions->viewActions();
}

void EditorArea::Private::updateFileActions()
{
    for (QAction *action : std::as_const(tabActions))
        action->setEnabled(!pages.isEmpty());
    reopenAction->setEnabled(!closedPaths.isEmpty());
}

} // namespace looptide::editor
