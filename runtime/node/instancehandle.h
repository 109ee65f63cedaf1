// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtClassHelperMacros>

#include <array>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <sys/types.h>

namespace node {
class Environment;
} // namespace node

namespace looptide::host {

class ProcessState;
struct NativePlace;

// What other threads may hold of a running program: every call is safe at any time and does nothing
// when the program is not there yet or no more.
//
// Shared by NodeRuntime (GUI thread), NodeInstance (loop thread) and the preload of worker threads.
class InstanceHandle
{
    Q_DISABLE_COPY_MOVE(InstanceHandle)
public:
    using SignalHandler = void (*)(int);

    InstanceHandle() = default;

    // Any thread. Ends the program at once, also a busy one, and one that is still starting.
    void stop();
    // Any thread. Makes the system calls return that block the program's threads (a read, opening a
    // named pipe), if they can be interrupted. Call it again until the program has ended.
    void interruptSystemCall() const;
    // Any thread. Where in native code a program is that does not end.
    NativePlace place() const;
    // Any thread. Takes the process back from a program that will never do anything again.
    void takeProcessBack();
    // Any thread. Ends the program as this signal's default action would end a process.
    void endBySignal(int signal);
    // Any thread. The program's listeners for the signal run, or its default action is applied to
    // the program (never to this process).
    void deliverSignal(int signal);
    // Any thread. True when the program listens to this signal.
    bool handles(int signal) const;
    // Any thread. True once the program was asked to end.
    bool stopRequested() const;
    // Any thread. The processes that the threads of the program have started; when it has ended,
    // those that were left.
    QList<pid_t> children() const;
    // Any thread. Sends this signal to what the program started and what those started.
    void signalChildren(int signal) const;

    // The calling thread is a worker of the program. It may start processes of its own, and its
    // debugger session may be what the main thread is paused in.
    void addWorker(node::Environment *environment);
    void removeWorker();
    // Thread: loop, when the run begins and before the program can listen to signals.
    void setThread(pid_t thread);
    // False when stop() came first: then the program must not begin.
    bool attach(node::Environment *environment);
    void detach();
    // Thread: loop. Null before it is freed.
    void setProcessState(ProcessState *state);
    // The signal that ended the program, if one did.
    std::optional<int> endedBySignal() const;

private:
    static constexpr int signalCount = 32;

    struct Worker
    {
        pid_t thread = 0;
        node::Environment *environment = nullptr;
    };

    void stopThreads() const; // with the mutex
    // With the mutex. Those of the program but for its main one, and libuv's pool.
    QList<pid_t> otherThreads() const;

    std::array<SignalHandler, signalCount> m_ownHandlers {};
    mutable std::mutex m_mutex;
    node::Environment *m_environment = nullptr;
    ProcessState *m_process = nullptr;
    pthread_t m_thread {};
    pid_t m_threadId = 0;
    bool m_hasThread = false;
    bool m_stopRequested = false;
    std::optional<int> m_signal;
    QList<Worker> m_workers;
    mutable QList<pid_t> m_childrenOfEndedWorkers;
    QList<pid_t> m_lastChildren; // when the program has ended
};

} // namespace looptide::host
