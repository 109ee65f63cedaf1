// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/packagechanges.h"

#include <QWidget>

#include <optional>

class QActionGroup;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace looptide::panels {

// What can be done with the packages of a project: add one by name, and with the selected one, or
// with all, what npm offers.
class PackageBar : public QWidget
{
    Q_OBJECT
public:
    explicit PackageBar(models::PackageChanges *changes, QWidget *parent = nullptr);

    void setSelected(const std::optional<project::PackageDependency> &dependency);
    void update(); // after a change of what is possible
    void setInstallScripts(int count); // packages that have one

Q_SIGNALS:
    void searchRequested(const QString &text, looptide::models::PackageChanges::Kind kind);
    void versionsRequested();
    void installScriptsRequested();
    // names: of direct dependencies; empty: everything
    void classPackExportRequested(const QStringList &names);
    void classPackImportRequested();
    void connectionRequested();
    void vulnerabilitiesRequested();

private:
    QToolButton *makeButton(const QString &iconName, const QString &text, const char *name);
    QMenu *makeKinds();
    QMenu *makeMenu();
    void add();
    models::PackageChanges::Kind chosenKind() const;

    models::PackageChanges *m_changes;
    std::optional<project::PackageDependency> m_selected;
    QLineEdit *m_name = nullptr;
    QToolButton *m_search = nullptr;
    QToolButton *m_kind = nullptr;
    QActionGroup *m_kinds = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_update = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_undo = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_scripts = nullptr;
    QAction *m_exportSelected = nullptr;
    QLabel *m_obstacle = nullptr;
};

} // namespace looptide::panels
