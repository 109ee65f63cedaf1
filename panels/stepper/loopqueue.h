// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/activeresources.h"
#include "runtime/trace/looppause.h"

#include <QList>
#include <QString>

namespace looptide::trace {
class PlaceTable;
}

namespace looptide::models {

// What waits in a paused event loop, by the place of the loop that runs it.
enum class LoopQueue { Ticks, Microtasks, Timers, Poll, Check };
inline constexpr int loopQueueCount = 5;

QString queueTitle(LoopQueue queue); // "Timers"
QString queueExplanation(LoopQueue queue);
// The queue whose callbacks run in this phase; Ticks where the phase has none.
LoopQueue queueOf(trace::LoopPhase phase);

// A timer, an immediate, a tick, a handle or a request. Text of the program, for visibleText().
struct QueueItem
{
    quint64 asyncId = 0;
    QString what; // "timer", "server 127.0.0.1:3000"
    QString due; // of a timer: "in 1.5 s"
    trace::CodeFrame function; // that it calls; line 0: unknown
    trace::CodeFrame creation; // the user's line that scheduled it; line 0: unknown

    bool operator==(const QueueItem &) const = default;
};

// What a callback of an async resource of this type does, for users: "timer", "tick". The type
// itself when it is not known, and "callback" when it is empty.
QString callbackTitle(const QString &type);
QueueItem itemOf(const trace::WaitingCallback &callback, quint16 agent,
                 const trace::PlaceTable &places);
QList<QueueItem> ticksOf(const trace::LoopPause &pause, const trace::PlaceTable &places);
// Of one of the queues Timers, Poll and Check: timers by their due time.
QList<QueueItem> resourcesOf(LoopQueue queue, const trace::ActiveResources &resources);

} // namespace looptide::models
