// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <cstdint>

namespace looptide::host {

// Determines whether a drain of the microtask queue ran anything. Node drains it twice in each
// iteration of the loop, and V8 calls its listeners for empty queues too. V8's public interface
// does not report how many microtasks have run, but each queue counts them. The counter finds the
// address of that number with a queue of its own, once in each process. With a V8 that does not
// count in this way, every drain counts.
//
// Owned by PhaseProbe. Thread: loop. The queue exists as long as the isolate.
class MicrotaskCounter
{
public:
    // context: the program's; it need not be entered.
    void watch(v8::Local<v8::Context> context);
    // Whether microtasks have run since the last call.
    bool hasRun()
    {
        if (!m_count)
            return true;
        const intptr_t before = m_before;
        m_before = *m_count;
        return m_before != before;
    }

private:
    const intptr_t *m_count = nullptr; // in the queue; null: unknown
    intptr_t m_before = 0;
};

} // namespace looptide::host
