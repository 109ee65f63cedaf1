// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/exchanges/exchangeprobe.h"

#include "runtime/node/probes/v8fieldwriter.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/exchangeeventmessages.h"

#include <uv.h>

#include <array>
#include <tuple>
#include <utility>

namespace looptide::host {

using trace::ExchangeEvent;
using v8::Context;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// Positions of the arguments that exchanges.js passes.
namespace Note {
enum { Kind, Id, Exchange, StartNs, IsOpen, Name, Text, Comment, Number, Size };
}

} // namespace

v8::Local<v8::Object> ExchangeProbe::functions(Local<Context> context)
{
    Isolate *isolate = Isolate::GetCurrent();
    const auto object = v8::Object::New(isolate);
    const auto add = [&](const char *name, v8::FunctionCallback callback) {
        const auto key = v8::String::NewFromUtf8(isolate, name).ToLocalChecked();
        const auto function =
            v8::Function::New(context, callback, v8::External::New(isolate, this)).ToLocalChecked();
        object->Set(context, key, function).Check();
    };
    add("note", note);
    add("now", now);
    add("placeOf", placeOf);
    add("setHook", setHook);
    return object;
}

void ExchangeProbe::setRecording(Local<Context> context, bool on)
{
    m_isRecording = on;
    update(context);
}

void ExchangeProbe::setTraced(Local<Context> context, bool on)
{
    m_isTraced = on;
    update(context);
}

void ExchangeProbe::update(Local<Context> context)
{
    const bool on = m_isRecording && m_isTraced;
    if (m_setTracing.IsEmpty() || std::exchange(m_isInstalled, on) == on)
        return;
    Isolate *isolate = Isolate::GetCurrent();
    const v8::TryCatch ignored(isolate);
    Local<Value> argument = v8::Boolean::New(isolate, on);
    std::ignore = m_setTracing.Get(isolate)->Call(context, v8::Undefined(isolate), 1, &argument);
}

ExchangeProbe *ExchangeProbe::of(const Info &info)
{
    return static_cast<ExchangeProbe *>(info.Data().As<v8::External>()->Value());
}

void ExchangeProbe::setHook(const Info &info)
{
    of(info)->m_setTracing.Reset(info.GetIsolate(), info[0].As<v8::Function>());
}

// A double has the nanoseconds of a machine that has been up for a hundred days.
void ExchangeProbe::now(const Info &info)
{
    info.GetReturnValue().Set(static_cast<double>(uv_hrtime()));
}

// Returns the script in which a function is defined, and its line, or nothing. Runs no JavaScript.
void ExchangeProbe::placeOf(const Info &info)
{
    if (!info[0]->IsFunction())
        return;
    Isolate *isolate = info.GetIsolate();
    auto function = info[0].As<v8::Function>();
    if (const auto bound = function->GetBoundFunction(); bound->IsFunction())
        function = bound.As<v8::Function>();
    const int line = function->GetScriptLineNumber();
    const Local<Value> script = function->GetScriptOrigin().ResourceName();
    if (line == v8::Function::kLineOffsetNotFound || !script->IsString())
        return;
    std::array<Local<Value>, 2> place { script, v8::Integer::New(isolate, line + 1) };
    info.GetReturnValue().Set(v8::Array::New(isolate, place.data(), place.size()));
}

void ExchangeProbe::note(const Info &info)
{
    ExchangeProbe *self = of(info);
    V8FieldWriter fields(info.GetIsolate(), self->m_text);
    trace::ExchangeEventFields<Local<Value>> event;
    event.kind = static_cast<ExchangeEvent::Kind>(toUint(info[Note::Kind]));
    event.exchange = static_cast<quint64>(toInt(info[Note::Exchange]));
    event.startNs = static_cast<quint64>(toInt(info[Note::StartNs]));
    event.isOpen = info[Note::IsOpen]->IsTrue();
    event.name = info[Note::Name];
    event.text = info[Note::Text];
    event.note = info[Note::Comment];
    event.number = toInt(info[Note::Number]);
    event.size = toInt(info[Note::Size]);
    trace::writeExchangeEvent(fields, event);
    const std::array parts { QByteArrayView(self->m_text.data(),
                                            static_cast<qsizetype>(self->m_text.size())) };
    self->m_channel.messages.push(trace::MessageKind::ExchangeEvent,
                                  static_cast<quint64>(toInt(info[Note::Id])), uv_hrtime(), parts);
}

} // namespace looptide::host
