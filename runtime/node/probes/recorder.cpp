// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/recorder.h"

#include "runtime/trace/agentlist.h"

#include <utility>

namespace looptide::host {

using core::RecordLevel;
using trace::StepTarget;

Recorder::Recorder(uv_loop_t *loop, v8::Isolate *isolate,
                   std::shared_ptr<trace::TraceChannel> channel)
    : m_loop(loop), m_isolate(isolate), m_channel(std::move(channel)), m_stepper(*m_channel),
      m_http(*m_channel), m_exchanges(*m_channel),
      m_phases(loop, isolate, *m_channel, m_http, m_stepper), m_block(isolate, *m_channel),
      m_callbacks(isolate, *m_channel, m_stepper), m_resources(loop, isolate, *m_channel),
      m_rules(isolate)
{
    m_stepper.setActions({ [this](core::PauseReason reason) { notePause(reason); },
                           [this] { listResources(); },
                           [this](quint64 pausedNs) { resumed(pausedNs); } });
}

void Recorder::nodeIsReady(std::function<void()> prepare)
{
    m_prepare = std::move(prepare);
    m_phases.nodeIsReady();
}

void Recorder::programBegins(v8::Local<v8::Context> context, const trace::AgentList &run)
{
    m_context.Reset(m_isolate, context);
    m_phases.programBegins();
    if (run.isEveryRequestRecorded()) {
        m_channel->setComplete();
        m_http.recordEveryRequest();
    }
    m_commands = std::make_unique<CommandReceiver>(
        m_loop, m_isolate, m_channel->commands,
        CommandReceiver::Actions { [this](const trace::Command &command) { execute(command); },
                                   [this](const trace::Command &command) { interrupt(command); },
                                   [this](quint64 tookNs) {
                                       m_phases.leaveOutEvent(tookNs
                                                              - std::exchange(m_pausedNs, 0));
                                   } });
    // What was asked for before the program begins is known from its first request on.
    for (const trace::Command &command : m_channel->commands.waiting()) {
        if (const auto detail = command.detail())
            setDetail(context, *detail);
        m_rules.execute(context, command);
    }
    m_wantedLevel = run.level();
    setLevel(context, m_wantedLevel, true);
    const auto step = m_channel->commands.takeSteps();
    if (!step || step->stepTarget() == StepTarget::Continue)
        return;
    beginStepping(context, true);
    if (step->kind == trace::CommandKind::StepToPhase)
        m_stepper.beginToPhase(step->argument);
}

void Recorder::execute(const trace::Command &command)
{
    const v8::HandleScope handles(m_isolate);
    const v8::Local<v8::Context> context = m_context.Get(m_isolate);
    const v8::Context::Scope scope(context);
    if (command.kind == trace::CommandKind::OpenDebugger)
        openDebugger(false);
    m_resources.execute(context, command);
    m_rules.execute(context, command);
    if (const auto level = command.level()) {
        m_wantedLevel = *level;
        if (!m_stepper.isStepping())
            setLevel(context, *level, false);
    }
    if (command.stepTarget())
        step(context, command);
    if (const auto detail = command.detail())
        setDetail(context, *detail);
}

// In the poll phase. A loop that is not paused pauses here.
void Recorder::step(v8::Local<v8::Context> context, const trace::Command &command)
{
    if (command.stepTarget() == StepTarget::Continue) {
        endStepping(context);
        return;
    }
    if (!m_stepper.isStepping())
        beginStepping(context, false);
    if (command.kind == trace::CommandKind::StepToPhase) {
        m_stepper.beginToPhase(command.argument);
        return;
    }
    const quint64 begin = uv_hrtime();
    m_stepper.pauseNow();
    m_pausedNs += uv_hrtime() - begin;
}

void Recorder::beginStepping(v8::Local<v8::Context> context, bool isInCall)
{
    setLevel(context, RecordLevel::Full, isInCall);
    m_callbacks.setStepping(context, true);
    m_stepper.begin();
}

void Recorder::endStepping(v8::Local<v8::Context> context)
{
    if (!m_stepper.isStepping())
        return;
    m_stepper.end();
    m_callbacks.setStepping(context, false);
    setLevel(context, m_wantedLevel, false);
}

void Recorder::notePause(core::PauseReason reason)
{
    if (m_pauseChanged) {
        m_pauseChanged(reason);
        return;
    }
    const quint64 before = m_channel->pause().count;
    m_channel->setPause({ reason, before + (reason != core::PauseReason::None) });
}

// During a pause. The calls are not the program's.
void Recorder::listResources()
{
    m_phases.setCountsCalls(false);
    execute(trace::Command::listResources());
    m_phases.setCountsCalls(true);
}

void Recorder::resumed(quint64 pausedNs)
{
    m_phases.resumed(pausedNs);
    m_callbacks.resumed(pausedNs);
}

void Recorder::setDetail(v8::Local<v8::Context> context, const trace::RequestDetail &detail)
{
    m_http.setDetail(detail);
    m_exchanges.setTraced(context, detail.isTraced);
}

// JavaScript may run for long before the loop gets to the command. What it is doing can be seen at
// once.
void Recorder::interrupt(const trace::Command &command)
{
    if (command.level().value_or(RecordLevel::Off) == RecordLevel::Off
        || m_level != RecordLevel::Off)
        return;
    m_block.start();
    m_phases.callbackIsRunning();
}

void Recorder::setLevel(v8::Local<v8::Context> context, RecordLevel level, bool isInCall)
{
    const RecordLevel before = std::exchange(m_level, level);
    if (before == level)
        return;
    if (before == RecordLevel::Off)
        setBase(context, true);
    m_callbacks.setLevel(context, level, isInCall);
    m_phases.setCountsDrains(!m_callbacks.isRecording());
    if (level == RecordLevel::Off)
        setBase(context, false);
}

// What is recorded at each level but Off.
void Recorder::setBase(v8::Local<v8::Context> context, bool on)
{
    if (!on) {
        m_exchanges.setRecording(context, false);
        m_http.setRecording(context, false);
        m_block.stop();
        m_phases.stop();
        return;
    }
    if (const auto prepare = std::exchange(m_prepare, nullptr))
        prepare();
    m_phases.start(context);
    m_block.start();
    m_http.setRecording(context, true);
    m_exchanges.setRecording(context, true);
}

void Recorder::stop()
{
    if (m_commands)
        m_commands->stop();
    m_block.stop();
    m_callbacks.end();
    m_resources.end();
    m_rules.end();
    m_phases.end();
    m_http.end();
    m_exchanges.end();
    m_prepare = nullptr;
    m_openDebugger = nullptr;
    m_pauseChanged = nullptr;
    m_context.Reset();
}

} // namespace looptide::host
