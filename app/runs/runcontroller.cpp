// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runcontroller.h"

#include "runtime/inspector/breakpointlist.h"
#include "runtime/trace/requestrulelist.h"

#include <algorithm>

namespace looptide::app {

RunController::RunController(RuntimeFactory factory, QObject *parent)
    : QObject(parent), m_factory(std::move(factory)),
      m_breakpoints(new inspector::BreakpointList(this)), m_rules(new trace::RequestRuleList(this)),
      m_shown(addSession())
{
}

// Deletes the sessions here, because they call kindFor(), which uses the members.
RunController::~RunController()
{
    // Stop all of them first, so that they end at the same time.
    const QList<RunSession *> all = m_sessions + m_closing;
    for (RunSession *session : all) {
        session->blockSignals(true);
        session->stop();
    }
    qDeleteAll(all);
}

bool RunController::isAnyRunning() const
{
    return std::ranges::any_of(m_sessions, &RunSession::isRunning);
}

RunSession *RunController::addSession()
{
    auto *session = new RunSession(
        m_factory,
        [this](const RunSession *asking, const RunPlan &plan) { return kindFor(asking, plan); },
        m_breakpoints, this);
    session->setRules(m_rules);
    session->setRecordLevel(m_level);
    session->setRecordingLimit(m_recordingLimit);
    connect(session, &RunSession::recordLevelChanged, this, [this](core::RecordLevel level) {
        m_level = level;
        Q_EMIT recordLevelChanged(level);
    });
    m_sessions.append(session);
    Q_EMIT sessionAdded(session);
    return session;
}

RunSession *RunController::start(const RunPlan &plan)
{
    RunSession *session = sessionFor(plan);
    m_byUse.removeOne(session);
    m_byUse.append(session);
    show(session);
    session->start(plan);
    removeOldest();
    return session;
}

void RunController::prepare(const RunPlan &plan)
{
    if (RunSession *session = existingSessionFor(plan))
        session->prepare(plan);
}

RunSession *RunController::sessionFor(const RunPlan &plan)
{
    RunSession *session = existingSessionFor(plan);
    return session ? session : addSession();
}

RunSession *RunController::existingSessionFor(const RunPlan &plan) const
{
    const auto same = std::ranges::find_if(m_sessions, [&](const RunSession *session) {
        return session->isFresh() || session->plan().key == plan.key;
    });
    return same == m_sessions.end() ? nullptr : *same;
}

void RunController::show(RunSession *session)
{
    if (std::exchange(m_shown, session) != session)
        Q_EMIT shownChanged(session);
}

void RunController::stop()
{
    m_shown->stop();
}

void RunController::stopAll()
{
    for (RunSession *session : std::as_const(m_sessions))
        session->stop();
}

void RunController::close(RunSession *session)
{
    if (session->isRunning() || m_sessions.size() == 1)
        return;
    if (session == m_shown) {
        const qsizetype at = m_sessions.indexOf(session);
        show(m_sessions.at(at == 0 ? 1 : at - 1));
    }
    remove(session);
}

void RunController::removeOldest()
{
    while (m_sessions.size() > maximumSessions) {
        const auto ended = std::ranges::find_if(m_byUse, [this](const RunSession *session) {
            return !session->isRunning() && session != m_shown;
        });
        if (ended == m_byUse.end())
            return;
        remove(*ended);
    }
}

// Uses deleteLater(), because the session may be the sender of the signal that is being delivered.
void RunController::remove(RunSession *session)
{
    m_sessions.removeOne(session);
    m_byUse.removeOne(session);
    Q_EMIT sessionRemoved(session);
    if (!session->isRunning()) {
        session->deleteLater();
        return;
    }
    m_closing.append(session);
    connect(session, &RunSession::finished, this, [this, session] {
        m_closing.removeOne(session);
        session->deleteLater();
    });
}

void RunController::closeAll()
{
    const QList<RunSession *> old = m_sessions;
    if (old.size() == 1 && old.first()->isFresh())
        return;
    show(addSession());
    for (RunSession *session : old) {
        session->stop();
        remove(session);
    }
}

void RunController::setRecordingLimit(int mebibytes)
{
    m_recordingLimit = mebibytes;
    for (RunSession *session : std::as_const(m_sessions))
        session->setRecordingLimit(mebibytes);
}

void RunController::setRecordLevel(core::RecordLevel level)
{
    m_level = level;
    for (RunSession *session : std::as_const(m_sessions))
        session->setRecordLevel(level);
}

namespace {

// Node reads its options once in each process, including those in NODE_OPTIONS.
bool hasOwnNodeOptions(const core::RunRequest &request)
{
    const QString variable = QStringLiteral("NODE_OPTIONS");
    return !request.nodeOptions.isEmpty()
        || (request.environment.contains(variable)
            && request.environment.value(variable) != personEnvironment().value(variable));
}

} // namespace

RuntimeKind RunController::kindFor(const RunSession *session, const RunPlan &plan) const
{
    if (!plan.request.command.isEmpty())
        return plan.request.level == core::RecordLevel::Off ? RuntimeKind::Process
                                                            : RuntimeKind::Command;
    if (plan.place == RunPlan::Place::Isolated || hasOwnNodeOptions(plan.request))
        return RuntimeKind::Isolated;
    if (plan.place == RunPlan::Place::AsProject && m_isIsolating)
        return RuntimeKind::Isolated;
    const bool isTaken = std::ranges::any_of(m_sessions + m_closing, [&](const RunSession *other) {
        return other != session && other->isRunning() && other->kind() == RuntimeKind::Node;
    });
    return isTaken ? RuntimeKind::Isolated : RuntimeKind::Node;
}

} // namespace looptide::app
