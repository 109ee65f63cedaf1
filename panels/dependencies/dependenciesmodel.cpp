// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/dependenciesmodel.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/dependencytexts.h"

#include <QLocale>

#include <algorithm>
#include <utility>
#include <vector>

namespace looptide::models {

using project::LockedPackage;
using project::PackageDependency;

// A row. Rows of the first level are dependencies of package.json, those below edges of a package.
struct DependenciesModel::Node
{
    Node *parent = nullptr; // null: the root
    int row = 0;
    LockedPackage::Edge edge;
    qsizetype package = -1; // its position in the tree; -1: it is not there
    bool isFetched = false;
    std::vector<std::unique_ptr<Node>> children {};

    bool isDirect() const { return parent && !parent->parent; }
};

DependenciesModel::DependenciesModel(QObject *parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
}

DependenciesModel::~DependenciesModel() = default;

void DependenciesModel::setDependencies(const QList<PackageDependency> &dependencies)
{
    if (dependencies == m_dependencies)
        return;
    beginResetModel();
    m_dependencies = dependencies;
    makeRows();
    endResetModel();
}

void DependenciesModel::setTree(const project::InstalledTree &tree)
{
    if (tree == m_tree)
        return;
    beginResetModel();
    m_tree = tree;
    makeRows();
    endResetModel();
}

void DependenciesModel::setOutdated(const QHash<QString, project::OutdatedPackage> &outdated)
{
    m_outdated = outdated;
    columnChanged(LatestColumn);
}

void DependenciesModel::forgetOutdated()
{
    m_outdated.reset();
    columnChanged(LatestColumn);
}

void DependenciesModel::setUnfitEngines(const QString &node, const QSet<QString> &unfit)
{
    m_node = node;
    if (std::exchange(m_unfit, unfit) != unfit)
        columnChanged(InstalledColumn);
}

bool DependenciesModel::isUnfit(const LockedPackage &package) const
{
    return !package.nodeRange.isEmpty() && m_unfit.contains(package.nodeRange);
}

void DependenciesModel::setSizes(const QHash<QString, qint64> &bytes)
{
    m_sizes = bytes;
    columnChanged(SizeColumn);
}

void DependenciesModel::columnChanged(Column column)
{
    if (!m_root->children.empty())
        Q_EMIT dataChanged(index(0, column), index(int(m_root->children.size()) - 1, column));
}

void DependenciesModel::makeRows()
{
    m_root->children.clear();
    for (const PackageDependency &dependency : std::as_const(m_dependencies)) {
        auto node = std::make_unique<Node>();
        node->parent = m_root.get();
        node->row = int(m_root->children.size());
        node->edge = { dependency.name, dependency.wanted, !dependency.isMissing() };
        node->package = m_tree.resolve({}, dependency.name);
        m_root->children.push_back(std::move(node));
    }
}

const PackageDependency *DependenciesModel::dependencyAt(const QModelIndex &index) const
{
    return index.isValid() && nodeOf(index)->isDirect() ? &m_dependencies.at(index.row()) : nullptr;
}

QString DependenciesModel::pathAt(const QModelIndex &index) const
{
    const LockedPackage *package = index.isValid() ? packageOf(*nodeOf(index)) : nullptr;
    return package ? package->path : QString();
}

int DependenciesModel::missingCount() const
{
    return int(std::ranges::count_if(m_dependencies, &PackageDependency::isMissing));
}

int DependenciesModel::damagedCount() const
{
    return int(std::ranges::count_if(m_dependencies, [](const PackageDependency &dependency) {
        return dependency.isMissing() && dependency.state != PackageDependency::State::Missing;
    }));
}

DependenciesModel::Node *DependenciesModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

const LockedPackage *DependenciesModel::packageOf(const Node &node) const
{
    return node.package < 0 ? nullptr : &m_tree.at(node.package);
}

// Packages may need each other in a circle: the second time, the row has no rows below.
bool DependenciesModel::isRepeated(const Node &node) const
{
    for (const Node *above = node.parent; above; above = above->parent) {
        if (above->package == node.package)
            return true;
    }
    return false;
}

QModelIndex DependenciesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[std::size_t(row)].get());
}

QModelIndex DependenciesModel::parent(const QModelIndex &index) const
{
    Node *above = index.isValid() ? nodeOf(index)->parent : nullptr;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

bool DependenciesModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_root->children.empty();
    const Node &node = *nodeOf(parent);
    const LockedPackage *package = packageOf(node);
    return parent.column() == 0 && package && !package->dependencies.isEmpty() && !isRepeated(node);
}

bool DependenciesModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && !nodeOf(parent)->isFetched && hasChildren(parent);
}

void DependenciesModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = nodeOf(parent);
    const LockedPackage &package = *packageOf(*node);
    beginInsertRows(parent, 0, int(package.dependencies.size()) - 1);
    node->isFetched = true;
    for (const LockedPackage::Edge &edge : package.dependencies) {
        auto child = std::make_unique<Node>();
        child->parent = node;
        child->row = int(node->children.size());
        child->edge = edge;
        child->package = m_tree.resolve(package.path, edge.name);
        node->children.push_back(std::move(child));
    }
    endInsertRows();
}

int DependenciesModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int DependenciesModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return columns;
}

QString DependenciesModel::textOf(const Node &node, int column) const
{
    const LockedPackage *package = packageOf(node);
    const PackageDependency *direct = node.isDirect() ? &m_dependencies.at(node.row) : nullptr;
    switch (column) {
    case NameColumn:
        return direct ? dependencyName(*direct) : visibleText(node.edge.name);
    case WantedColumn:
        return direct ? direct->wanted : visibleText(node.edge.range);
    case InstalledColumn:
        if (direct)
            return installedText(*direct);
        return package             ? visibleText(package->version)
            : node.edge.isOptional ? QStringLiteral("–")
                                   : tr("missing");
    case KindColumn:
        return direct ? kindText(direct->kind) : QString();
    case LatestColumn:
        return direct ? latestText(node) : QString();
    case LicenseColumn:
        return package ? visibleText(package->license) : QString();
    case SizeColumn:
        return package && m_sizes.contains(package->path)
            ? QLocale().formattedDataSize(m_sizes.value(package->path), 1)
            : QString();
    default:
        return {};
    }
}

// Only what npm has said: nothing before it was asked.
QString DependenciesModel::latestText(const Node &node) const
{
    if (!m_outdated)
        return {};
    const PackageDependency &dependency = m_dependencies.at(node.row);
    const auto found = m_outdated->constFind(dependency.name);
    return visibleText(found == m_outdated->constEnd() ? dependency.installed : found->latest);
}

QString DependenciesModel::tipOf(const Node &node) const
{
    QStringList lines;
    if (node.isDirect())
        lines += explanationOf(m_dependencies.at(node.row));
    if (const LockedPackage *package = packageOf(node))
        lines += factsOf(*package);
    if (node.package >= 0 && isRepeated(node))
        lines += tr("It is further up in this branch already.");
    return lines.join(u'\n');
}

QStringList DependenciesModel::factsOf(const LockedPackage &package) const
{
    QStringList lines;
    if (!package.deprecation.isEmpty())
        lines += tr("Deprecated: %1").arg(visibleText(package.deprecation));
    if (package.hasInstallScript)
        lines += tr("It has an install script.");
    if (isUnfit(package))
        lines += tr("Made for Node.js %1, and the bundled one is %2.")
                     .arg(visibleText(package.nodeRange), m_node);
    else if (!package.nodeRange.isEmpty())
        lines += tr("Made for Node.js %1.").arg(visibleText(package.nodeRange));
    const QList<qsizetype> places = m_tree.placesOf(package.name);
    if (places.size() > 1) {
        QStringList versions;
        for (const qsizetype place : places)
            versions += m_tree.at(place).version;
        versions.sort();
        versions.removeDuplicates();
        lines += tr("It is there %n time(s), with the versions %1.", nullptr, int(places.size()))
                     .arg(visibleText(versions.join(QStringLiteral(", "))));
    }
    return lines;
}

bool DependenciesModel::needsAttention(const Node &node) const
{
    if (node.isDirect() && models::needsAttention(m_dependencies.at(node.row)))
        return true;
    const LockedPackage *package = packageOf(node);
    if (package)
        return !package->deprecation.isEmpty() || isUnfit(*package);
    return !node.isDirect() && !node.edge.isOptional;
}

QVariant DependenciesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(node, index.column());
    case SortRole:
        if (index.column() == SizeColumn)
            return m_sizes.value(pathAt(index), -1);
        return textOf(node, index.column());
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>")
            .arg(tipOf(node).toHtmlEscaped().replace(u'\n', QLatin1StringView("<br>")));
    case Qt::AccessibleDescriptionRole:
        return tipOf(node);
    case Qt::TextAlignmentRole:
        return index.column() == SizeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                            : QVariant();
    case AttentionRole:
        return needsAttention(node);
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
    case LatestColumn:
        return tr("Latest");
    case LicenseColumn:
        return tr("Licence");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

void ScriptsModel::setScripts(const QList<project::PackageScript> &scripts)
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
    const project::PackageScript &script = m_scripts.at(index.row());
    if (role == Qt::DisplayRole && index.column() != RunColumn)
        return index.column() == NameColumn ? script.name : script.command;
    if (role == Qt::ToolTipRole)
        return tr("Run \"%1\": %2").arg(script.name, script.command);
    if (role == Qt::AccessibleTextRole && index.column() == RunColumn)
        return tr("Run %1").arg(script.name);
    return {};
}

} // namespace looptide::models
