// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagejson.h"

#include <QAbstractTableModel>

namespace looptide::models {

// The packages of a package.json in the order of the file.
class DependenciesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, WantedColumn, InstalledColumn, KindColumn, columns };
    enum Role { AttentionRole = Qt::UserRole }; // something is to be done

    using QAbstractTableModel::QAbstractTableModel;

    // Does nothing when nothing changed, so that a selection survives.
    void setDependencies(const QList<project::PackageDependency> &dependencies);
    const project::PackageDependency &at(int row) const { return m_dependencies.at(row); }
    int missingCount() const; // damaged ones included
    int damagedCount() const; // there, but of no use

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<project::PackageDependency> m_dependencies;
};

// The scripts of a package.json in the order of the file.
class ScriptsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        RunColumn,
        NameColumn,
        CommandColumn,
        columns
    }; // the view puts a button in the first

    using QAbstractTableModel::QAbstractTableModel;

    void setScripts(const QList<project::PackageScript> &scripts);
    const project::PackageScript &at(int row) const { return m_scripts.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<project::PackageScript> m_scripts;
};

} // namespace looptide::models
