// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/resourceprobe.h"

#include "runtime/node/probes/v8fieldwriter.h"
#include "runtime/node/probes/v8values.h"

#include <node.h>

#include <array>
#include <utility>
#include <vector>

namespace looptide::host {

using v8::Context;
using v8::FunctionCallbackInfo;
using v8::Local;
using v8::Value;

Local<v8::Object> ResourceProbe::functions(Local<Context> context)
{
    const auto object = v8::Object::New(m_isolate);
    const auto data = v8::External::New(m_isolate, this);
    const auto add = [&](const char *name, v8::FunctionCallback callback) {
        const auto key = v8::String::NewFromUtf8(m_isolate, name).ToLocalChecked();
        object->Set(context, key, v8::Function::New(context, callback, data).ToLocalChecked())
            .Check();
    };
    add("setUp", setUp);
    add("activeFiles", activeFiles);
    add("locate", locate);
    add("report", report);
    return object;
}

ResourceProbe *ResourceProbe::of(const FunctionCallbackInfo<Value> &info)
{
    return static_cast<ResourceProbe *>(info.Data().As<v8::External>()->Value());
}

// setUp(list, change)
void ResourceProbe::setUp(const FunctionCallbackInfo<Value> &info)
{
    if (!info[0]->IsFunction() || !info[1]->IsFunction())
        return;
    of(info)->m_list.Reset(info.GetIsolate(), info[0].As<v8::Function>());
    of(info)->m_change.Reset(info.GetIsolate(), info[1].As<v8::Function>());
}

// activeFiles() returns the file descriptors of the handles that wait for something and keep the
// loop alive.
void ResourceProbe::activeFiles(const FunctionCallbackInfo<Value> &info)
{
    std::vector<int> files;
    uv_walk(
        of(info)->m_loop,
        [](uv_handle_t *handle, void *found) {
            uv_os_fd_t file {};
            if (uv_is_active(handle) && uv_has_ref(handle) && uv_fileno(handle, &file) == 0)
                static_cast<std::vector<int> *>(found)->push_back(int(file));
        },
        &files);
    v8::Isolate *isolate = info.GetIsolate();
    std::vector<Local<Value>> numbers;
    for (const int file : files)
        numbers.push_back(v8::Integer::New(isolate, file));
    info.GetReturnValue().Set(v8::Array::New(isolate, numbers.data(), numbers.size()));
}

// locate(function) returns [script, line, column, name] of its definition.
void ResourceProbe::locate(const FunctionCallbackInfo<Value> &info)
{
    v8::Isolate *isolate = info.GetIsolate();
    const Local<Value> nothing = v8::String::Empty(isolate);
    std::array<Local<Value>, 4> place { nothing, nothing, nothing, nothing };
    if (info[0]->IsFunction()) {
        Local<v8::Function> function = info[0].As<v8::Function>();
        if (const auto bound = function->GetBoundFunction(); bound->IsFunction())
            function = bound.As<v8::Function>();
        if (const auto script = function->GetScriptOrigin().ResourceName();
            !script.IsEmpty() && script->IsString())
            place[0] = script;
        place[1] = v8::Integer::New(isolate, function->GetScriptLineNumber() + 1);
        place[2] = v8::Integer::New(isolate, function->GetScriptColumnNumber() + 1);
        place[3] = function->GetName();
    }
    info.GetReturnValue().Set(v8::Array::New(isolate, place.data(), place.size()));
}

// report(total, fields)
void ResourceProbe::report(const FunctionCallbackInfo<Value> &info)
{
    if (!info[1]->IsArray())
        return;
    v8::Isolate *isolate = info.GetIsolate();
    const Local<Context> context = isolate->GetCurrentContext();
    const auto values = info[1].As<v8::Array>();
    std::string text;
    V8FieldWriter fields(isolate, text);
    fields.addNumber(toUint(info[0]));
    for (uint32_t i = 0; i < values->Length(); ++i) {
        if (i % trace::activeResourceFields == 0 && fields.isFull())
            break;
        Local<Value> value;
        if (!values->Get(context, i).ToLocal(&value))
            return;
        fields.add(value);
    }
    const QByteArrayView payload(text.data(), qsizetype(text.size()));
    of(info)->m_channel.messages.push(trace::MessageKind::ActiveResources, 0, uv_hrtime(),
                                      { &payload, 1 });
}

void ResourceProbe::execute(Local<Context> context, const trace::Command &command)
{
    if (!command.isOfResources())
        return;
    if (const auto load = std::exchange(m_load, nullptr))
        load();
    if (command.kind != trace::CommandKind::ListResources && !m_change.IsEmpty())
        change(context, command);
    if (!m_list.IsEmpty())
        call(context, m_list, {});
}

// The ticks and reactions of promises that it schedules run at the end of the scope.
void ResourceProbe::change(Local<Context> context, const trace::Command &command)
{
    const node::CallbackScope scope(m_isolate, v8::Object::New(m_isolate), { 0, 0 });
    std::array<Local<Value>, 2> arguments {
        v8::Integer::NewFromUnsigned(m_isolate, quint32(command.kind)),
        v8::Integer::NewFromUnsigned(m_isolate, command.argument)
    };
    call(context, m_change, arguments);
}

void ResourceProbe::call(Local<Context> context, const v8::Global<v8::Function> &function,
                         std::span<Local<Value>> arguments)
{
    const v8::TryCatch failed(m_isolate); // the program has replaced what the script uses
    [[maybe_unused]] const auto result = function.Get(m_isolate)->Call(
        context, v8::Undefined(m_isolate), int(arguments.size()), arguments.data());
}

void ResourceProbe::end()
{
    m_load = nullptr;
    m_list.Reset();
    m_change.Reset();
}

} // namespace looptide::host
