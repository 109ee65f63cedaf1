// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <uv.h>

#include <array>
#include <memory>
#include <vector>

namespace v8 {
class BackingStore;
}

namespace looptide::host {

// Counts the active handles of a program's loop by type, and writes them when the counts have
// changed. It leaves out handles that the program did not request: Looptide's own, those that Node
// makes at its start, and Node's timer handle; it counts the program's timers instead.
// Owned by PhaseProbe. Thread: loop.
class HandleProbe
{
public:
    HandleProbe(uv_loop_t *loop, trace::TraceChannel &channel)
        : m_loop(loop), m_channel(channel) { }

    // Call it before the program begins. The existing handles do not belong to the program.
    void excludeExisting();
    // Sets where Node counts the timers that keep the loop alive: an int32 in a store of Node's.
    void watchTimers(std::shared_ptr<v8::BackingStore> store, const qint32 *count);
    // Call it before the environment is freed.
    void releaseTimers();
    // Whether a walk over the handles is cheap enough now. It is always worthwhile when the loop is
    // about to wait, because the counts stay valid as long as it waits.
    bool isDue(quint64 now, bool willWait) const;
    void sample(quint64 now);

private:
    struct Count
    {
        quint32 active = 0;
        quint32 referenced = 0;
        bool operator==(const Count &) const = default;
    };
    using Counts = std::array<Count, UV_HANDLE_TYPE_MAX>;

    void count(uv_handle_t *handle);
    void countTimers();
    bool isExcluded(const uv_handle_t *handle) const;
    void write(quint64 now);

    uv_loop_t *m_loop;
    trace::TraceChannel &m_channel;
    std::vector<const uv_handle_t *> m_excluded;
    std::shared_ptr<v8::BackingStore> m_timerStore;
    const qint32 *m_timerCount = nullptr; // in m_timerStore
    Counts m_counts;
    Counts m_written;
    quint64 m_sampledNs = 0;
    quint64 m_costNs = 0; // processor time of the last walk
    quint64 m_savedNs = 0; // that further walks may take
    bool m_hasWritten = false;
};

} // namespace looptide::host
