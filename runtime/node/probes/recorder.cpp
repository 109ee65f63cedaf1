// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/recorder.h"

#include "runtime/trace/agentlist.h"

#include <utility>

namespace looptide::host {

using core::RecordLevel;

Recorder::Recorder(uv_loop_t *loop, v8::Isolate *isolate,
                   std::shared_ptr<trace::TraceChannel> channel)
    : m_loop(loop), m_isolate(isolate), m_channel(std::move(channel)), m_http(*m_channel),
      m_exchanges(*m_channel), m_phases(loop, isolate, *m_channel, m_http),
      m_block(isolate, *m_channel), m_callbacks(isolate, *m_channel),
      m_resources(loop, isolate, *m_channel)
{
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
                                   [this](quint64 tookNs) { m_phases.leaveOutEvent(tookNs); } });
    // What was asked for before the program begins is known from its first request on.
    for (const trace::Command &command : m_channel->commands.waiting()) {
        if (const auto detail = command.detail())
            setDetail(context, *detail);
    }
    setLevel(context, run.level(), true);
}

void Recorder::execute(const trace::Command &command)
{
    const v8::HandleScope handles(m_isolate);
    const v8::Local<v8::Context> context = m_context.Get(m_isolate);
    const v8::Context::Scope scope(context);
    if (command.kind == trace::CommandKind::OpenDebugger)
        openDebugger(false);
    m_resources.execute(context, command);
    if (const auto level = command.level())
        setLevel(context, *level, false);
    if (const auto detail = command.detail())
        setDetail(context, *detail);
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
    m_phases.end();
    m_http.end();
    m_exchanges.end();
    m_prepare = nullptr;
    m_openDebugger = nullptr;
    m_context.Reset();
}

} // namespace looptide::host
