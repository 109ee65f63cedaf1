// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/whymodel.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/dependencytexts.h"

#include <vector>

namespace looptide::models {

using project::LockedPackage;
using project::PackageDependency;

struct WhyModel::Node
{
    Node *parent = nullptr; // null: the package whose reason is shown
    int row = 0;
    qsizetype package = -1; // -1: the project
    QString range; // in which it needs the one above
    PackageDependency::Kind kind = PackageDependency::Kind::Production; // of the project's need
    bool isFetched = false;
    std::vector<std::unique_ptr<Node>> children {};
};

WhyModel::WhyModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
}

WhyModel::~WhyModel() = default;

void WhyModel::setPackage(const project::InstalledTree &tree,
                          const QList<PackageDependency> &direct, qsizetype position)
{
    beginResetModel();
    m_tree = tree;
    m_direct = direct;
    m_root = std::make_unique<Node>();
    m_root->package = position;
    if (position >= 0)
        m_root->children = dependentsOf(m_root.get());
    m_root->isFetched = true;
    endResetModel();
}

std::vector<std::unique_ptr<WhyModel::Node>> WhyModel::dependentsOf(Node *node) const
{
    std::vector<std::unique_ptr<Node>> rows;
    const auto add = [&](qsizetype package, const QString &range, PackageDependency::Kind kind) {
        auto row = std::make_unique<Node>();
        row->parent = node;
        row->row = int(rows.size());
        row->package = package;
        row->range = range;
        row->kind = kind;
        rows.push_back(std::move(row));
    };
    for (const PackageDependency &dependency : m_direct) {
        if (m_tree.resolve({}, dependency.name) == node->package)
            add(-1, dependency.wanted, dependency.kind);
    }
    for (const qsizetype dependent : m_tree.dependentsOf(node->package)) {
        const LockedPackage &package = m_tree.at(dependent);
        for (const LockedPackage::Edge &edge : package.dependencies) {
            if (m_tree.resolve(package.path, edge.name) == node->package)
                add(dependent, edge.range, PackageDependency::Kind::Production);
        }
    }
    return rows;
}

WhyModel::Node *WhyModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

// Packages may need each other in a circle.
bool WhyModel::isRepeated(const Node &node) const
{
    for (const Node *above = node.parent; above; above = above->parent) {
        if (above->package == node.package)
            return true;
    }
    return false;
}

QModelIndex WhyModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[std::size_t(row)].get());
}

QModelIndex WhyModel::parent(const QModelIndex &index) const
{
    Node *above = index.isValid() ? nodeOf(index)->parent : nullptr;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

bool WhyModel::hasChildren(const QModelIndex &parent) const
{
    const Node &node = *nodeOf(parent);
    if (node.isFetched)
        return !node.children.empty();
    return parent.column() == 0 && node.package >= 0 && !isRepeated(node);
}

bool WhyModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && !nodeOf(parent)->isFetched && hasChildren(parent);
}

void WhyModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeOf(parent);
    auto rows = dependentsOf(node);
    if (rows.empty()) {
        node->isFetched = true;
        return;
    }
    beginInsertRows(parent, 0, int(rows.size()) - 1);
    node->isFetched = true;
    node->children = std::move(rows);
    endInsertRows();
}

int WhyModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int WhyModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return columns;
}

QVariant WhyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Node &node = *nodeOf(index);
    QString text = visibleText(node.range);
    if (index.column() == DependentColumn)
        text = node.package < 0
            ? tr("this project (%1)").arg(kindText(node.kind))
            : visibleText(m_tree.at(node.package).name + u' ' + m_tree.at(node.package).version);
    return role == Qt::DisplayRole ? text : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

QVariant WhyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == DependentColumn ? tr("Needed by") : tr("In the range");
}

} // namespace looptide::models
