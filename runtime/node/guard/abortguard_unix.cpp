// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/guard/abortguard.h"
#include "runtime/node/stop/blockedcall.h"

#include <csignal>
#include <execinfo.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace looptide::host {

namespace {

thread_local bool t_isProgram = false;

// One program at a time. The handler reads it; a report that was filled is never freed.
std::atomic<AbortReport *> s_report { nullptr };
// Fatal errors of V8 end in a trap instead of an abort in some builds.
constexpr std::array guarded { SIGABRT, SIGILL, SIGTRAP };
std::array<struct sigaction, NSIG> s_previous {};

// As if this handler had never been there.
void handOn(int signal, siginfo_t *info, void *context)
{
    const struct sigaction &previous = s_previous[static_cast<size_t>(signal)];
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(signal, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(signal);
    } else {
        std::signal(signal, SIG_DFL);
        raise(signal);
    }
}

void aborted(int signal, siginfo_t *info, void *context)
{
    AbortReport *report = s_report;
    if (!t_isProgram || !report) {
        handOn(signal, info, context);
        return;
    }
    report->fill();
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    for (;;)
        pause();
}

} // namespace

AbortReport::AbortReport() : m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { }

AbortReport::~AbortReport()
{
    if (m_event >= 0)
        close(m_event);
}

void AbortReport::fill()
{
    if (m_taken.exchange(true))
        return;
    const int count = backtrace(m_frames.data(), maximumFrames);
    m_frameCount.store(std::max(count, 1), std::memory_order_release);
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_event, &one, sizeof one);
}

QStringList AbortReport::stack() const
{
    // The frames of this handler and of the code that calls handlers are left out.
    constexpr int ownFrames = 3;
    QStringList lines;
    for (int frame = ownFrames; frame < m_frameCount; ++frame)
        lines += describeAddress(m_frames[static_cast<size_t>(frame)]);
    return lines;
}

AbortGuard::AbortGuard(std::shared_ptr<AbortReport> report)
{
    void *frame = nullptr;
    backtrace(&frame, 1); // loads its library now; a signal handler must not
    s_report = report.get();
    struct sigaction action {};
    action.sa_sigaction = aborted;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (const int signal : guarded)
        sigaction(signal, &action, &s_previous[static_cast<size_t>(signal)]);
    watchThisThread();
}

AbortGuard::~AbortGuard()
{
    t_isProgram = false;
    s_report = nullptr;
}

void AbortGuard::watchThisThread()
{
    t_isProgram = true;
}

} // namespace looptide::host
