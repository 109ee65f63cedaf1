// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packages/registryanswers.h"

#include <QAbstractTableModel>

namespace looptide::models {

// Packages that a search has found, in the order of the answer.
class FoundPackagesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, VersionColumn, DateColumn, DescriptionColumn, columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setPackages(const QList<project::FoundPackage> &packages);
    const project::FoundPackage &at(int row) const { return m_packages.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<project::FoundPackage> m_packages;
};

} // namespace looptide::models
