// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinesummary.h"

#include "panels/common/displaytext.h"
#include "panels/timeline/timelinetexts.h"

#include <QLocale>

#include <algorithm>
#include <functional>

namespace looptide::models {

using namespace Qt::StringLiterals;

TimelineSummary::TimelineSummary(const TimelineLanes *lanes, QObject *parent)
    : QAbstractTableModel(parent), m_lanes(lanes)
{
}

void TimelineSummary::setRange(quint64 fromNs, quint64 toNs)
{
    Groups groups;
    m_items = 0;
    m_isPartial = false;
    for (int i = 0; i < int(m_lanes->lanes().size()); ++i)
        addLane(i, fromNs, toNs, groups);
    QHash<QString, Row> rows; // groups of several agents, and routes, can have the same name
    for (auto &[group, row] : groups) {
        const TimelineLane &lane = m_lanes->lanes()[std::size_t(row.longest.lane)];
        row.kind = lane.kind;
        row.name = TimelineTexts::groupName(m_lanes->store(), lane, row.longest.item);
        Row &sum = rows[QString::number(int(row.kind)) + row.name];
        const quint64 count = sum.count + row.count;
        const quint64 totalNs = sum.totalNs + row.totalNs;
        if (sum.longest.lane < 0 || row.longestNs() > sum.longestNs())
            sum = row;
        sum.count = count;
        sum.totalNs = totalNs;
    }
    beginResetModel();
    m_rows = rows.values();
    std::ranges::sort(m_rows, std::greater(), &Row::totalNs);
    if (m_rows.size() > mostRows)
        m_rows.resize(mostRows);
    endResetModel();
}

TimelineSummary::Group TimelineSummary::groupOf(const TimelineLane &lane,
                                                const TimelineItem &item) const
{
    const trace::Record &record = m_lanes->store().record(item.record);
    switch (lane.kind) {
    case LaneKind::Callbacks: {
        const quint64 type = trace::AsyncOrigin::unpacked(record.extra).type;
        return { lane.agent, lane.kind, type << 32 | record.count };
    }
    case LaneKind::Requests: {
        const trace::HttpExchange *exchange = m_lanes->store().exchange(record.id);
        return { lane.agent, lane.kind, exchange ? qHash(exchange->method + exchange->url) : 0 };
    }
    case LaneKind::Phases:
    case LaneKind::Collections:
        return { lane.agent, lane.kind, record.detail };
    case LaneKind::Microtasks:
        break;
    }
    return { lane.agent, lane.kind, 0 };
}

void TimelineSummary::addLane(int index, quint64 fromNs, quint64 toNs, Groups &groups)
{
    const TimelineLane &lane = m_lanes->lanes()[std::size_t(index)];
    const auto next = std::ranges::upper_bound(lane.items, fromNs, {}, &TimelineItem::endNs);
    for (auto item = next; item != lane.items.end() && item->beginNs < toNs; ++item) {
        if (++m_items > mostItems) {
            m_isPartial = true;
            return;
        }
        Row &row = groups[groupOf(lane, *item)];
        ++row.count;
        const quint64 duration = item->endNs - item->beginNs;
        row.totalNs += duration;
        if (row.longest.lane < 0 || duration > row.longestNs())
            row.longest = { index, *item };
    }
}

int TimelineSummary::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TimelineSummary::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineSummary::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == NameColumn)
        return QString(u"<p>"_s + TimelineTexts::laneName(row.kind).toHtmlEscaped() + u"<br>"_s
                       + row.name.toHtmlEscaped() + u"</p>"_s);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const bool forSort = role == SortRole;
    switch (index.column()) {
    case NameColumn:
        return row.name;
    case CountColumn:
        return forSort ? QVariant(row.count) : QLocale().toString(row.count);
    case TotalColumn:
        return forSort ? QVariant(row.totalNs) : durationText(row.totalNs);
    case LongestColumn:
        return forSort ? QVariant(row.longestNs()) : durationText(row.longestNs());
    default:
        return {};
    }
}

QVariant TimelineSummary::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("What ran");
    case CountColumn:
        return tr("Times");
    case TotalColumn:
        return tr("In all");
    case LongestColumn:
        return tr("Longest");
    default:
        return {};
    }
}

} // namespace looptide::models
