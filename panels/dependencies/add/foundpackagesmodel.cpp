// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/add/foundpackagesmodel.h"

#include "panels/common/displaytext.h"

#include <QLocale>

namespace looptide::models {

namespace {

QString cellText(const project::FoundPackage &package, int column)
{
    switch (column) {
    case FoundPackagesModel::NameColumn:
        return visibleText(package.name);
    case FoundPackagesModel::VersionColumn:
        return visibleText(package.version);
    case FoundPackagesModel::DateColumn:
        return package.date.isValid()
            ? QLocale().toString(package.date.toLocalTime().date(), QLocale::ShortFormat)
            : QString();
    case FoundPackagesModel::DescriptionColumn:
        return visibleText(package.description);
    default:
        return {};
    }
}

} // namespace

void FoundPackagesModel::setPackages(const QList<project::FoundPackage> &packages)
{
    beginResetModel();
    m_packages = packages;
    endResetModel();
}

int FoundPackagesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_packages.size());
}

int FoundPackagesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FoundPackagesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const project::FoundPackage &package = m_packages.at(index.row());
    if (role == Qt::DisplayRole)
        return cellText(package, index.column());
    if (role == Qt::ToolTipRole) // as rich text, which wraps
        return QStringLiteral("<p>%1</p>").arg(cellText(package, index.column()).toHtmlEscaped());
    return {};
}

QVariant FoundPackagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Package");
    case VersionColumn:
        return tr("Version");
    case DateColumn:
        return tr("Published");
    case DescriptionColumn:
        return tr("Description");
    default:
        return {};
    }
}

} // namespace looptide::models
