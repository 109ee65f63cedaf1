// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/gate/startgate.h"

namespace looptide::host {

void StartGate::open(InstanceStart start)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_start = std::move(start);
        m_decided = true;
    }
    m_changed.notify_one();
}

void StartGate::discard()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_decided = true;
    }
    m_changed.notify_one();
}

bool StartGate::isDecided()
{
    const std::scoped_lock lock(m_mutex);
    return m_decided;
}

std::optional<InstanceStart> StartGate::wait()
{
    m_reached = true;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_decided; });
    return std::exchange(m_start, std::nullopt);
}

} // namespace looptide::host
