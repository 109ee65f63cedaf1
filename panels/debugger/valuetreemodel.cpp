// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/valuetreemodel.h"

#include "panels/common/displaytext.h"
#include "runtime/inspector/valuetext.h"

#include <algorithm>

namespace looptide::models {

using inspector::Property;
using inspector::RemoteValue;

namespace {

constexpr int getterTimeoutMs = 1000;
constexpr qsizetype mostChildren = 2000; // of an object; a Map has its entries in one list

} // namespace

struct ValueTreeModel::Node
{
    quint64 id = 0;
    Node *parent = nullptr;
    QString name {};
    RemoteValue value {};
    Kind kind = Kind::Value;
    inspector::Scope scope {};
    QString text {}; // of a message
    QString expression {}; // empty: cannot be written
    qint64 first = 0; // of a page
    qint64 count = 0;
    bool isInternal = false;
    bool isEnumerable = true;
    bool isWritable = false;
    bool isFetched = false;
    std::vector<std::unique_ptr<Node>> children {};

    int row() const
    {
        const auto &siblings = parent->children;
        const auto it = std::ranges::find(siblings, this, &std::unique_ptr<Node>::get);
        return int(it - siblings.begin());
    }
    bool hasChildren() const { return kind == Kind::Page || value.isObject(); }
};

ValueTreeModel::ValueTreeModel(inspector::DebugSession *session, QObject *parent)
    : QAbstractItemModel(parent), m_session(session), m_root(std::make_unique<Node>())
{
}

ValueTreeModel::~ValueTreeModel() = default;

void ValueTreeModel::setRoots(const QList<Root> &roots)
{
    beginResetModel();
    m_nodes.clear();
    m_root->children.clear();
    for (const Root &root : roots) {
        auto node = std::make_unique<Node>();
        node->id = ++m_lastId;
        node->parent = m_root.get();
        node->name = root.name;
        node->value = root.value;
        node->kind = root.kind;
        node->scope = root.scope;
        node->text = root.text;
        node->expression = root.expression;
        m_nodes.insert(node->id, node.get());
        m_root->children.push_back(std::move(node));
    }
    endResetModel();
}

void ValueTreeModel::setRoot(int row, const Root &root)
{
    Node *node = m_root->children.at(std::size_t(row)).get();
    const QModelIndex index = indexOf(node);
    if (!node->children.empty()) {
        beginRemoveRows(index, 0, int(node->children.size()) - 1);
        for (const auto &child : node->children)
            forget(child.get());
        node->children.clear();
        endRemoveRows();
    }
    node->isFetched = false;
    node->value = root.value;
    node->kind = root.kind;
    node->text = root.text;
    Q_EMIT dataChanged(index, indexOf(node, ValueColumn));
}

void ValueTreeModel::forget(const Node *node)
{
    m_nodes.remove(node->id);
    for (const auto &child : node->children)
        forget(child.get());
}

ValueTreeModel::Node *ValueTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ValueTreeModel::indexOf(const Node *node, int column) const
{
    return node == m_root.get() ? QModelIndex()
                                : createIndex(node->row(), column, const_cast<Node *>(node));
}

QModelIndex ValueTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, node->children[std::size_t(row)].get());
}

QModelIndex ValueTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int ValueTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int ValueTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ValueTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (parent.column() > 0)
        return false;
    return node->isFetched || !parent.isValid() ? !node->children.empty() : node->hasChildren();
}

bool ValueTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.isValid() && !node->isFetched && node->hasChildren();
}

void ValueTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    if (!canFetchMore(parent) || !m_session->shown())
        return;
    node->isFetched = true;
    if (node->kind == Kind::Page)
        readPage(node);
    else
        readProperties(node);
}

void ValueTreeModel::readProperties(Node *node)
{
    const bool hasPages = node->value.elementCount() > pageSize;
    m_session->shown()->listProperties(
        node->value, hasPages, this,
        [this, id = node->id](const QList<Property> &properties, const QString &error) {
            takeProperties(id, properties, error);
        });
}

void ValueTreeModel::readPage(Node *node)
{
    m_session->shown()->listElements(
        node->value, node->first, node->count, this,
        [this, id = node->id](const QList<Property> &properties, const QString &error) {
            takeProperties(id, properties, error);
        });
}

std::unique_ptr<ValueTreeModel::Node> ValueTreeModel::makeNode(Node *parent,
                                                               const Property &property)
{
    auto node = std::make_unique<Node>();
    node->parent = parent;
    node->name = property.name;
    node->value = property.value;
    node->kind = property.value.isValid() ? Kind::Value : Kind::Getter;
    node->isInternal = property.isInternal;
    node->isEnumerable = property.isEnumerable;
    const bool isVariable = parent->kind == Kind::Scope;
    node->isWritable = !property.isInternal && !property.isPrivate && node->kind == Kind::Value
        && (isVariable ? parent->scope.isWritable() : property.isWritable && !parent->isInternal);
    if (isVariable)
        node->expression = property.name;
    else if (!property.isInternal && !parent->expression.isEmpty())
        node->expression = parent->expression + inspector::accessText(property.name);
    return node;
}

// Own properties come first, in their order; then what is not enumerable, and what V8 knows beside.
void ValueTreeModel::takeProperties(quint64 id, const QList<Property> &properties,
                                    const QString &error)
{
    Node *node = m_nodes.value(id);
    if (!node)
        return;
    std::vector<std::unique_ptr<Node>> children;
    for (const Property &property : properties.first(qMin(properties.size(), mostChildren)))
        children.push_back(makeNode(node, property));
    std::ranges::stable_sort(children, {}, [](const std::unique_ptr<Node> &child) {
        return child->isInternal ? 2 : !child->isEnumerable ? 1 : 0;
    });
    if (const qsizetype more = properties.size() - mostChildren; more > 0 || !error.isEmpty()) {
        auto note = std::make_unique<Node>();
        note->kind = Kind::Message;
        note->parent = node;
        note->text = error.isEmpty() ? tr("%n more are not shown", nullptr, int(more)) : error;
        children.push_back(std::move(note));
    }
    adopt(node, std::move(children));
    if (node->kind != Kind::Page && node->value.elementCount() > pageSize)
        addPages(node);
}

// The pages of an array; those of a very large one are below larger pages.
void ValueTreeModel::addPages(Node *node)
{
    const qint64 total = node->value.elementCount();
    qint64 size = pageSize;
    while (total / size > 10 * pageSize)
        size *= pageSize;
    std::vector<std::unique_ptr<Node>> pages;
    for (qint64 first = 0; first < total; first += size) {
        auto page = std::make_unique<Node>();
        page->parent = node;
        page->kind = Kind::Page;
        page->value = node->value;
        page->expression = node->expression;
        page->first = first;
        page->count = qMin(size, total - first);
        page->name = QStringLiteral("[%1 … %2]").arg(first).arg(first + page->count - 1);
        pages.push_back(std::move(page));
    }
    adopt(node, std::move(pages));
}

void ValueTreeModel::adopt(Node *parent, std::vector<std::unique_ptr<Node>> children)
{
    const QModelIndex index = indexOf(parent);
    if (children.empty()) {
        Q_EMIT dataChanged(index, index);
        return;
    }
    const int first = int(parent->children.size());
    beginInsertRows(index, first, first + int(children.size()) - 1);
    for (auto &child : children) {
        child->id = ++m_lastId;
        m_nodes.insert(child->id, child.get());
        parent->children.push_back(std::move(child));
    }
    endInsertRows();
}

QVariant ValueTreeModel::data(const QModelIndex &index, int role) const
{
    const Node *node = nodeOf(index);
    if (role == KindRole)
        return int(node->kind);
    if (role == PathRole) {
        QStringList names;
        for (; node != m_root.get(); node = node->parent)
            names.prepend(node->name);
        return names.join(QChar(0x1f));
    }
    if (role == Qt::EditRole && index.column() == ValueColumn)
        return inspector::valueText(node->value);
    if (role == Qt::ToolTipRole) {
        const QString text = index.column() == NameColumn ? node->name : valueTextOf(index);
        return shortenedText(visibleText(text)).toHtmlEscaped();
    }
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == NameColumn ? visibleText(node->name) : visibleText(valueTextOf(index));
}

QString ValueTreeModel::valueTextOf(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    switch (node->kind) {
    case Kind::Value:
        return inspector::valueText(node->value);
    case Kind::Getter:
        return node->expression.isEmpty() ? tr("(getter)") : tr("(getter; Enter runs it)");
    case Kind::Message:
        return node->text;
    case Kind::Scope:
    case Kind::Page:
        break;
    }
    return {};
}

QString ValueTreeModel::expressionOf(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node->kind == Kind::Value || node->kind == Kind::Getter ? node->expression : QString();
}

QVariant ValueTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

Qt::ItemFlags ValueTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == ValueColumn && nodeOf(index)->isWritable)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ValueTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    Node *node = nodeOf(index);
    const QString text = value.toString().trimmed();
    if (role != Qt::EditRole || !node->isWritable || !m_session->isPaused() || text.isEmpty()
        || text == inspector::valueText(node->value))
        return false;
    const auto done = [this](const QString &error) {
        if (error.isEmpty())
            Q_EMIT m_session->valuesChanged();
        else
            Q_EMIT refused(tr("The value was not changed: %1").arg(error));
    };
    const Node *owner = node->parent;
    const int frame = m_session->shownFrame();
    if (owner->kind == Kind::Scope)
        m_session->shown()->setVariable(frame, owner->scope, node->name, text, this, done);
    else
        m_session->shown()->setProperty(frame, owner->value, node->name, text, this, done);
    return false; // the value is read again
}

void ValueTreeModel::runGetter(const QModelIndex &index)
{
    const Node *node = nodeOf(index);
    if (node->kind != Kind::Getter || node->expression.isEmpty() || !m_session->shown())
        return;
    inspector::DebugTarget::EvaluationOptions options;
    options.frame = m_session->shownFrame();
    options.timeoutMs = getterTimeoutMs;
    m_session->shown()->evaluate(node->expression, options, this,
                                 [this, id = node->id](const inspector::Evaluation &result) {
                                     Node *node = m_nodes.value(id);
                                     if (!node)
                                         return;
                                     if (!result.isGood()) {
                                         Q_EMIT refused(
                                             tr("The getter failed: %1").arg(result.error));
                                         return;
                                     }
                                     node->kind = Kind::Value;
                                     node->value = result.value;
                                     Q_EMIT dataChanged(indexOf(node), indexOf(node, ValueColumn));
                                 });
}

} // namespace looptide::models
