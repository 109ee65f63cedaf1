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

namespace looptide::process {
class StagedRuntime;
}
namespace looptide::trace {
class TraceChannel;
class TraceCollector;
} // namespace looptide::trace
namespace looptide::models {
class LoopStats;
class ServerConsoleModel;
} // namespace looptide::models

namespace looptide::app {

// Node: in this process, one at a time. Isolated: in a process of its own, recorded all the same.
// Process: any other program, not recorded.
enum class RuntimeKind { Node, Isolated, Process };
// May return null: then the run ends as FailedToStart. Tests give fake runtimes.
using RuntimeFactory = std::function<std::unique_ptr<core::Runtime>(RuntimeKind)>;

// One thing that runs, again and again: what is started as the same configuration uses the same
// session. Owns the runtime, the trace collector and the models. Owned by the RunController.
// Thread: GUI.
class RunSession : public models::RunFeed
{
    Q_OBJECT
public:
    // Asked as each run starts.
    using KindChooser = std::function<RuntimeKind(const RunSession *, const RunPlan &)>;

    RunSession(RuntimeFactory factory, KindChooser chooseKind, QObject *parent = nullptr);
    ~RunSession() override;

    models::ServerConsoleModel *requests() const override { return m_requests; }
    models::LoopStats *loop() const override { return m_loop; }

    const trace::TraceStore *trace() const override { return m_trace; }
    // Of the current run, or of the last one. Empty, or what went wrong, for users.
    QString saveRecording(const QString &path) const;

    const RunPlan &plan() const { return m_plan; }
    QString title() const { return m_plan.title; }
    // Without gaps: a restart is Stopping until the next run is Starting.
    core::RunState state() const override { return m_state; }
    // Why the state is Paused.
    core::PauseReason pauseReason() const;
    // Neither Idle nor Exited.
    bool isRunning() const;
    // Nothing was ever started here.
    bool isFresh() const { return m_state == core::RunState::Idle; }
    RuntimeKind kind() const { return m_kind; }
    bool isIsolated() const { return m_kind == RuntimeKind::Isolated; }
    // Of the last run that ended; nothing while one is on.
    const std::optional<core::RunResult> &result() const { return m_result; }
    QList<trace::ListenAddress> listening() const override { return m_listening; }
    models::RunCoverage coverage() const override;
    // What a browser opens: where the program listens, or else what its output names.
    QList<QUrl> urls() const;
    quint64 requestCount() const; // of the current run
    // The current run followed another one at once: what the person saw of that one stays.
    bool isRestart() const { return m_isRestart; }
    // Why it was restarted, for people; empty when they asked for it.
    QString restartCause() const { return m_restartCause; }

    // A hint: this will likely be started next, and should be quick then.
    void prepare(const RunPlan &plan);
    // plan must be good. What runs is stopped first; that is a restart.
    void start(const RunPlan &plan);
    void restart(const RunPlan &plan, const QString &cause = {});
    void stop();
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;

Q_SIGNALS:
    void stopBlocked(const QString &what);

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
    void attachTrace();
    void takeState(core::RunState state);
    void setState(core::RunState state);
    void setListening(const QList<trace::ListenAddress> &addresses);
    void takeBatch(const trace::TraceBatch &batch);
    void takeOutput(const QByteArray &bytes, const core::ByteRanges &errors);
    void lookForChildren();
    void finish(const core::RunResult &result);

    RuntimeFactory m_factory;
    KindChooser m_chooseKind;
    std::unique_ptr<process::StagedRuntime> m_runtime;
    std::weak_ptr<trace::TraceChannel> m_channel; // that the collector reads
    RuntimeKind m_kind = RuntimeKind::Node;
    trace::TraceCollector *m_collector;
    models::ServerConsoleModel *m_requests;
    models::LoopStats *m_loop;
    trace::TraceStore *m_trace;
    qint64 m_startedMs = 0; // since the epoch
    RunPlan m_plan;
    std::optional<Next> m_next; // starts when the current run has ended
    std::optional<core::RunResult> m_result;
    QList<trace::ListenAddress> m_listening;
    models::PrintedAddresses m_printed; // by the current run
    QSize m_terminalSize { 80, 24 };
    QString m_restartCause;
    core::RunState m_state = core::RunState::Idle;
    bool m_hasChildren = false;
    bool m_isRestart = false;
    bool m_isActive = false; // between the runtime's start and its end
};

} // namespace looptide::app
