// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace looptide::trace {

// One thread of a run that runs JavaScript: the main thread of a Node process, or a worker. A plain
// value. Its text comes from the program.
struct AgentInfo
{
    enum class Kind : quint8 {
        Main, // the program that the run has started
        Worker, // a worker thread
        Process, // a process that the program started, directly or not
        ClusterWorker, // such a process, started by Node's cluster module
    };
    static constexpr int kindCount = 4;

    quint16 id = 0; // unique within a run, increasing; 0: the main agent
    Kind kind = Kind::Main;
    qint64 pid = 0;
    qint64 parentPid = 0; // when it began
    quint32 number = 0; // of a worker: Node's thread id; of a cluster worker: cluster.worker.id
    QString title; // the script and its arguments, as on a command line
    qint64 startedMs = 0; // since the epoch, UTC
    bool hasEnded = false;

    bool operator==(const AgentInfo &) const = default;
};

// Agents number their exchanges from 1. In a run, the upper 16 bits have the agent.
constexpr quint64 exchangeIdInRun(quint16 agent, quint64 id)
{
    constexpr int agentShift = 48;
    return id | quint64(agent) << agentShift;
}

} // namespace looptide::trace

Q_DECLARE_METATYPE(looptide::trace::AgentInfo)
