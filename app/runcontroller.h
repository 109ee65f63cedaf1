// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runplan.h"
#include "runtime/core/runtime.h"
#include "runtime/core/trace.h"

#include <QObject>
#include <QSize>

#include <functional>
#include <memory>
#include <optional>

namespace looptide::core {
class TraceCollector;
}
namespace looptide::models {
class LoopStats;
class ServerConsoleModel;
} // namespace looptide::models

namespace looptide::app {

// Runs one program at a time and feeds what it records into the models. Owns the runtime of the
// current run, the collector and the models. Thread: GUI.
class RunController : public QObject
{
    Q_OBJECT
public:
    enum class RuntimeKind { Node, Process };
    using RuntimeFactory = std::function<std::unique_ptr<core::Runtime>(RuntimeKind)>;

    // The factory may return null: then the run ends as FailedToStart. Tests give fake runtimes.
    explicit RunController(RuntimeFactory factory, QObject *parent = nullptr);
    ~RunController() override;

    models::ServerConsoleModel *requests() const { return m_requests; }
    models::LoopStats *loop() const { return m_loop; }

    core::RunState state() const;
    // Between start() and runFinished.
    bool isRunning() const;
    QString title() const { return m_plan.title; }
    QList<core::ListenAddress> listening() const { return m_listening; }
    QSize terminalSize() const { return m_terminalSize; }

    // plan must be good. While a program runs it is stopped first, then this one starts.
    void start(const RunPlan &plan);
    void stop();
    // The same program again.
    void restart();
    bool canRestart() const { return !m_plan.title.isEmpty(); }

    void writeInput(const QByteArray &bytes);
    void resizeTerminal(int columns, int rows);

Q_SIGNALS:
    void stateChanged(looptide::core::RunState state);
    void runStarted(const QString &title, const QString &workingDirectory);
    void outputReceived(const QByteArray &bytes);
    void listeningChanged(const QList<looptide::core::ListenAddress> &addresses);
    void runFinished(const looptide::core::RunResult &result);

private:
    void launch();
    void takeBatch(const core::TraceBatch &batch);
    void finish(const core::RunResult &result);

    RuntimeFactory m_factory;
    std::unique_ptr<core::Runtime> m_runtime;
    RuntimeKind m_kind = RuntimeKind::Node;
    core::TraceCollector *m_collector;
    models::ServerConsoleModel *m_requests;
    models::LoopStats *m_loop;
    RunPlan m_plan;
    std::optional<RunPlan> m_next; // starts when the current run has ended
    QList<core::ListenAddress> m_listening;
    QSize m_terminalSize { 80, 24 };
    bool m_running = false;
};

} // namespace looptide::app
