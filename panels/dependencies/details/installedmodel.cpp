// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/installedmodel.h"

#include "panels/common/displaytext.h"

namespace looptide::models {

using project::LockedPackage;

namespace {

// The packages around it: "a > b" for node_modules/a/node_modules/b/node_modules/c.
QString placeOf(const QString &path)
{
    QStringList names = path.split(QStringLiteral("node_modules/"), Qt::SkipEmptyParts);
    if (names.isEmpty())
        return {};
    names.removeLast();
    for (QString &name : names)
        name.chop(1); // the slash
    return names.join(QStringLiteral(" > "));
}

QString cellText(const LockedPackage &package, int column)
{
    switch (column) {
    case InstalledModel::NameColumn:
        return visibleText(package.name);
    case InstalledModel::VersionColumn:
        return visibleText(package.version);
    case InstalledModel::PathColumn:
        return visibleText(placeOf(package.path));
    case InstalledModel::LicenseColumn:
        return visibleText(package.license);
    default:
        return {};
    }
}

} // namespace

void InstalledModel::setTree(const project::InstalledTree &tree)
{
    if (tree == m_tree)
        return;
    beginResetModel();
    m_tree = tree;
    endResetModel();
}

void InstalledModel::setUnfitEngines(const QSet<QString> &unfit)
{
    m_unfit = unfit;
    if (!m_tree.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int InstalledModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tree.size());
}

int InstalledModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant InstalledModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LockedPackage &package = m_tree.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(package, index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>").arg(cellText(package, index.column()).toHtmlEscaped());
    case AttentionRole:
        return !package.deprecation.isEmpty()
            || (!package.nodeRange.isEmpty() && m_unfit.contains(package.nodeRange));
    default:
        return {};
    }
}

QVariant InstalledModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Package");
    case VersionColumn:
        return tr("Installed");
    case PathColumn:
        return tr("Inside of");
    case LicenseColumn:
        return tr("Licence");
    default:
        return {};
    }
}

} // namespace looptide::models
