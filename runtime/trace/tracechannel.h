// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programpause.h"
#include "runtime/trace/activeresources.h"
#include "runtime/trace/agent.h"
#include "runtime/trace/blockedplace.h"
#include "runtime/trace/commandchannel.h"
#include "runtime/trace/debuggeraddress.h"
#include "runtime/trace/exchangeevent.h"
#include "runtime/trace/httpexchange.h"
#include "runtime/trace/looppause.h"
#include "runtime/trace/messagering.h"
#include "runtime/trace/places.h"
#include "runtime/trace/recordring.h"

#include <QList>

#include <atomic>
#include <functional>
#include <utility>

namespace looptide::trace {

// Where the loop thread is now. Records describe only what has ended; the position also shows a
// callback that has not ended (a blocked loop) and a wait that has not ended (an idle loop).
struct LoopPosition
{
    LoopPhase phase = LoopPhase::Outside;
    bool waiting = false; // blocked in poll, no callback runs
    quint64 sinceNs = 0; // clock of Record; 0: unknown

    bool operator==(const LoopPosition &) const = default;
};

// The number of HTTP requests of a run so far, whether they were recorded or only counted.
struct RequestCounts
{
    quint64 received = 0;
    quint64 answered = 0; // the whole response was handed to the system

    RequestCounts &operator+=(const RequestCounts &other)
    {
        received += other.received;
        answered += other.answered;
        return *this;
    }
    bool operator==(const RequestCounts &) const = default;
};

// The bounded path from a loop thread to the readers in this process. One producer (the loop
// thread), one consumer (the thread of a TraceCollector). The producer does not wait; what does not
// fit is dropped and counted. In a complete channel (setComplete()), the producer waits for room as
// long as there is a reader.
class TraceChannel
{
    RoomWait m_room; // declared before the rings, which use it

public:
    RecordRing records { &m_room };
    MessageRing messages { &m_room };
    BlockWatch block;
    CommandChannel commands; // from the readers to the loop thread
    DebuggerAddress debuggerAddress;

    // Thread: producer, before its first record.
    void setComplete() noexcept { m_room.begin(); }
    // Thread: any. There is no reader any more: a waiting producer continues, and so does a loop
    // that waits for steps.
    void abandon()
    {
        m_room.end();
        commands.abandon();
    }

    // A producer on the consumer's own thread (the receiver of an isolated run) cannot wait. It
    // calls drain() when it needs room. Thread: consumer, for both functions.
    void setDrain(std::function<void()> drain) { m_drain = std::move(drain); }
    void drain() const
    {
        if (m_drain)
            m_drain();
    }

    // Thread: loop. One relaxed store. Call it where a phase begins, before a wait and before the
    // first callback after a wait, with a time that was measured anyway.
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
    void setPause(const core::ProgramPause &pause) noexcept
    {
        m_pause.store(pause.count << 2 | quint64(pause.reason), std::memory_order_relaxed);
    }
    // Thread: any.
    core::ProgramPause pause() const noexcept
    {
        const quint64 packed = m_pause.load(std::memory_order_relaxed);
        return { core::PauseReason(packed & 3), packed >> 2 };
    }

    // Thread: loop.
    void setRequestCounts(const RequestCounts &counts) noexcept
    {
        // requestCounts() reads in the opposite order, so that it never sees more responses than
        // requests.
        m_received.store(counts.received, std::memory_order_release);
        m_answered.store(counts.answered, std::memory_order_release);
    }
    // Thread: any.
    RequestCounts requestCounts() const noexcept
    {
        const quint64 answered = m_answered.load(std::memory_order_acquire);
        return { m_received.load(std::memory_order_acquire), answered };
    }

    // Thread: consumer. Call it regularly. If the loop does not move, it asks the loop thread for
    // its location.
    void watchForBlock()
    {
        const LoopPosition now = position();
        if (now.sinceNs != 0 && !now.waiting && pause().reason == core::PauseReason::None)
            block.watch(now.sinceNs, monotonicNs());
    }

private:
    // 60 bits of nanoseconds (36 years of uptime), 3 of phase, 1 of waiting, in one word that is
    // written atomically.
    std::atomic<quint64> m_position { quint64(LoopPhase::Outside) << 1 };
    std::atomic<quint64> m_pause { 0 }; // as above: 62 bits of count, 2 of reason
    std::atomic<quint64> m_received { 0 };
    std::atomic<quint64> m_answered { 0 };
    std::function<void()> m_drain;
};

// What is known of an agent beside its records.
struct AgentState
{
    AgentInfo info;
    LoopPosition position;
    core::ProgramPause pause;
    RequestCounts requests;
    BlockedPlace blocked; // the last known one; see its sinceNs
    QByteArray debuggerUrl {}; // see DebuggerAddress

    bool operator==(const AgentState &) const = default;
};

// The contents of one drain of the channels of a run. A value that is safe to keep and to copy.
struct TraceBatch
{
    QList<AgentState> agents; // those that are new or whose state has changed
    quint64 refusedAgents = 0; // not recorded because there were too many; since the run began
    QList<Record> records;
    QList<HttpExchange> exchanges; // new ones and new states of known ones; compare ids
    QList<ExchangeEvent> events; // the same
    QList<ListenAddress> listening;
    QList<ResourceType> types; // new ones
    QList<Place> places; // the same
    QList<ActiveResources> resources; // lists that were asked for
    QList<LoopPause> pauses; // of loops that run step by step
    quint64 lostRecords = 0; // since the last batch
    quint64 lostMessages = 0;
    LoopPosition position; // of the main agent, when the batch was taken
    core::ProgramPause pause; // the same
    BlockedPlace blocked; // the same; the last known one, see its sinceNs
    RequestCounts requests; // of all agents

    // Nothing has happened; the states may have changed.
    bool isEmpty() const
    {
        return records.isEmpty() && exchanges.isEmpty() && events.isEmpty() && listening.isEmpty()
            && types.isEmpty() && places.isEmpty() && resources.isEmpty() && pauses.isEmpty()
            && lostRecords == 0 && lostMessages == 0;
    }
};

} // namespace looptide::trace
