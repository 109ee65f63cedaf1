// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracestore.h"

#include <QObject>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace looptide::models {

// What a lane shows; also the order of the lanes of one agent.
enum class LaneKind { Phases, Callbacks, Microtasks, Collections, Requests };

// A piece of a lane. A value; record is a number in the TraceStore.
struct TimelineItem
{
    quint64 beginNs = 0;
    quint64 endNs = 0;
    quint64 record = 0;

    bool operator==(const TimelineItem &) const = default;
};

// The items of one kind and depth, of one agent. They do not overlap, and are in the order of time.
struct TimelineLane
{
    quint16 agent = 0;
    LaneKind kind = LaneKind::Phases;
    int depth = 0; // callbacks within callbacks, requests beside requests
    std::deque<TimelineItem> items {};
};

// The records of a TraceStore as lanes over time, for the timeline. Follows the store when
// update() is called; what the store has dropped goes. Bisection finds items, so that a drawing
// costs by its pixels and not by the number of records. Thread: GUI.
class TimelineLanes : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostCallbackRows = 4; // deeper callbacks are within the last of them
    static constexpr int mostRequestRows = 8; // more requests at a time share the last row

    explicit TimelineLanes(const trace::TraceStore *store, QObject *parent = nullptr);

    // Takes what is new in the store. True when something has changed.
    bool update();

    const trace::TraceStore &store() const { return *m_store; }
    // Sorted by agent, kind and depth. Only lanes that have ever had an item.
    const std::vector<TimelineLane> &lanes() const { return m_lanes; }
    quint64 beginNs() const { return m_beginNs; } // of the run; 0 before the first item
    quint64 endNs() const { return m_endNs; } // the latest end

    // Calls draw(item, count) for the items between two times, in their order. Items that begin
    // within the same leastNs are drawn as one, with their number.
    using Draw = std::function<void(const TimelineItem &item, int count)>;
    static void forRange(const TimelineLane &lane, quint64 fromNs, quint64 toNs, quint64 leastNs,
                         const Draw &draw);
    // The item at a time; within leastNs of it if none is there.
    static std::optional<TimelineItem> itemAt(const TimelineLane &lane, quint64 timeNs,
                                              quint64 leastNs);

    // The record that says where the resource of a callback was created, if it is stored.
    std::optional<quint64> creationOf(const trace::Record &callback) const;
    // The innermost callback of an agent that ran at a time.
    std::optional<TimelineItem> callbackAt(quint16 agent, quint64 timeNs, int *lane) const;

private:
    struct OpenRequest
    {
        quint64 beginNs = 0;
        int row = 0;
    };

    void reset();
    void add(const trace::Record &record, quint64 number);
    void addRequest(const trace::Record &record, quint64 number);
    void append(quint16 agent, LaneKind kind, int depth, const TimelineItem &item);
    int takeRow(quint16 agent);
    TimelineLane &laneOf(quint16 agent, LaneKind kind, int depth);
    void dropOld();

    const trace::TraceStore *m_store;
    std::vector<TimelineLane> m_lanes;
    std::map<std::pair<quint16, quint64>, OpenRequest> m_open; // by agent and exchange
    std::map<quint16, std::vector<bool>> m_rows; // which rows of requests are in use, by agent
    quint64 m_next = 0; // number of the next record to read
    quint64 m_revision = 0;
    quint64 m_beginNs = 0;
    quint64 m_endNs = 0;
};

} // namespace looptide::models
