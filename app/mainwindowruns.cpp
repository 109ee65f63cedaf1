// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dockarea.h"
#include "app/mainwindow.h"
#include "app/messagebar.h"
#include "app/runs/runviews.h"
#include "app/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/process/crashhandler.h"

#include <QAction>
#include <QUrl>

namespace looptide::app {

void MainWindow::setupRunConnections()
{
    for (RunSession *session : m_runs->sessions())
        follow(session);
    connect(m_runs, &RunController::sessionAdded, this, &MainWindow::follow);
    connect(m_runs, &RunController::shownChanged, this, [this] {
        updateRunActions();
        updateListening();
    });
    connect(m_views, &RunViews::fileLinkActivated, this, &MainWindow::openFile);
    connect(m_views, &RunViews::urlActivated, this, &MainWindow::openUrl);
    connect(m_views, &RunViews::runRequested, this, &MainWindow::runProject);
    connect(m_status, &StatusStrip::urlActivated, this, &MainWindow::openUrl);
    updateListening();
    m_status->setDocument({}, {}, {}, {});
}

// Only the shown session concerns the status strip and the commands.
void MainWindow::follow(RunSession *session)
{
    const auto whileShown = [this, session](void (MainWindow::*update)()) {
        return [this, session, update] {
            if (m_runs->shown() == session)
                (this->*update)();
        };
    };
    connect(session, &RunSession::started, this, [session] {
        if (session->kind() == RuntimeKind::Node)
            core::setCrashContext(session->title());
    });
    connect(session, &RunSession::finished, this, [session] {
        if (session->kind() == RuntimeKind::Node)
            core::setCrashContext({});
    });
    connect(session, &RunSession::stateChanged, this, whileShown(&MainWindow::updateRunActions));
    connect(session, &RunSession::started, this, whileShown(&MainWindow::updateRunActions));
    connect(session, &RunSession::listeningChanged, this, whileShown(&MainWindow::updateListening));
    connect(session->requests(), &models::ServerConsoleModel::countsChanged, this,
            whileShown(&MainWindow::updateListening));
}

panels::OutputPanel *MainWindow::output() const
{
    return m_views->shownOutput();
}

void MainWindow::runProject()
{
    if (m_settings.savesBeforeRun && !m_editor->saveAll())
        return;
    startPlan(planProject(m_project, m_editor->currentFile()));
}

// So that Run answers at once.
void MainWindow::prepareRun()
{
    if (m_project.isEmpty())
        return;
    if (const RunPlan plan = planProject(m_project, m_editor->currentFile()); plan.isGood())
        m_runs->prepare(plan);
}

void MainWindow::runCurrentFile()
{
    if (m_settings.savesBeforeRun && !m_editor->saveAll())
        return;
    startPlan(planFile(m_editor->currentFile(), m_project));
}

void MainWindow::runScript(const QString &name)
{
    if (m_settings.savesBeforeRun && !m_editor->saveAll())
        return;
    startPlan(planScript(m_project, name));
}

void MainWindow::startPlan(const RunPlan &plan)
{
    if (!plan.isGood())
        return showMessage(plan.error);
    m_message->hide();
    m_docks->show(QStringLiteral("output"));
    saveSession(); // the program may take this process with it
    m_runs->start(plan);
}

void MainWindow::updateRunActions()
{
    const RunSession *shown = m_runs->shown();
    m_stop->setEnabled(shown->isRunning());
    m_restart->setEnabled(!shown->isFresh());
    m_status->setRun(*shown);
}

void MainWindow::updateListening()
{
    const QList<core::ListenAddress> addresses = m_runs->listening();
    m_status->setListening(addresses);
    m_status->setRequestCount(m_runs->requests()->totalCount());
    m_openInBrowser->setEnabled(std::ranges::any_of(
        addresses, [](const auto &address) { return !address.url().isEmpty(); }));
}

void MainWindow::openInBrowser()
{
    for (const core::ListenAddress &address : m_runs->listening()) {
        if (!address.url().isEmpty())
            return openUrl(QUrl(address.url()));
    }
}

} // namespace looptide::app
