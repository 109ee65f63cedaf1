// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/changesview.h"

#include "panels/common/icons.h"
#include "panels/git/changesdelegate.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>

namespace looptide::panels {

using models::GitChange;
using models::GitChangesModel;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostRestored = 500; // selected rows

} // namespace

ChangesView::ChangesView(QWidget *parent) : QTreeView(parent), m_model(new GitChangesModel(this))
{
    setObjectName(u"git.changes"_s);
    setAccessibleName(tr("Changes"));
    setModel(m_model);
    setItemDelegate(new ChangesDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setExpandsOnDoubleClick(false);
    setIndentation(12);
    setMinimumHeight(1); // rows scroll
    setupActions();
    connect(this, &QTreeView::clicked, this, &ChangesView::showDiff);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (m_model->changeAt(index))
            showDiff(index);
        else
            setExpanded(index, !isExpanded(index));
    });
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (const GitChange *change = m_model->changeAt(index))
            Q_EMIT fileRequested(*change);
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ChangesView::updateActions);
    updateActions();
}

QAction *ChangesView::addAction(const QString &iconName, const QString &text, const QString &tip,
                                const QKeySequence &keys, const char *name)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(
        keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.toString(QKeySequence::NativeText)));
    QWidget::addAction(action);
    return action;
}

void ChangesView::setupActions()
{
    m_stage = addAction(u"plus"_s, tr("&Stage"), tr("Put the changes into the next commit"), {},
                        "git.stage");
    m_unstage = addAction(u"x"_s, tr("&Unstage"), tr("Take the changes out of the next commit"), {},
                          "git.unstage");
    m_discard = addAction(u"undo"_s, tr("&Discard…"), tr("Undo the changes in the files"),
                          QKeySequence::Delete, "git.discard");
    m_open = addAction(u"file-code"_s, tr("&Open File"), tr("Open the file in the editor"),
                       Qt::CTRL | Qt::Key_Return, "git.open");
    m_history = addAction(u"history"_s, tr("&History of the File"),
                          tr("Show the commits that changed the file"), {}, "git.fileHistory");
    m_ours = addAction({}, tr("Take &Ours"),
                       tr("Resolve the conflict with the version of the current branch"), {},
                       "git.ours");
    m_theirs = addAction({}, tr("Take &Theirs"),
                         tr("Resolve the conflict with the version of the other branch"), {},
                         "git.theirs");
    m_stageAll = addAction(u"plus"_s, tr("Stage All"), tr("Put all changes into the next commit"),
                           {}, "git.stageAll");
    m_unstageAll = addAction(u"x"_s, tr("Unstage All"),
                             tr("Take all changes out of the next commit"), {}, "git.unstageAll");
    connect(m_stage, &QAction::triggered, this, &ChangesView::stageSelected);
    connect(m_unstage, &QAction::triggered, this, &ChangesView::unstageSelected);
    connect(m_discard, &QAction::triggered, this, &ChangesView::discardSelected);
    connect(m_stageAll, &QAction::triggered, this, &ChangesView::stageAll);
    connect(m_unstageAll, &QAction::triggered, this, &ChangesView::unstageAll);
    connect(m_open, &QAction::triggered, this, [this] {
        if (const GitChange *change = m_model->changeAt(currentIndex()))
            Q_EMIT fileRequested(*change);
    });
    connect(m_history, &QAction::triggered, this, [this] {
        if (const GitChange *change = m_model->changeAt(currentIndex()))
            Q_EMIT historyRequested(*change);
    });
    connect(m_ours, &QAction::triggered, this,
            [this] { Q_EMIT sideRequested(selected(Group::Conflicts), true); });
    connect(m_theirs, &QAction::triggered, this,
            [this] { Q_EMIT sideRequested(selected(Group::Conflicts), false); });
}

QList<QAction *> ChangesView::tools() const
{
    return { m_stageAll, m_unstageAll, m_discard };
}

// A reset loses what is selected, closed and scrolled.
void ChangesView::setStatus(const models::GitStatus &status)
{
    QList<GitChangesModel::Key> selected;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        if (m_model->changeAt(index) && selected.size() < mostRestored)
            selected.append(m_model->keyOf(index));
    }
    const GitChangesModel::Key current = m_model->keyOf(currentIndex());
    QList<Group> closed;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const QModelIndex group = m_model->index(row, 0); !isExpanded(group))
            closed.append(m_model->groupAt(group));
    }
    const int scrolled = verticalScrollBar()->value();
    bool isReset = false;
    const auto connection =
        connect(m_model, &QAbstractItemModel::modelReset, this, [&isReset] { isReset = true; });
    m_model->setStatus(status);
    disconnect(connection);
    if (isReset) {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex group = m_model->index(row, 0);
            setExpanded(group, !closed.contains(m_model->groupAt(group)));
        }
        if (const QModelIndex index = m_model->indexOf(current);
            index.isValid() && !current.path.isEmpty())
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        for (const GitChangesModel::Key &key : std::as_const(selected)) {
            if (const QModelIndex index = m_model->indexOf(key); index.isValid())
                selectionModel()->select(index, QItemSelectionModel::Select);
        }
        verticalScrollBar()->setValue(scrolled);
    }
    updateActions();
}

QList<GitChange> ChangesView::selected(Group group) const
{
    QList<GitChange> changes;
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        if (m_model->groupAt(index) != group)
            continue;
        const GitChange *change = m_model->changeAt(index);
        if (!change)
            return m_model->changesOf(group);
        changes.append(*change);
    }
    return changes;
}

void ChangesView::updateActions()
{
    const bool hasConflicts = !selected(Group::Conflicts).isEmpty();
    const bool hasChanged = !selected(Group::Changed).isEmpty();
    const bool hasUntracked = !selected(Group::Untracked).isEmpty();
    const bool hasFile = m_model->changeAt(currentIndex());
    m_stage->setEnabled(hasConflicts || hasChanged || hasUntracked);
    m_stage->setText(hasConflicts ? tr("Mark as Re&solved") : tr("&Stage"));
    m_unstage->setEnabled(!selected(Group::Staged).isEmpty());
    m_discard->setEnabled(hasChanged || hasUntracked);
    m_open->setEnabled(hasFile);
    m_history->setEnabled(hasFile);
    m_ours->setVisible(hasConflicts);
    m_theirs->setVisible(hasConflicts);
    m_stageAll->setEnabled(m_model->countOf(Group::Changed) + m_model->countOf(Group::Untracked)
                           > 0);
    m_unstageAll->setEnabled(m_model->countOf(Group::Staged) > 0);
}

void ChangesView::showDiff(const QModelIndex &index)
{
    if (const GitChange *change = m_model->changeAt(index))
        Q_EMIT diffRequested(*change, m_model->groupAt(index));
}

void ChangesView::stageSelected()
{
    Q_EMIT stageRequested(selected(Group::Conflicts) + selected(Group::Changed)
                          + selected(Group::Untracked));
}

void ChangesView::unstageSelected()
{
    Q_EMIT unstageRequested(selected(Group::Staged));
}

void ChangesView::discardSelected()
{
    Q_EMIT discardRequested(selected(Group::Changed), selected(Group::Untracked));
}

void ChangesView::stageAll()
{
    Q_EMIT stageRequested(m_model->changesOf(Group::Changed)
                          + m_model->changesOf(Group::Untracked));
}

void ChangesView::unstageAll()
{
    Q_EMIT unstageRequested(m_model->changesOf(Group::Staged));
}

// The space bar moves a file to the other side.
void ChangesView::toggleStaged()
{
    m_unstage->isEnabled() ? unstageSelected() : stageSelected();
}

void ChangesView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (m_stage->isEnabled() || m_unstage->isEnabled())
            toggleStaged();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ChangesView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({ m_stage, m_unstage, m_ours, m_theirs, m_discard });
    menu->addSeparator();
    menu->addActions({ m_open, m_history });
    const QPoint place = event->reason() == QContextMenuEvent::Keyboard
        ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft())
        : event->globalPos();
    menu->popup(place);
}

} // namespace looptide::panels
