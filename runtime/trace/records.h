// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <chrono>
#include <type_traits>

namespace looptide::trace {

// The phases of libuv's loop in the order one iteration visits them, plus what lies outside of it.
enum class LoopPhase : quint8 {
    Timers,
    Pending,
    Prepare, // idle and prepare handles
    Poll,
    Check, // setImmediate callbacks
    Closing,
    Outside, // before the first iteration: the main script and its microtasks
};
inline constexpr int loopPhaseCount = 7;

enum class RecordKind : quint8 {
    // One visit of a phase. detail: LoopPhase; timeNs: begin; id: end, in ns on the same clock;
    // argument: callbacks entered from native code (for Poll: events taken);
    // trigger: ns spent waiting for events (Poll only). A poll visit is written in every iteration,
    // other phases only when something ran in them.
    Phase = 1,
    // The microtask queue was drained since the last such record. argument: drains that ran at
    // least one microtask.
    Microtasks,
    // Active handles of the program of one type. detail: uv_handle_type; argument: active; id: of
    // these, those that keep the loop alive. Of timers, each that keeps it alive is one. Rows of
    // one sample share timeNs; a sample ends with detail 0 (all types).
    Handles,
    // An HTTP exchange that is told; text follows in the message ring (one that is only counted
    // under load has neither). id: exchange; argument: status when finished.
    HttpStarted,
    HttpFinished,
    // Garbage collection. detail: v8::GCType; timeNs: begin; id: end.
    GarbageCollection,
};

// The clock of all records, the same one as uv_hrtime.
inline quint64 monotonicNs()
{
    return quint64(
        std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
}

// What the loop thread writes: fixed size, no text, no pointer. Times are those of monotonicNs().
struct Record
{
    RecordKind kind;
    quint8 detail;
    quint16 reserved;
    quint32 argument;
    quint64 timeNs;
    quint64 id;
    quint64 trigger;
};
static_assert(sizeof(Record) == 32 && std::is_trivially_copyable_v<Record>);

} // namespace looptide::trace
