// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runcontroller.h"

#include "panels/eventloop/loopstats.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/core/tracecollector.h"

#include <QSize>

namespace looptide::app {

RunController::RunController(RuntimeFactory factory, QObject *parent)
    : QObject(parent), m_factory(std::move(factory)), m_collector(new core::TraceCollector(this)),
      m_requests(new models::ServerConsoleModel(this)), m_loop(new models::LoopStats(this))
{
    connect(m_collector, &core::TraceCollector::batchCollected, this, &RunController::takeBatch);
}

RunController::~RunController()
{
    if (m_runtime)
        disconnect(m_runtime.get(), nullptr, this, nullptr);
    m_collector->detach();
}

core::RunState RunController::state() const
{
    return m_runtime ? m_runtime->state() : core::RunState::Idle;
}

bool RunController::isRunning() const
{
    return m_running;
}

void RunController::start(const RunPlan &plan)
{
    m_next = plan;
    if (m_running)
        m_runtime->stop();
    else
        launch();
}

void RunController::stop()
{
    m_next.reset();
    if (m_running)
        m_runtime->stop();
}

void RunController::restart()
{
    if (canRestart())
        start(RunPlan(m_plan));
}

void RunController::writeInput(const QByteArray &bytes)
{
    if (m_running)
        m_runtime->writeInput(bytes);
}

void RunController::resizeTerminal(int columns, int rows)
{
    m_terminalSize = QSize(columns, rows);
    if (m_running)
        m_runtime->resizeTerminal(columns, rows);
}

void RunController::launch()
{
    m_plan = *std::exchange(m_next, std::nullopt);
    const RuntimeKind kind =
        m_plan.request.command.isEmpty() ? RuntimeKind::Node : RuntimeKind::Process;
    m_requests->clear();
    m_loop->clear();
    m_listening.clear();
    Q_EMIT listeningChanged(m_listening);
    if (!m_runtime || kind != m_kind) {
        m_runtime = m_factory(kind);
        m_kind = kind;
        if (m_runtime) {
            connect(m_runtime.get(), &core::Runtime::stateChanged, this,
                    &RunController::stateChanged);
            connect(m_runtime.get(), &core::Runtime::outputReceived, this,
                    &RunController::outputReceived);
            connect(m_runtime.get(), &core::Runtime::runFinished, this, &RunController::finish);
        }
    }
    m_running = true;
    Q_EMIT runStarted(m_plan.title, m_plan.request.workingDirectory);
    if (!m_runtime) {
        core::RunResult result;
        result.reason = core::RunResult::Reason::FailedToStart;
        result.message = tr("The built-in Node.js could not be set up in this process.");
        finish(result);
        return;
    }
    core::RunRequest request = m_plan.request;
    request.columns = m_terminalSize.width();
    request.rows = m_terminalSize.height();
    m_runtime->start(request);
    if (m_running) {
        if (const auto channel = m_runtime->traceChannel())
            m_collector->attach(channel);
    }
}

void RunController::takeBatch(const core::TraceBatch &batch)
{
    m_requests->addBatch(batch);
    m_loop->addBatch(batch);
    if (batch.listening.isEmpty())
        return;
    for (const core::ListenAddress &address : batch.listening) {
        m_listening.removeIf([&](const core::ListenAddress &known) {
            return known.host == address.host && known.port == address.port;
        });
        if (address.listening)
            m_listening.append(address);
    }
    Q_EMIT listeningChanged(m_listening);
}

void RunController::finish(const core::RunResult &result)
{
    if (!m_running)
        return;
    m_collector->detach();
    m_loop->endRun();
    m_running = false;
    m_listening.clear();
    Q_EMIT listeningChanged(m_listening);
    Q_EMIT runFinished(result);
    // The runtime is done with this run only when its signal has been delivered to all.
    if (m_next)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_next && !m_running)
                    launch();
            },
            Qt::QueuedConnection);
}

} // namespace looptide::app
