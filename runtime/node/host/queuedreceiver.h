// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <mutex>

namespace looptide::host {

// Posts calls from a loop thread to an object of the GUI thread that may have been destroyed by
// then: a thread that blocks in native code outlives everything.
class QueuedReceiver
{
    Q_DISABLE_COPY_MOVE(QueuedReceiver)
public:
    explicit QueuedReceiver(QObject *receiver) : m_receiver(receiver) { }

    // Thread: any. Queues a call on the receiver's thread. Does nothing after close().
    template <typename Call>
    void post(Call &&call)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_receiver)
            QMetaObject::invokeMethod(m_receiver, std::forward<Call>(call), Qt::QueuedConnection);
    }
    // Thread: the receiver's. Nothing is posted after this.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject *m_receiver;
};

} // namespace looptide::host
