// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with the debugger.
#include "app/debug/debugcontroller.h"
#include "app/runs/runcontroller.h"
#include "app/runs/runlauncher.h"
#include "app/window/dockarea.h"
#include "app/window/mainwindow.h"
#include "app/window/messagebar.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPointer>

namespace looptide::app {

using inspector::DebugSession;

void MainWindow::setupDebugging()
{
    connect(m_debug, &DebugController::stateChanged, this, &MainWindow::updateDebugActions);
    connect(m_debug, &DebugController::messageRequested, this, &MainWindow::showMessage);
    connect(m_debug, &DebugController::paused, this, [this] {
        m_docks->show(QStringLiteral("debugger"));
        activateWindow();
    });
    connect(m_debug, &DebugController::loopPaused, this,
            [this] { m_docks->show(QStringLiteral("stepper")); });
    connect(m_debug, &DebugController::attachRequested, this, [this] {
        if (command("debug.attach")->isEnabled())
            attachDebugger();
    });
    connect(m_editor, &editor::EditorArea::fileSaved, this, &MainWindow::applySavedFile);
    connect(m_debug, &DebugController::changeApplied, this, [this](const QString &path) {
        constexpr int shownMs = 10'000;
        m_status->showMessage(
            tr("The running program has the new %1. Code at its top level does not "
               "run again.")
                .arg(models::visibleText(QFileInfo(path).fileName())),
            shownMs);
    });
    connect(m_debug, &DebugController::changeRefused, this,
            [this](RunSession *session, const QString &reason) {
                const QPointer restarted(session);
                const auto restart = [this, restarted] {
                    if (restarted)
                        m_launcher->restart(restarted);
                };
                m_message->showMessage(reason, { { tr("Restart"), restart } });
            });
    connect(m_runs, &RunController::shownChanged, this, &MainWindow::updateDebugActions);
    for (RunSession *session : m_runs->sessions())
        connect(session, &RunSession::stateChanged, this, &MainWindow::updateDebugActions);
    connect(m_runs, &RunController::sessionAdded, this, [this](RunSession *session) {
        connect(session, &RunSession::stateChanged, this, &MainWindow::updateDebugActions);
    });
    updateDebugActions();
}

// F5 and F11 have another meaning while a program is paused.
void MainWindow::updateDebugActions()
{
    const DebugSession *debugger = m_debug->shown();
    const bool isPaused = debugger->isPaused();
    for (const char *name : { "debug.continue", "debug.stepOver", "debug.stepInto", "debug.stepOut",
                              "debug.runToCursor", "debug.restartFrame" })
        command(name)->setEnabled(isPaused);
    command("debug.pause")->setEnabled(debugger->shown() && !isPaused);
    command("debug.copyAddress")
        ->setEnabled(debugger->shown() && !debugger->shown()->info().address.isEmpty());
    const RunSession *session = m_runs->shown();
    command("debug.attach")
        ->setEnabled(session->isRunning() && session->kind() != RuntimeKind::Process
                     && debugger->state() == DebugSession::State::Off);
    const inspector::DebugOptions &options = m_debug->options();
    m_pausesOnCaught->setChecked(options.pausesOnCaught);
    m_pausesOnUncaught->setChecked(options.pausesOnUncaught);
    m_skipsForeign->setChecked(options.skipsForeign);
    m_asyncStacks->setChecked(options.asyncDepth > 0);
}

void MainWindow::changeDebugOptions()
{
    inspector::DebugOptions options;
    options.pausesOnCaught = m_pausesOnCaught->isChecked();
    options.pausesOnUncaught = m_pausesOnUncaught->isChecked();
    options.skipsForeign = m_skipsForeign->isChecked();
    options.asyncDepth = m_asyncStacks->isChecked() ? options.asyncDepth : 0;
    m_debug->setOptions(options);
}

// A program that restarts after each change needs nothing else.
void MainWindow::applySavedFile(const QString &path)
{
    if (!m_launcher->projectRuns().restartsOnSave)
        m_debug->applySaved(path);
}

void MainWindow::debugProject()
{
    m_launcher->debug();
}

void MainWindow::attachDebugger()
{
    m_runs->shown()->attachDebugger();
}

void MainWindow::pressFullScreenKey()
{
    if (m_debug->shown()->isPaused())
        m_debug->shown()->step(inspector::Step::Into);
    else
        toggleFullScreen();
}

void MainWindow::copyDebuggerAddress()
{
    const DebugSession *debugger = m_debug->shown();
    if (!debugger->shown())
        return;
    const QString address = debugger->shown()->info().address;
    QGuiApplication::clipboard()->setText(address);
    m_message->showMessage(tr("Copied: %1").arg(address), {}, MessageBar::Kind::Note);
}

// The keyboard stays where the user steps. The line where a debugger stops is worth more.
void MainWindow::showNextLine(const QString &path, int line, int column)
{
    if (m_debug->shown()->isPaused())
        return;
    if (path.isEmpty()) {
        m_editor->clearExecution();
        return;
    }
    QWidget *focused = QApplication::focusWidget();
    m_editor->showExecution(path, line, column, true);
    if (focused)
        focused->setFocus();
}

} // namespace looptide::app
