// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <v8.h>

#include <string>

namespace looptide::host {

// Writes what requests cause (trace::ExchangeEvent), as the scripts of resources/preload/exchanges
// observe it. Installs nothing while recording is off, or nobody has asked for it.
//
// Owned by a Recorder. Thread: loop.
class ExchangeProbe
{
    Q_DISABLE_COPY_MOVE(ExchangeProbe)
public:
    explicit ExchangeProbe(trace::TraceChannel &channel) : m_channel(channel) { }

    // The object that the preload scripts get as `native.exchanges`.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);

    // Call both within a context, when no JavaScript of the program runs.
    void setRecording(v8::Local<v8::Context> context, bool on);
    void setTraced(v8::Local<v8::Context> context, bool on);
    // Call it when the program has ended. Releases the V8 handles.
    void end() { m_setTracing.Reset(); }

private:
    using Info = v8::FunctionCallbackInfo<v8::Value>;

    static ExchangeProbe *of(const Info &info);
    static void note(const Info &info);
    static void now(const Info &info);
    static void placeOf(const Info &info);
    static void setHook(const Info &info);

    void update(v8::Local<v8::Context> context);

    trace::TraceChannel &m_channel;
    std::string m_text; // the message being written
    bool m_isRecording = false;
    bool m_isTraced = false;
    bool m_isInstalled = false;
    v8::Global<v8::Function> m_setTracing; // of exchanges.js
};

} // namespace looptide::host
