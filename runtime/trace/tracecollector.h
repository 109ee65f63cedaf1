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

// Drains one TraceChannel at most 60 times a second and hands on what it brought in one batch; more
// often only when a batch was full.
// Created by the RunController (GUI) or a verb (CLI); lives on their thread.
class TraceCollector : public QObject
{
    Q_OBJECT
public:
    // Exchanges without an end that are remembered; above it the oldest are forgotten (a program
    // that never answers must not eat the memory of the IDE).
    static constexpr std::size_t maxOpenExchanges = 20'000;

    explicit TraceCollector(QObject *parent = nullptr);
    ~TraceCollector() override;

    // Begins to drain; a channel drained before is detached first. Null only detaches.
    void attach(std::shared_ptr<TraceChannel> channel);
    // Drains what is left and stops the timer; exchanges that are still open end as Aborted. Call
    // it when the run has finished.
    void detach();
    // Drains now; for the end of a run and for tests.
    void collect();

Q_SIGNALS:
    // Exchanges of a batch carry everything known of them so far, not only what is new; each occurs
    // once in a batch, in its latest state. A batch without content brings a new position, pause or
    // number of requests.
    void batchCollected(const looptide::trace::TraceBatch &batch);

private:
    struct Drain;

    void abandonChannel();
    // False when a batch was full and more may be there.
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
