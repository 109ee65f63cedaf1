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

// Sends the records of this process to the window that started it, and receives its commands, on
// its own thread, which handles no signals. While the window does not read, the rings of the
// channel fill up, drop and count; those of a complete recording make the program wait. When the
// window has gone, nothing is sent and nothing waits.
//
// Owned by the main function of an isolated run; the channel is shared with the probes.
class TraceReporter
{
    Q_DISABLE_COPY_MOVE(TraceReporter)
public:
    enum class Completeness : quint8 {
        BestEffort,
        // Everything is sent before the process ends, by itself or by SIGINT, SIGTERM or SIGHUP.
        // Until the program listens to these signals, this thread ends the process by them.
        Complete,
    };

    TraceReporter(std::shared_ptr<trace::TraceChannel> channel, FileDescriptor connection,
                  Completeness completeness = Completeness::BestEffort);
    // Sends the rest, for at most a fifth of a second unless it must be complete, and closes the
    // connection.
    ~TraceReporter();

private:
    using Clock = std::chrono::steady_clock;

    void run();
    // Returns false when the window has gone, or when the time for the rest is over.
    bool report();
    bool send(QByteArrayView bytes);
    void receiveCommands();
    // Returns true when the program has ended.
    bool waitForMore();
    bool isTimeToLeave();

    std::shared_ptr<trace::TraceChannel> m_channel;
    FileDescriptor m_connection;
    Completeness m_completeness;
    trace::TraceEncoder m_encoder;
    trace::CommandDecoder m_commands;
    QByteArray m_frames;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    std::optional<Clock::time_point> m_deadline; // set when the program has ended
    std::thread m_thread;
};

} // namespace looptide::process
