// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/records.h"

#include <QByteArrayView>
#include <QList>

namespace looptide::trace {

class FieldWriter;

// A callback that waits to be called.
struct WaitingCallback
{
    quint64 asyncId = 0; // 0: no callback
    AsyncOrigin origin {};
    quint32 place = 0; // where its function is defined: index into the agent's places; 0: unknown
    quint32 stack = 0; // the stack that scheduled it; the same

    bool operator==(const WaitingCallback &) const = default;
};

// An event loop that runs step by step has paused: before a callback, or at the begin of a phase.
// A list of its timers, immediates, handles and requests (ActiveResources) follows.
struct LoopPause
{
    static constexpr qsizetype mostTicks = 1000;

    quint16 agent = 0;
    quint64 timeNs = 0;
    LoopPhase phase = LoopPhase::Outside;
    bool isPhaseBegin = false;
    WaitingCallback next {}; // the one that is called next; none at the begin of a phase
    quint64 tickCount = 0; // callbacks of process.nextTick() that wait
    QList<WaitingCallback> ticks {}; // the first of them, in their order

    bool operator==(const LoopPause &) const = default;
};

// The fields of MessageKind::LoopPause.
void writeLoopPause(FieldWriter &fields, const LoopPause &pause);
LoopPause readLoopPause(QByteArrayView payload, quint16 agent, quint64 timeNs);

} // namespace looptide::trace
