// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/callbackprobe.h"

#include "runtime/node/probes/loopstepper.h"
#include "runtime/node/probes/v8values.h"

#include <uv.h>
#include <v8-fast-api-calls.h>

#include <algorithm>

namespace looptide::host {

using core::RecordLevel;
using v8::Context;
using v8::FunctionCallbackInfo;
using v8::Isolate;
using v8::Local;
using v8::Value;

namespace {

// V8 passes no user data to these callbacks.
thread_local CallbackProbe *t_probe = nullptr;

// Ids of Node that stand for no resource: nothing, and the main script.
constexpr quint64 mainScriptId = 1;

CallbackProbe *probeOf(Local<Value> data)
{
    return static_cast<CallbackProbe *>(data.As<v8::External>()->Value());
}

template <typename Item>
Item *elementsOf(Local<v8::TypedArray> array, std::shared_ptr<v8::BackingStore> &store)
{
    store = array->Buffer()->GetBackingStore();
    return reinterpret_cast<Item *>(static_cast<char *>(store->Data()) + array->ByteOffset());
}

quint64 toId(double number)
{
    return number > 0 ? quint64(number) : 0;
}

} // namespace

// Node's arrays, and the places of what is needed in them.
struct CallbackProbe::Fields
{
    quint32 *hooks; // async_hook_fields
    const double *ids; // async_id_fields
    quint32 before;
    quint32 after;
    quint32 execution;
    quint32 trigger;
};

CallbackProbe::CallbackProbe(Isolate *isolate, trace::TraceChannel &channel, LoopStepper &stepper)
    : m_isolate(isolate), m_channel(channel), m_stepper(stepper), m_places(channel)
{
}

CallbackProbe::~CallbackProbe()
{
    if (t_probe == this)
        t_probe = nullptr;
}

v8::Local<v8::Object> CallbackProbe::functions(Local<Context> context)
{
    const auto object = v8::Object::New(m_isolate);
    const auto data = v8::External::New(m_isolate, this);
    const auto add = [&](const char *name, v8::FunctionCallback callback,
                         const v8::CFunction *fast = nullptr) {
        const auto callable = v8::FunctionTemplate::New(m_isolate, callback, data, {}, 0,
                                                        v8::ConstructorBehavior::kThrow,
                                                        v8::SideEffectType::kHasSideEffect, fast);
        const auto key = v8::String::NewFromUtf8(m_isolate, name).ToLocalChecked();
        object->Set(context, key, callable->GetFunction(context).ToLocalChecked()).Check();
    };
    static const v8::CFunction fastCreated = v8::CFunction::Make(createdFast);
    static const v8::CFunction fastBefore = v8::CFunction::Make(beforeFast);
    static const v8::CFunction fastAfter = v8::CFunction::Make(afterFast);
    add("setUp", setUp);
    add("addType", addType);
    add("created", created, &fastCreated);
    add("createdSlowly", created);
    add("before", before, &fastBefore);
    add("after", after, &fastAfter);
    add("beforeSlowly", before); // may run JavaScript
    return object;
}

CallbackProbe *CallbackProbe::of(const FunctionCallbackInfo<Value> &info)
{
    return probeOf(info.Data());
}

// setUp(setLevel, hookFields, idFields, before, after, execution, trigger)
void CallbackProbe::setUp(const FunctionCallbackInfo<Value> &info)
{
    CallbackProbe *self = of(info);
    if (!info[0]->IsFunction() || !info[1]->IsUint32Array() || !info[2]->IsFloat64Array())
        return;
    self->m_setLevel.Reset(info.GetIsolate(), info[0].As<v8::Function>());
    self->m_fields = std::make_unique<Fields>(
        Fields { elementsOf<quint32>(info[1].As<v8::TypedArray>(), self->m_hookStore),
                 elementsOf<double>(info[2].As<v8::TypedArray>(), self->m_idStore), toUint(info[3]),
                 toUint(info[4]), toUint(info[5]), toUint(info[6]) });
}

// addType(index, name)
void CallbackProbe::addType(const FunctionCallbackInfo<Value> &info)
{
    CallbackProbe *self = of(info);
    const std::string name = toText(info.GetIsolate(), info[1]);
    const auto index = quint16(toUint(info[0]));
    if (name == "TickObject")
        self->m_tickType = index;
    else if (name == "PROMISE")
        self->m_promiseType = index;
    else if (name == "Microtask")
        self->m_microtaskType = index;
    std::string text;
    trace::FieldWriter(text).add(name);
    const QByteArrayView payload(text.data(), qsizetype(text.size()));
    self->m_channel.messages.push(trace::MessageKind::ResourceType, index, uv_hrtime(),
                                  { &payload, 1 });
}

// created(asyncId, type, triggerId, function) returns -1 when V8 must look up the place of the
// function, which a fast API function must not do: call createdSlowly().
qint32 CallbackProbe::createdFast(Local<Value>, double asyncId, quint32 type, double triggerId,
                                  Local<Value> function, v8::FastApiCallbackOptions &options)
{
    CallbackProbe *self = probeOf(options.data);
    Resource resource { toId(asyncId), { toId(triggerId), quint16(type) } };
    if (function->IsFunction()
        && !self->m_places.find(*function.As<v8::Function>(), &resource.place))
        return -1;
    self->add(resource);
    return 0;
}

// createdSlowly(asyncId, type, triggerId, function)
void CallbackProbe::created(const FunctionCallbackInfo<Value> &info)
{
    CallbackProbe *self = of(info);
    Resource resource { quint64(std::max<qint64>(0, toInt(info[0]))),
                        { quint64(std::max<qint64>(0, toInt(info[2]))),
                          quint16(toUint(info[1])) } };
    if (info[3]->IsFunction())
        resource.place = self->m_places.indexOf(info.GetIsolate(), info[3].As<v8::Function>());
    if (self->m_level >= RecordLevel::Full)
        resource.stack = self->m_places.currentStack(info.GetIsolate());
    self->add(resource);
    info.GetReturnValue().Set(0);
}

void CallbackProbe::before(const FunctionCallbackInfo<Value> &info)
{
    of(info)->hookBegins(quint64(std::max<qint64>(0, toInt(info[0]))));
}

void CallbackProbe::after(const FunctionCallbackInfo<Value> &info)
{
    of(info)->hookEnds(quint64(std::max<qint64>(0, toInt(info[0]))));
}

void CallbackProbe::beforeFast(Local<Value>, double asyncId, v8::FastApiCallbackOptions &options)
{
    probeOf(options.data)->hookBegins(toId(asyncId));
}

void CallbackProbe::afterFast(Local<Value>, double asyncId, v8::FastApiCallbackOptions &options)
{
    probeOf(options.data)->hookEnds(toId(asyncId));
}

void CallbackProbe::setLevel(Local<Context> context, RecordLevel level, bool isInCall)
{
    const RecordLevel wanted = level >= RecordLevel::Callbacks ? level : RecordLevel::Off;
    if (wanted == m_level || !m_fields)
        return;
    if (m_level != RecordLevel::Off)
        remove(context);
    if (wanted != RecordLevel::Off)
        install(context, wanted, isInCall);
}

void CallbackProbe::setStepping(Local<Context> context, bool on)
{
    if (m_level >= RecordLevel::Full)
        callHooks(context, m_level, on);
}

void CallbackProbe::resumed(quint64 pausedNs)
{
    for (Open &open : m_open)
        open.beginNs += pausedNs;
    m_edgeNs += pausedNs;
}

void CallbackProbe::install(Local<Context> context, RecordLevel level, bool isInCall)
{
    t_probe = this;
    m_recent.assign(recentCount, {});
    m_open.reserve(deepest);
    m_microtasks.watch(context);
    m_edgeNs = uv_hrtime();
    callHooks(context, level); // raises the counters
    m_listens = true;
    m_isInCall = isInCall;
    m_level = level;
    listen(isInCall);
    m_isolate->AddBeforeCallEnteredCallback(callEntered);
    m_isolate->AddCallCompletedCallback(callCompleted);
    m_isolate->AddMicrotasksCompletedCallback(microtasksCompleted, this);
}

void CallbackProbe::remove(Local<Context> context)
{
    removeEdges();
    listen(true); // callbacks.js lowers the counters
    callHooks(context, RecordLevel::Off);
    m_listens = false;
}

void CallbackProbe::removeEdges()
{
    if (m_level == RecordLevel::Off)
        return;
    const quint64 now = uv_hrtime();
    while (!m_open.empty())
        closeTop(now);
    m_isolate->RemoveBeforeCallEnteredCallback(callEntered);
    m_isolate->RemoveCallCompletedCallback(callCompleted);
    m_isolate->RemoveMicrotasksCompletedCallback(microtasksCompleted, this);
    m_level = RecordLevel::Off;
    m_recent = {};
    m_lasting = {};
}

void CallbackProbe::end()
{
    removeEdges();
    m_setLevel.Reset();
    m_fields.reset();
    m_hookStore.reset();
    m_idStore.reset();
}

void CallbackProbe::callHooks(Local<Context> context, RecordLevel level, bool isStepping)
{
    const v8::TryCatch ignored(m_isolate);
    std::array<Local<Value>, 2> arguments { v8::Integer::New(m_isolate, int(level)),
                                            v8::Boolean::New(m_isolate, isStepping) };
    [[maybe_unused]] const auto result = m_setLevel.Get(m_isolate)->Call(
        context, v8::Undefined(m_isolate), int(arguments.size()), arguments.data());
}

// Promises run outside of calls, so at Full the hooks are always heard.
void CallbackProbe::listen(bool on)
{
    const bool wanted = on || m_level >= RecordLevel::Full;
    if (wanted == m_listens)
        return;
    m_listens = wanted;
    const quint32 step = wanted ? 1 : quint32(-1);
    m_fields->hooks[m_fields->before] += step;
    m_fields->hooks[m_fields->after] += step;
}

void CallbackProbe::callEntered(Isolate *)
{
    t_probe->enterCall();
}

// V8 reports nested calls too; only the end of the outermost one.
void CallbackProbe::enterCall()
{
    if (m_isInCall)
        return;
    m_isInCall = true;
    listen(true);
    const quint64 asyncId = toId(m_fields->ids[m_fields->execution]);
    if (asyncId > mainScriptId)
        reportToStepper(asyncId, true);
    const quint64 now = uv_hrtime();
    m_edgeNs = now;
    if (asyncId > mainScriptId)
        begin(asyncId, now, true);
}

bool CallbackProbe::isMicrotask(quint16 type) const
{
    return type != 0 && (type == m_tickType || type == m_promiseType || type == m_microtaskType);
}

void CallbackProbe::reportToStepper(quint64 asyncId, bool isEdge)
{
    if (!m_stepper.isStepping())
        return;
    trace::WaitingCallback callback { asyncId };
    if (const Resource *resource = resourceOf(asyncId)) {
        callback.origin = resource->origin;
        callback.place = resource->place;
        callback.stack = resource->stack;
    }
    m_stepper.callbackBegins(callback,
                             { !isEdge && isMicrotask(callback.origin.type), !m_open.empty(),
                               !isEdge && m_places.isInternal(callback.place) });
}

void CallbackProbe::callCompleted(Isolate *)
{
    t_probe->leaveCall();
}

void CallbackProbe::leaveCall()
{
    if (!m_isInCall)
        return;
    m_isInCall = false;
    listen(false);
    m_edgeNs = uv_hrtime();
    // An exception can end callbacks without the hook "after".
    while (!m_open.empty())
        closeTop(m_edgeNs);
}

void CallbackProbe::begin(quint64 asyncId, quint64 now, bool isEdge)
{
    if (m_open.size() >= deepest)
        return;
    m_open.push_back({ now, asyncId, toId(m_fields->ids[m_fields->trigger]), isEdge });
    m_edgeNs = now;
}

// At Full, Node's hooks are also called around the callbacks of handles, within the call that the
// edge has reported.
bool CallbackProbe::isKnownEdge(quint64 asyncId) const
{
    return !m_open.empty() && m_open.back().isEdge && m_open.back().asyncId == asyncId;
}

void CallbackProbe::hookBegins(quint64 asyncId)
{
    if (isKnownEdge(asyncId))
        return;
    reportToStepper(asyncId, false);
    begin(asyncId, uv_hrtime());
}

void CallbackProbe::hookEnds(quint64 asyncId)
{
    const auto isIt = [asyncId](const Open &open) { return open.asyncId == asyncId; };
    if (isKnownEdge(asyncId) || std::ranges::none_of(m_open, isIt))
        return;
    m_edgeNs = uv_hrtime();
    while (m_open.back().asyncId != asyncId)
        closeTop(m_edgeNs);
    closeTop(m_edgeNs);
}

void CallbackProbe::closeTop(quint64 now)
{
    const Open open = m_open.back();
    m_open.pop_back();
    trace::CallbackRun run { open.beginNs,          now, open.asyncId,
                             { open.triggerId, 0 }, 0,   quint8(m_open.size()) };
    if (Resource *resource = resourceOf(open.asyncId)) {
        resource->hasRun = true;
        run.origin = resource->origin;
        run.place = resource->place;
    }
    m_channel.records.push(run.toRecord());
}

void CallbackProbe::add(const Resource &resource)
{
    Resource &slot = m_recent[resource.asyncId % recentCount];
    // It has run before, so it will run again: a connection, a server, an interval.
    if (slot.hasRun && m_lasting.size() < lastingCount)
        m_lasting[slot.asyncId] = slot;
    slot = resource;
    const trace::ResourceCreated event { uv_hrtime(), resource.asyncId, resource.origin,
                                         resource.stack };
    m_channel.records.push(event.toRecord());
    if (m_stepper.isStepping() && m_tickType != 0 && resource.origin.type == m_tickType)
        m_stepper.tickScheduled(
            { resource.asyncId, resource.origin, resource.place, resource.stack });
}

CallbackProbe::Resource *CallbackProbe::resourceOf(quint64 asyncId)
{
    if (Resource &slot = m_recent[asyncId % recentCount]; slot.asyncId == asyncId)
        return &slot;
    const auto lasting = m_lasting.find(asyncId);
    return lasting != m_lasting.end() ? &lasting->second : nullptr;
}

void CallbackProbe::microtasksCompleted(Isolate *, void *probe)
{
    static_cast<CallbackProbe *>(probe)->drained();
}

void CallbackProbe::drained()
{
    const quint64 count = m_microtasks.take();
    if (count == 0)
        return;
    const quint64 begin = std::exchange(m_edgeNs, uv_hrtime());
    m_channel.records.push(trace::MicrotaskDrains { m_edgeNs, 1, begin, count }.toRecord());
}

} // namespace looptide::host
