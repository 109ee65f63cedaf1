// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The debugger's side of the preload scripts: its address, and its sessions with workers.
#include "runtime/node/preload/preload.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/agentlist.h"

#include <string>
#include <tuple>
#include <utility>

namespace looptide::host {

using v8::Context;
using v8::Function;
using v8::FunctionCallbackInfo;
using v8::Isolate;
using v8::Local;
using v8::Object;
using v8::Value;

void Preload::quietInspector(const FunctionCallbackInfo<Value> &info)
{
    of(info)->m_options.quietInspector(true);
}

void Preload::reportDebugger(const FunctionCallbackInfo<Value> &info)
{
    const v8::String::Utf8Value url(info.GetIsolate(), info[0]);
    of(info)->m_options.agents->mainChannel()->debuggerAddress.set(
        QByteArray(*url ? *url : "", url.length()));
}

void Preload::keepSession(const FunctionCallbackInfo<Value> &info)
{
    auto &sessions = of(info)->m_sessions;
    std::erase_if(sessions, [](const auto &session) { return session.IsEmpty(); });
    sessions.emplace_back(info.GetIsolate(), info[0].As<Object>()).SetWeak();
}

void Preload::endDebuggerSessions()
{
    Isolate *isolate = Isolate::GetCurrent();
    const v8::HandleScope handles(isolate);
    const Context::Scope scope(node::GetMainContext(m_mainEnvironment));
    isolate->CancelTerminateExecution();
    // Nobody reads the responses of the sessions.
    const Isolate::DisallowJavascriptExecutionScope noScripts(
        isolate, Isolate::DisallowJavascriptExecutionScope::THROW_ON_FAILURE);
    const v8::TryCatch ignored(isolate);
    for (const v8::Global<Object> &session : std::exchange(m_sessions, {})) {
        if (!session.IsEmpty())
            endDebuggerSession(session.Get(isolate));
    }
}

// Node keeps a session's connection to a worker until NodeWorker.detach names it. Node numbers
// these connections from 1, and makes more of them than there are workers when a session was
// enabled twice.
void Preload::endDebuggerSession(Local<Object> connection)
{
    Isolate *isolate = Isolate::GetCurrent();
    const auto call = [&](const char *name, const std::string &message) {
        const Local<Context> context = isolate->GetCurrentContext();
        Local<Value> function;
        Local<Value> argument = toV8(isolate, message);
        if (connection->Get(context, toV8(isolate, name)).ToLocal(&function)
            && function->IsFunction())
            std::ignore = function.As<Function>()->Call(context, connection, 1, &argument);
    };
    constexpr int reserve = 16;
    for (int id = 1; id <= 2 * m_workersStarted + reserve; ++id)
        call("dispatch",
             R"({"id":0,"method":"NodeWorker.detach","params":{"sessionId":")" + std::to_string(id)
                 + R"("}})");
    call("disconnect", {});
}

} // namespace looptide::host
