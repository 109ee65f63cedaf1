// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinelanes.h"

#include <algorithm>
#include <tuple>

namespace looptide::models {

using trace::Record;
using trace::RecordKind;

namespace {

// How far back the creation of a resource is looked for.
constexpr quint64 mostRecordsSearched = 4'000'000;

auto keyOf(const TimelineLane &lane)
{
    return std::tuple(lane.agent, lane.kind, lane.depth);
}

auto firstEndingAfter(const TimelineLane &lane, quint64 timeNs)
{
    return std::ranges::upper_bound(lane.items, timeNs, {}, &TimelineItem::endNs);
}

quint64 distance(const TimelineItem &item, quint64 timeNs)
{
    return timeNs < item.beginNs ? item.beginNs - timeNs
        : timeNs > item.endNs    ? timeNs - item.endNs
                                 : 0;
}

} // namespace

TimelineLanes::TimelineLanes(const trace::TraceStore *store, QObject *parent)
    : QObject(parent), m_store(store)
{
}

bool TimelineLanes::update()
{
    if (m_store->revision() == m_revision)
        return false;
    m_revision = m_store->revision();
    if (m_store->endRecord() < m_next)
        reset();
    m_next = std::max(m_next, m_store->firstRecord());
    for (; m_next < m_store->endRecord(); ++m_next)
        add(m_store->record(m_next), m_next);
    dropOld();
    return true;
}

void TimelineLanes::reset()
{
    m_lanes.clear();
    m_open.clear();
    m_rows.clear();
    m_next = 0;
    m_beginNs = 0;
    m_endNs = 0;
}

void TimelineLanes::add(const Record &record, quint64 number)
{
    const TimelineItem item { record.beginNs, record.endNs, number };
    switch (record.kind) {
    case RecordKind::Phase:
        append(record.agent, LaneKind::Phases, 0, item);
        return;
    case RecordKind::Callback:
        if (record.detail < mostCallbackRows)
            append(record.agent, LaneKind::Callbacks, record.detail, item);
        return;
    case RecordKind::Microtasks:
        if (record.beginNs != record.endNs)
            append(record.agent, LaneKind::Microtasks, 0, item);
        return;
    case RecordKind::GarbageCollection:
        append(record.agent, LaneKind::Collections, 0, item);
        return;
    case RecordKind::HttpStarted:
    case RecordKind::HttpFinished:
        addRequest(record, number);
        return;
    case RecordKind::Handles:
    case RecordKind::Created:
        return;
    }
}

void TimelineLanes::addRequest(const Record &record, quint64 number)
{
    if (record.kind == RecordKind::HttpStarted) {
        m_open[{ record.agent, record.id }] = { record.beginNs, takeRow(record.agent) };
        return;
    }
    const auto open = m_open.find({ record.agent, record.id });
    if (open == m_open.end())
        return;
    const auto [beginNs, row] = open->second;
    m_open.erase(open);
    if (row < mostRequestRows - 1)
        m_rows[record.agent][std::size_t(row)] = false;
    append(record.agent, LaneKind::Requests, row,
           { beginNs, std::max(beginNs, record.endNs), number });
}

int TimelineLanes::takeRow(quint16 agent)
{
    std::vector<bool> &rows = m_rows[agent];
    const auto free = std::ranges::find(rows, false);
    const int row = int(free - rows.begin());
    if (row >= mostRequestRows - 1)
        return mostRequestRows - 1;
    if (free == rows.end())
        rows.push_back(true);
    else
        *free = true;
    return row;
}

void TimelineLanes::append(quint16 agent, LaneKind kind, int depth, const TimelineItem &item)
{
    std::deque<TimelineItem> &items = laneOf(agent, kind, depth).items;
    // Requests that share a row overlap; bisection needs ends that grow.
    if (items.empty() || items.back().endNs <= item.endNs)
        items.push_back(item);
    if (m_beginNs == 0 || item.beginNs < m_beginNs)
        m_beginNs = item.beginNs;
    m_endNs = std::max(m_endNs, item.endNs);
}

TimelineLane &TimelineLanes::laneOf(quint16 agent, LaneKind kind, int depth)
{
    const auto key = std::tuple(agent, kind, depth);
    const auto found = std::ranges::lower_bound(m_lanes, key, {}, keyOf);
    if (found != m_lanes.end() && keyOf(*found) == key)
        return *found;
    return *m_lanes.insert(found, { agent, kind, depth });
}

void TimelineLanes::dropOld()
{
    const quint64 first = m_store->firstRecord();
    for (TimelineLane &lane : m_lanes) {
        while (!lane.items.empty() && lane.items.front().record < first)
            lane.items.pop_front();
    }
}

void TimelineLanes::forRange(const TimelineLane &lane, quint64 fromNs, quint64 toNs,
                             quint64 leastNs, const Draw &draw)
{
    auto item = firstEndingAfter(lane, fromNs);
    while (item != lane.items.end() && item->beginNs < toNs) {
        if (item->endNs - item->beginNs >= leastNs) {
            draw(*item, 1);
            ++item;
            continue;
        }
        // All that end within one pixel are one drawing.
        TimelineItem folded = *item;
        const auto next = std::upper_bound(
            item, lane.items.end(), folded.beginNs + leastNs,
            [](quint64 timeNs, const TimelineItem &other) { return timeNs < other.endNs; });
        folded.endNs = std::prev(next)->endNs;
        draw(folded, int(next - item));
        item = next;
    }
}

std::optional<TimelineItem> TimelineLanes::itemAt(const TimelineLane &lane, quint64 timeNs,
                                                  quint64 leastNs)
{
    const auto next = firstEndingAfter(lane, timeNs > leastNs ? timeNs - leastNs : 0);
    std::optional<TimelineItem> best;
    for (auto item = next; item != lane.items.end() && item->beginNs <= timeNs + leastNs; ++item) {
        if (!best || distance(*item, timeNs) < distance(*best, timeNs))
            best = *item;
        if (item->beginNs > timeNs)
            break;
    }
    return best;
}

std::optional<quint64> TimelineLanes::creationOf(const Record &callback) const
{
    const quint64 end = m_store->recordAt(callback.beginNs + 1);
    const quint64 first = m_store->firstRecord();
    for (quint64 i = std::min(end + 1, m_store->endRecord()), n = 0;
         i > first && n < mostRecordsSearched; --i, ++n) {
        const Record &record = m_store->record(i - 1);
        if (record.kind == RecordKind::Created && record.id == callback.id
            && record.agent == callback.agent)
            return i - 1;
    }
    return std::nullopt;
}

std::optional<TimelineItem> TimelineLanes::callbackAt(quint16 agent, quint64 timeNs,
                                                      int *lane) const
{
    for (std::size_t i = m_lanes.size(); i > 0; --i) {
        const TimelineLane &candidate = m_lanes[i - 1];
        if (candidate.agent != agent || candidate.kind != LaneKind::Callbacks)
            continue;
        const auto item = itemAt(candidate, timeNs, 0);
        if (item && distance(*item, timeNs) == 0) {
            *lane = int(i - 1);
            return item;
        }
    }
    return std::nullopt;
}

} // namespace looptide::models
