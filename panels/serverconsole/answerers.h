// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

#include <QHash>
#include <QMap>

namespace looptide::models {

// The agents that may have answered the listed requests, of this run and of earlier ones: the ids
// of agents begin anew with each run. A value.
class Answerers
{
public:
    // What comes from now on belongs to another run.
    void beginRun() { ++m_run; }
    quint32 run() const { return m_run; }
    void add(const QList<trace::AgentState> &agents);
    // Nothing of earlier runs is listed any more.
    void forgetBefore(quint32 run);

    // "Cluster worker 3"; empty for an agent that has not been reported.
    QString name(quint32 run, quint16 agent) const;
    // With the command and the process, for the details.
    QString description(quint32 run, quint16 agent) const;
    // Whether a user means this agent: text is its number in the run, its process id, or a part of
    // its name. Case and spaces do not matter.
    bool isMeant(quint32 run, quint16 agent, const QString &text) const;

private:
    struct Run
    {
        QMap<quint16, trace::AgentInfo> agents;
        mutable QHash<quint16, QString> names; // empty: to be made
    };

    const trace::AgentInfo *find(quint32 run, quint16 agent) const;

    QMap<quint32, Run> m_runs;
    quint32 m_run = 0;
};

} // namespace looptide::models
