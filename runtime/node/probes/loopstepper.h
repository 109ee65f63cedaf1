// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausereason.h"
#include "runtime/trace/tracechannel.h"

#include <deque>
#include <functional>

namespace looptide::host {

// Runs one event loop step by step: pauses its thread before a callback or at the begin of a phase,
// until the window asks for the next step. Connections stay open and the clock goes on.
//
// PhaseProbe and CallbackProbe report what comes next. Owned by Recorder. Thread: loop.
class LoopStepper
{
    Q_DISABLE_COPY_MOVE(LoopStepper)
public:
    struct Actions
    {
        std::function<void(core::PauseReason)> pauseChanged;
        // Reports the timers, immediates, handles and requests. May run JavaScript.
        std::function<void()> listResources;
        // Called after a pause of this length.
        std::function<void(quint64 pausedNs)> resumed;
    };

    struct CallbackTraits
    {
        bool isMicrotask = false; // a tick, or the reaction of a promise
        bool isNested = false; // called by another callback
        bool isInternal = false; // its function is Node's: no step stops there
    };

    explicit LoopStepper(trace::TraceChannel &channel) : m_channel(channel) { }

    void setActions(Actions actions) { m_actions = std::move(actions); }
    // A loop that steps pauses at its next callback.
    void begin();
    // The same, but it pauses when one of these phases begins (CommandKind::StepToPhase).
    void beginToPhase(quint32 phases);
    // Call it outside of callbacks.
    void end();
    bool isStepping() const { return m_isStepping; }

    // Pauses in the poll phase, between callbacks.
    void pauseNow();
    void phaseBegins(trace::LoopPhase phase);
    void iterationBegins();
    void callbackBegins(const trace::WaitingCallback &callback, CallbackTraits traits);
    void tickScheduled(const trace::WaitingCallback &tick);

private:
    void tickBegins(quint64 asyncId);
    void pause(const trace::LoopPause &where);
    void report(trace::LoopPause where);

    static constexpr std::size_t mostTicks = 10'000;

    trace::TraceChannel &m_channel;
    Actions m_actions;
    trace::StepTarget m_target = trace::StepTarget::Continue;
    quint32 m_wantedPhases = 0; // with StepTarget::Phase; 0: any
    quint64 m_wantedId = 0; // the next callback of this resource; 0: see m_target
    std::deque<trace::WaitingCallback> m_ticks;
    quint64 m_moreTicks = 0; // after those
    bool m_isStepping = false;
    bool m_isPaused = false;
};

} // namespace looptide::host
