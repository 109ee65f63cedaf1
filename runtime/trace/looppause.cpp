// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/looppause.h"

#include "runtime/trace/messagefields.h"

#include <algorithm>

namespace looptide::trace {

namespace {

void writeCallback(FieldWriter &fields, const WaitingCallback &callback)
{
    fields.addNumber(qint64(callback.asyncId));
    fields.addNumber(qint64(callback.origin.packed()));
    fields.addNumber(callback.place);
    fields.addNumber(callback.stack);
}

WaitingCallback readCallback(QByteArrayView &fields)
{
    WaitingCallback callback;
    callback.asyncId = takeField(fields).toULongLong();
    callback.origin = AsyncOrigin::unpacked(takeField(fields).toULongLong());
    callback.place = takeField(fields).toUInt();
    callback.stack = takeField(fields).toUInt();
    return callback;
}

} // namespace

void writeLoopPause(FieldWriter &fields, const LoopPause &pause)
{
    fields.addNumber(int(pause.phase));
    fields.addNumber(int(pause.isPhaseBegin));
    writeCallback(fields, pause.next);
    fields.addNumber(qint64(pause.tickCount));
    for (const WaitingCallback &tick : pause.ticks)
        writeCallback(fields, tick);
}

LoopPause readLoopPause(QByteArrayView payload, quint16 agent, quint64 timeNs)
{
    LoopPause pause { agent, timeNs };
    const uint phase = takeField(payload).toUInt();
    pause.phase = phase < uint(loopPhaseCount) ? LoopPhase(phase) : LoopPhase::Outside;
    pause.isPhaseBegin = takeField(payload).toInt() != 0;
    pause.next = readCallback(payload);
    pause.tickCount = takeField(payload).toULongLong();
    while (!payload.isEmpty() && pause.ticks.size() < LoopPause::mostTicks)
        pause.ticks.append(readCallback(payload));
    pause.tickCount = std::max(pause.tickCount, quint64(pause.ticks.size()));
    return pause;
}

} // namespace looptide::trace
