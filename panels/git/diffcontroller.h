// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/diffview.h"
#include "panels/git/gitchangesmodel.h"
#include "panels/git/gitcommit.h"

#include <QPointer>

namespace looptide::models {
class GitRepository;
struct GitRequest;
struct GitResult;
} // namespace looptide::models

namespace looptide::panels {

// Fills a diff view: asks Git for the differences of a file or a commit, and again when the
// repository has changed while the view is visible. Thread: GUI.
class DiffController : public QObject
{
    Q_OBJECT
public:
    using Group = models::GitChangesModel::Group;

    DiffController(models::GitRepository *repository, DiffView *view, QObject *parent);

    void show(const models::GitChange &change, Group group);
    void showCommit(const models::GitCommit &commit, const QByteArray &path);
    void clear();

Q_SIGNALS:
    // The view has something new that the user asked for.
    void shown();

private:
    void reload();
    void ask(const models::GitRequest &request);
    void take(const models::GitResult &result);

    models::GitRepository *m_repository;
    QPointer<DiffView> m_view;
    DiffSubject m_subject;
    models::GitChange m_change;
    Group m_group = Group::Changed;
    int m_generation = 0;
};

} // namespace looptide::panels
