// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/add/foundpackagesmodel.h"
#include "panels/dependencies/packagechanges.h"
#include "panels/dependencies/packagelookup.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeView;

namespace looptide::panels {

class VersionChooser;

// Searches the registry for a package and adds the chosen version to the project. Without a network
// it offers what npm's cache can install. Deletes itself when it is closed.
class AddPackageDialog : public QDialog
{
    Q_OBJECT
public:
    AddPackageDialog(const QString &projectDir, models::PackageChanges *changes, QWidget *parent);

    void setQuery(const QString &text);
    void setKind(models::PackageChanges::Kind kind);

private:
    void setup();
    QWidget *makeChoices();
    void follow();
    void search();
    void showFound(const project::SearchAnswer &answer);
    void packageChosen();
    void showVersions(const project::PackageVersions &versions);
    void showVersion();
    void update();
    void add();

    models::PackageChanges *m_changes;
    models::PackageLookup m_lookup;
    models::FoundPackagesModel m_found;
    project::PackageVersions m_versions; // of the chosen package
    QLineEdit *m_query;
    QProgressBar *m_progress;
    QTreeView *m_list;
    QLabel *m_status;
    QLabel *m_about;
    VersionChooser *m_version;
    QComboBox *m_kind;
    QPushButton *m_add = nullptr;
    bool m_isOffline = false; // the found packages are in npm's cache
    QString m_text; // below the list when nothing is being searched
};

} // namespace looptide::panels
