// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/endingsignal.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <unistd.h>

namespace looptide::process {

namespace {

constexpr std::array signals { SIGHUP, SIGINT, SIGTERM };

std::array<struct sigaction, signals.size()> before; // Node's, which resets the terminal, or none
std::atomic<int> pending { 0 };
static_assert(std::atomic<int>::is_always_lock_free); // the handler uses it

void note(int signal)
{
    pending.store(signal);
}

void restore(std::size_t index)
{
    struct sigaction action {};
    sigaction(signals[index], nullptr, &action);
    if (action.sa_handler == note)
        sigaction(signals[index], &before[index], nullptr);
}

} // namespace

void EndingSignal::postpone()
{
    for (std::size_t i = 0; i < signals.size(); ++i) {
        sigaction(signals[i], nullptr, &before[i]);
        if (before[i].sa_handler == SIG_IGN)
            continue;
        struct sigaction action {};
        action.sa_handler = note;
        action.sa_flags = SA_RESTART;
        sigaction(signals[i], &action, nullptr);
    }
}

bool EndingSignal::hasCome()
{
    return pending.load() != 0;
}

void EndingSignal::deliver()
{
    for (std::size_t i = 0; i < signals.size(); ++i)
        restore(i);
    if (const int signal = pending.exchange(0); signal != 0)
        ::kill(getpid(), signal);
}

} // namespace looptide::process
