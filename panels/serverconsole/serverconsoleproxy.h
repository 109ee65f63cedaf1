// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/list/requestquery.h"

#include <QAbstractProxyModel>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <deque>

namespace looptide::models {

class ServerConsoleModel;

// The requests that fit a filter, in the order of their arrival or sorted by a column. Made for a
// million rows: it keeps one number for each listed row, appends in batches, and looks at each row
// once. Sorted rows are put into their places at most four times a second.
class ServerConsoleProxy : public QAbstractProxyModel
{
    Q_OBJECT
public:
    struct Filter
    {
        QStringList words; // of RequestQuery
        QString method; // empty: all
        QSet<int> statusClasses; // 2..5; empty: all
        bool errorsOnly = false;

        bool operator==(const Filter &) const = default;
    };

    explicit ServerConsoleProxy(ServerConsoleModel *model, QObject *parent = nullptr);

    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }
    bool isFiltering() const;
    // Parts of the filter that cannot be understood.
    const QStringList &mistakes() const { return m_query.mistakes(); }

    // column -1: the order of arrival.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    bool isSorted() const { return m_sortColumn >= 0; }
    int sortColumn() const { return m_sortColumn; }

    QModelIndex mapToSource(const QModelIndex &index) const override;
    QModelIndex mapFromSource(const QModelIndex &index) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &) const override { return {}; }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override { return !parent.isValid(); }

private:
    bool accepts(quint64 sequence) const;
    void rebuild();
    void add(int first, int last);
    void remove(int last);
    void removeSorted(quint64 before);
    void change(int first, int last);
    void changeOne(quint64 sequence);
    qsizetype placeOf(quint64 sequence) const; // -1 when it is not here
    bool isLess(quint64 a, quint64 b) const;
    void putIntoPlaces();

    ServerConsoleModel *m_model;
    Filter m_filter;
    RequestQuery m_query;
    int m_sortColumn = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::deque<quint64> m_rows; // sequences
    std::size_t m_inPlace = 0; // sorted ones, at the front of m_rows
    QTimer m_sortTimer;
};

} // namespace looptide::models
