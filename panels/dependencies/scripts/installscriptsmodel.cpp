// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/scripts/installscriptsmodel.h"

#include "panels/common/displaytext.h"

namespace looptide::models {

using project::InstallScripts;

void InstallScriptsModel::setPackages(const QList<InstallScripts> &packages)
{
    beginResetModel();
    m_packages = packages;
    m_allowed.clear();
    for (const InstallScripts &package : packages)
        m_allowed += package.allowed.value_or(false);
    endResetModel();
    Q_EMIT choiceChanged();
}

QStringList InstallScriptsModel::newlyAllowed() const
{
    QStringList names;
    for (qsizetype i = 0; i < m_packages.size(); ++i) {
        if (m_allowed.at(i) && !m_packages.at(i).allowed.value_or(false))
            names += m_packages.at(i).specification();
    }
    return names;
}

QStringList InstallScriptsModel::newlyDenied() const
{
    QStringList names;
    for (qsizetype i = 0; i < m_packages.size(); ++i) {
        if (!m_allowed.at(i) && m_packages.at(i).allowed.value_or(false))
            names += m_packages.at(i).specification();
    }
    return names;
}

QStringList InstallScriptsModel::allowed() const
{
    QStringList names;
    for (qsizetype i = 0; i < m_packages.size(); ++i) {
        if (m_allowed.at(i))
            names += m_packages.at(i).specification();
    }
    return names;
}

int InstallScriptsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_packages.size());
}

int InstallScriptsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

Qt::ItemFlags InstallScriptsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    flags.setFlag(Qt::ItemIsUserCheckable, index.isValid() && index.column() == NameColumn);
    return flags;
}

QString InstallScriptsModel::textOf(int row, int column) const
{
    const InstallScripts &package = m_packages.at(row);
    switch (column) {
    case NameColumn:
        return visibleText(package.name + u' ' + package.version);
    case ScriptsColumn:
        return visibleText(package.commands.join(QStringLiteral("; ")));
    case StateColumn:
        if (!package.allowed)
            return tr("not decided");
        return *package.allowed ? tr("allowed") : tr("denied");
    default:
        return {};
    }
}

QVariant InstallScriptsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index.row(), index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>").arg(textOf(index.row(), index.column()).toHtmlEscaped());
    case Qt::CheckStateRole:
        if (index.column() == NameColumn)
            return m_allowed.at(index.row()) ? Qt::Checked : Qt::Unchecked;
        return {};
    default:
        return {};
    }
}

bool InstallScriptsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != NameColumn)
        return false;
    m_allowed[index.row()] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index);
    Q_EMIT choiceChanged();
    return true;
}

QVariant InstallScriptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Allowed");
    case ScriptsColumn:
        return tr("Commands");
    case StateColumn:
        return tr("In package.json");
    default:
        return {};
    }
}

} // namespace looptide::models
