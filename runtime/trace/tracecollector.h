// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/agentlist.h"
#include "runtime/trace/textpool.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace looptide::trace {

// Drains the channels of the agents of a run at most 60 times a second and emits their contents in
// one batch; more often only when a batch was full. The records of a batch are in the order of
// their ends. A process sends its records up to 16 ms later, so they may follow later ones of an
// earlier batch. Owned by an app::RunSession (GUI) or a verb, and lives on their thread.
class TraceCollector : public QObject
{
    Q_OBJECT
public:
    // The number of exchanges without an end that are remembered. Above it, the oldest are
    // forgotten, so that a program that never responds does not fill the memory of the IDE.
    static constexpr std::size_t maxOpenExchanges = 20'000;

    explicit TraceCollector(QObject *parent = nullptr);
    ~TraceCollector() override;

    // Begins to drain the channels of agents, after detaching from the current ones. Null only
    // detaches.
    void attach(std::shared_ptr<AgentList> agents);
    // The same for a run that has only its main agent.
    void attach(const std::shared_ptr<TraceChannel> &channel);
    // Drains the rest and stops the timer. Exchanges that are still open end as Aborted. Call it
    // when the run has finished.
    void detach();
    // Drains now. For the end of a run and for tests.
    void collect();

Q_SIGNALS:
    // Exchanges in a batch contain everything known about them so far, not only the changes. Each
    // occurs once in a batch, in its latest state. A batch without records and exchanges has a new
    // position, pause or number of requests.
    void batchCollected(const looptide::trace::TraceBatch &batch);

private:
    struct Drain;

    void abandonChannels();
    // Returns false when the batch is full and a channel may have more.
    bool drain(TraceBatch &batch);
    bool drainAgent(const AgentList::Agent &agent, Drain &drain);
    void drainState(const AgentList::Agent &agent, TraceBatch &batch);
    void drainRecords(const AgentList::Agent &agent, TraceBatch &batch);
    void drainMessage(quint16 agent, Drain &drain);
    void drainEvent(quint16 agent, Drain &drain);
    void endAgent(const AgentList::Agent &agent, Drain &drain);
    // Both ids inclusive.
    QList<HttpExchange> abortExchanges(quint64 firstId, quint64 lastId);
    void publish(TraceBatch &batch);

    std::shared_ptr<AgentList> m_list;
    QTimer m_timer;
    TextPool m_pool;
    std::map<quint16, AgentState> m_states; // last published, of agents that have not ended
    RequestCounts m_endedRequests; // of agents that have ended
    RequestCounts m_requests; // last published
    std::map<quint64, HttpExchange> m_open; // by id
};

} // namespace looptide::trace
