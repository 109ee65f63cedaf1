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

// Counts the active handles of a program's loop by type and writes them when the counts have
// changed. Handles that the program did not ask for are left out: ours, those that Node makes as it
// starts, and its timer handle, instead of which the program's timers are counted.
// Owned by PhaseProbe. Thread: loop.
class HandleProbe
{
public:
    HandleProbe(uv_loop_t *loop, trace::TraceChannel &channel)
        : m_loop(loop), m_channel(channel) { }

    // Call before the program begins: the handles that are there now are not its own.
    void excludeExisting();
    // Where Node counts the timers that keep the loop alive, an int32 in a store of Node's.
    void watchTimers(std::shared_ptr<v8::BackingStore> store, const qint32 *count);
    // Before the environment is freed.
    void releaseTimers();
    // Whether a walk now keeps its cost small. A loop that is about to wait is always worth one, as
    // what it shows stays true for as long as it waits.
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
    quint64 m_costNs = 0; // of the last walk
    bool m_hasWritten = false;
};

} // namespace looptide::host
