// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QPointer>

namespace looptide::models {
class GitRepository;
}

namespace looptide::panels {

// The branches of a repository, the latest first. It is filled when Git has named them.
class BranchMenu : public QMenu
{
    Q_OBJECT
public:
    static constexpr int mostBranches = 30; // of each kind

    explicit BranchMenu(models::GitRepository *repository, QWidget *parent = nullptr);

Q_SIGNALS:
    void branchChosen(const QString &name);
    void creationRequested();

private:
    void ask();
    void fill(const QByteArray &output);
    void addCreation();

    QPointer<models::GitRepository> m_repository;
    int m_generation = 0;
};

} // namespace looptide::panels
