// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runsession.h"

namespace looptide::app {

// All programs that run or ran in this window, one session for each. One session is shown: the
// panels, the status strip and Stop refer to it. There is always at least one session; the first
// one is Idle until something is started.
//
// Owns its sessions. Owned by MainWindow. Thread: GUI.
class RunController : public QObject
{
    Q_OBJECT
public:
    using RuntimeKind = app::RuntimeKind;
    using RuntimeFactory = app::RuntimeFactory;

    // Above this number, the oldest ended sessions are removed.
    static constexpr qsizetype maximumSessions = 8;

    explicit RunController(RuntimeFactory factory, QObject *parent = nullptr);
    ~RunController() override;

    // Of all sessions.
    inspector::BreakpointList *breakpoints() const { return m_breakpoints; }
    // What happens to certain requests of all programs.
    trace::RequestRuleList *rules() const { return m_rules; }
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

    // Starts the plan in the session with the same key, otherwise in a new session, and shows that
    // session. Requires plan.isGood().
    RunSession *start(const RunPlan &plan);
    // A hint: the next start() will likely get this plan.
    void prepare(const RunPlan &plan);
    void show(RunSession *session);
    void stop(); // the shown one
    void stopAll();
    // Does nothing when the session runs, or is the only one.
    void close(RunSession *session);
    // Stops and removes all sessions, and begins again with one Idle session.
    void closeAll();

    // Programs that start from now on run in their own processes.
    void setIsolating(bool on) { m_isIsolating = on; }
    // How much is recorded of running programs, and of those that start later.
    void setRecordLevel(core::RecordLevel level);
    // How much is kept of each recording, in MiB.
    void setRecordingLimit(int mebibytes);

Q_SIGNALS:
    void sessionAdded(looptide::app::RunSession *session);
    // The session is deleted soon after this signal; receivers must drop their pointers to it.
    void sessionRemoved(looptide::app::RunSession *session);
    void shownChanged(looptide::app::RunSession *session);
    // A panel has changed the level of one program; later ones get it too.
    void recordLevelChanged(looptide::core::RecordLevel level);

private:
    RunSession *addSession();
    RunSession *existingSessionFor(const RunPlan &plan) const;
    RunSession *sessionFor(const RunPlan &plan);
    void removeOldest();
    void remove(RunSession *session);
    RuntimeKind kindFor(const RunSession *session, const RunPlan &plan) const;

    RuntimeFactory m_factory;
    inspector::BreakpointList *m_breakpoints;
    trace::RequestRuleList *m_rules;
    QList<RunSession *> m_sessions; // in the order of their tabs
    QList<RunSession *> m_closing; // removed, but still ending
    QList<RunSession *> m_byUse; // those that were started, the least recent first
    core::RecordLevel m_level = core::RecordLevel::Phases;
    int m_recordingLimit = 32; // MiB
    bool m_isIsolating = false;
    RunSession *m_shown; // last, because addSession() uses the members above
};

} // namespace looptide::app
