// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/instancehandle.h"

#include "runtime/node/guard/processstate.h"
#include "runtime/node/stop/blockedcall.h"
#include "runtime/node/stop/blockedthreads.h"
#include "runtime/node/stop/debuggerconnections.h"
#include "runtime/process/processstatus.h"

#include <node.h>

#include <QFile>
#include <QList>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <execinfo.h>
#include <unistd.h>

namespace looptide::host {

namespace {

// Whether the default action of this signal does not end the process.
bool isHarmlessByDefault(int signal)
{
    switch (signal) {
    case 0:
    case SIGCHLD:
    case SIGCONT:
    case SIGURG:
    case SIGWINCH:
    // These would stop the process until it is continued, which nobody could do for a window.
    case SIGSTOP:
    case SIGTSTP:
    case SIGTTIN:
    case SIGTTOU:
        return true;
    default:
        return false;
    }
}

// Faults of the process itself. V8 handles some of them for WebAssembly, so a handler says nothing.
bool isFault(int signal)
{
    return signal == SIGSEGV || signal == SIGBUS || signal == SIGFPE || signal == SIGILL
        || signal == SIGABRT;
}

// The stack of the program's main thread at the last wake-up. The signal is sent repeatedly; a
// sample of an older signal means that the thread does not handle signals any more.
struct Sample
{
    std::atomic<pid_t> thread { 0 }; // whose stack is of interest
    std::atomic<int> sent { 0 };
    std::atomic<int> seen { 0 };
    std::atomic<int> size { 0 };
    std::array<void *, 64> frames {};
};
Sample s_sample;

// The frames of this function and of the code that calls handlers.
constexpr int ownFrames = 2;

void noteWhere(int)
{
    if (gettid() != s_sample.thread)
        return;
    const int savedError = errno;
    const int size = backtrace(s_sample.frames.data(), int(s_sample.frames.size()));
    s_sample.size = size;
    s_sample.seen = s_sample.sent.load();
    errno = savedError;
}

NativeStack lastStack()
{
    // The one that was just sent may be on its way.
    if (s_sample.seen + 1 < s_sample.sent || s_sample.size <= ownFrames)
        return {};
    return NativeStack(s_sample.frames).subspan(ownFrames, size_t(s_sample.size - ownFrames));
}

// A signal that does nothing but end a system call with EINTR (no SA_RESTART): Node gives up a read
// then.
int wakeSignal()
{
    static const int signal = [] {
        struct sigaction action {};
        action.sa_handler = noteWhere;
        void *frame = nullptr;
        backtrace(&frame, 1); // loads its library now; a signal handler must not
        const int number = SIGRTMIN + 5; // a real-time signal that neither libuv nor Qt uses
        sigaction(number, &action, nullptr);
        return number;
    }();
    return signal;
}

InstanceHandle::SignalHandler handlerOf(int signal)
{
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 ? action.sa_handler : SIG_DFL;
}

QList<pid_t> childrenOfThread(pid_t process, pid_t thread)
{
    QFile file(QStringLiteral("/proc/%1/task/%2/children").arg(process).arg(thread));
    QList<pid_t> children;
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> words = file.readAll().simplified().split(' ');
        for (const QByteArray &word : words) {
            if (const pid_t child = word.toInt(); child > 0)
                children += child;
        }
    }
    return children;
}

void signalTree(pid_t process, int signal)
{
    // Signals a parent before its children: a parent that has ended cannot start another child.
    const QList<pid_t> children = childrenOfThread(process, process);
    kill(process, signal);
    for (const pid_t child : children)
        signalTree(child, signal);
}

} // namespace

// node::Stop() waits for a program that is paused in a debugger, so the debugger is disconnected
// first.
void InstanceHandle::stop()
{
    closeDebuggerConnections();
    const std::scoped_lock lock(m_mutex);
    m_stopRequested = true;
    stopThreads();
}

// Workers too: the main thread may be paused in a session of theirs.
void InstanceHandle::stopThreads() const
{
    for (const Worker &worker : m_workers)
        node::Stop(worker.environment);
    if (m_environment)
        node::Stop(m_environment);
}

void InstanceHandle::interruptSystemCall() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_hasThread) {
        ++s_sample.sent;
        pthread_kill(m_thread, wakeSignal());
        endBlockedOpen(m_threadId);
    }
    const QList<pid_t> others = otherThreads();
    for (const pid_t thread : others) {
        tgkill(getpid(), thread, wakeSignal());
        endBlockedOpen(thread);
    }
}

QList<pid_t> InstanceHandle::otherThreads() const
{
    QList<pid_t> threads = poolThreads();
    for (const Worker &worker : m_workers)
        threads += worker.thread;
    return threads;
}

NativePlace InstanceHandle::place() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_hasThread)
        return placeOfThread(m_thread, m_threadId, lastStack());
    // It has ended and waits for one of the others.
    NativePlace place;
    const QList<pid_t> others = otherThreads();
    for (const pid_t thread : others) {
        if (const auto call = systemCallOf(thread); call && call->number >= 0 && !call->isIdle())
            place.systemCall = QString::fromLatin1(call->name());
    }
    return place;
}

void InstanceHandle::takeProcessBack()
{
    const std::scoped_lock lock(m_mutex);
    if (m_process)
        m_process->giveBack();
}

void InstanceHandle::setProcessState(ProcessState *state)
{
    const std::scoped_lock lock(m_mutex);
    m_process = state;
}

void InstanceHandle::endBySignal(int signal)
{
    closeDebuggerConnections();
    const std::scoped_lock lock(m_mutex);
    m_signal = signal;
    stopThreads();
}

void InstanceHandle::deliverSignal(int signal)
{
    if (handles(signal)) {
        // To this thread, so that it cannot reach the process after the listener was removed.
        const std::scoped_lock lock(m_mutex);
        if (m_hasThread)
            pthread_kill(m_thread, signal);
    } else if (!isHarmlessByDefault(signal)) {
        endBySignal(signal);
    }
}

bool InstanceHandle::handles(int signal) const
{
    // libuv installs a handler with the first listener, and restores the default action when the
    // last one is removed. A handler that this process had installed before does not belong to the
    // program.
    if (signal <= 0 || signal >= signalCount || isFault(signal))
        return false;
    const std::scoped_lock lock(m_mutex);
    const SignalHandler handler = handlerOf(signal);
    return m_hasThread && handler != SIG_DFL && handler != SIG_IGN
        && handler != m_ownHandlers[static_cast<std::size_t>(signal)];
}

bool InstanceHandle::stopRequested() const
{
    const std::scoped_lock lock(m_mutex);
    return m_stopRequested;
}

QList<pid_t> InstanceHandle::children() const
{
    const std::scoped_lock lock(m_mutex);
    // Workers may outlive the moment at which the program's main thread drops its handle.
    QList<pid_t> children = m_hasThread ? childrenOfThread(getpid(), m_threadId) : m_lastChildren;
    for (const Worker &worker : m_workers)
        children += childrenOfThread(getpid(), worker.thread);
    m_childrenOfEndedWorkers.removeIf(
        [](pid_t child) { return process::processStatus(child).parent != getpid(); });
    return children + m_childrenOfEndedWorkers;
}

void InstanceHandle::signalChildren(int signal) const
{
    const QList<pid_t> direct = children();
    for (const pid_t child : direct)
        signalTree(child, signal);
}

void InstanceHandle::addWorker(node::Environment *environment)
{
    const std::scoped_lock lock(m_mutex);
    m_workers += { gettid(), environment };
}

void InstanceHandle::removeWorker()
{
    // With the thread they go to another one of this process, where they look like the window's
    // own.
    const QList<pid_t> left = childrenOfThread(getpid(), gettid());
    const std::scoped_lock lock(m_mutex);
    m_childrenOfEndedWorkers += left;
    m_workers.removeIf([](const Worker &worker) { return worker.thread == gettid(); });
}

void InstanceHandle::setThread(pid_t thread)
{
    const std::scoped_lock lock(m_mutex);
    for (int signal = 1; signal < signalCount; ++signal)
        m_ownHandlers[static_cast<std::size_t>(signal)] = handlerOf(signal);
    s_sample.thread = thread;
    m_thread = pthread_self();
    m_threadId = thread;
    m_hasThread = true;
}

bool InstanceHandle::attach(node::Environment *environment)
{
    const std::scoped_lock lock(m_mutex);
    if (m_stopRequested || m_signal)
        return false;
    m_environment = environment;
    return true;
}

void InstanceHandle::detach()
{
    const QList<pid_t> left = children();
    const std::scoped_lock lock(m_mutex);
    m_lastChildren = left;
    m_environment = nullptr;
    m_hasThread = false;
}

std::optional<int> InstanceHandle::endedBySignal() const
{
    const std::scoped_lock lock(m_mutex);
    return m_signal;
}

} // namespace looptide::host
