// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <uv.h>
#include <v8.h>

#include <functional>
#include <span>

namespace looptide::host {

// Lists, on request, what keeps the program of one event loop running, and changes a listed
// resource. Costs nothing before the first request (resources/preload/resources.js).
//
// Owned by Recorder. Thread: loop.
class ResourceProbe
{
    Q_DISABLE_COPY_MOVE(ResourceProbe)
public:
    ResourceProbe(uv_loop_t *loop, v8::Isolate *isolate, trace::TraceChannel &channel)
        : m_loop(loop), m_isolate(isolate), m_channel(channel)
    {
    }

    // load: runs resources.js with functions(), within the context. It is called once.
    void setLoader(std::function<void()> load) { m_load = std::move(load); }
    // The functions for resources.js.
    v8::Local<v8::Object> functions(v8::Local<v8::Context> context);
    // Does nothing for other commands. The list is written into the channel as a message.
    void execute(v8::Local<v8::Context> context, const trace::Command &command);
    // Call it last before the environment is freed. Runs no JavaScript.
    void end();

private:
    static ResourceProbe *of(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void activeFiles(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void setUp(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void locate(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void report(const v8::FunctionCallbackInfo<v8::Value> &info);

    void change(v8::Local<v8::Context> context, const trace::Command &command);
    void call(v8::Local<v8::Context> context, const v8::Global<v8::Function> &function,
              std::span<v8::Local<v8::Value>> arguments);

    uv_loop_t *m_loop;
    v8::Isolate *m_isolate;
    trace::TraceChannel &m_channel;
    std::function<void()> m_load;
    v8::Global<v8::Function> m_list; // of resources.js
    v8::Global<v8::Function> m_change;
};

} // namespace looptide::host
