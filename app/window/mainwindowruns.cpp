// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"
#include "app/dialogs/filedialogs.h"
#include "app/dialogs/runconfigurationdialog.h"
#include "app/runs/hints/uncaughterror.h"
#include "app/runs/recordingsaver.h"
#include "app/runs/runlauncher.h"
#include "app/runs/runselector.h"
#include "app/runs/runviews.h"
#include "app/runs/saverestarter.h"
#include "app/window/dockarea.h"
#include "app/window/mainwindow.h"
#include "app/window/messagebar.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "runtime/process/childprocess.h"
#include "runtime/process/crashhandler.h"
#include "runtime/trace/tracestore.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QUrl>

#include <algorithm>
#include <csignal>

namespace looptide::app {

void MainWindow::setupRunConnections()
{
    for (RunSession *session : m_runs->sessions())
        follow(session);
    connect(m_runs, &RunController::sessionAdded, this, &MainWindow::follow);
    connect(m_runs, &RunController::recordLevelChanged, this, &MainWindow::onRecordLevelChanged);
    connect(m_runs, &RunController::shownChanged, this, [this] {
        updateRunActions();
        updateListening();
    });
    connect(m_launcher, &RunLauncher::changed, this, &MainWindow::updateRunActions);
    connect(m_launcher, &RunLauncher::refused, this, &MainWindow::tellOfRun);
    connect(m_launcher, &RunLauncher::warned, this, &MainWindow::tellOfRun);
    connect(m_launcher, &RunLauncher::launched, this, [this] {
        m_message->hide();
        m_docks->show(QStringLiteral("output"));
    });
    auto *restarter = new SaveRestarter(m_runs, m_launcher, this);
    connect(m_editor, &editor::EditorArea::fileSaved, restarter, &SaveRestarter::takeSaved);
    connect(m_selector, &RunSelector::editRequested, this, &MainWindow::editRunConfigurations);
    connect(m_views, &RunViews::packageMissed, this, &MainWindow::offerInstall);
    connect(m_views, &RunViews::errorLocated, this, &MainWindow::markError);
    connect(m_views, &RunViews::loaderMissed, this, &MainWindow::offerLoader);
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
    connect(session, &RunSession::started, m_editor, &editor::EditorArea::clearProblems);
    connect(session, &RunSession::started, this, [this, session] {
        if (session->kind() != RuntimeKind::Node)
            return;
        process::setCrashContext(session->title());
        saveSession(); // the program may take this process with it
    });
    connect(session, &RunSession::finished, this, [session] {
        if (session->kind() == RuntimeKind::Node)
            process::setCrashContext({});
    });
    connect(session, &RunSession::stateChanged, this, whileShown(&MainWindow::updateRunActions));
    connect(session, &RunSession::started, this, whileShown(&MainWindow::updateRunActions));
    connect(session, &RunSession::listeningChanged, this, whileShown(&MainWindow::updateListening));
    connect(session, &RunSession::coverageChanged, this, whileShown(&MainWindow::updateListening));
    connect(session, &RunSession::stopBlocked, this,
            [this, session](const QString &what) { tellBlockedStop(session, what); });
    connect(session->requests(), &models::ServerConsoleModel::countsChanged, this,
            whileShown(&MainWindow::updateListening));
}

void MainWindow::tellOfRun(const RunNotice &notice)
{
    constexpr qsizetype maximumButtons = 3;
    QList<MessageBar::Offer> offers;
    if (notice.choice && notice.choice->kind == project::RunChoice::Kind::Configuration)
        offers.append({ tr("E&dit Configurations…"), [this] { editRunConfigurations(); } });
    if (notice.problem)
        offers.append({ tr("&Open %1").arg(QFileInfo(notice.problem->path).fileName()),
                        [this, problem = *notice.problem] {
                            openFile(problem.path, problem.line, problem.column);
                        } });
    const QList<RunEntry> buttons =
        notice.alternatives.first(qMin(notice.alternatives.size(), maximumButtons));
    for (const RunEntry &entry : buttons)
        offers.append({ tr("Run %1")
                            .arg(models::visibleText(entry.title))
                            .replace(u'&', QLatin1StringView("&&")),
                        [this, choice = entry.choice] {
                            m_launcher->choose(choice);
                            m_launcher->run();
                        } });
    if (buttons.size() < notice.alternatives.size())
        offers.append({ tr("&More…"), [this] { m_selector->showMenu(); } });
    m_message->showMessage(notice.text, offers);
}

// The message stays until the program has ended.
void MainWindow::tellBlockedStop(const RunSession *session, const QString &what)
{
    m_message->showMessage(what, { isolationOffer() });
    connect(
        session, &RunSession::finished, m_message,
        [this, what] {
            if (m_message->text() == what)
                m_message->hide();
        },
        Qt::SingleShotConnection);
}

MessageBar::Offer MainWindow::isolationOffer()
{
    return { tr("Run &Isolated from Now On"), [this] { m_launcher->setIsolating(true); } };
}

void MainWindow::offerInstall(RunSession *session, const QString &package)
{
    const project::PackageJson json = project::PackageJson::load(m_project);
    if (m_project.isEmpty() || session->plan().project != m_project || !json.isValid())
        return;
    const bool isListed = std::ranges::any_of(
        json.dependencies, [&](const auto &dependency) { return dependency.name == package; });
    const QString why = isListed
        ? tr("the packages of package.json are not installed (“%1”, for one).").arg(package)
        : tr("the package “%1” is not installed, and package.json does not ask for it.")
              .arg(package);
    const auto install = [this, session = QPointer<RunSession>(session),
                          add = isListed ? QStringList() : QStringList(package)] {
        if (session)
            m_launcher->installFor(session, add);
    };
    m_message->showMessage(
        tr("“%1” could not start: %2").arg(session->title(), why),
        { { isListed ? tr("&Install and Run Again") : tr("&Add It and Run Again"), install } });
}

// Starts the program when the other one has had time to end; otherwise it fails as before.
void MainWindow::endAndRunAgain(RunSession *session, qint64 process)
{
    constexpr int timeToEndMs = 500;
    if (!process::signalProcess(process, SIGTERM)) {
        showMessage(tr("Process %1 cannot be ended.").arg(process));
        return;
    }
    QTimer::singleShot(timeToEndMs, session, [this, session] { m_launcher->restart(session); });
}

void MainWindow::markError(RunSession *session, const UncaughtError &error)
{
    m_editor->showProblem(error.path, error.line, error.column,
                          error.explanation.isEmpty() ? error.message
                                                      : error.message + u'\n' + error.explanation);
    if (!(error.isSyntaxError() || !error.explanation.isEmpty()) || session != m_runs->shown())
        return;
    const auto showIt = [this, error] { openFile(error.path, error.line, error.column); };
    const QString place = tr("%1, line %2: %3")
                              .arg(QFileInfo(error.path).fileName())
                              .arg(error.line)
                              .arg(error.message);
    QList<MessageBar::Offer> offers { { tr("&Show It"), showIt } };
    if (error.portHolder != 0)
        offers.append({ tr("&End Process %1 and Run Again").arg(error.portHolder),
                        [this, session = QPointer<RunSession>(session), error] {
                            if (session)
                                endAndRunAgain(session, error.portHolder);
                        } });
    m_message->showMessage(error.explanation.isEmpty() ? place : place + u'\n' + error.explanation,
                           offers);
}

void MainWindow::offerLoader(RunSession *session, const QString &why)
{
    if (!m_launcher->canAddLoader(session))
        return;
    m_message->showMessage(
        why, { { tr("&Add tsx and Run Again"), [this, session = QPointer<RunSession>(session)] {
                    if (session)
                        m_launcher->runWithLoader(session);
                } } });
}

panels::OutputPanel *MainWindow::output() const
{
    return m_views->shownOutput();
}

void MainWindow::runProject()
{
    if (m_debug->shown()->isPaused())
        m_debug->shown()->resume();
    else
        m_launcher->run();
}

void MainWindow::runScript(const QString &name)
{
    m_launcher->runChoice(project::RunChoice::script(name));
}

void MainWindow::runCurrentFile()
{
    m_launcher->runChoice({ project::RunChoice::Kind::CurrentFile });
}

void MainWindow::restartShown()
{
    if (saveBeforeRun())
        m_launcher->restart(m_runs->shown());
}

void MainWindow::editRunConfigurations()
{
    if (m_project.isEmpty())
        return showMessage(tr("Run configurations belong to a project: open a folder first."));
    auto *dialog = new RunConfigurationDialog(m_launcher->projectRuns(),
                                              project::PackageJson::load(m_project), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RunConfigurationDialog::applied, m_launcher, &RunLauncher::setProjectRuns);
    dialog->open();
}

void MainWindow::updateRunActions()
{
    const RunSession *shown = m_runs->shown();
    m_stop->setEnabled(shown->isRunning());
    m_restart->setEnabled(!shown->isFresh());
    m_isolates->setChecked(m_launcher->projectRuns().isolates);
    m_restartsOnSave->setChecked(m_launcher->projectRuns().restartsOnSave);
    m_status->setRun(*shown);
    const project::ProjectRuns &runs = m_launcher->projectRuns();
    m_status->setModes(shown->isRunning() ? shown->isIsolated() : runs.isolates,
                       runs.restartsOnSave || shown->plan().restartsOnSave);
}

void MainWindow::updateListening()
{
    const RunSession *shown = m_runs->shown();
    const QList<trace::ListenAddress> addresses = shown->listening();
    const QList<QUrl> urls = shown->urls();
    if (addresses.isEmpty())
        m_status->setPrinted(urls);
    else
        m_status->setListening(addresses);
    m_status->setRequestCount(shown->requestCount());
    m_openInBrowser->setEnabled(!urls.isEmpty());
}

void MainWindow::setRecording(bool on)
{
    m_settings.recordsRuns = on;
    m_settings.save();
    m_runs->setRecordLevel(m_settings.levelOfRuns());
}

// A panel has changed it, for one run and those that follow.
void MainWindow::onRecordLevelChanged(core::RecordLevel level)
{
    if (level == m_settings.levelOfRuns())
        return;
    m_settings.recordsRuns = level != core::RecordLevel::Off;
    if (m_settings.recordsRuns)
        m_settings.recordLevel = level;
    m_settings.save();
    m_records->setChecked(m_settings.recordsRuns);
}

void MainWindow::saveRecording()
{
    const RunSession *session = m_runs->shown();
    if (session->trace()->isEmpty())
        return showMessage(tr("Nothing is recorded of this program."));
    const QString folder = m_project.isEmpty() ? QDir::homePath() : m_project;
    const QString name = QFileInfo(session->plan().request.script).completeBaseName();
    const QString suffix = QStringLiteral("looptrace");
    const QString start = QDir(folder).filePath(
        (name.isEmpty() ? QStringLiteral("recording") : name) + u'.' + suffix);
    const QString path =
        askForNewFile(this, { tr("Save Recording"), start, QStringLiteral("saveRecording") },
                      tr("Looptide traces (*.looptrace)"), suffix);
    if (path.isEmpty())
        return;
    auto *saver =
        new RecordingSaver(path, { session->traceInfo(), session->trace()->batches() }, this);
    connect(saver->job(), &core::Job::finished, saver, [this, saver] { reportSaved(saver); });
    m_jobs->add(saver->job());
    saver->start();
}

void MainWindow::reportSaved(RecordingSaver *saver)
{
    if (saver->job()->state() == core::Job::State::Failed)
        showMessage(saver->job()->result());
    if (saver->job()->state() == core::Job::State::Succeeded)
        m_message->showMessage(
            tr("The recording is in %1. In a terminal, “looptide trace --summary” with this file "
               "prints its figures.")
                .arg(QDir::toNativeSeparators(saver->path())),
            {}, MessageBar::Kind::Note);
    saver->deleteLater();
}

void MainWindow::openInBrowser()
{
    if (const QList<QUrl> urls = m_runs->shown()->urls(); !urls.isEmpty())
        openUrl(urls.first());
}

} // namespace looptide::app
