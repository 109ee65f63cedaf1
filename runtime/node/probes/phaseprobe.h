// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/probes/handleprobe.h"
#include "runtime/node/probes/loophandles.h"
#include "runtime/node/probes/microtaskcounter.h"
#include "runtime/trace/tracechannel.h"

#include <uv.h>
#include <v8.h>

#include <memory>

namespace looptide::host {

class HttpProbe;
class LoopStepper;

// Measures the phases of one event loop from within.
//
// The prepare, poll and check phases are measured by handles before and after all others
// (LoopHandles). The timers phase has no such handle; the callback of Node's one timer is wrapped.
// The closing and pending phases are the gaps between the others.
//
// Owned by Recorder. Thread: loop; the counters of V8's callbacks are per thread. It allocates no
// memory while it records.
class PhaseProbe
{
    Q_DISABLE_COPY_MOVE(PhaseProbe)
public:
    PhaseProbe(uv_loop_t *loop, v8::Isolate *isolate, trace::TraceChannel &channel, HttpProbe &http,
               LoopStepper &stepper);
    ~PhaseProbe(); // after end()

    // Call it when Node has made its own handles, before the program.
    void nodeIsReady();
    // Sets where Node counts its immediates. A check phase then reports how many it ran, not only
    // that it ran some.
    void watchImmediates(v8::Local<v8::Uint32Array> counts);
    // Sets where Node counts the timers of the program that keep it running.
    void watchTimers(v8::Local<v8::Int32Array> counts);
    // Call it just before the program. The existing handles do not belong to the program.
    void programBegins() { m_handleProbe.excludeExisting(); }
    // Begins to record: the phase Outside before programLoaded(), and later the poll phase.
    void start(v8::Local<v8::Context> context);
    // Records no more. Call it outside of the prepare and check phases.
    void stop();
    // Whether it records drains of the microtask queue; otherwise, another probe does.
    void setCountsDrains(bool on) { m_countsDrains = on; }
    // Call it in the poll phase, in an event that is Looptide's own. Its time counts as waiting.
    void leaveOutEvent(quint64 tookNs)
    {
        ++m_events;
        m_missingIdleNs += tookNs;
    }
    // Whether calls of JavaScript are the program's.
    void setCountsCalls(bool on) { m_countsCalls = on; }
    // The loop was paused by its stepper. Its time does not count.
    void resumed(quint64 pausedNs);
    // Call it when the main script has ended (its asynchronous parts may continue in the loop).
    void programLoaded();
    // Before start(): reports that a callback runs now, in a phase that is not known.
    void callbackIsRunning();
    // Call it last before the environment is freed.
    void end();

private:
    static void beforeCallEntered(v8::Isolate *isolate);
    static void microtasksCompleted(v8::Isolate *isolate, void *probe);
    static void gcBegins(v8::Isolate *isolate, v8::GCType type, v8::GCCallbackFlags, void *probe);
    static void gcEnded(v8::Isolate *isolate, v8::GCType type, v8::GCCallbackFlags, void *probe);
    static void timerFired(uv_timer_t *timer);

    void lastPrepare();
    void firstPrepare();
    void firstCheck();
    void lastCheck();
    void runTimers(uv_timer_t *timer);
    void wrapTimer();
    void callEntered();
    void addMissingWait();
    quint64 idleNs() const; // total time that the loop has waited
    // Writes callbacks that ran since the last mark, outside of the phases between the handles.
    void closeGap(quint64 now);
    void writePhase(trace::LoopPhase phase, quint64 beginNs, quint64 endNs, quint32 callbacks,
                    quint64 waitedNs = 0);
    void writeMicrotasks(quint64 now);
    quint32 takeCalls();
    void enter(trace::LoopPhase phase, bool waiting, quint64 now);

    uv_loop_t *m_loop;
    v8::Isolate *m_isolate;
    trace::TraceChannel &m_channel;
    HandleProbe m_handleProbe;
    MicrotaskCounter m_microtasks;
    HttpProbe &m_httpProbe;
    LoopStepper &m_stepper;
    LoopHandles m_handles;
    uv_timer_t *m_timer = nullptr; // Node's
    uv_timer_cb m_timerCallback = nullptr; // Node's, wrapped

    quint32 m_calls = 0; // entered since the last record that counted them
    quint32 m_drains = 0; // that ran something
    std::shared_ptr<v8::BackingStore> m_immediatesStore;
    const quint32 *m_immediateCount = nullptr; // in m_immediatesStore
    quint32 m_immediates = 0; // number of immediates when the check phase began
    quint64 m_markNs = 0; // where the current gap or phase began
    trace::LoopPhase m_gap = trace::LoopPhase::Outside; // the phase of calls in the current gap
    quint64 m_events = 0; // of uv_metrics_info()
    quint64 m_idleNs = 0; // idleNs() when the last poll phase ended
    quint64 m_missingIdleNs = 0; // in uv_metrics_idle_time()
    quint64 m_microtasksNs = 0; // when drains were written last
    quint64 m_gcNs = 0; // begin of the collection that runs
    bool m_waiting = false;
    bool m_isRecording = false;
    bool m_countsDrains = true;
    bool m_countsCalls = true;
    bool m_isLoaded = false; // the main script has ended (of a worker: its loop has begun)
};

} // namespace looptide::host
