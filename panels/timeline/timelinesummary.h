// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/timeline/timelinelanes.h"

#include <QAbstractTableModel>
#include <QHash>

#include <tuple>
#include <unordered_map>

namespace looptide::models {

// What happened in a part of time, by kind and name: how often, how long in all, the longest. The
// same data as the picture, for the keyboard and for screen readers.
class TimelineSummary : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, CountColumn, TotalColumn, LongestColumn, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;
    // A longer part of time is summed up as far as this.
    static constexpr int mostItems = 200'000;
    static constexpr int mostRows = 500;

    explicit TimelineSummary(const TimelineLanes *lanes, QObject *parent = nullptr);

    void setRange(quint64 fromNs, quint64 toNs);
    // There were more items than are summed up.
    bool isPartial() const { return m_isPartial; }

    // The longest item of a row.
    struct Longest
    {
        int lane = -1;
        TimelineItem item;
    };
    Longest longest(int row) const { return m_rows.at(row).longest; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        LaneKind kind {};
        QString name;
        quint64 count = 0;
        quint64 totalNs = 0;
        Longest longest;

        quint64 longestNs() const { return longest.item.endNs - longest.item.beginNs; }
    };

    // Items of the same kind that have the same name. Made without text, which is slow to make.
    using Group = std::tuple<quint16, LaneKind, quint64>; // agent, kind, what it is
    struct GroupHash
    {
        std::size_t operator()(const Group &group) const
        {
            return qHashMulti(0, std::get<0>(group), int(std::get<1>(group)), std::get<2>(group));
        }
    };
    using Groups = std::unordered_map<Group, Row, GroupHash>;

    Group groupOf(const TimelineLane &lane, const TimelineItem &item) const;
    void addLane(int lane, quint64 fromNs, quint64 toNs, Groups &groups);

    const TimelineLanes *m_lanes;
    QList<Row> m_rows;
    int m_items = 0;
    bool m_isPartial = false;
};

} // namespace looptide::models
