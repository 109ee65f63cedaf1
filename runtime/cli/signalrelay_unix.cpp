// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/signalrelay.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace looptide::cli {

namespace {

constexpr std::array relayed { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH };
std::array<int, 2> s_pipe { -1, -1 };

void note(int signal, siginfo_t *info, void *)
{
    // The kernel sends the signals of the terminal, and the program has received them, too.
    if (info->si_code == SI_KERNEL)
        return;
    const char byte = static_cast<char>(signal);
    [[maybe_unused]] const ssize_t written = write(s_pipe[1], &byte, 1);
}

} // namespace

SignalRelay::SignalRelay(QObject *parent) : QObject(parent)
{
    if (pipe2(s_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(s_pipe[0], QSocketNotifier::Read);
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalRelay::relay);
    for (const int signal : relayed) {
        struct sigaction action {};
        sigaction(signal, nullptr, &action);
        if (action.sa_handler == SIG_IGN)
            continue; // for the program too
        action = {};
        action.sa_sigaction = note;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        sigaction(signal, &action, nullptr);
    }
}

SignalRelay::~SignalRelay() = default;

void SignalRelay::relayTo(qint64 process)
{
    m_process = process;
    if (m_notifier)
        m_notifier->setEnabled(process > 0);
}

void SignalRelay::relay()
{
    char signal = 0;
    while (m_process > 0 && read(s_pipe[0], &signal, 1) == 1)
        ::kill(static_cast<pid_t>(m_process), signal);
}

void SignalRelay::endBy(int signal)
{
    // The core of the program, if one was wanted, has been written; this one would be in its place.
    const rlimit none {};
    setrlimit(RLIMIT_CORE, &none);
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    sigaction(signal, &standard, nullptr);
    raise(signal);
}

} // namespace looptide::cli
