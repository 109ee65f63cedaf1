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

// The part of a running program that other threads may hold. Every call is safe at any time, and
// does nothing when the program has not started yet or has ended.
//
// Shared by NodeRuntime (GUI thread), Instance (loop thread, nodeinstance.cpp) and the preload of
// worker threads.
class InstanceHandle
{
    Q_DISABLE_COPY_MOVE(InstanceHandle)
public:
    using SignalHandler = void (*)(int);

    InstanceHandle() = default;

    // Any thread. Ends the program at once, even if it is busy or still starting.
    void stop();
    // Any thread. Interrupts the system calls that block the program's threads (a read, opening a
    // named pipe), if that is possible. Call it again until the program has ended.
    void interruptSystemCall() const;
    // Any thread. The location in native code of a program that does not end.
    NativePlace place() const;
    // Any thread. Returns the process to the window, when the program will never do anything again.
    void takeProcessBack();
    // Any thread. Ends the program as the default action of this signal would end a process.
    void endBySignal(int signal);
    // Any thread. Runs the program's listeners for the signal, or applies its default action to the
    // program (never to this process).
    void deliverSignal(int signal);
    // Any thread. Whether the program listens to this signal.
    bool handles(int signal) const;
    // Any thread. Whether a stop was requested.
    bool stopRequested() const;
    // Any thread. The processes that the program's threads have started. When the program has
    // ended, those that were left.
    QList<pid_t> children() const;
    // Any thread. Sends this signal to the processes that the program started, and to those that
    // they started.
    void signalChildren(int signal) const;

    // Call it on the thread of a worker. A worker may start processes of its own, and the main
    // thread may be paused in its debugger session.
    void addWorker(node::Environment *environment);
    void removeWorker();
    // Thread: loop, when the run begins and before the program can listen to signals.
    void setThread(pid_t thread);
    // Returns false when stop() was called before; the program must not begin then.
    bool attach(node::Environment *environment);
    void detach();
    // Thread: loop. Set it to null before the object is freed.
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

    void stopThreads() const; // call it with the mutex locked
    // Call it with the mutex locked. The program's threads except its main thread, and those of
    // libuv's pool.
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
    QList<pid_t> m_lastChildren; // set when the program has ended
};

} // namespace looptide::host
