// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/tracesocket.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/tracecodec.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace looptide::process {

// Sends the records of the agents of this process to the window, each on a connection of its own,
// and receives commands, on its own thread, which handles no signals. While the window does not
// read, the rings of the channels fill up, drop and count; those of a complete recording make the
// program wait. When the window has gone, nothing is sent and nothing waits.
//
// Owned by the main function of looptide-node; the list is shared with the probes.
class TraceReporter
{
    Q_DISABLE_COPY_MOVE(TraceReporter)
public:
    // A complete recording (TraceTarget::everyRequest): everything is sent before the process ends,
    // by itself or by SIGINT, SIGTERM or SIGHUP. Until the program listens to these signals, this
    // thread ends the process by them.
    // Returns null when the window cannot be reached.
    static std::unique_ptr<TraceReporter> create(std::shared_ptr<trace::AgentList> agents,
                                                 const TraceTarget &target);
    // Sends the rest, for at most a fifth of a second unless it must be complete, and closes the
    // connections.
    ~TraceReporter();

private:
    using Clock = std::chrono::steady_clock;

    struct Stream
    {
        FileDescriptor connection; // not valid when the window has gone
        trace::TraceEncoder encoder {};
        trace::CommandDecoder commands {};
    };

    TraceReporter(std::shared_ptr<trace::AgentList> agents, const TraceTarget &target, Stream main);

    static std::optional<Stream> connectAgent(const TraceTarget &target,
                                              const trace::AgentInfo &info);
    void run();
    void reportAll();
    Stream &streamOf(const trace::AgentList::Agent &agent);
    // Returns false when the window has gone, or when the time for the rest is over.
    bool report(Stream &stream, trace::TraceChannel &channel);
    bool send(const Stream &stream, QByteArrayView bytes);
    void receiveCommands(Stream &stream, trace::TraceChannel &channel);
    // Returns true when the program has ended.
    bool waitForMore();
    bool isTimeToLeave();

    std::shared_ptr<trace::AgentList> m_agents;
    TraceTarget m_target;
    std::map<quint16, Stream> m_streams; // by agent
    QByteArray m_frames;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    std::optional<Clock::time_point> m_deadline; // set when the program has ended
    std::thread m_thread;
};

} // namespace looptide::process
