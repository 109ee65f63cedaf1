// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagejson.h"
#include "runtime/project/runconfiguration.h"

#include <QDialog>

class QAction;
class QDialogButtonBox;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QStackedWidget;

namespace looptide::app {

class RunConfigurationForm;

// All run configurations of a project: a list that can be extended and sorted, and the fields of
// the current one.
class RunConfigurationDialog : public QDialog
{
    Q_OBJECT
public:
    RunConfigurationDialog(const project::ProjectRuns &runs, const project::PackageJson &package,
                           QWidget *parent = nullptr);

    // The configurations as they are in the dialog now.
    project::ProjectRuns projectRuns() const { return m_runs; }

Q_SIGNALS:
    // Emitted by Apply and OK.
    void applied(const looptide::project::ProjectRuns &runs);

private:
    void setupList();
    QWidget *setupEmptyPage();
    QAction *addTool(const char *name, const QString &icon, const QString &text,
                     const QKeySequence &shortcut, void (RunConfigurationDialog::*slot)());
    void setupButtons();
    void add();
    void duplicate();
    void removeCurrent();
    void rename();
    void moveUp() { move(-1); }
    void moveDown() { move(1); }
    void move(int by);
    void insert(int row, const project::RunConfiguration &configuration);
    void chooseCurrent();
    void showCurrent();
    void takeEdit();
    void takeRenamed(const QListWidgetItem *item);
    void apply();
    void refresh();
    int row() const;
    QList<project::RunProblem> problemsAt(qsizetype row) const;
    QString freeName(const QString &wanted) const;

    project::ProjectRuns m_runs;
    project::ProjectRuns m_applied;
    project::PackageJson m_package;
    QListWidget *m_list;
    RunConfigurationForm *m_form;
    QStackedWidget *m_pages;
    QLabel *m_message;
    QDialogButtonBox *m_buttons;
    QAction *m_duplicate = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_choose = nullptr;
};

} // namespace looptide::app
