// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/update/updatesmodel.h"
#include "runtime/project/packages/npmreports.h"

#include <QDialog>

class QPushButton;
class QTreeView;

namespace looptide::panels {

// Chooses which packages are updated, and says what kind of change that is, by npm's semver. One
// change, which can be undone. Deletes itself when it is closed.
class UpdatesDialog : public QDialog
{
    Q_OBJECT
public:
    UpdatesDialog(const QString &projectDir, const QList<project::PackageDependency> &dependencies,
                  const QHash<QString, project::OutdatedPackage> &outdated,
                  models::PackageChanges *changes, QWidget *parent);

private:
    void setup();
    void askForKinds(const QString &projectDir);
    void showChoice();
    void updatePackages();

    models::PackageChanges *m_changes;
    models::UpdatesModel m_updates;
    project::NpmCommand m_comparison;
    QTreeView *m_list;
    QPushButton *m_update = nullptr;
};

} // namespace looptide::panels
