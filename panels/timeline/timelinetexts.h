// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/timeline/timelinelanes.h"

#include <QCoreApplication>

// The names and explanations of what the timeline shows.
namespace looptide::models {

struct TimelineTexts
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::Timeline)

public:
    static QString laneName(LaneKind kind);
    // One sentence for learners.
    static QString laneExplanation(LaneKind kind);
    // What an item is: "poll", "Timeout  tick  app.js:12", "GET /tasks".
    static QString itemName(const trace::TraceStore &store, const TimelineLane &lane,
                            const TimelineItem &item);
    // The name without what differs between items of one kind, for a summary.
    static QString groupName(const trace::TraceStore &store, const TimelineLane &lane,
                             const TimelineItem &item);
    // What is known beside name and time, one fact a line.
    static QStringList itemFacts(const trace::TraceStore &store, const TimelineLane &lane,
                                 const TimelineItem &item);
    // What a resource type of Node means to users: "timer", "TCP connection". The type itself when
    // it has no other name.
    static QString typeText(const QString &type);
    // A moment of a run: "12.345 678 s" after its begin.
    static QString momentText(quint64 sinceBeginNs);
};

} // namespace looptide::models
