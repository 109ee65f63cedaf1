// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/guard/workerheaps.h"

#include <node.h>

#include <algorithm>

namespace looptide::host {

struct WorkerHeaps::Watched
{
    WorkerHeaps *heaps;
    node::Environment *environment;
    v8::Isolate *isolate;
    uint64_t threadId;
};

void WorkerHeaps::watch(node::Environment *environment, uint64_t threadId)
{
    v8::Isolate *isolate = v8::Isolate::GetCurrent();
    auto *watched = new Watched { this, environment, isolate, threadId };
    // V8 asks the callback that was added last.
    isolate->AddNearHeapLimitCallback(nearLimit, watched);
    node::AddEnvironmentCleanupHook(isolate, forget, watched);
}

bool WorkerHeaps::isFull(uint64_t threadId) const
{
    const std::scoped_lock lock(m_mutex);
    return std::find(m_full.begin(), m_full.end(), threadId) != m_full.end();
}

// Thread: the worker's, inside of a garbage collection.
size_t WorkerHeaps::nearLimit(void *data, size_t current, size_t initial)
{
    const auto *watched = static_cast<Watched *>(data);
    WorkerHeaps *heaps = watched->heaps;
    if (!heaps->isFull(watched->threadId)) {
        const std::scoped_lock lock(heaps->m_mutex);
        heaps->m_full.push_back(watched->threadId);
    }
    // Stop it each time: code that the worker runs at its end may continue to fill the heap.
    node::Stop(watched->environment);
    return current + roomToUnwind(initial);
}

void WorkerHeaps::forget(void *data)
{
    auto *watched = static_cast<Watched *>(data);
    watched->isolate->RemoveNearHeapLimitCallback(nearLimit, 0);
    delete watched;
}

} // namespace looptide::host
