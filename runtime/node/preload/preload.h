// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/debugger/quietinspector.h"
#include "runtime/node/guard/workerheaps.h"

#include <node.h>

#include <QString>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace looptide::trace {
class AgentList;
}

namespace looptide::host {

class InstanceHandle;
class Recorder;
class RunClock;

// Runs the scripts of resources/preload before the program, in its main thread and in its workers,
// and gives them native functions. A native function leaves no frame in the stack traces of a
// program.
//
// Shared with Node, which keeps it as long as an environment of the run exists. Thread: run() is
// called on the loop thread and on the threads of workers, at the same time.
class Preload
{
public:
    struct Options
    {
        std::string execPath; // looptide-node
        std::string compileCache; // folder; empty: none
        QString amaro; // the script that removes types from TypeScript
        // Makes what would end the process (process.abort(), signals to its own pid) end the run
        // only.
        bool guardProcess = false;
        std::shared_ptr<InstanceHandle> handle;
        Recorder *recorder = nullptr; // of the main thread; outlives the environment
        std::shared_ptr<trace::AgentList> agents; // workers are added
        QuietInspector quietInspector = nullptr;
        // For a warm instance only: its clock, whether a run already waits for it (then it does
        // only what is necessary), and a call that blocks until the run begins.
        RunClock *clock = nullptr;
        std::function<bool()> isAwaited;
        std::function<void()> beforeProgram;
    };

    explicit Preload(Options options);

    // Call it when the environment is about to start its program.
    void run(node::Environment *environment, v8::Local<v8::Value> process,
             v8::Local<v8::Value> require);
    // Call it before the program starts. Probes observe only this environment.
    void setMainEnvironment(node::Environment *environment) { m_mainEnvironment = environment; }
    // Call it when the main thread runs no more JavaScript. Ends its debugger sessions, so that a
    // worker which is paused in one of them continues to its own end. Thread: loop.
    void endDebuggerSessions();

private:
    void adoptThisThread(node::Environment *environment);
    void recordWorker(v8::Local<v8::Context> context,
                      const std::array<v8::Local<v8::Value>, 3> &arguments);

    void endDebuggerSession(v8::Local<v8::Object> connection);

    using Callback = v8::FunctionCallback;
    // Of each script: process, require, native.
    using Arguments = std::array<v8::Local<v8::Value>, 3>;

    void runScript(v8::Local<v8::Context> context, const char *name, const std::string &source,
                   Arguments arguments);
    std::function<void()> recordingScripts(Recorder *recorder, const Arguments &arguments);
    std::function<void(bool)> debuggerOpener(const Arguments &arguments);
    std::function<void()> ruleLoader(Recorder *recorder, const Arguments &arguments);
    std::function<void()> resourceLoader(Recorder *recorder, const Arguments &arguments);
    v8::Local<v8::Object> nativeFunctions(v8::Local<v8::Context> context, bool mainThread);
    void addFunction(v8::Local<v8::Context> context, v8::Local<v8::Object> target, const char *name,
                     Callback callback);
    void guardTitle(v8::Local<v8::Context> context, v8::Local<v8::Object> process, bool mainThread);

    static Preload *of(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void kill(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void amaro(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void prepended(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void abort(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void isAwaited(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void setMilestones(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void watchTimers(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void watchHeap(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void isHeapFull(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void quietInspector(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void reportDebugger(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void keepSession(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void title(v8::Local<v8::Name> name, const v8::PropertyCallbackInfo<v8::Value> &info);
    static void setTitle(v8::Local<v8::Name> name, v8::Local<v8::Value> value,
                         const v8::PropertyCallbackInfo<void> &info);

    Options m_options;
    std::string m_source;
    std::string m_typeScriptSource;
    std::string m_recordingSource;
    std::string m_callbacksSource;
    std::vector<std::pair<const char *, std::string>> m_httpSources; // names, in their order
    std::string m_warmUpSource;
    std::string m_debuggerSource;
    std::string m_resourcesSource;
    std::string m_rulesSource;
    std::mutex m_titleMutex; // workers read the title
    std::string m_title = "node";
    bool m_processHasTitle; // the program's title is that of the process
    node::Environment *m_mainEnvironment = nullptr;
    std::atomic<int> m_workersStarted { 0 };
    std::atomic<quint32> m_lastWorker { 0 };
    WorkerHeaps m_workerHeaps;
    std::vector<v8::Global<v8::Object>> m_sessions; // of the main thread; weak
};

} // namespace looptide::host
