// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/packagechanges.h"
#include "panels/dependencies/scripts/installscriptsmodel.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeView;

namespace looptide::panels {

// Shows which packages have install scripts, and runs those of packages that the user allows. What
// is allowed stands in allowScripts of package.json. Deletes itself when it is closed.
class InstallScriptsDialog : public QDialog
{
    Q_OBJECT
public:
    InstallScriptsDialog(const QString &projectDir, models::PackageChanges *changes,
                         QWidget *parent);

private:
    void setup();
    void showAnswer(const project::NpmCommand::Result &result);
    void showChoice();

    models::PackageChanges *m_changes;
    models::InstallScriptsModel m_scripts;
    project::NpmCommand m_question;
    QLabel *m_text;
    QTreeView *m_list;
    QPushButton *m_save = nullptr;
    QPushButton *m_run = nullptr;
};

} // namespace looptide::panels
