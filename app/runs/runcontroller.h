// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runsession.h"

namespace looptide::app {

// All that runs or ran in this window, one session each, of which one is shown: panels, status
// strip and Stop go by that one. There is always at least one session; the first is Idle until
// something is started. Thread: GUI.
class RunController : public QObject
{
    Q_OBJECT
public:
    using RuntimeKind = app::RuntimeKind;
    using RuntimeFactory = app::RuntimeFactory;

    // Above this the oldest ended sessions go.
    static constexpr qsizetype maximumSessions = 8;

    explicit RunController(RuntimeFactory factory, QObject *parent = nullptr);
    ~RunController() override;

    const QList<RunSession *> &sessions() const { return m_sessions; }
    RunSession *shown() const { return m_shown; } // never null
    bool isAnyRunning() const;

    // Of the shown session.
    models::ServerConsoleModel *requests() const { return m_shown->requests(); }
    models::LoopStats *loop() const { return m_shown->loop(); }
    core::RunState state() const { return m_shown->state(); }
    bool isRunning() const { return m_shown->isRunning(); }
    QString title() const { return m_shown->title(); }
    QList<trace::ListenAddress> listening() const { return m_shown->listening(); }

    // plan must be good. In the session of the same key, else in a new one, which is shown then.
    RunSession *start(const RunPlan &plan);
    // A hint: start() will likely be asked for this next.
    void prepare(const RunPlan &plan);
    void show(RunSession *session);
    void stop(); // the shown one
    void stopAll();
    // Only one that does not run.
    void close(RunSession *session);
    // Stops everything, and begins with one session that is Idle.
    void closeAll();

    // What is started from now on runs in a process of its own.
    void setIsolating(bool on) { m_isIsolating = on; }

Q_SIGNALS:
    void sessionAdded(looptide::app::RunSession *session);
    // Forget it; it is deleted right after.
    void sessionRemoved(looptide::app::RunSession *session);
    void shownChanged(looptide::app::RunSession *session);

private:
    RunSession *addSession();
    RunSession *existingSessionFor(const RunPlan &plan) const;
    RunSession *sessionFor(const RunPlan &plan);
    void removeOldest();
    void remove(RunSession *session);
    RuntimeKind kindFor(const RunSession *session, const RunPlan &plan) const;

    RuntimeFactory m_factory;
    QList<RunSession *> m_sessions; // in the order of their tabs
    QList<RunSession *> m_closing; // on the way to their end, known to nobody else
    QList<RunSession *> m_byUse; // what was started, longest ago first
    RunSession *m_shown;
    bool m_isIsolating = false;
};

} // namespace looptide::app
