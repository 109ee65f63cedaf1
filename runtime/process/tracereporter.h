// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/traceframes.h"
#include "runtime/process/pty.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace looptide::core {

// Sends what the probes of this process write to the window that started it, from a thread of its
// own that handles no signals. The program never waits for it: while the window does not read, the
// rings of the channel fill up, drop and count; when the window is gone, nothing is sent any more.
//
// Owned by the main function of an isolated run; the channel is shared with the probes.
class TraceReporter
{
    Q_DISABLE_COPY_MOVE(TraceReporter)
public:
    TraceReporter(std::shared_ptr<TraceChannel> channel, FileDescriptor connection);
    // Sends what is left, for a fifth of a second at most, and closes the connection.
    ~TraceReporter();

private:
    using Clock = std::chrono::steady_clock;

    void run();
    // False when the window is gone, or when it is time to leave.
    bool report();
    bool send(QByteArrayView bytes);
    // True when the program has ended.
    bool waitForMore();

    std::shared_ptr<TraceChannel> m_channel;
    FileDescriptor m_connection;
    TraceEncoder m_encoder;
    QByteArray m_frames;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    std::optional<Clock::time_point> m_deadline; // when the program has ended
    std::thread m_thread;
};

} // namespace looptide::core
