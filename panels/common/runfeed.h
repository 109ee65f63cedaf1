// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/runcoverage.h"
#include "runtime/core/programoutput.h"
#include "runtime/core/run.h"
#include "runtime/trace/tracechannel.h"

#include <QObject>

namespace looptide::inspector {
class DebugSession;
}
namespace looptide::trace {
class RequestRuleList;
class TraceStore;
} // namespace looptide::trace

namespace looptide::models {

class LoopStats;
class ServerConsoleModel;

// The run that a panel shows: its state and data, and what the panel may request of it. The same
// feed serves all restarts of a program. Implemented by app::RunSession, and by tests of panels.
// Thread: GUI.
class RunFeed : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual core::RunState state() const = 0;
    // What is recorded of the current run, or was of the last run.
    virtual RunCoverage coverage() const = 0;
    virtual QList<trace::ListenAddress> listening() const = 0;
    // Filled during the run, whether or not a panel shows them.
    virtual ServerConsoleModel *requests() const = 0;
    virtual LoopStats *loop() const = 0;
    // The records of the current or the last run, as far as there is room for them.
    virtual const trace::TraceStore *trace() const = 0;

    // How much is recorded of the program. A change applies at once, and to later runs.
    virtual core::RecordLevel recordLevel() const = 0;
    virtual void setRecordLevel(core::RecordLevel level) = 0;

    // The debugger of the run; null where there is none.
    virtual inspector::DebugSession *debugger() const { return nullptr; }

    // What happens to certain requests of all runs; null where that cannot be changed.
    virtual trace::RequestRuleList *rules() const { return nullptr; }

    // The agent whose loop is shown (AgentInfo::id). trace()->agents() has all agents.
    virtual quint16 shownAgent() const = 0;
    virtual void showAgent(quint16 agent) = 0;
    // Sends a signal to the process of an agent. Returns false when it has ended.
    virtual bool signalAgent(quint16 agent, int signal) = 0;
    // Asks the loop of an agent. Returns false when it has ended.
    virtual bool sendCommand(quint16 agent, const trace::Command &command) = 0;

    // The folder in which the program runs; empty before the first run.
    virtual QString folder() const = 0;
    // Sets what is recorded of requests, now and in later runs.
    virtual void setRequestDetail(const trace::RequestDetail &detail) = 0;

    virtual void writeInput(const QByteArray &bytes) = 0;
    virtual void resizeTerminal(int columns, int rows) = 0;
    virtual void holdOutput(bool hold) = 0;

Q_SIGNALS:
    void started(); // a run begins
    void stateChanged(looptide::core::RunState state);
    // errors: what of it was written to standard error.
    void outputReceived(const QByteArray &bytes, const looptide::core::ByteRanges &errors);
    void batchCollected(const looptide::trace::TraceBatch &batch);
    void listeningChanged(const QList<looptide::trace::ListenAddress> &addresses);
    void coverageChanged();
    void recordLevelChanged(looptide::core::RecordLevel level);
    // An agent began or ended, or there is more to say of it.
    void agentsChanged();
    void shownAgentChanged(quint16 agent);
    void finished(const looptide::core::RunResult &result);
};

} // namespace looptide::models
