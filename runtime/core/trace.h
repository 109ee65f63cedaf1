// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/httpexchange.h"
#include "runtime/core/messagering.h"
#include "runtime/core/pausereason.h"
#include "runtime/core/recordring.h"

#include <QList>

#include <atomic>

namespace looptide::core {

// Where the loop thread is right now. Records are written when something has ended; this is what
// shows a callback that has not ended (a blocked loop) and a wait that has not ended (an idle one).
struct LoopPosition
{
    LoopPhase phase = LoopPhase::Outside;
    bool waiting = false; // blocked in poll, no callback runs
    quint64 sinceNs = 0; // clock of Record; 0: not known

    bool operator==(const LoopPosition &) const = default;
};

// Whether a debugger keeps the main thread of the program.
struct ProgramPause
{
    PauseReason reason = PauseReason::None;
    quint64 count = 0; // pauses so far, this one included

    bool operator==(const ProgramPause &) const = default;
};

// The bounded path from a loop thread to this process's readers. One producer (the loop thread),
// one consumer (a TraceCollector's thread). The producer never waits: what does not fit is counted.
class TraceChannel
{
public:
    RecordRing records;
    MessageRing messages;

    // Thread: loop. One relaxed store; call it where a phase begins, before a wait and before the
    // first callback after one, with a time that was taken anyway.
    void setPosition(const LoopPosition &position) noexcept
    {
        m_position.store(position.sinceNs << 4 | quint64(position.phase) << 1
                             | quint64(position.waiting),
                         std::memory_order_relaxed);
    }
    // Thread: any.
    LoopPosition position() const noexcept
    {
        const quint64 packed = m_position.load(std::memory_order_relaxed);
        return { LoopPhase(packed >> 1 & 7), (packed & 1) != 0, packed >> 4 };
    }

    // Thread: loop.
    void setPause(const ProgramPause &pause) noexcept
    {
        m_pause.store(pause.count << 2 | quint64(pause.reason), std::memory_order_relaxed);
    }
    // Thread: any.
    ProgramPause pause() const noexcept
    {
        const quint64 packed = m_pause.load(std::memory_order_relaxed);
        return { PauseReason(packed & 3), packed >> 2 };
    }

private:
    // 60 bits of nanoseconds (36 years of uptime), 3 of phase, 1 of waiting: one word can't tear.
    std::atomic<quint64> m_position { quint64(LoopPhase::Outside) << 1 };
    std::atomic<quint64> m_pause { 0 }; // as above: 62 bits of count, 2 of reason
};

// What one drain of a channel brought: values, safe to keep and to copy.
struct TraceBatch
{
    QList<Record> records;
    QList<HttpExchange> exchanges; // new ones and new states of known ones; match by id
    QList<ListenAddress> listening;
    quint64 lostRecords = 0; // since the last batch
    quint64 lostMessages = 0;
    LoopPosition position; // when the batch was taken
    ProgramPause pause; // the same

    bool isEmpty() const
    {
        return records.isEmpty() && exchanges.isEmpty() && listening.isEmpty() && lostRecords == 0
            && lostMessages == 0;
    }
};

} // namespace looptide::core
