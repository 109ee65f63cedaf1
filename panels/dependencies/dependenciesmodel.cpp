// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciesmodel.h"

#include <algorithm>

namespace looptide::models {

namespace {

using core::PackageDependency;

QString kindText(PackageDependency::Kind kind)
{
    switch (kind) {
    case PackageDependency::Kind::Production:
        return DependenciesModel::tr("prod");
    case PackageDependency::Kind::Development:
        return DependenciesModel::tr("dev");
    case PackageDependency::Kind::Optional:
        return DependenciesModel::tr("optional");
    case PackageDependency::Kind::Peer:
        return DependenciesModel::tr("peer");
    }
    return {};
}

QString installedText(const PackageDependency &dependency)
{
    if (!dependency.installed.isEmpty())
        return dependency.installed;
    return dependency.isMissing() ? DependenciesModel::tr("missing") : QStringLiteral("–");
}

QString cellText(const PackageDependency &dependency, int column)
{
    switch (column) {
    case DependenciesModel::NameColumn:
        return dependency.name;
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

QString toolTip(const PackageDependency &dependency)
{
    if (dependency.isMissing())
        return DependenciesModel::tr(
                   "%1 is not in node_modules. Install the packages to be able to "
                   "use it.")
            .arg(dependency.name);
    return DependenciesModel::tr("%1: %2 wanted, %3 installed (%4)")
        .arg(dependency.name, dependency.wanted, installedText(dependency),
             kindText(dependency.kind));
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
    case Qt::ToolTipRole:
        return toolTip(dependency);
    case MissingRole:
        return dependency.isMissing();
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

void ScriptsModel::setScripts(const QList<core::PackageScript> &scripts)
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
    const core::PackageScript &script = m_scripts.at(index.row());
    if (role == Qt::DisplayRole && index.column() != RunColumn)
        return index.column() == NameColumn ? script.name : script.command;
    if (role == Qt::ToolTipRole)
        return tr("Run \"%1\": %2").arg(script.name, script.command);
    if (role == Qt::AccessibleTextRole && index.column() == RunColumn)
        return tr("Run %1").arg(script.name);
    return {};
}

} // namespace looptide::models
