// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/isolated/crashnote.h"

#include <node.h>

#include <QFile>

#include <array>
#include <csignal>
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

namespace looptide::host {

namespace {

constexpr std::size_t handlerStackSize = 128 * 1024;
constexpr int mostFrames = 64;
constexpr std::array faults { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS };

int s_file = -1; // for the signal handler

// Calls only functions that are allowed in a signal handler (backtrace() has been called once
// before).
void note(int signal, siginfo_t *info, void *)
{
    // A signal that kill() sent is not a fault, and this stack says nothing about it.
    if (info->si_code > 0) {
        std::array<void *, mostFrames> frames {};
        const int count = backtrace(frames.data(), mostFrames);
        backtrace_symbols_fd(frames.data(), count, s_file);
    }
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    sigaction(signal, &standard, nullptr);
    raise(signal); // delivered when this returns
}

// Node's handlers run on the program's stack, which may be full.
void useOwnStack(int signal)
{
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    action.sa_flags |= SA_ONSTACK;
    sigaction(signal, &action, nullptr);
}

} // namespace

CrashNote::CrashNote(const QString &file)
{
    if (file.isEmpty())
        return;
    s_file = open(QFile::encodeName(file).constData(),
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (s_file < 0)
        return;
    void *frame = nullptr;
    backtrace(&frame, 1); // loads its library now
    m_stack = std::make_unique_for_overwrite<char[]>(handlerStackSize);
    stack_t stack {};
    stack.ss_sp = m_stack.get();
    stack.ss_size = handlerStackSize;
    sigaltstack(&stack, nullptr);
    for (const int signal : faults) {
        node::RegisterSignalHandler(signal, note);
        useOwnStack(signal);
    }
}

CrashNote::~CrashNote()
{
    if (s_file < 0)
        return;
    for (const int signal : faults) {
        if (signal != SIGSEGV) // that one stays Node's
            std::signal(signal, SIG_DFL);
    }
    stack_t none {};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
    close(std::exchange(s_file, -1));
}

} // namespace looptide::host
