// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/textpool.h"
#include "runtime/trace/tracechannel.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace looptide::trace {

// Drains one TraceChannel at most 60 times a second and emits its contents in one batch; more often
// only when a batch was full.
// Owned by an app::RunSession (GUI) or a verb, and lives on their thread.
class TraceCollector : public QObject
{
    Q_OBJECT
public:
    // The number of exchanges without an end that are remembered. Above it, the oldest are
    // forgotten, so that a program that never responds does not fill the memory of the IDE.
    static constexpr std::size_t maxOpenExchanges = 20'000;

    explicit TraceCollector(QObject *parent = nullptr);
    ~TraceCollector() override;

    // Begins to drain channel, after detaching from the current one. Null only detaches.
    void attach(std::shared_ptr<TraceChannel> channel);
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

    void abandonChannel();
    // Returns false when the batch is full and the channel may have more.
    bool drain(TraceBatch &batch);
    void drainMessage(Drain &drain);
    void publish(const TraceBatch &batch);

    std::shared_ptr<TraceChannel> m_channel;
    QTimer m_timer;
    TextPool m_pool;
    LoopPosition m_position; // last published
    core::ProgramPause m_pause; // the same
    RequestCounts m_requests; // the same
    BlockedPlace m_blocked; // the same
    std::map<quint64, HttpExchange> m_open; // by id, oldest first
};

} // namespace looptide::trace
