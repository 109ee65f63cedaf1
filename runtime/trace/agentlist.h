// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"
#include "runtime/trace/agent.h"
#include "runtime/trace/tracechannel.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace looptide::trace {

// The agents of a run (or of one process of it) with the channel of each, and what is to be
// recorded of them. The main agent has the id 0 and is always in the list.
//
// Shared by the threads that add agents (of workers; of the window, for processes) and the one
// thread that reads the channels: a TraceCollector or a TraceReporter. Thread: any.
class AgentList
{
    Q_DISABLE_COPY_MOVE(AgentList)
public:
    // The number of agents that can be recorded at the same time. Each takes up to 6.5 MiB for its
    // rings.
    static constexpr std::size_t maxAgents = 256;

    struct Agent
    {
        AgentInfo info;
        std::shared_ptr<TraceChannel> channel;
    };

    explicit AgentList(std::shared_ptr<TraceChannel> main = std::make_shared<TraceChannel>());

    const std::shared_ptr<TraceChannel> &mainChannel() const { return m_main; }
    // Describes the main agent.
    void setMain(AgentInfo info);
    // Adds an agent with the channel that it writes into, and gives it its id. Empty when there are
    // too many; it is counted then.
    std::optional<quint16> add(AgentInfo info, std::shared_ptr<TraceChannel> channel);
    // The agent writes no more. It stays in the list until the reader has removed it.
    void end(quint16 id);
    // For the reader: the agents that it has not removed, in the order of their ids.
    std::vector<Agent> agents() const;
    // For the reader, when it has read the rest of an agent that has ended.
    void remove(quint16 id);
    // Agents that were not added because there were too many.
    quint64 refused() const { return m_refused; }

    // Call it before the run begins. everyRequest: see core::RunRequest.
    void prepare(core::RecordLevel level, bool everyRequest);
    // Sets the level of all agents, now and later.
    void setLevel(core::RecordLevel level);
    // Sets what is recorded of the requests of all agents, now and later.
    void setDetail(const RequestDetail &detail);
    // Sets what happens to requests (encodeRules()) in all agents, now and later.
    void setRules(const QByteArray &rules);
    core::RecordLevel level() const { return m_level; }
    bool isEveryRequestRecorded() const { return m_everyRequest; }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<TraceChannel> m_main;
    std::vector<Agent> m_agents; // sorted by id
    quint16 m_lastId = 0;
    std::atomic<quint64> m_refused { 0 };
    std::atomic<core::RecordLevel> m_level { core::RecordLevel::Off };
    std::atomic<bool> m_everyRequest { false };
    RequestDetail m_detail;
    QByteArray m_rules;
};

} // namespace looptide::trace
