// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtClassHelperMacros>

#include <mutex>

namespace looptide::trace {

// Where a debugger reaches the thread of a channel: the WebSocket address of Node's inspector.
// Empty until Looptide has opened it. Thread: any.
class DebuggerAddress
{
    Q_DISABLE_COPY_MOVE(DebuggerAddress)
public:
    DebuggerAddress() = default;

    void set(const QByteArray &url)
    {
        const std::scoped_lock lock(m_mutex);
        m_url = url;
    }
    QByteArray url() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_url;
    }

private:
    mutable std::mutex m_mutex;
    QByteArray m_url;
};

} // namespace looptide::trace
