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

// The system call in which a thread of this process waits, according to /proc.
struct SystemCall
{
    long number = -1;
    std::array<uintptr_t, 6> arguments {};
    uintptr_t stackPointer = 0;
    uintptr_t instruction = 0;

    // The name, for example "openat"; a number for calls that hardly ever block.
    QByteArray name() const;
    bool isIdle() const; // the wait of a thread that has nothing to do
};

// Returns nothing for a thread that runs.
std::optional<SystemCall> systemCallOf(pid_t thread);

// The threads of libuv's pool: file system, DNS, compression.
QList<pid_t> poolThreads();

// Ends an open() that waits for the other end of a named pipe, by opening that end for a moment. A
// signal does not help, because libuv repeats the call. For a program that is being ended.
void endBlockedOpen(pid_t thread);

} // namespace looptide::host
