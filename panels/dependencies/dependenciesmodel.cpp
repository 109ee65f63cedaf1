// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciesmodel.h"

#include "panels/dependencies/dependencytexts.h"

#include <algorithm>

namespace looptide::models {

using project::PackageDependency;

namespace {

QString cellText(const PackageDependency &dependency, int column)
{
    switch (column) {
    case DependenciesModel::NameColumn:
        return dependencyName(dependency);
    case DependenciesModel::WantedColumn:
        return dependency.wanted;
    case DependenciesModel::InstalledColumn:
        return installedText(dependency);
    case DependenciesModel::KindColumn:
        return kindText(dependency.kind);
    default:
        return {};
    }
}

} // namespace

void DependenciesModel::setDependencies(const QList<PackageDependency> &dependencies)
{
    if (dependencies == m_dependencies)
        return;
    beginResetModel();
    m_dependencies = dependencies;
    endResetModel();
}

int DependenciesModel::missingCount() const
{
    return int(std::ranges::count_if(m_dependencies, &PackageDependency::isMissing));
}

int DependenciesModel::damagedCount() const
{
    return int(std::ranges::count_if(m_dependencies, [](const PackageDependency &dependency) {
        return dependency.isMissing() && dependency.state != PackageDependency::State::Missing;
    }));
}

int DependenciesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_dependencies.size());
}

int DependenciesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant DependenciesModel::data(const QModelIndex &index, int role) const
{
    const PackageDependency &dependency = m_dependencies.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(dependency, index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>").arg(explanationOf(dependency).toHtmlEscaped());
    case Qt::AccessibleDescriptionRole:
        return explanationOf(dependency);
    case AttentionRole:
        return needsAttention(dependency);
    default:
        return {};
    }
}

QVariant DependenciesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Package");
    case WantedColumn:
        return tr("Wanted");
    case InstalledColumn:
        return tr("Installed");
    case KindColumn:
        return tr("Kind");
    default:
        return {};
    }
}

void ScriptsModel::setScripts(const QList<project::PackageScript> &scripts)
{
    if (scripts == m_scripts)
        return;
    beginResetModel();
    m_scripts = scripts;
    endResetModel();
}

int ScriptsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_scripts.size());
}

int ScriptsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ScriptsModel::data(const QModelIndex &index, int role) const
{
    const project::PackageScript &script = m_scripts.at(index.row());
    if (role == Qt::DisplayRole && index.column() != RunColumn)
        return index.column() == NameColumn ? script.name : script.command;
    if (role == Qt::ToolTipRole)
        return tr("Run \"%1\": %2").arg(script.name, script.command);
    if (role == Qt::AccessibleTextRole && index.column() == RunColumn)
        return tr("Run %1").arg(script.name);
    return {};
}

} // namespace looptide::models
