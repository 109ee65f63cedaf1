// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/phaseprobe.h"

#include "runtime/node/probes/httpprobe.h"
#include "runtime/node/probes/loopstepper.h"

#include <utility>

namespace looptide::host {

using trace::LoopPhase;

namespace {

// V8 passes no user data to this callback.
thread_local PhaseProbe *t_probe = nullptr;

// A busy loop drains its microtasks some 100,000 times a second; one record in this time is enough.
constexpr quint64 microtasksIntervalNs = 10'000'000;

template <typename HandleType>
PhaseProbe *probeOf(HandleType *handle)
{
    return static_cast<PhaseProbe *>(handle->data);
}

} // namespace

PhaseProbe::PhaseProbe(uv_loop_t *loop, v8::Isolate *isolate, trace::TraceChannel &channel,
                       HttpProbe &http, LoopStepper &stepper)
    : m_loop(loop), m_isolate(isolate), m_channel(channel), m_handleProbe(loop, channel),
      m_httpProbe(http), m_stepper(stepper)
{
}

PhaseProbe::~PhaseProbe()
{
    t_probe = nullptr;
}

// Node keeps all timers of a program behind one timer handle, the only one that exists by now.
void PhaseProbe::nodeIsReady()
{
    uv_walk(
        m_loop,
        [](uv_handle_t *handle, void *timer) {
            if (handle->type == UV_TIMER)
                *static_cast<uv_timer_t **>(timer) = reinterpret_cast<uv_timer_t *>(handle);
        },
        &m_timer);
}

void PhaseProbe::watchImmediates(v8::Local<v8::Uint32Array> counts)
{
    m_immediatesStore = counts->Buffer()->GetBackingStore();
    m_immediateCount = reinterpret_cast<const quint32 *>(
        static_cast<const char *>(m_immediatesStore->Data()) + counts->ByteOffset());
}

void PhaseProbe::watchTimers(v8::Local<v8::Int32Array> counts)
{
    auto store = counts->Buffer()->GetBackingStore();
    const auto *first = reinterpret_cast<const qint32 *>(static_cast<const char *>(store->Data())
                                                         + counts->ByteOffset());
    m_handleProbe.watchTimers(std::move(store), first);
}

void PhaseProbe::start(v8::Local<v8::Context> context)
{
    t_probe = this;
    m_isRecording = true;
    m_microtasks.watch(context);
    m_handles.start(m_loop, this,
                    { [](uv_prepare_t *handle) { probeOf(handle)->firstPrepare(); },
                      [](uv_prepare_t *handle) { probeOf(handle)->lastPrepare(); },
                      [](uv_check_t *handle) { probeOf(handle)->firstCheck(); },
                      [](uv_check_t *handle) { probeOf(handle)->lastCheck(); } });
    m_isolate->AddBeforeCallEnteredCallback(beforeCallEntered);
    m_isolate->AddMicrotasksCompletedCallback(microtasksCompleted, this);
    m_isolate->AddGCPrologueCallback(gcBegins, this);
    m_isolate->AddGCEpilogueCallback(gcEnded, this);
    uv_metrics_t metrics {};
    uv_metrics_info(m_loop, &metrics);
    m_events = metrics.events;
    m_missingIdleNs = 0;
    m_idleNs = idleNs();
    m_calls = 0;
    m_drains = 0;
    m_waiting = false;
    m_gap = m_isLoaded ? LoopPhase::Poll : LoopPhase::Outside;
    m_markNs = uv_hrtime();
    m_microtasksNs = m_markNs;
    enter(m_gap, false, m_markNs);
    if (m_isLoaded)
        wrapTimer();
}

void PhaseProbe::stop()
{
    m_isRecording = false;
    const quint64 now = uv_hrtime();
    closeGap(now);
    writeMicrotasks(now);
    m_handleProbe.sample(now);
    m_httpProbe.updateAllowance(now, idleNs());
    m_isolate->RemoveBeforeCallEnteredCallback(beforeCallEntered);
    m_isolate->RemoveMicrotasksCompletedCallback(microtasksCompleted, this);
    m_isolate->RemoveGCPrologueCallback(gcBegins, this);
    m_isolate->RemoveGCEpilogueCallback(gcEnded, this);
    if (m_timer && m_timer->timer_cb == timerFired)
        m_timer->timer_cb = m_timerCallback;
    m_handles.stop();
    enter(LoopPhase::Outside, false, 0);
}

void PhaseProbe::programLoaded()
{
    m_isLoaded = true;
    if (!m_isRecording)
        return;
    closeGap(uv_hrtime());
    wrapTimer();
}

// The clock of the loop, from which it computes its next wait, stands still during a pause.
void PhaseProbe::resumed(quint64 pausedNs)
{
    m_markNs += pausedNs;
    if (m_waiting)
        uv_update_time(m_loop);
    enter(m_gap, m_waiting, uv_hrtime());
}

void PhaseProbe::callbackIsRunning()
{
    enter(LoopPhase::Outside, false, uv_hrtime());
}

void PhaseProbe::end()
{
    m_gap = LoopPhase::Outside;
    if (m_isRecording)
        stop();
    m_handleProbe.releaseTimers();
    m_immediateCount = nullptr;
    m_immediatesStore.reset();
}

void PhaseProbe::firstPrepare()
{
    // Measures nothing here unless something ran; lastPrepare() begins the next phase.
    if (m_calls != 0)
        closeGap(uv_hrtime());
    m_gap = LoopPhase::Prepare;
    m_stepper.iterationBegins();
}

void PhaseProbe::lastPrepare()
{
    if (m_calls != 0)
        closeGap(uv_hrtime());
    const bool willWait = uv_backend_timeout(m_loop) != 0;
    if (m_drains != 0 && (willWait || m_markNs - m_microtasksNs > microtasksIntervalNs))
        writeMicrotasks(m_markNs);
    if (m_handleProbe.isDue(m_markNs, willWait))
        m_handleProbe.sample(m_markNs);
    m_markNs = uv_hrtime();
    m_gap = LoopPhase::Poll;
    m_waiting = true;
    m_isLoaded = true;
    m_httpProbe.publishCounts();
    enter(LoopPhase::Poll, true, m_markNs);
    m_stepper.phaseBegins(LoopPhase::Poll);
}

void PhaseProbe::firstCheck()
{
    const quint64 now = uv_hrtime();
    uv_metrics_t metrics {};
    uv_metrics_info(m_loop, &metrics);
    if (std::exchange(m_waiting, false))
        addMissingWait();
    const quint64 idle = idleNs();
    const quint64 waited = idle - std::exchange(m_idleNs, idle);
    const quint64 events = metrics.events - std::exchange(m_events, metrics.events);
    takeCalls();
    writePhase(LoopPhase::Poll, m_markNs, now, static_cast<quint32>(events), waited);
    m_markNs = now;
    m_immediates = m_immediateCount ? *m_immediateCount : 0;
    m_gap = LoopPhase::Check;
    enter(LoopPhase::Check, false, now);
    m_stepper.phaseBegins(LoopPhase::Check);
}

void PhaseProbe::lastCheck()
{
    if (m_calls != 0) {
        m_calls = qMax<quint32>(1, m_immediates);
        closeGap(uv_hrtime());
    }
    wrapTimer();
    if (m_loop->closing_handles)
        m_gap = LoopPhase::Closing;
    else
        m_gap = uv_loop_alive(m_loop) ? LoopPhase::Pending : LoopPhase::Outside;
    enter(m_gap, false, m_markNs);
    if (m_gap == LoopPhase::Closing)
        m_stepper.phaseBegins(m_gap);
}

void PhaseProbe::wrapTimer()
{
    // Node sets the callback again each time it arms the timer.
    if (m_timer && m_timer->timer_cb && m_timer->timer_cb != timerFired)
        m_timerCallback = std::exchange(m_timer->timer_cb, timerFired);
}

void PhaseProbe::timerFired(uv_timer_t *timer)
{
    t_probe->runTimers(timer);
}

void PhaseProbe::runTimers(uv_timer_t *timer)
{
    const quint64 begin = uv_hrtime();
    closeGap(begin);
    m_gap = LoopPhase::Timers;
    enter(LoopPhase::Timers, false, begin);
    m_stepper.phaseBegins(LoopPhase::Timers);
    m_timerCallback(timer);
    closeGap(uv_hrtime());
    m_gap = LoopPhase::Pending;
    enter(LoopPhase::Pending, false, m_markNs);
}

void PhaseProbe::beforeCallEntered(v8::Isolate *)
{
    t_probe->callEntered();
}

void PhaseProbe::callEntered()
{
    if (!m_countsCalls)
        return;
    ++m_calls;
    if (!std::exchange(m_waiting, false))
        return;
    const quint64 now = uv_hrtime();
    addMissingWait();
    m_httpProbe.updateAllowance(now, idleNs());
    enter(LoopPhase::Poll, false, now);
}

// libuv waits again after a signal (SIGWINCH, say) and forgets for how long it had waited before,
// so that all of that would count as busy. The time of the loop, which it takes as each wait ends
// and which no callback has changed yet, is exact to the millisecond.
void PhaseProbe::addMissingWait()
{
    constexpr quint64 nsPerMs = 1'000'000;
    const quint64 wokenNs = uv_now(m_loop) * nsPerMs;
    const quint64 waitedNs = idleNs() - m_idleNs;
    if (wokenNs > m_markNs + waitedNs)
        m_missingIdleNs += wokenNs - m_markNs - waitedNs;
}

quint64 PhaseProbe::idleNs() const
{
    return uv_metrics_idle_time(m_loop) + m_missingIdleNs;
}

void PhaseProbe::microtasksCompleted(v8::Isolate *, void *probe)
{
    auto *self = static_cast<PhaseProbe *>(probe);
    if (self->m_countsDrains && self->m_microtasks.take() != 0)
        ++self->m_drains;
    // Its first timers run before the loop gets to a handle of this probe.
    if (!self->m_isLoaded)
        self->wrapTimer();
}

void PhaseProbe::gcBegins(v8::Isolate *, v8::GCType, v8::GCCallbackFlags, void *probe)
{
    static_cast<PhaseProbe *>(probe)->m_gcNs = uv_hrtime();
}

void PhaseProbe::gcEnded(v8::Isolate *, v8::GCType type, v8::GCCallbackFlags, void *probe)
{
    auto *self = static_cast<PhaseProbe *>(probe);
    const trace::GarbageCollection collection { self->m_gcNs, uv_hrtime(),
                                                static_cast<quint8>(type) };
    self->m_channel.records.push(collection.toRecord());
}

void PhaseProbe::closeGap(quint64 now)
{
    if (const quint32 calls = takeCalls(); calls != 0)
        writePhase(m_gap, m_markNs, now, calls);
    m_markNs = now;
}

void PhaseProbe::writePhase(LoopPhase phase, quint64 beginNs, quint64 endNs, quint32 callbacks,
                            quint64 waitedNs)
{
    const trace::PhaseVisit visit { phase, beginNs, endNs, callbacks, waitedNs };
    m_channel.records.push(visit.toRecord());
}

void PhaseProbe::writeMicrotasks(quint64 now)
{
    m_microtasksNs = now;
    if (const quint32 drains = std::exchange(m_drains, 0); drains != 0)
        m_channel.records.push(trace::MicrotaskDrains { now, drains }.toRecord());
}

quint32 PhaseProbe::takeCalls()
{
    return std::exchange(m_calls, 0);
}

void PhaseProbe::enter(LoopPhase phase, bool waiting, quint64 now)
{
    m_channel.setPosition({ phase, waiting, now });
}

} // namespace looptide::host
