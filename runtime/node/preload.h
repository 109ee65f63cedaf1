// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/workerheaps.h"

#include <node.h>

#include <QString>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace looptide::host {

class HttpProbe;
class InstanceHandle;
class PhaseProbe;
class RunClock;

// Runs the scripts of resources/preload before the program, in its main thread and in its workers,
// and gives it native functions: they leave no frame in the stack traces of a program.
//
// Shared with Node, which keeps it as long as an environment of the run lives.
// Thread: run() on the loop thread and on the threads of workers, at the same time.
class Preload
{
public:
    struct Options
    {
        std::string execPath; // looptide-node
        std::string compileCache; // folder; empty: none
        QString amaro; // the script that removes types from TypeScript
        // Keeps a program that ends "its" process from ending ours.
        bool guardProcess = false;
        std::shared_ptr<InstanceHandle> handle;
        // Of the main thread; null when nothing is recorded. They outlive the environment.
        PhaseProbe *phases = nullptr;
        HttpProbe *http = nullptr;
        // Of a warm instance: its clock, and what comes between all this and the program.
        RunClock *clock = nullptr;
        std::function<bool()> isAwaited; // there is no time for more than must be
        std::function<void()> beforeProgram;
    };

    explicit Preload(Options options);

    // Runs when the environment is about to start its program.
    void run(node::Environment *environment, v8::Local<v8::Value> process,
             v8::Local<v8::Value> require);
    // Before the program starts. Only this environment is observed by probes.
    void setMainEnvironment(node::Environment *environment) { m_mainEnvironment = environment; }
    // When the main thread runs no more JavaScript: its debugger sessions end, so that a worker
    // that is paused in one goes on, to its own end. Thread: loop.
    void endDebuggerSessions();

private:
    void adoptThisThread(node::Environment *environment);

    void endDebuggerSession(v8::Local<v8::Object> connection);

    using Callback = v8::FunctionCallback;

    void runScript(v8::Local<v8::Context> context, const char *name, const std::string &source,
                   std::array<v8::Local<v8::Value>, 3> arguments);
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
    static void keepSession(const v8::FunctionCallbackInfo<v8::Value> &info);
    static void title(v8::Local<v8::Name> name, const v8::PropertyCallbackInfo<v8::Value> &info);
    static void setTitle(v8::Local<v8::Name> name, v8::Local<v8::Value> value,
                         const v8::PropertyCallbackInfo<void> &info);

    Options m_options;
    std::string m_source;
    std::string m_typeScriptSource;
    std::string m_httpSource;
    std::string m_warmUpSource;
    std::mutex m_titleMutex; // workers read it
    std::string m_title = "node";
    bool m_processHasTitle; // the title of the process itself is the program's
    node::Environment *m_mainEnvironment = nullptr;
    std::atomic<int> m_workersStarted { 0 };
    WorkerHeaps m_workerHeaps;
    std::vector<v8::Global<v8::Object>> m_sessions; // of the main thread; weak
};

} // namespace looptide::host
