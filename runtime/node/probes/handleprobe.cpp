// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/handleprobe.h"

#include "runtime/node/probes/threadtime.h"

#include <v8.h>

#include <algorithm>
#include <csignal>

namespace looptide::host {

namespace {

constexpr quint64 busyIntervalNs = 100'000'000; // 10 times a second
// Walks may take a two-hundredth of the loop's time: half a percent.
constexpr quint64 costFactor = 200;
// What a quiet loop saves for a burst of iterations, so that the walk before a long wait is not the
// one that is left out.
constexpr quint64 mostSavedNs = 10'000'000;

// Node makes handles of these types once for each environment, and keeps them as long as it exists.
bool isInfrastructure(const uv_handle_t *handle)
{
    return handle->type == UV_ASYNC || handle->type == UV_CHECK || handle->type == UV_IDLE
        || handle->type == UV_PREPARE || handle->type == UV_TIMER;
}

// Node listens to the size of the terminal as soon as the program uses process.stdout.
bool isTerminalSizeListener(const uv_handle_t *handle)
{
    return handle->type == UV_SIGNAL && !uv_has_ref(handle)
        && reinterpret_cast<const uv_signal_t *>(handle)->signum == SIGWINCH;
}

// V8 posts tasks for later (to collect garbage 8 s after the last collection, for example). Timers
// of a program are not handles of their own.
bool isDelayedTask(const uv_handle_t *handle)
{
    return handle->type == UV_TIMER && !uv_has_ref(handle);
}

} // namespace

void HandleProbe::excludeExisting()
{
    m_excluded.clear();
    uv_walk(
        m_loop,
        [](uv_handle_t *handle, void *excluded) {
            if (isInfrastructure(handle))
                static_cast<std::vector<const uv_handle_t *> *>(excluded)->push_back(handle);
        },
        &m_excluded);
}

void HandleProbe::watchTimers(std::shared_ptr<v8::BackingStore> store, const qint32 *count)
{
    m_timerStore = std::move(store);
    m_timerCount = count;
}

void HandleProbe::releaseTimers()
{
    m_timerCount = nullptr;
    m_timerStore.reset();
}

bool HandleProbe::isDue(quint64 now, bool willWait) const
{
    const quint64 sinceNs = now - m_sampledNs;
    return m_savedNs + sinceNs / costFactor >= m_costNs && (willWait || sinceNs >= busyIntervalNs);
}

void HandleProbe::sample(quint64 now)
{
    const quint64 begin = threadTimeNs(); // a walk that the system interrupts is not expensive
    m_counts = {};
    uv_walk(
        m_loop,
        [](uv_handle_t *handle, void *probe) { static_cast<HandleProbe *>(probe)->count(handle); },
        this);
    countTimers();
    if (!m_hasWritten || m_counts != m_written)
        write(now);
    m_costNs = threadTimeNs() - begin;
    const quint64 savedNs = std::min(m_savedNs + (now - m_sampledNs) / costFactor, mostSavedNs);
    m_savedNs = savedNs - std::min(savedNs, m_costNs);
    m_sampledNs = now;
}

void HandleProbe::count(uv_handle_t *handle)
{
    if (!uv_is_active(handle) || isExcluded(handle))
        return;
    Count &count = m_counts[handle->type];
    ++count.active;
    count.referenced += uv_has_ref(handle) ? 1 : 0;
}

// Counts as process.getActiveResourcesInfo() does. A timer that does not keep the program running
// may be one of Node's own (of an HTTP server, for example), which cannot be distinguished from
// those of the program.
void HandleProbe::countTimers()
{
    if (!m_timerCount || *m_timerCount <= 0)
        return;
    const auto timers = static_cast<quint32>(*m_timerCount);
    m_counts[UV_TIMER].active += timers;
    m_counts[UV_TIMER].referenced += timers;
}

bool HandleProbe::isExcluded(const uv_handle_t *handle) const
{
    if (isTerminalSizeListener(handle) || isDelayedTask(handle))
        return true;
    return isInfrastructure(handle) && std::ranges::find(m_excluded, handle) != m_excluded.end();
}

void HandleProbe::write(quint64 now)
{
    Count total;
    const auto push = [&](std::size_t type, const Count &count) {
        const trace::HandleSample row { now, static_cast<quint8>(type), count.active,
                                        count.referenced };
        m_channel.records.push(row.toRecord());
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
