// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <array>
#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace looptide::host {

// What a thread of this process waits for in the kernel, as /proc tells it.
struct SystemCall
{
    long number = -1;
    std::array<uintptr_t, 6> arguments {};
    uintptr_t stackPointer = 0;
    uintptr_t instruction = 0;

    // "openat"; a number for those that hardly ever block.
    QByteArray name() const;
    bool isIdle() const; // as a thread that has nothing to do waits
};

// Empty for a thread that runs.
std::optional<SystemCall> systemCallOf(pid_t thread);

// The threads of libuv's pool: file system, DNS, compression.
QList<pid_t> poolThreads();

// Ends a call of open() that waits for the other end of a named pipe, by being that end for a
// moment: a signal does not help, since libuv tries again. For a program that is being ended.
void endBlockedOpen(pid_t thread);

} // namespace looptide::host
