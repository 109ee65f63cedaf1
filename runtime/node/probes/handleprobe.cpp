// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/handleprobe.h"

#include <algorithm>

namespace looptide::host {

namespace {

constexpr quint64 busyIntervalNs = 100'000'000; // 10 times a second
// Walks may take a two-hundredth of the loop's time: half a percent.
constexpr quint64 costFactor = 200;

} // namespace

void HandleProbe::exclude(const uv_handle_t *handle)
{
    m_excluded[m_excludedCount++] = handle;
}

bool HandleProbe::isDue(quint64 now, bool willWait) const
{
    const quint64 affordable = m_costNs * costFactor;
    return now - m_sampledNs >= (willWait ? affordable : std::max(affordable, busyIntervalNs));
}

void HandleProbe::sample(quint64 now)
{
    const quint64 begin = uv_hrtime();
    m_counts = {};
    uv_walk(
        m_loop,
        [](uv_handle_t *handle, void *probe) { static_cast<HandleProbe *>(probe)->count(handle); },
        this);
    if (!m_hasWritten || m_counts != m_written)
        write(now);
    m_sampledNs = now;
    m_costNs = uv_hrtime() - begin;
}

void HandleProbe::count(uv_handle_t *handle)
{
    if (!uv_is_active(handle) || isExcluded(handle))
        return;
    Count &count = m_counts[handle->type];
    ++count.active;
    count.referenced += uv_has_ref(handle) ? 1 : 0;
}

bool HandleProbe::isExcluded(const uv_handle_t *handle) const
{
    return std::ranges::find(m_excluded, handle) != m_excluded.end();
}

void HandleProbe::write(quint64 now)
{
    Count total;
    const auto push = [&](std::size_t type, const Count &count) {
        m_channel.records.push({ core::RecordKind::Handles, static_cast<quint8>(type), 0,
                                 count.active, now, count.referenced, 0 });
    };
    for (std::size_t type = 1; type < m_counts.size(); ++type) {
        const Count &count = m_counts[type];
        if (count.active != 0)
            push(type, count);
        total.active += count.active;
        total.referenced += count.referenced;
    }
    push(0, total);
    m_written = m_counts;
    m_hasWritten = true;
}

} // namespace looptide::host
