// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagejson.h"
#include "runtime/project/packages/installedtree.h"
#include "runtime/project/packages/npmreports.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <memory>
#include <optional>

namespace looptide::models {

// The packages of a package.json in the order of the file, and below each what it needs, from the
// lock file. Rows below the first level are made when they are first shown, so that the number of
// packages does not matter.
class DependenciesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        WantedColumn,
        InstalledColumn,
        KindColumn,
        LatestColumn,
        LicenseColumn,
        SizeColumn,
        columns
    };
    enum Role { AttentionRole = Qt::UserRole, SortRole }; // AttentionRole: something is to be done

    explicit DependenciesModel(QObject *parent = nullptr);
    ~DependenciesModel() override;

    // These do nothing when nothing changed, so that a selection survives.
    void setDependencies(const QList<project::PackageDependency> &dependencies);
    void setTree(const project::InstalledTree &tree);
    void setOutdated(const QHash<QString, project::OutdatedPackage> &outdated);
    void setSizes(const QHash<QString, qint64> &bytes); // by path, "node_modules/express"
    void forgetOutdated();
    // node: the version of the bundled Node.js; unfit: ranges of engines.node that it is not in.
    void setUnfitEngines(const QString &node, const QSet<QString> &unfit);

    // The dependency of package.json; null for rows below.
    const project::PackageDependency *dependencyAt(const QModelIndex &index) const;
    // Where the package is, "node_modules/express"; empty when it is not known.
    QString pathAt(const QModelIndex &index) const;
    int missingCount() const; // damaged ones included
    int damagedCount() const; // there, but of no use
    const project::InstalledTree &tree() const { return m_tree; }
    const QList<project::PackageDependency> &dependencies() const { return m_dependencies; }
    const QHash<QString, qint64> &sizes() const { return m_sizes; }
    bool isUnfit(const project::LockedPackage &package) const;
    QString node() const { return m_node; } // empty: not known yet

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    const project::LockedPackage *packageOf(const Node &node) const;
    bool isRepeated(const Node &node) const;
    void makeRows();
    QString textOf(const Node &node, int column) const;
    QString latestText(const Node &node) const;
    QString tipOf(const Node &node) const;
    QStringList factsOf(const project::LockedPackage &package) const;
    bool needsAttention(const Node &node) const;
    void columnChanged(Column column);

    QList<project::PackageDependency> m_dependencies;
    project::InstalledTree m_tree;
    std::optional<QHash<QString, project::OutdatedPackage>> m_outdated; // nothing: not asked for
    QHash<QString, qint64> m_sizes;
    QString m_node;
    QSet<QString> m_unfit;
    std::unique_ptr<Node> m_root;
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
