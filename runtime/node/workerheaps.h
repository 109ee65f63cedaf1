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

// What a heap that is full gets so that JavaScript can unwind; without room V8 ends the process.
// One collection may move all young objects (tens of MiB) to the old ones.
constexpr size_t roomToUnwind(size_t initialLimit)
{
    return initialLimit / 4 + (size_t { 64 } << 20);
}

// Ends the workers of a program that fill their heaps (resourceLimits, or V8's own limit). Node
// does so too, but leaves 16 MiB of room, which many programs overstep before they notice: then V8
// ends the process, which is one thing for `node` and another for a window.
//
// Owned by the preload, which outlives the environments.
class WorkerHeaps
{
    Q_DISABLE_COPY_MOVE(WorkerHeaps)
public:
    WorkerHeaps() = default;

    // The worker of this environment, which runs on the calling thread, has this threadId.
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
