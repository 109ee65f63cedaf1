// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/installedtree.h"

#include <QAbstractTableModel>
#include <QSet>

namespace looptide::models {

// All installed packages, one row for each place in node_modules.
class InstalledModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, VersionColumn, PathColumn, LicenseColumn, columns };
    enum Role { AttentionRole = Qt::UserRole }; // deprecated, or not for the bundled Node.js

    using QAbstractTableModel::QAbstractTableModel;

    void setTree(const project::InstalledTree &tree);
    void setUnfitEngines(const QSet<QString> &unfit);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    project::InstalledTree m_tree;
    QSet<QString> m_unfit;
};

} // namespace looptide::models
