// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"
#include "runtime/node/gate/commandreceiver.h"
#include "runtime/node/probes/blockprobe.h"
#include "runtime/node/probes/callbackprobe.h"
#include "runtime/node/probes/exchanges/exchangeprobe.h"
#include "runtime/node/probes/httpprobe.h"
#include "runtime/node/probes/loopstepper.h"
#include "runtime/node/probes/phaseprobe.h"
#include "runtime/node/probes/resourceprobe.h"
#include "runtime/node/probes/rulehook.h"

#include <functional>
#include <memory>

namespace looptide::trace {
class AgentList;
}

namespace looptide::host {

// The probes of one event loop, at the level that the window wants. The level changes while the
// program runs. At RecordLevel::Off, no probe is installed.
//
// Owned by the host of the environment (Instance for the main thread, the
// thread of a worker for the worker).
// It must outlive the isolate, which may keep an interrupt for later. Thread: loop.
class Recorder
{
    Q_DISABLE_COPY_MOVE(Recorder)
public:
    Recorder(uv_loop_t *loop, v8::Isolate *isolate, std::shared_ptr<trace::TraceChannel> channel);

    // prepare is called once, within the context, when recording is switched on for the first time.
    // It runs http.js and connects the probes to Node. Call it when Node has made its own handles.
    void nodeIsReady(std::function<void()> prepare);
    // Call it just before the program. Existing handles, and the work and waiting time of a warm
    // instance, do not belong to the program.
    void programBegins(v8::Local<v8::Context> context, const trace::AgentList &run);
    // Call it when the main script has ended.
    void programLoaded() { m_phases.programLoaded(); }
    // Call it, within a context, when process.exit() or an error ends the program.
    void programExits(v8::Local<v8::Context> context) { m_http.programExits(context); }
    // open: opens the inspector and reports its address. waits: until a debugger has attached.
    void setDebuggerOpener(std::function<void(bool waits)> open)
    {
        m_openDebugger = std::move(open);
    }
    // listener: is called when the stepper pauses and resumes the loop.
    void setPauseListener(std::function<void(core::PauseReason)> listener)
    {
        m_pauseChanged = std::move(listener);
    }
    void openDebugger(bool waits) const
    {
        if (m_openDebugger)
            m_openDebugger(waits);
    }
    // Call it last before the environment is freed.
    void stop();

    HttpProbe &http() { return m_http; }
    ExchangeProbe &exchanges() { return m_exchanges; }
    PhaseProbe &phases() { return m_phases; }
    CallbackProbe &callbacks() { return m_callbacks; }
    ResourceProbe &resources() { return m_resources; }
    RuleHook &rules() { return m_rules; }

private:
    void execute(const trace::Command &command);
    void interrupt(const trace::Command &command);
    void step(v8::Local<v8::Context> context, const trace::Command &command);
    void beginStepping(v8::Local<v8::Context> context, bool isInCall);
    void endStepping(v8::Local<v8::Context> context);
    void notePause(core::PauseReason reason);
    void listResources();
    void resumed(quint64 pausedNs);
    void setDetail(v8::Local<v8::Context> context, const trace::RequestDetail &detail);
    // isInCall: JavaScript is on the stack.
    void setLevel(v8::Local<v8::Context> context, core::RecordLevel level, bool isInCall);
    void setBase(v8::Local<v8::Context> context, bool on);

    uv_loop_t *m_loop;
    v8::Isolate *m_isolate;
    std::shared_ptr<trace::TraceChannel> m_channel;
    LoopStepper m_stepper;
    HttpProbe m_http;
    ExchangeProbe m_exchanges;
    PhaseProbe m_phases;
    BlockProbe m_block;
    CallbackProbe m_callbacks;
    ResourceProbe m_resources;
    RuleHook m_rules;
    std::unique_ptr<CommandReceiver> m_commands;
    std::function<void()> m_prepare;
    std::function<void(bool waits)> m_openDebugger;
    std::function<void(core::PauseReason)> m_pauseChanged;
    v8::Global<v8::Context> m_context;
    quint64 m_pausedNs = 0; // by commands of the current event
    core::RecordLevel m_level = core::RecordLevel::Off;
    core::RecordLevel m_wantedLevel = core::RecordLevel::Off; // when it does not step
};

} // namespace looptide::host
