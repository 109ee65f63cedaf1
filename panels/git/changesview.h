// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitchangesmodel.h"

#include <QTreeView>

class QAction;

namespace looptide::panels {

// The list of changes with its commands. It names files; whoever owns the repository does the work.
// Thread: GUI.
class ChangesView : public QTreeView
{
    Q_OBJECT
public:
    using Group = models::GitChangesModel::Group;

    explicit ChangesView(QWidget *parent = nullptr);

    void setStatus(const models::GitStatus &status);
    models::GitChangesModel *changes() const { return m_model; }
    // Of the selected rows; a selected group stands for all of its files.
    QList<models::GitChange> selected(Group group) const;
    QList<QAction *> tools() const; // for a bar above the list

Q_SIGNALS:
    void diffRequested(const looptide::models::GitChange &change,
                       looptide::models::GitChangesModel::Group group);
    void fileRequested(const looptide::models::GitChange &change);
    void historyRequested(const looptide::models::GitChange &change);
    void stageRequested(const QList<looptide::models::GitChange> &changes);
    void unstageRequested(const QList<looptide::models::GitChange> &changes);
    void discardRequested(const QList<looptide::models::GitChange> &tracked,
                          const QList<looptide::models::GitChange> &untracked);
    void sideRequested(const QList<looptide::models::GitChange> &changes, bool ours);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QAction *addAction(const QString &iconName, const QString &text, const QString &tip,
                       const QKeySequence &keys, const char *name);
    void setupActions();
    void updateActions();
    void showDiff(const QModelIndex &index);
    void toggleStaged();
    void stageSelected();
    void unstageSelected();
    void discardSelected();
    void stageAll();
    void unstageAll();

    models::GitChangesModel *m_model;
    QAction *m_stage = nullptr;
    QAction *m_unstage = nullptr;
    QAction *m_discard = nullptr;
    QAction *m_open = nullptr;
    QAction *m_history = nullptr;
    QAction *m_ours = nullptr;
    QAction *m_theirs = nullptr;
    QAction *m_stageAll = nullptr;
    QAction *m_unstageAll = nullptr;
};

} // namespace looptide::panels
