// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runplan.h"
#include "panels/common/runfeed.h"
#include "panels/output/printedaddresses.h"
#include "runtime/core/runtime.h"

#include <QObject>
#include <QSize>

#include <functional>
#include <memory>
#include <optional>

namespace looptide::inspector {
class BreakpointList;
}
namespace looptide::process {
class StagedRuntime;
}
namespace looptide::trace {
struct TraceInfo;
class TraceChannel;
class TraceCollector;
} // namespace looptide::trace
namespace looptide::models {
class LoopStats;
class ServerConsoleModel;
} // namespace looptide::models

namespace looptide::app {

enum class RuntimeKind {
    Node, // in this process, one at a time
    Isolated, // in its own process
    Command, // any command, as npm; the Node processes that it starts are recorded
    Process, // any command, not recorded
};
// May return null; the run then ends as FailedToStart. Tests return fake runtimes.
using RuntimeFactory = std::function<std::unique_ptr<core::Runtime>(RuntimeKind)>;

// One program that is started and restarted: starting the same configuration again uses the same
// session. Owns the runtime, the trace collector and the models. Owned by the RunController.
// Thread: GUI.
class RunSession : public models::RunFeed
{
    Q_OBJECT
public:
    // Called at the start of each run.
    using KindChooser = std::function<RuntimeKind(const RunSession *, const RunPlan &)>;

    // breakpoints: of the project; null: none.
    RunSession(RuntimeFactory factory, KindChooser chooseKind,
               inspector::BreakpointList *breakpoints = nullptr, QObject *parent = nullptr);
    ~RunSession() override;

    models::ServerConsoleModel *requests() const override { return m_requests; }
    models::LoopStats *loop() const override { return m_loop; }
    inspector::DebugSession *debugger() const override { return m_debugger; }
    // What happens to certain requests, now and in later runs. rules lives longer.
    void setRules(trace::RequestRuleList *rules);
    trace::RequestRuleList *rules() const override { return m_rules; }
    // Attaches the debugger to the running program.
    void attachDebugger();

    const trace::TraceStore *trace() const override { return m_trace; }
    quint16 shownAgent() const override;
    void showAgent(quint16 agent) override;
    bool signalAgent(quint16 agent, int signal) override;
    bool sendCommand(quint16 agent, const trace::Command &asked) override;
    core::RecordLevel recordLevel() const override { return m_level; }
    void setRecordLevel(core::RecordLevel level) override;
    // How much is kept of a recording, in MiB.
    void setRecordingLimit(int mebibytes);
    // What a trace file says about the current or the last run.
    trace::TraceInfo traceInfo() const;

    const RunPlan &plan() const { return m_plan; }
    QString title() const { return m_plan.title; }
    // Has no gaps: a restart is Stopping until the next run is Starting.
    core::RunState state() const override { return m_state; }
    // The reason of the state Paused.
    core::PauseReason pauseReason() const;
    // Neither Idle nor Exited.
    bool isRunning() const;
    // Nothing was ever started here.
    bool isFresh() const { return m_state == core::RunState::Idle; }
    RuntimeKind kind() const { return m_kind; }
    bool isIsolated() const { return m_kind == RuntimeKind::Isolated; }
    // The result of the last run; nothing while a run is in progress.
    const std::optional<core::RunResult> &result() const { return m_result; }
    QList<trace::ListenAddress> listening() const override { return m_listening; }
    models::RunCoverage coverage() const override;
    // The addresses for a browser: where the program listens, otherwise those that its output
    // names.
    QList<QUrl> urls() const;
    quint64 requestCount() const; // of the current run
    // The current run followed another one at once, so the output of that one is kept.
    bool isRestart() const { return m_isRestart; }
    // The reason of the restart, for users; empty when the user requested it.
    QString restartCause() const { return m_restartCause; }

    // A hint: the next start() will likely get this plan.
    void prepare(const RunPlan &plan);
    // Requires plan.isGood(). Stops a running program first; that is a restart.
    void start(const RunPlan &plan);
    void restart(const RunPlan &plan, const QString &cause = {});
    void stop();
    QString folder() const override;
    void setRequestDetail(const trace::RequestDetail &detail) override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;

Q_SIGNALS:
    void stopBlocked(const QString &what);
    void pausedAtPhase(); // a loop: a breakpoint on one of its phases

private:
    struct Next
    {
        RunPlan plan;
        bool isRestart = false;
        QString cause;
    };

    void begin(Next next);
    void launch();
    void prepareModels();
    void prepareRuntime(RuntimeKind kind);
    void sendRequestDetail();
    void sendRules();
    void armPhases();
    quint32 phases() const;
    void attachTrace();
    void takeState(core::RunState state);
    void setState(core::RunState state);
    void setListening(const QList<trace::ListenAddress> &addresses);
    void takeBatch(const trace::TraceBatch &batch);
    void takeOutput(const QByteArray &bytes, const core::ByteRanges &errors);
    bool isNewsOfAgents(const trace::TraceBatch &batch) const;
    void takeAgents(const trace::TraceBatch &batch);
    void removeListening(quint16 agent);
    void chooseAgent(const trace::TraceBatch &batch);
    void attachDebuggers(const trace::TraceBatch &batch);
    void stopRuntime();
    void showLoopOf(quint16 agent);
    void finish(const core::RunResult &result);

    RuntimeFactory m_factory;
    KindChooser m_chooseKind;
    std::unique_ptr<process::StagedRuntime> m_runtime;
    std::weak_ptr<trace::TraceChannel> m_channel; // the one that the collector reads
    RuntimeKind m_kind = RuntimeKind::Node;
    trace::TraceCollector *m_collector;
    models::ServerConsoleModel *m_requests;
    models::LoopStats *m_loop;
    trace::RequestRuleList *m_rules = nullptr;
    inspector::DebugSession *m_debugger;
    trace::TraceStore *m_trace;
    qint64 m_startedMs = 0; // since the epoch
    RunPlan m_plan;
    std::optional<Next> m_next; // will start when the current run has ended
    std::optional<core::RunResult> m_result;
    QList<trace::ListenAddress> m_addresses; // of each agent
    QList<trace::ListenAddress> m_listening; // each address once
    models::PrintedAddresses m_printed; // in the output of the current run
    QSize m_terminalSize { 80, 24 };
    QString m_restartCause;
    core::RunState m_state = core::RunState::Idle;
    core::RecordLevel m_level = core::RecordLevel::Phases;
    trace::RequestDetail m_detail { false, 64 * 1024 };
    QByteArray m_sentRules;
    quint32 m_armedPhases = 0; // the loop pauses where one of them begins
    bool m_isAgentChosen = false;
    bool m_isRestart = false;
    bool m_isActive = false; // from the runtime's start to its end
};

} // namespace looptide::app
