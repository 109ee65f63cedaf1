// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/trace.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace looptide::core {

// Drains one TraceChannel at most 60 times a second and hands on what it brought in one batch.
// Created by the RunController (GUI) or a verb (CLI); lives on their thread.
class TraceCollector : public QObject
{
    Q_OBJECT
public:
    explicit TraceCollector(QObject *parent = nullptr);

    // Begins to drain; a channel drained before is drained to its end first.
    void attach(std::shared_ptr<TraceChannel> channel);
    // Drains what is left and stops the timer. Call it when the run has finished.
    void detach();
    // Drains now; for the end of a run and for tests.
    void collect();

Q_SIGNALS:
    // Exchanges of a batch carry everything known of them so far, not only what is new.
    void batchCollected(const looptide::core::TraceBatch &batch);

private:
    std::shared_ptr<TraceChannel> m_channel;
    QTimer m_timer;
    QHash<quint64, HttpExchange> m_open;
};

} // namespace looptide::core
