// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/dependencies/dependenciesmodel.h"
#include "panels/dependencies/details/enginecheck.h"
#include "panels/dependencies/details/installedmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace looptide::panels {

class PackageDetails;

// The packages of a project: those of package.json with what they need below them, or all that are
// installed, both with a filter, and the details of the selected one.
class PackageBrowser : public QWidget
{
    Q_OBJECT
public:
    explicit PackageBrowser(QWidget *parent = nullptr);

    models::DependenciesModel &model() { return m_dependencies; }
    void setProject(const QString &dir);
    void setDependencies(const QList<project::PackageDependency> &dependencies);
    void setTree(const project::InstalledTree &tree);
    void setOutdated(const QHash<QString, project::OutdatedPackage> &outdated);
    // The dependency of package.json that is selected; nothing for other packages.
    std::optional<project::PackageDependency> selected() const;

Q_SIGNALS:
    void selectionChanged();
    void urlActivated(const QUrl &url);
    void fileActivated(const QString &path, int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeFilter();
    void setupDirect();
    void setupInstalled();
    void setupDetails();
    void showAll(bool all);
    void showDetails();
    void activate(const QModelIndex &index);
    void checkEngines();
    void hideColumns();
    QString selectedPath() const;

    QString m_project;
    models::DependenciesModel m_dependencies;
    QSortFilterProxyModel m_sorted;
    models::InstalledModel m_installed;
    QSortFilterProxyModel m_sortedInstalled;
    models::EngineCheck m_engines;
    bool m_knowsLatest = false;
    QLineEdit *m_filter;
    QToolButton *m_all;
    QToolButton *m_showDetails;
    QStackedWidget *m_pages;
    QTreeView *m_direct;
    QTreeView *m_installedView;
    QLabel *m_noDependencies;
    QScrollArea *m_detailsArea;
    PackageDetails *m_details;
};

} // namespace looptide::panels
