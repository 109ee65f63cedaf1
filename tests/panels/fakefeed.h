// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/runfeed.h"
#include "panels/eventloop/loopstats.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/trace/tracestore.h"

#include <QList>

#include <utility>

namespace looptide::tests {

// A run that a test drives. It notes what panels ask of it.
class FakeFeed : public models::RunFeed
{
public:
    QList<std::pair<quint16, int>> sentSignals; // agent, signal
    QList<std::pair<quint16, trace::Command>> sentCommands;
    QList<quint16> shown; // each call of showAgent()
    bool areSignalsSent = true;
    models::RunCoverage run;
    core::RecordLevel level = core::RecordLevel::Phases;
    QString programFolder;
    trace::RequestDetail detail;

    core::RunState state() const override
    {
        return run.isRunning ? core::RunState::Running : core::RunState::Idle;
    }
    models::RunCoverage coverage() const override { return run; }
    QList<trace::ListenAddress> listening() const override { return {}; }
    models::ServerConsoleModel *requests() const override { return m_requests; }
    models::LoopStats *loop() const override { return m_loop; }
    const trace::TraceStore *trace() const override { return &m_trace; }
    core::RecordLevel recordLevel() const override { return level; }
    void setRecordLevel(core::RecordLevel wanted) override
    {
        level = wanted;
        Q_EMIT recordLevelChanged(wanted);
    }
    quint16 shownAgent() const override { return m_shown; }
    void showAgent(quint16 agent) override
    {
        shown.append(agent);
        if (std::exchange(m_shown, agent) != agent)
            Q_EMIT shownAgentChanged(agent);
    }
    bool signalAgent(quint16 agent, int signal) override
    {
        sentSignals.append({ agent, signal });
        return areSignalsSent;
    }
    bool sendCommand(quint16 agent, const trace::Command &command) override
    {
        sentCommands.append({ agent, command });
        return run.isRunning;
    }
    QString folder() const override { return programFolder; }
    void setRequestDetail(const trace::RequestDetail &wanted) override { detail = wanted; }
    void writeInput(const QByteArray &) override { }
    void resizeTerminal(int, int) override { }
    void holdOutput(bool) override { }

    void begin()
    {
        m_trace.clear();
        m_shown = 0;
        run.isRunning = true;
        Q_EMIT started();
        Q_EMIT coverageChanged();
    }
    void collect(const trace::TraceBatch &batch)
    {
        m_requests->addBatch(batch);
        m_trace.append(batch);
        Q_EMIT agentsChanged();
        Q_EMIT batchCollected(batch);
    }

private:
    models::ServerConsoleModel *m_requests = new models::ServerConsoleModel(this);
    models::LoopStats *m_loop = new models::LoopStats(this);
    trace::TraceStore m_trace;
    quint16 m_shown = 0;
};

} // namespace looptide::tests
