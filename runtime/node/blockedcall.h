// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <pthread.h>
#include <span>
#include <sys/types.h>

namespace looptide::host {

// Where a thread is in native code.
struct NativePlace
{
    QString function; // readable; may be empty
    QString library; // file name; may be empty
    QString systemCall; // in which it waits; may be empty
    bool isAddon = false;
    bool isGuess = false; // the addon was seen among the words on the stack, not as a caller
};

// The stack of a thread, innermost first, as a signal handler found it.
using NativeStack = std::span<void *const>;

// Where a thread of this process is that does not answer: in a native addon when one is on its
// stack, else in the library that it is in. A thread that blocks all signals has no stack to show;
// then an address of an addon among the words of its stack must do, and no function is named.
// Thread: any but that one.
NativePlace placeOfThread(pthread_t thread, pid_t threadId, NativeStack stack);

// "function (library)" of an address, for a stack trace.
QString describeAddress(const void *address);

} // namespace looptide::host
