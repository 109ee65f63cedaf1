// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <pthread.h>
#include <span>
#include <sys/types.h>

namespace looptide::host {

// The location of a thread in native code.
struct NativePlace
{
    QString function; // demangled; may be empty
    QString library; // file name; may be empty
    QString systemCall; // the one in which it waits; may be empty
    bool isAddon = false;
    bool isGuess = false; // an address of the addon is on the stack, perhaps not as a caller
};

// The stack of a thread, innermost frame first, as a signal handler saw it.
using NativeStack = std::span<void *const>;

// Locates a thread of this process that does not respond: in a native addon if one is on its stack,
// otherwise in the library that it executes. A thread that blocks all signals gives no stack. An
// address of an addon among the words of its stack must then be enough, and no function is named.
// Thread: any but that one.
NativePlace placeOfThread(pthread_t thread, pid_t threadId, NativeStack stack);

// "function (library)" of an address, for a stack trace.
QString describeAddress(const void *address);

} // namespace looptide::host
