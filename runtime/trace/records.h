// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <chrono>
#include <optional>
#include <type_traits>
#include <variant>

// The record schema: what the loop thread writes for each event. This file alone knows what the
// fields of a Record mean for each kind. Writers make records with `T::toRecord()` of a view type,
// readers get a checked view with `viewOf()`.
namespace looptide::trace {

// The phases of libuv's loop in the order in which one iteration visits them, and what runs
// outside of it.
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
    Phase = 1, // PhaseVisit
    Microtasks, // MicrotaskDrains
    Handles, // HandleSample
    HttpStarted, // HttpStart
    HttpFinished, // HttpEnd
    GarbageCollection, // GarbageCollection
    Callback, // CallbackRun
    Created, // ResourceCreated
};

// The clock of all records, the same as uv_hrtime(). Nanoseconds.
inline quint64 monotonicNs()
{
    return quint64(
        std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
}

// A Record has a fixed size and holds neither text nor pointers, so that it can be copied between
// threads, processes and files as bytes.
struct Record
{
    // A new version for each change of the layout or of the meaning of a field.
    static constexpr quint32 version = 4;

    RecordKind kind;
    quint8 detail; // depends on kind
    quint16 agent; // the thread or process of the run that wrote it; 0: the main thread
    quint32 count; // depends on kind
    quint64 beginNs;
    quint64 endNs; // not before beginNs; equal for an event without a duration
    quint64 id; // depends on kind
    quint64 extra; // depends on kind
};
static_assert(sizeof(Record) == 40 && std::is_trivially_copyable_v<Record>);

// One visit of a phase. A poll visit is written in every iteration, other phases only when
// something ran in them.
struct PhaseVisit
{
    LoopPhase phase = LoopPhase::Outside;
    quint64 beginNs = 0;
    quint64 endNs = 0;
    quint32 callbacks = 0; // entered from native code; for Poll: events taken
    quint64 waitNs = 0; // for Poll: time blocked until the first event; part of the visit

    quint64 busyNs() const { return endNs - beginNs - waitNs; }
    Record toRecord() const
    {
        return { RecordKind::Phase, quint8(phase), 0, callbacks, beginNs, endNs, 0, waitNs };
    }
};

// How often the microtask queue was drained since the last such record. Drains that ran no
// microtask do not count. From RecordLevel::Callbacks on, each drain has a record, with its begin
// and the number of its microtasks.
struct MicrotaskDrains
{
    quint64 timeNs = 0; // the end of the last drain
    quint32 drains = 0;
    quint64 beginNs = 0; // of the one drain; equal to timeNs when it was not measured
    quint64 microtasks = 0; // 0: not counted

    Record toRecord() const
    {
        return { RecordKind::Microtasks,     0,      0,          drains,
                 beginNs ? beginNs : timeNs, timeNs, microtasks, 0 };
    }
};

// The active handles of the program of one type. The rows of one sample share timeNs; the last row
// has type 0 and the sum of all types.
struct HandleSample
{
    quint64 timeNs = 0;
    quint8 type = 0; // uv_handle_type
    quint32 active = 0; // of timers: each JavaScript timer that keeps the loop alive
    quint32 referenced = 0; // those of them that keep the loop alive

    bool isLast() const { return type == 0; }
    Record toRecord() const
    {
        return { RecordKind::Handles, type, 0, active, timeNs, timeNs, referenced, 0 };
    }
};

// An HTTP exchange began or ended. The message ring has its text, except for an exchange that is
// only counted under load, which has neither.
struct HttpStart
{
    quint64 timeNs = 0;
    quint64 exchange = 0;

    Record toRecord() const
    {
        return { RecordKind::HttpStarted, 0, 0, 0, timeNs, timeNs, exchange, 0 };
    }
};
struct HttpEnd
{
    quint64 timeNs = 0;
    quint64 exchange = 0;
    quint32 status = 0; // 0: no response was begun

    Record toRecord() const
    {
        return { RecordKind::HttpFinished, 0, 0, status, timeNs, timeNs, exchange, 0 };
    }
};

struct GarbageCollection
{
    quint64 beginNs = 0;
    quint64 endNs = 0;
    quint8 type = 0; // v8::GCType

    quint64 durationNs() const { return endNs - beginNs; }
    Record toRecord() const
    {
        return { RecordKind::GarbageCollection, type, 0, 0, beginNs, endNs, 0, 0 };
    }
};

// Async ids and types of async resources share a field.
struct AsyncOrigin
{
    static constexpr int idBits = 48;

    quint64 triggerId = 0; // the async id in whose context the resource was created; 0: unknown
    quint16 type = 0; // index into the table of resource types of the agent; 0: unknown

    quint64 packed() const { return quint64(type) << idBits | triggerId; }
    static AsyncOrigin unpacked(quint64 packed)
    {
        return { packed & ((quint64 { 1 } << idBits) - 1), quint16(packed >> idBits) };
    }
};

// One callback that the loop called: from its begin to its end, including the callbacks that it
// called itself, which have a greater depth. Written as it ends.
struct CallbackRun
{
    quint64 beginNs = 0;
    quint64 endNs = 0;
    quint64 asyncId = 0;
    AsyncOrigin origin;
    quint32 place = 0; // where its function is defined: index into the agent's places; 0: unknown
    quint8 depth = 0; // number of callbacks around it

    quint64 durationNs() const { return endNs - beginNs; }
    Record toRecord() const
    {
        return { RecordKind::Callback, depth, 0, place, beginNs, endNs, asyncId, origin.packed() };
    }
};

// An async resource was created: a callback was scheduled.
struct ResourceCreated
{
    quint64 timeNs = 0;
    quint64 asyncId = 0;
    AsyncOrigin origin;
    quint32 place = 0; // the stack that created it: index into the agent's places; 0: unknown

    Record toRecord() const
    {
        return { RecordKind::Created, 0, 0, place, timeNs, timeNs, asyncId, origin.packed() };
    }
};

using RecordView = std::variant<PhaseVisit, MicrotaskDrains, HandleSample, HttpStart, HttpEnd,
                                GarbageCollection, CallbackRun, ResourceCreated>;

// The view of a record; nothing when no probe can have written it: an unknown kind, an unknown
// phase, an end before the begin. A part that is larger than its whole (a wait longer than its
// visit) is cut to it. This is the one validation, for decoder, file reader, summary and panels.
std::optional<RecordView> viewOf(const Record &record);

} // namespace looptide::trace
