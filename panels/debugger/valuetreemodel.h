// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/inspector/debugsession.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace looptide::models {

// Values of a paused program as a tree, which is read as far as it is opened. A getter is run only
// when it is asked for. Large arrays are read in pages. Subclasses say what the roots are.
// Thread: GUI.
class ValueTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, // Kind
        PathRole, // of names, to find a row again after a step
    };
    enum class Kind : quint8 { Value, Scope, Getter, Page, Message };
    static constexpr qint64 pageSize = 100;

    explicit ValueTreeModel(inspector::DebugSession *session, QObject *parent = nullptr);
    ~ValueTreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    // Runs the getter of this row.
    void runGetter(const QModelIndex &index);
    // What a user would write to get the value; empty when there is nothing to write.
    QString expressionOf(const QModelIndex &index) const;
    QString valueTextOf(const QModelIndex &index) const;

Q_SIGNALS:
    // The program refused a new value, or a getter failed.
    void refused(const QString &why);

protected:
    struct Root
    {
        QString name;
        inspector::RemoteValue value {};
        Kind kind = Kind::Value;
        inspector::Scope scope {}; // of a scope
        QString text {}; // of a message
        QString expression {}; // of the value
    };

    inspector::DebugSession *session() const { return m_session; }
    void setRoots(const QList<Root> &roots);
    void setRoot(int row, const Root &root);

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node, int column = 0) const;
    std::unique_ptr<Node> makeNode(Node *parent, const inspector::Property &property);
    void adopt(Node *parent, std::vector<std::unique_ptr<Node>> children);
    void readProperties(Node *node);
    void readPage(Node *node);
    void addPages(Node *node);
    void takeProperties(quint64 id, const QList<inspector::Property> &properties,
                        const QString &error);
    void forget(const Node *node);

    inspector::DebugSession *m_session;
    std::unique_ptr<Node> m_root;
    QHash<quint64, Node *> m_nodes; // replies name them, because a node may be gone by then
    quint64 m_lastId = 0;
};

} // namespace looptide::models
