// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/pty.h"
#include "runtime/trace/tracecodec.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace looptide::process {

// Sends what the probes of this process write to the window that started it, from a thread of its
// own that handles no signals. While the window does not read, the rings of the channel fill up,
// drop and count; those of a complete recording keep the program waiting. When the window is gone,
// nothing is sent any more and nobody waits.
//
// Owned by the main function of an isolated run; the channel is shared with the probes.
class TraceReporter
{
    Q_DISABLE_COPY_MOVE(TraceReporter)
public:
    enum class Completeness : quint8 {
        BestEffort,
        // All is sent before the process ends, by itself or by SIGINT, SIGTERM or SIGHUP: until the
        // program listens to them, they are this thread's to end the process with.
        Complete,
    };

    TraceReporter(std::shared_ptr<trace::TraceChannel> channel, FileDescriptor connection,
                  Completeness completeness = Completeness::BestEffort);
    // Sends what is left, for a fifth of a second at most unless it has to be complete, and closes
    // the connection.
    ~TraceReporter();

private:
    using Clock = std::chrono::steady_clock;

    void run();
    // False when the window is gone, or when it is time to leave.
    bool report();
    bool send(QByteArrayView bytes);
    // True when the program has ended.
    bool waitForMore();
    bool isTimeToLeave();

    std::shared_ptr<trace::TraceChannel> m_channel;
    FileDescriptor m_connection;
    Completeness m_completeness;
    trace::TraceEncoder m_encoder;
    QByteArray m_frames;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    std::optional<Clock::time_point> m_deadline; // when the program has ended
    std::thread m_thread;
};

} // namespace looptide::process
