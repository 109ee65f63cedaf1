// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/nodeinstance.h"

#include "runtime/core/installation.h"
#include "runtime/node/gate/startgate.h"
#include "runtime/node/guard/abortguard.h"
#include "runtime/node/guard/processstate.h"
#include "runtime/node/guard/workerheaps.h"
#include "runtime/node/host/instancehandle.h"
#include "runtime/node/host/nodeprocess.h"
#include "runtime/node/host/process.h"
#include "runtime/node/host/runclock.h"
#include "runtime/node/preload/preload.h"
#include "runtime/node/probes/recorder.h"
#include "runtime/process/crashhandler.h"
#include "runtime/trace/agentlist.h"

#include <node.h>
#include <uv.h>

#include <QCoreApplication>
#include <QFile>

#include <atomic>
#include <csignal>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace looptide::host {

namespace {

using core::RunResult;

class Instance
{
    Q_DECLARE_TR_FUNCTIONS(NodeRuntime)
    Q_DISABLE_COPY_MOVE(Instance)
public:
    explicit Instance(InstanceSetup &setup);
    ~Instance();

    std::optional<RunResult> run();

private:
    void notePause(core::PauseReason reason);
    bool borrowProcess();
    void beginMarking();
    bool awaitRun();
    void awaitDebugger();
    void readTimeZone();
    bool createLoop();
    bool createIsolate();
    RunResult runEnvironment();
    bool createEnvironment();
    void createPreload();
    void load();
    void recordExit();
    void watchHeapLimit();
    void tearDown();
    void closeLoop();
    std::vector<std::string> arguments() const;
    node::EnvironmentFlags::Flags environmentFlags() const;
    RunResult resultFor(int exitCode) const;
    bool inWindow() const { return processKind() == ProcessKind::Window; }

    static size_t nearHeapLimit(void *data, size_t current, size_t initial);

    InstanceSetup &m_setup;
    PauseListener m_pauseListener = [this](core::PauseReason reason) { notePause(reason); };
    std::optional<ProcessState> m_process; // while a run has the process
    StderrMarkTexts m_markTexts;
    std::optional<AbortGuard> m_abortGuard;
    QString m_failure; // why there was no run
    bool m_begun = false;
    RunClock m_clock;
    std::unique_ptr<uv_loop_t> m_loop;
    std::shared_ptr<node::ArrayBufferAllocator> m_allocator;
    v8::Isolate *m_isolate = nullptr;
    node::IsolateData *m_isolateData = nullptr;
    node::Environment *m_environment = nullptr;
    std::optional<Recorder> m_recorder;
    std::shared_ptr<Preload> m_preload;
    std::optional<int> m_exitCode; // of process.exit() and uncaught errors
    size_t m_exhaustedHeap = 0; // bytes, when the program ran out of memory
};

Instance::Instance(InstanceSetup &setup) : m_setup(setup)
{
    m_setup.listenToPauses(&m_pauseListener);
}

Instance::~Instance()
{
    tearDown();
    m_setup.listenToPauses(nullptr);
    if (!m_markTexts.begin.empty())
        m_setup.markStderr(nullptr);
    if (!m_setup.childTrace.isEmpty())
        m_setup.setChildTrace(nullptr);
    m_setup.quietInspector(false);
    m_setup.handle->setProcessState(nullptr);
}

void Instance::notePause(core::PauseReason reason)
{
    trace::TraceChannel &channel = *m_setup.agents->mainChannel();
    const quint64 before = channel.pause().count;
    channel.setPause({ reason, before + (reason != core::PauseReason::None) });
    if (m_setup.pauseChanged)
        m_setup.pauseChanged();
}

std::optional<RunResult> Instance::run()
{
    if (!m_setup.gate && !borrowProcess())
        return RunResult::failedToStart(m_failure);
    RunResult result = createLoop() && createIsolate()
        ? runEnvironment()
        : RunResult::failedToStart(
              tr("The JavaScript engine could not be started: memory is low."));
    if (!m_failure.isEmpty())
        result = RunResult::failedToStart(m_failure);
    // A warm instance that could not be made reports that to the run that takes it.
    return m_begun || m_setup.gate->wait() ? std::optional(result) : std::nullopt;
}

// From here on the process is the program's.
bool Instance::borrowProcess()
{
    m_begun = true;
    m_setup.handle->setThread(gettid());
    m_process.emplace(m_setup.request.workingDirectory, m_setup.request.environment,
                      std::move(m_setup.terminal));
    if (!m_process->isValid()) {
        m_failure = tr("Cannot work in the folder “%1”: %2.")
                        .arg(m_setup.request.workingDirectory, m_process->errorText());
        return false;
    }
    m_setup.handle->setProcessState(&*m_process);
    beginMarking();
    if (!m_setup.childTrace.isEmpty())
        m_setup.setChildTrace(m_setup.childTrace.constData());
    if (m_setup.abortReport)
        m_abortGuard.emplace(m_setup.abortReport);
    if (inWindow())
        m_clock.start();
    return true;
}

void Instance::beginMarking()
{
    if (m_setup.stderrMarks.isEmpty())
        return;
    m_markTexts = { m_setup.stderrMarks.begin().toStdString(),
                    m_setup.stderrMarks.end().toStdString() };
    m_setup.markStderr(&m_markTexts);
}

// The end of the preload. A warm instance waits here until a run takes it. Returns false when the
// program must not begin.
bool Instance::awaitRun()
{
    if (m_setup.gate) {
        std::optional<InstanceStart> start = m_setup.gate->wait();
        if (!start)
            return false;
        m_setup.take(std::move(*start));
        if (!borrowProcess())
            return false;
        uv_update_time(m_loop.get());
    }
    m_recorder->programBegins(node::GetMainContext(m_environment), *m_setup.agents);
    if (inWindow())
        readTimeZone();
    if (!m_setup.handle->attach(m_environment))
        return false;
    m_setup.started();
    if (m_setup.request.debugs)
        awaitDebugger();
    return true;
}

// Waits for Looptide's own debugger, which is no pause for the user.
void Instance::awaitDebugger()
{
    const v8::Context::Scope scope(node::GetMainContext(m_environment));
    m_setup.listenToPauses(nullptr);
    m_recorder->openDebugger(true);
    m_setup.listenToPauses(&m_pauseListener);
}

// ICU keeps one time zone for the process: that of the first program that used it, or of the last
// one that set TZ.
void Instance::readTimeZone()
{
    m_isolate->DateTimeConfigurationChangeNotification(v8::Isolate::TimeZoneDetection::kRedetect);
}

bool Instance::createLoop()
{
    auto loop = std::make_unique<uv_loop_t>();
    if (uv_loop_init(loop.get()) != 0)
        return false;
    m_loop = std::move(loop);
    // As node's own main does: performance.eventLoopUtilization() reads it.
    uv_loop_configure(m_loop.get(), UV_METRICS_IDLE_TIME);
    return true;
}

bool Instance::createIsolate()
{
    m_allocator = node::ArrayBufferAllocator::Create();
    m_isolate = node::NewIsolate(m_allocator, m_loop.get(), nodePlatform(), nodeSnapshot());
    return m_isolate != nullptr;
}

RunResult Instance::runEnvironment()
{
    const v8::Locker locker(m_isolate);
    const v8::Isolate::Scope isolateScope(m_isolate);
    const v8::HandleScope handles(m_isolate);
    if (!createEnvironment())
        return RunResult::failedToStart(tr("Node.js could not be started in this process."));
    m_recorder.emplace(m_loop.get(), m_isolate, m_setup.agents->mainChannel());
    m_recorder->setPauseListener([this](core::PauseReason reason) { notePause(reason); });
    createPreload();
    load();
    const int exitCode = node::SpinEventLoop(m_environment).FromMaybe(1);
    m_setup.handle->detach();
    recordExit();
    m_recorder->stop();
    m_preload->endDebuggerSessions();
    // Inside the scopes: FreeEnvironment() runs clean-up hooks that use the isolate.
    node::FreeEnvironment(std::exchange(m_environment, nullptr));
    node::FreeIsolateData(std::exchange(m_isolateData, nullptr));
    return resultFor(exitCode);
}

// A stop or a signal interrupts JavaScript, so Node has not called the exit handler. The responses
// that were handed to the system before it are finished all the same.
void Instance::recordExit()
{
    const bool wasStopped = m_setup.handle->stopRequested() || m_setup.handle->endedBySignal();
    if (!wasStopped || m_exhaustedHeap != 0)
        return;
    m_isolate->CancelTerminateExecution();
    const v8::Local<v8::Context> context = node::GetMainContext(m_environment);
    const v8::Context::Scope scope(context);
    m_recorder->programExits(context);
}

bool Instance::createEnvironment()
{
    m_isolateData = node::CreateIsolateData(m_isolate, m_loop.get(), nodePlatform(),
                                            m_allocator.get(), nodeSnapshot());
    // The context comes from the snapshot, unless the user's options disable the snapshot.
    const v8::Local<v8::Context> context =
        nodeSnapshot() ? v8::Local<v8::Context>() : node::NewContext(m_isolate);
    std::optional<v8::Context::Scope> scope;
    if (!context.IsEmpty())
        scope.emplace(context);
    // Id 0 is the main thread's, in every run.
    m_environment = node::CreateEnvironment(m_isolateData, context, arguments(), nodeArguments(),
                                            environmentFlags(), node::ThreadId { 0 });
    if (!m_environment)
        return false;
    node::SetProcessExitHandler(m_environment, [this](node::Environment *environment, int code) {
        m_exitCode = code;
        m_recorder->programExits(node::GetMainContext(environment));
        node::Stop(environment);
    });
    if (inWindow())
        watchHeapLimit();
    return true;
}

void Instance::createPreload()
{
    Preload::Options options;
    options.execPath = m_setup.execPath;
    options.compileCache = m_setup.compileCache;
    options.amaro = core::typeStripper();
    options.guardProcess = inWindow();
    options.handle = m_setup.handle;
    options.recorder = &*m_recorder;
    options.agents = m_setup.agents;
    options.quietInspector = m_setup.quietInspector;
    options.clock = m_setup.gate ? &m_clock : nullptr;
    options.isAwaited = [this] { return m_setup.gate->isDecided(); };
    options.beforeProgram = [this] {
        if (!awaitRun())
            node::Stop(m_environment);
    };
    m_preload = std::make_shared<Preload>(std::move(options));
    m_preload->setMainEnvironment(m_environment);
}

void Instance::load()
{
    const v8::Context::Scope contextScope(node::GetMainContext(m_environment));
    // Node reports an error that is thrown at top level, and the program may handle it. The loop
    // decides whether the run continues.
    (void)node::LoadEnvironment(m_environment, node::StartExecutionCallback {},
                                [preload = m_preload](node::Environment *environment,
                                                      v8::Local<v8::Value> process,
                                                      v8::Local<v8::Value> require) {
                                    preload->run(environment, process, require);
                                });
    m_recorder->programLoaded();
}

// The rest of the stop order (runtime/node/stop.md), after the environment was freed.
void Instance::tearDown()
{
    if (m_isolate) {
        bool finished = false;
        nodePlatform()->AddIsolateFinishedCallback(
            m_isolate, [](void *flag) { *static_cast<bool *>(flag) = true; }, &finished);
        nodePlatform()->DisposeIsolate(m_isolate);
        while (!finished)
            uv_run(m_loop.get(), UV_RUN_ONCE);
    }
    if (m_loop)
        closeLoop();
}

void Instance::closeLoop()
{
    // A native addon that forgot a handle must not cost more than that handle.
    uv_walk(
        m_loop.get(),
        [](uv_handle_t *handle, void *) {
            if (!uv_is_closing(handle))
                uv_close(handle, nullptr);
        },
        nullptr);
    uv_run(m_loop.get(), UV_RUN_NOWAIT);
    if (uv_loop_close(m_loop.get()) != 0)
        (void)m_loop.release();
}

void Instance::watchHeapLimit()
{
    m_isolate->AddNearHeapLimitCallback(nearHeapLimit, this);
}

// Thread: loop, inside of a garbage collection.
size_t Instance::nearHeapLimit(void *data, size_t current, size_t initial)
{
    auto *self = static_cast<Instance *>(data);
    if (self->m_exhaustedHeap == 0) {
        self->m_exhaustedHeap = current;
        node::Stop(self->m_environment);
    }
    return current + roomToUnwind(initial);
}

std::vector<std::string> Instance::arguments() const
{
    if (m_setup.request.script.isEmpty())
        return programArguments();
    // As typed on a command line: warnings of Node name the program ("node --trace-warnings ...").
    std::vector<std::string> arguments { "node",
                                         QFile::encodeName(m_setup.request.script).toStdString() };
    for (const QString &argument : m_setup.request.arguments)
        arguments.push_back(QFile::encodeName(argument).toStdString());
    return arguments;
}

node::EnvironmentFlags::Flags Instance::environmentFlags() const
{
    using namespace node::EnvironmentFlags;
    // In a window, Node must not handle SIGUSR1: it would keep one more thread for it after each
    // run.
    return static_cast<Flags>(kDefaultFlags | (inWindow() ? kNoStartDebugSignalHandler : kNoFlags));
}

RunResult Instance::resultFor(int exitCode) const
{
    RunResult result;
    // The cause of the end takes precedence over the exit code of the loop (an error in an 'exit'
    // listener, for example).
    constexpr int exitCodeMask = 0xff; // the bits that the system keeps
    result.exitCode = m_exitCode.value_or(exitCode) & exitCodeMask;
    if (m_exhaustedHeap != 0) {
        result.reason = RunResult::Reason::OutOfMemory;
        result.exitCode = 128 + SIGABRT; // the code that a shell shows for node
        result.message =
            tr("The program used up the memory of its JavaScript heap (%n MiB) and was "
               "stopped. Look for data that keeps growing.",
               nullptr, static_cast<int>(m_exhaustedHeap >> 20));
    } else if (m_setup.handle->stopRequested()) {
        result.reason = RunResult::Reason::Stopped;
        result.exitCode = m_exitCode.value_or(128 + SIGTERM);
    } else if (const auto signal = m_setup.handle->endedBySignal()) {
        result.reason =
            *signal == SIGABRT ? RunResult::Reason::Crashed : RunResult::Reason::Signalled;
        if (*signal == SIGABRT)
            result.message = tr("The program aborted itself (process.abort() or SIGABRT).");
        result.signal = *signal;
        result.exitCode = 128 + *signal;
    }
    return result;
}

} // namespace

void InstanceSetup::take(InstanceStart start)
{
    request = std::move(start.request);
    terminal = std::move(start.terminal);
    stderrMarks = std::move(start.stderrMarks);
    childTrace = std::move(start.childTrace);
    started = std::move(start.started);
}

std::optional<RunResult> runInstance(InstanceSetup setup)
{
    const process::SignalStack signalStack;
    Instance instance(setup);
    return instance.run();
}

} // namespace looptide::host
