// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/saverestarter.h"

#include "app/runs/runcontroller.h"
#include "app/runs/runlauncher.h"
#include "panels/output/runtexts.h"

#include <QDir>

#include <algorithm>

namespace looptide::app {

namespace {

bool isWithin(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && path.startsWith(folder + u'/')
        && !path.sliced(folder.size()).contains(QLatin1StringView("/node_modules/"));
}

} // namespace

SaveRestarter::SaveRestarter(RunController *runs, RunLauncher *launcher, QObject *parent)
    : QObject(parent), m_runs(runs), m_launcher(launcher), m_watcher(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(debounceTime);
    connect(&m_timer, &QTimer::timeout, this, &SaveRestarter::restart);
    connect(m_launcher, &RunLauncher::changed, this, &SaveRestarter::updateWatcher);
    for (RunSession *session : m_runs->sessions())
        follow(session);
    connect(m_runs, &RunController::sessionAdded, this, &SaveRestarter::follow);
    connect(m_runs, &RunController::sessionRemoved, this,
            [this](RunSession *session) { m_causes.remove(session); });
    connect(&m_watcher, &SourceWatcher::changed, this, [this](const QStringList &paths) {
        const QString name = QDir(m_launcher->project()).relativeFilePath(paths.constFirst());
        note(paths.constFirst(),
             paths.size() == 1 ? tr("%1 changed").arg(name)
                               : tr("%1 and other files changed").arg(name));
    });
}

void SaveRestarter::follow(RunSession *session)
{
    connect(session, &RunSession::started, this, [this, session] {
        // The program has just read its files.
        m_causes.remove(session);
        m_watcher.forgetChanges();
        updateWatcher();
    });
    connect(session, &RunSession::stateChanged, this, &SaveRestarter::updateWatcher);
}

bool SaveRestarter::isSwitchedOn(const RunSession *session) const
{
    const RunPlan &plan = session->plan();
    const bool byProject = m_launcher->projectRuns().restartsOnSave
        && plan.project == m_launcher->project() && !plan.project.isEmpty();
    return !session->isFresh() && plan.mayRestartOnSave && (plan.restartsOnSave || byProject);
}

// Whether the session waits for a change of its files.
bool SaveRestarter::isWaiting(const RunSession *session) const
{
    const bool hasFailed = session->state() == core::RunState::Exited && session->result()
        && !models::endedWell(*session->result());
    const bool runs = session->isRunning() && session->state() != core::RunState::Stopping;
    return isSwitchedOn(session) && (runs || hasFailed);
}

void SaveRestarter::updateWatcher()
{
    const QList<RunSession *> &sessions = m_runs->sessions();
    const bool isWanted = std::ranges::any_of(sessions, [this](const RunSession *session) {
        return isSwitchedOn(session) && session->plan().project == m_launcher->project()
            && (session->isRunning() || isWaiting(session));
    });
    m_watcher.setDirectory(isWanted ? m_launcher->project() : QString());
}

void SaveRestarter::takeSaved(const QString &path)
{
    note(path, tr("%1 saved").arg(QDir(m_launcher->project()).relativeFilePath(path)));
}

void SaveRestarter::note(const QString &path, const QString &cause)
{
    for (RunSession *session : m_runs->sessions()) {
        if (!isWithin(path, session->plan().project) || !isWaiting(session))
            continue;
        if (!m_causes.contains(session))
            m_causes.insert(session, cause);
        m_timer.start();
    }
}

void SaveRestarter::restart()
{
    const QHash<RunSession *, QString> causes = std::exchange(m_causes, {});
    for (auto it = causes.cbegin(); it != causes.cend(); ++it) {
        if (isWaiting(it.key()))
            m_launcher->restart(it.key(), it.value());
    }
}

} // namespace looptide::app
