// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/trace.h"

#include <uv.h>

#include <array>

namespace looptide::host {

// Counts the active handles of a loop by type and writes them when the counts have changed.
// Owned by PhaseProbe. Thread: loop.
class HandleProbe
{
public:
    HandleProbe(uv_loop_t *loop, core::TraceChannel &channel) : m_loop(loop), m_channel(channel) { }

    // A handle of ours, not of the program. At most maxExcluded.
    void exclude(const uv_handle_t *handle);
    // Whether a walk now keeps its cost small. A loop that is about to wait is always worth one, as
    // what it shows stays true for as long as it waits.
    bool isDue(quint64 now, bool willWait) const;
    void sample(quint64 now);

private:
    static constexpr std::size_t maxExcluded = 4;

    struct Count
    {
        quint32 active = 0;
        quint32 referenced = 0;
        bool operator==(const Count &) const = default;
    };
    using Counts = std::array<Count, UV_HANDLE_TYPE_MAX>;

    void count(uv_handle_t *handle);
    bool isExcluded(const uv_handle_t *handle) const;
    void write(quint64 now);

    uv_loop_t *m_loop;
    core::TraceChannel &m_channel;
    std::array<const uv_handle_t *, maxExcluded> m_excluded {};
    std::size_t m_excludedCount = 0;
    Counts m_counts;
    Counts m_written;
    quint64 m_sampledNs = 0;
    quint64 m_costNs = 0; // of the last walk
    bool m_hasWritten = false;
};

} // namespace looptide::host
