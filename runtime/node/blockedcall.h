// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <pthread.h>
#include <sys/types.h>

namespace looptide::host {

// Where a thread is in native code.
struct NativePlace
{
    QString function; // readable; may be empty
    QString library; // file name; may be empty
    bool isAddon = false;
};

// What was seen of a thread when a signal interrupted it.
struct ThreadSample
{
    uintptr_t stackPointer = 0; // 0: no signal came through
    uintptr_t instruction = 0;
};

// The innermost function of a native addon on the stack of a thread of this process that does not
// answer; without one, the function of the library that it is in. A guess from the words on its
// stack, since a thread that blocks all signals cannot be asked. Thread: any but that one.
NativePlace placeOfThread(pthread_t thread, pid_t threadId, const ThreadSample &lastSample);

// "function (library)" of an address, for a stack trace.
QString describeAddress(const void *address);

} // namespace looptide::host
