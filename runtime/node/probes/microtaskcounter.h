// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <QtTypes>

#include <cstdint>
#include <utility>

namespace looptide::host {

// Determines whether a drain of the microtask queue ran anything. Node drains it twice in each
// iteration of the loop, and V8 calls its listeners for empty queues too. V8's public interface
// does not report how many microtasks have run, but each queue counts them. The counter finds the
// address of that number with a queue of its own, once in each process. With a V8 that does not
// count in this way, every drain counts.
//
// Owned by PhaseProbe and CallbackProbe. Thread: loop. The queue exists as long as the isolate.
class MicrotaskCounter
{
public:
    // context: the program's; it need not be entered.
    void watch(v8::Local<v8::Context> context);
    // The number of microtasks that have run since the last call; 1 when that is unknown.
    quint64 take()
    {
        if (!m_count)
            return 1;
        return quint64(*m_count - std::exchange(m_before, *m_count));
    }

private:
    const intptr_t *m_count = nullptr; // in the queue; null: unknown
    intptr_t m_before = 0;
};

} // namespace looptide::host
