// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/preload/preload.h"

#include "runtime/node/guard/abortguard.h"
#include "runtime/node/host/instancehandle.h"
#include "runtime/node/host/nodeprocess.h"
#include "runtime/node/host/runclock.h"
#include "runtime/node/probes/recorder.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/agentlist.h"

#include <uv.h>

#include <QDateTime>
#include <QFile>

#include <array>
#include <csignal>
#include <unistd.h>
#include <vector>

namespace looptide::host {

using v8::Context;
using v8::Function;
using v8::FunctionCallbackInfo;
using v8::Isolate;
using v8::Local;
using v8::Object;
using v8::Value;

namespace {

std::string readSource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("A preload script is missing from this program");
    return file.readAll().toStdString();
}

std::vector<std::pair<const char *, std::string>> readHttpSources()
{
    const auto source = [](const char *name, const QString &file) {
        return std::pair(name, readSource(QStringLiteral(":/preload/") + file));
    };
    return {
        source("looptide:exchanges", QStringLiteral("exchanges/exchanges.js")),
        source("looptide:httpheads", QStringLiteral("httpheads.js")),
        source("looptide:http2", QStringLiteral("http2.js")),
        source("looptide:http", QStringLiteral("http.js")),
        source("looptide:calls", QStringLiteral("exchanges/calls.js")),
        source("looptide:modules", QStringLiteral("exchanges/modules.js")),
        source("looptide:handlers", QStringLiteral("exchanges/handlers.js")),
        source("looptide:messages", QStringLiteral("exchanges/messages.js")),
        source("looptide:output", QStringLiteral("exchanges/output.js")),
    };
}

bool meansThisProcess(int pid)
{
    // kill(0) and kill(-group) reach every process of the group, including this one.
    return pid == getpid() || pid == 0 || pid == -1 || pid == -getpgrp();
}

uint64_t threadIdOf(const FunctionCallbackInfo<Value> &info)
{
    return static_cast<uint64_t>(
        info[0]->IntegerValue(info.GetIsolate()->GetCurrentContext()).FromMaybe(0));
}

} // namespace

Preload::Preload(Options options)
    : m_options(std::move(options)), m_source(readSource(QStringLiteral(":/preload/preload.js"))),
      m_typeScriptSource(readSource(QStringLiteral(":/preload/typescript.js"))),
      m_recordingSource(readSource(QStringLiteral(":/preload/recording.js"))),
      m_callbacksSource(readSource(QStringLiteral(":/preload/callbacks.js"))),
      m_httpSources(readHttpSources()),
      m_warmUpSource(readSource(QStringLiteral(":/preload/warmup.js"))),
      m_debuggerSource(readSource(QStringLiteral(":/preload/debugger.js"))),
      m_resourcesSource(readSource(QStringLiteral(":/preload/resources.js"))),
      m_rulesSource(readSource(QStringLiteral(":/preload/rules.js"))),
      m_processHasTitle(titleIsGiven())
{
}

void Preload::run(node::Environment *environment, Local<Value> process, Local<Value> require)
{
    Isolate *isolate = Isolate::GetCurrent();
    const v8::HandleScope handles(isolate);
    const Local<Context> context = isolate->GetCurrentContext();
    if (context != node::GetMainContext(environment))
        return; // a ShadowRealm of the program has no process of its own
    const bool mainThread = environment == m_mainEnvironment;
    if (m_options.guardProcess && !mainThread)
        adoptThisThread(environment);
    guardTitle(context, process.As<Object>(), mainThread);

    const Arguments arguments { process, require, nativeFunctions(context, mainThread) };
    runScript(context, "looptide:preload", m_source, arguments);
    if (mainThread) {
        m_options.recorder->nodeIsReady(recordingScripts(m_options.recorder, arguments));
        m_options.recorder->setDebuggerOpener(debuggerOpener(arguments));
        m_options.recorder->resources().setLoader(resourceLoader(m_options.recorder, arguments));
        m_options.recorder->rules().setLoader(ruleLoader(m_options.recorder, arguments));
    } else {
        recordWorker(context, arguments);
    }
    runScript(context, "looptide:typescript", m_typeScriptSource, arguments);
    if (mainThread && m_options.clock)
        runScript(context, "looptide:warmup", m_warmUpSource, arguments);
    if (mainThread && m_options.beforeProgram)
        m_options.beforeProgram();
}

// Registers the calling thread as a worker of the program.
void Preload::adoptThisThread(node::Environment *environment)
{
    AbortGuard::watchThisThread();
    ++m_workersStarted;
    m_options.handle->addWorker(environment);
    node::AddEnvironmentCleanupHook(
        Isolate::GetCurrent(),
        [](void *handle) { static_cast<InstanceHandle *>(handle)->removeWorker(); },
        m_options.handle.get());
}

namespace {

// Of one worker. Its thread frees it when the isolate is gone, which may keep an interrupt until
// then.
struct WorkerRecorder
{
    std::shared_ptr<trace::AgentList> agents;
    quint16 id;
    Recorder recorder;
};

} // namespace

void Preload::recordWorker(Local<Context> context, const Arguments &arguments)
{
    Isolate *isolate = Isolate::GetCurrent();
    trace::AgentInfo info;
    info.kind = trace::AgentInfo::Kind::Worker;
    info.pid = getpid();
    info.startedMs = QDateTime::currentMSecsSinceEpoch();
    info.number = ++m_lastWorker;
    auto channel = std::make_shared<trace::TraceChannel>();
    const auto id = m_options.agents->add(info, channel);
    if (!id)
        return;
    auto *worker = new WorkerRecorder { m_options.agents,
                                        *id,
                                        { node::GetCurrentEventLoop(isolate), isolate, channel } };
    node::AddEnvironmentCleanupHook(
        isolate,
        [](void *data) {
            auto *worker = static_cast<WorkerRecorder *>(data);
            worker->recorder.stop();
            worker->agents->end(worker->id);
        },
        worker);
    nodePlatform()->AddIsolateFinishedCallback(
        isolate, [](void *data) { delete static_cast<WorkerRecorder *>(data); }, worker);
    worker->recorder.nodeIsReady(recordingScripts(&worker->recorder, arguments));
    worker->recorder.resources().setLoader(resourceLoader(&worker->recorder, arguments));
    worker->recorder.rules().setLoader(ruleLoader(&worker->recorder, arguments));
    worker->recorder.programBegins(context, *m_options.agents);
}

// Debuggers skip the frames of "looptide:" scripts.
void Preload::runScript(Local<Context> context, const char *name, const std::string &text,
                        Arguments arguments)
{
    Isolate *isolate = Isolate::GetCurrent();
    v8::ScriptOrigin origin(toV8(isolate, name));
    v8::ScriptCompiler::Source source(toV8(isolate, text), origin);
    std::array parameters { toV8(isolate, "process"), toV8(isolate, "require"),
                            toV8(isolate, "native") };
    Local<Function> script;
    if (!v8::ScriptCompiler::CompileFunction(context, &source, parameters.size(), parameters.data())
             .ToLocal(&script))
        return;
    [[maybe_unused]] const auto result =
        script->Call(context, v8::Undefined(isolate), arguments.size(), arguments.data());
}

namespace {

// Returns a function that returns the arguments of a script, for scripts that run later. Call it in
// a HandleScope.
std::function<std::array<Local<Value>, 3>()> keep(const std::array<Local<Value>, 3> &arguments)
{
    auto kept = std::make_shared<std::array<v8::Global<Value>, 3>>();
    for (std::size_t i = 0; i < arguments.size(); ++i)
        (*kept)[i].Reset(Isolate::GetCurrent(), arguments[i]);
    return [kept] {
        std::array<Local<Value>, 3> values;
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = (*kept)[i].Get(Isolate::GetCurrent());
        return values;
    };
}

} // namespace

// What recording runs when it is switched on for the first time.
std::function<void()> Preload::recordingScripts(Recorder *recorder, const Arguments &arguments)
{
    return [this, recorder, kept = keep(arguments)] {
        Isolate *isolate = Isolate::GetCurrent();
        const Local<Context> context = isolate->GetCurrentContext();
        const Arguments arguments = kept();
        const auto native = arguments[2].As<Object>();
        const auto set = [&](const char *name, Local<Value> value) {
            native->Set(context, toV8(isolate, name), value).Check();
        };
        set("watchTimers",
            Function::New(context, watchTimers, v8::External::New(isolate, recorder))
                .ToLocalChecked());
        set("http", recorder->http().functions(context));
        set("exchanges", recorder->exchanges().functions(context));
        set("callbacks", recorder->callbacks().functions(context));
        runScript(context, "looptide:recording", m_recordingSource, arguments);
        runScript(context, "looptide:callbacks", m_callbacksSource, arguments);
        for (const auto &[name, source] : m_httpSources)
            runScript(context, name, source, arguments);
    };
}

// What opens the inspector.
std::function<void(bool)> Preload::debuggerOpener(const Arguments &arguments)
{
    return [this, kept = keep(arguments)](bool waits) {
        Isolate *isolate = Isolate::GetCurrent();
        const v8::HandleScope handles(isolate);
        const Local<Context> context = isolate->GetCurrentContext();
        const Arguments arguments = kept();
        const auto native = arguments[2].As<Object>();
        addFunction(context, native, "quietInspector", quietInspector);
        addFunction(context, native, "reportDebugger", reportDebugger);
        native->Set(context, toV8(isolate, "awaitsDebugger"), v8::Boolean::New(isolate, waits))
            .Check();
        const v8::TryCatch unavailable(isolate); // the program has no inspector
        runScript(context, "looptide:debugger", m_debuggerSource, arguments);
    };
}

// What lists and changes the resources of a program.
std::function<void()> Preload::resourceLoader(Recorder *recorder, const Arguments &arguments)
{
    return [this, recorder, kept = keep(arguments)] {
        Isolate *isolate = Isolate::GetCurrent();
        const Local<Context> context = isolate->GetCurrentContext();
        const Arguments arguments = kept();
        const auto functions = recorder->resources().functions(context);
        arguments[2].As<Object>()->Set(context, toV8(isolate, "resources"), functions).Check();
        runScript(context, "looptide:resources", m_resourcesSource, arguments);
    };
}

// What applies the rules of the user to requests.
std::function<void()> Preload::ruleLoader(Recorder *recorder, const Arguments &arguments)
{
    return [this, recorder, kept = keep(arguments)] {
        Isolate *isolate = Isolate::GetCurrent();
        const Local<Context> context = isolate->GetCurrentContext();
        const Arguments arguments = kept();
        arguments[2]
            .As<Object>()
            ->Set(context, toV8(isolate, "setUpRules"), recorder->rules().setUpFunction(context))
            .Check();
        runScript(context, "looptide:rules", m_rulesSource, arguments);
    };
}

Local<Object> Preload::nativeFunctions(Local<Context> context, bool mainThread)
{
    Isolate *isolate = Isolate::GetCurrent();
    const Local<Object> native = Object::New(isolate);
    native->Set(context, toV8(isolate, "execPath"), toV8(isolate, m_options.execPath)).Check();
    if (!m_options.compileCache.empty())
        native->Set(context, toV8(isolate, "compileCache"), toV8(isolate, m_options.compileCache))
            .Check();
    addFunction(context, native, "amaro", amaro);
    addFunction(context, native, "prepended", prepended);
    if (m_options.guardProcess) {
        addFunction(context, native, "_kill", kill);
        addFunction(context, native, "isHeapFull", isHeapFull);
        if (mainThread)
            addFunction(context, native, "abort", abort);
        if (mainThread)
            addFunction(context, native, "keepSession", keepSession);
        else
            addFunction(context, native, "watchHeap", watchHeap);
    }
    if (mainThread && m_options.clock) {
        addFunction(context, native, "isAwaited", isAwaited);
        addFunction(context, native, "setMilestones", setMilestones);
    }
    return native;
}

void Preload::addFunction(Local<Context> context, Local<Object> target, const char *name,
                          Callback callback)
{
    Isolate *isolate = Isolate::GetCurrent();
    const Local<Function> function =
        Function::New(context, callback, v8::External::New(isolate, this)).ToLocalChecked();
    function->SetName(toV8(isolate, name));
    target->Set(context, toV8(isolate, name), function).Check();
}

// Until the program sets process.title, it reads the title of a Node process.
void Preload::guardTitle(Local<Context> context, Local<Object> process, bool mainThread)
{
    Isolate *isolate = Isolate::GetCurrent();
    process
        ->SetNativeDataProperty(context, toV8(isolate, "title"), title,
                                mainThread ? setTitle : nullptr, v8::External::New(isolate, this),
                                v8::None, v8::SideEffectType::kHasNoSideEffect)
        .Check();
}

Preload *Preload::of(const FunctionCallbackInfo<Value> &info)
{
    return static_cast<Preload *>(info.Data().As<v8::External>()->Value());
}

void Preload::kill(const FunctionCallbackInfo<Value> &info)
{
    const Local<Context> context = info.GetIsolate()->GetCurrentContext();
    const int pid = info[0]->Int32Value(context).FromMaybe(0);
    const int signal = info[1]->Int32Value(context).FromMaybe(0);
    if (!meansThisProcess(pid) || signal <= 0 || signal >= NSIG) {
        info.GetReturnValue().Set(uv_kill(pid == 0 && signal != 0 ? getpid() : pid, signal));
        return;
    }
    of(info)->m_options.handle->deliverSignal(signal);
    info.GetReturnValue().Set(0);
}

void Preload::amaro(const FunctionCallbackInfo<Value> &info)
{
    Isolate *isolate = info.GetIsolate();
    QFile file(of(info)->m_options.amaro);
    if (file.open(QIODevice::ReadOnly)) {
        info.GetReturnValue().Set(toV8(isolate, file.readAll().toStdString()));
        return;
    }
    const std::string message = "The TypeScript support of Looptide cannot be read: "
        + QFile::encodeName(file.fileName()).toStdString();
    isolate->ThrowException(v8::Exception::Error(toV8(isolate, message)));
}

// prepended(before, target) returns a function that calls target. It first passes the arguments to
// before(), which may return other arguments as an array. Neither the returned function nor
// before() leaves a stack frame where target is called.
void Preload::prepended(const FunctionCallbackInfo<Value> &info)
{
    Isolate *isolate = info.GetIsolate();
    const Local<Context> context = isolate->GetCurrentContext();
    std::array<Local<Value>, 2> functions { info[0], info[1] };
    const auto call = [](const FunctionCallbackInfo<Value> &info) {
        Isolate *isolate = info.GetIsolate();
        const Local<Context> context = isolate->GetCurrentContext();
        const auto pair = info.Data().As<v8::Array>();
        Local<Value> before;
        Local<Value> target;
        if (!pair->Get(context, 0).ToLocal(&before) || !pair->Get(context, 1).ToLocal(&target))
            return;
        std::vector<Local<Value>> arguments;
        for (int i = 0; i < info.Length(); ++i)
            arguments.push_back(info[i]);
        Local<Value> others;
        if (!before.As<Function>()
                 ->Call(context, info.This(), info.Length(), arguments.data())
                 .ToLocal(&others))
            return;
        if (others->IsArray()) {
            const auto list = others.As<v8::Array>();
            arguments.resize(list->Length());
            for (uint32_t i = 0; i < list->Length(); ++i) {
                if (!list->Get(context, i).ToLocal(&arguments[i]))
                    return;
            }
        }
        Local<Value> result;
        if (target.As<Function>()
                ->Call(context, info.This(), static_cast<int>(arguments.size()), arguments.data())
                .ToLocal(&result))
            info.GetReturnValue().Set(result);
    };
    const Local<v8::Array> pair = v8::Array::New(isolate, functions.data(), functions.size());
    Local<Function> function;
    if (!Function::New(context, call, pair).ToLocal(&function))
        return;
    function->SetName(info[1].As<Function>()->GetName().As<v8::String>());
    info.GetReturnValue().Set(function);
}

void Preload::abort(const FunctionCallbackInfo<Value> &info)
{
    of(info)->m_options.handle->endBySignal(SIGABRT);
}

void Preload::isAwaited(const FunctionCallbackInfo<Value> &info)
{
    info.GetReturnValue().Set(of(info)->m_options.isAwaited());
}

void Preload::setMilestones(const FunctionCallbackInfo<Value> &info)
{
    if (info[0]->IsFloat64Array())
        of(info)->m_options.clock->setMilestones(info[0].As<v8::Float64Array>());
}

void Preload::watchTimers(const FunctionCallbackInfo<Value> &info)
{
    PhaseProbe &phases = static_cast<Recorder *>(info.Data().As<v8::External>()->Value())->phases();
    if (info[0]->IsUint32Array())
        phases.watchImmediates(info[0].As<v8::Uint32Array>());
    if (info[1]->IsInt32Array())
        phases.watchTimers(info[1].As<v8::Int32Array>());
}

void Preload::watchHeap(const FunctionCallbackInfo<Value> &info)
{
    const Local<Context> context = info.GetIsolate()->GetCurrentContext();
    of(info)->m_workerHeaps.watch(node::GetCurrentEnvironment(context), threadIdOf(info));
}

void Preload::isHeapFull(const FunctionCallbackInfo<Value> &info)
{
    info.GetReturnValue().Set(of(info)->m_workerHeaps.isFull(threadIdOf(info)));
}

void Preload::title(Local<v8::Name>, const v8::PropertyCallbackInfo<Value> &info)
{
    auto *self = static_cast<Preload *>(info.Data().As<v8::External>()->Value());
    const std::scoped_lock lock(self->m_titleMutex);
    std::array<char, 512> title {};
    if (self->m_processHasTitle && uv_get_process_title(title.data(), title.size()) == 0)
        info.GetReturnValue().Set(toV8(info.GetIsolate(), title.data()));
    else
        info.GetReturnValue().Set(toV8(info.GetIsolate(), self->m_title));
}

void Preload::setTitle(Local<v8::Name>, Local<Value> value,
                       const v8::PropertyCallbackInfo<void> &info)
{
    auto *self = static_cast<Preload *>(info.Data().As<v8::External>()->Value());
    const v8::String::Utf8Value text(info.GetIsolate(), value);
    const std::scoped_lock lock(self->m_titleMutex);
    self->m_title.assign(*text ? *text : "", static_cast<size_t>(text.length()));
    if (!self->m_options.guardProcess)
        self->m_processHasTitle = uv_set_process_title(self->m_title.c_str()) == 0;
}

} // namespace looptide::host
