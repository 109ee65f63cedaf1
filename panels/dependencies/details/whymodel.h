// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/packagedependency.h"
#include "runtime/project/packages/installedtree.h"

#include <QAbstractItemModel>

#include <memory>

namespace looptide::models {

// Why a package is there: the packages that need it, and below each those that need that one, up to
// the project. Rows are made when they are first shown.
class WhyModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { DependentColumn, RangeColumn, columns };

    explicit WhyModel(QObject *parent = nullptr);
    ~WhyModel() override;

    // position: of the package in the tree; -1 empties the model.
    void setPackage(const project::InstalledTree &tree,
                    const QList<project::PackageDependency> &direct, qsizetype position);

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
    std::vector<std::unique_ptr<Node>> dependentsOf(Node *node) const;
    bool isRepeated(const Node &node) const;

    project::InstalledTree m_tree;
    QList<project::PackageDependency> m_direct;
    std::unique_ptr<Node> m_root; // the package itself
};

} // namespace looptide::models
