// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtClassHelperMacros>

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace node {
class Environment;
} // namespace node

namespace looptide::host {

// The additional size of a full heap, so that JavaScript can unwind; without it, V8 ends the
// process. One collection may move all young objects (tens of MiB) to the old generation.
constexpr size_t roomToUnwind(size_t initialLimit)
{
    return initialLimit / 4 + (size_t { 64 } << 20);
}

// Ends the workers of a program that fill their heaps (resourceLimits, or V8's own limit). Node
// does so too, but leaves 16 MiB of room, which many programs exceed before they notice. V8 then
// ends the process, which is acceptable for `node` but not for a window.
//
// Owned by Preload, which outlives the environments.
class WorkerHeaps
{
    Q_DISABLE_COPY_MOVE(WorkerHeaps)
public:
    WorkerHeaps() = default;

    // Watches the worker of this environment. Call it on the worker's thread.
    void watch(node::Environment *environment, uint64_t threadId);
    // Thread: any. Whether this worker was ended because its heap was full.
    bool isFull(uint64_t threadId) const;

private:
    struct Watched;

    static size_t nearLimit(void *data, size_t current, size_t initial);
    static void forget(void *data);

    mutable std::mutex m_mutex;
    std::vector<uint64_t> m_full;
};

} // namespace looptide::host
