// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"
#include "app/git/gitsupport.h"
#include "app/runs/runlauncher.h"
#include "app/runs/runselector.h"
#include "app/search/searchsupport.h"
#include "app/window/dockarea.h"
#include "app/window/mainwindow.h"
#include "app/window/panelfocus.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/output/outputpanel.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace looptide::app {

namespace {

const QIcon noIcon;
const QKeySequence noShortcut;

QColor goodColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

QColor errorColor()
{
    return models::Theme(QGuiApplication::palette()).error();
}

QIcon icon(const char *name, panels::IconColor color = nullptr)
{
    const QLatin1StringView file(name);
    return color ? panels::icon(file, color) : panels::icon(file);
}

} // namespace

// One row of a menu: a command of the window, actions of other parts, or a separator.
struct MainWindow::MenuRow
{
    const char *name = nullptr;
    QIcon icon {};
    const char *text = nullptr;
    const char *tip = nullptr;
    std::function<void(MainWindow &)> run {};
    QKeySequence shortcut {};
    QAction *MainWindow::*action = nullptr; // for an action whose state changes
    QAction::MenuRole role = QAction::TextHeuristicRole;
    QList<QAction *> others {};
    bool isSeparator = false;

    static MenuRow separator() { return { .isSeparator = true }; }
};

// The rows are in the order of the menus and of the command palette.
QList<MainWindow::MenuRow> MainWindow::fileRows() const
{
    return {
        { "file.newProject", icon("plus"), QT_TR_NOOP("&New Project…"),
          QT_TR_NOOP("Make a project from a template"), &MainWindow::newProject,
          Qt::CTRL | Qt::SHIFT | Qt::Key_N },
        { "file.openFolder", icon("folder-open"), QT_TR_NOOP("Open &Folder…"),
          QT_TR_NOOP("Open a folder as the project"), &MainWindow::openFolder,
          Qt::CTRL | Qt::ALT | Qt::Key_O },
        { .others = { m_recentMenu->menuAction() } },
        MenuRow::separator(),
        { .others = m_editor->fileActions() },
        MenuRow::separator(),
        { "file.saveAsTemplate", icon("copy"), QT_TR_NOOP("Save as &Template…"),
          QT_TR_NOOP("Keep a copy of the project for New Project"), &MainWindow::saveAsTemplate,
          noShortcut, &MainWindow::m_saveTemplate },
        { "file.addGitTemplate", icon("git-branch"), QT_TR_NOOP("Add Template from &Git…"),
          QT_TR_NOOP("Copy a Git repository for New Project"), &MainWindow::addGitTemplate },
        { "file.closeProject", icon("x"), QT_TR_NOOP("&Close Project"),
          QT_TR_NOOP("Close the project and its files"), &MainWindow::closeProject, noShortcut,
          &MainWindow::m_closeProject },
        MenuRow::separator(),
        { "file.settings", icon("settings"), QT_TR_NOOP("Se&ttings…"),
          QT_TR_NOOP("Appearance, fonts and behaviour"), &MainWindow::showSettings,
          Qt::CTRL | Qt::Key_Comma, nullptr, QAction::PreferencesRole },
        MenuRow::separator(),
        { "file.quit", icon("power"), QT_TR_NOOP("&Quit"), QT_TR_NOOP("Close the window"),
          &MainWindow::close, Qt::CTRL | Qt::Key_Q, nullptr, QAction::QuitRole },
    };
}

QList<MainWindow::MenuRow> MainWindow::editRows() const
{
    return {
        { .others = m_editor->editActions() },
        MenuRow::separator(),
        { "edit.findInFiles", icon("search"), QT_TR_NOOP("Find in F&iles…"),
          QT_TR_NOOP("Search in all files of the project"),
          [](MainWindow &window) { window.searchFiles(false); }, Qt::CTRL | Qt::SHIFT | Qt::Key_F },
        { "edit.replaceInFiles", icon("replace-all"), QT_TR_NOOP("Repla&ce in Files…"),
          QT_TR_NOOP("Replace text in files of the project, with a preview"),
          [](MainWindow &window) { window.searchFiles(true); }, Qt::CTRL | Qt::SHIFT | Qt::Key_H },
        { "edit.nextResult", noIcon, QT_TR_NOOP("Next Search Result"),
          QT_TR_NOOP("Open the next match in the files of the project"),
          [](MainWindow &window) { window.m_search->step(1); }, Qt::Key_F4 },
        { "edit.previousResult", noIcon, QT_TR_NOOP("Previous Search Result"),
          QT_TR_NOOP("Open the previous match in the files of the project"),
          [](MainWindow &window) { window.m_search->step(-1); }, Qt::SHIFT | Qt::Key_F4 },
    };
}

QList<MainWindow::MenuRow> MainWindow::codeRows() const
{
    return { { .others = m_editor->codeActions() } };
}

QList<MainWindow::MenuRow> MainWindow::viewRows() const
{
    return {
        { "view.goToFile", icon("search"), QT_TR_NOOP("&Go to File…"),
          QT_TR_NOOP("Open a file of the project by its name"), &MainWindow::showGoToFile,
          Qt::CTRL | Qt::Key_P },
        { "view.commands", icon("list"), QT_TR_NOOP("&Command Palette…"),
          QT_TR_NOOP("Find and run any command"), &MainWindow::showCommands,
          Qt::CTRL | Qt::SHIFT | Qt::Key_P },
        MenuRow::separator(),
        { "view.editor", icon("file-code"), QT_TR_NOOP("&Editor"),
          QT_TR_NOOP("Go to the editor; Esc does the same in a panel"), &MainWindow::focusEditor,
          Qt::ALT | Qt::Key_0 },
        { .others = m_docks->toggleActions() },
        { "view.nextPanel", noIcon, QT_TR_NOOP("&Next Panel"),
          QT_TR_NOOP("Go to the next panel in view"),
          [](MainWindow &window) { window.m_focus->move(1); }, Qt::Key_F6 },
        { "view.previousPanel", noIcon, QT_TR_NOOP("Pre&vious Panel"),
          QT_TR_NOOP("Go to the previous panel in view"),
          [](MainWindow &window) { window.m_focus->move(-1); }, Qt::SHIFT | Qt::Key_F6 },
        MenuRow::separator(),
        { "view.resetLayout", icon("layout-dashboard"), QT_TR_NOOP("&Reset Layout"),
          QT_TR_NOOP("Put all panels back to their first places"), &MainWindow::resetLayout },
        MenuRow::separator(),
        { .others = m_editor->viewActions() },
        MenuRow::separator(),
        { "view.fullScreen", noIcon, QT_TR_NOOP("&Full Screen"),
          QT_TR_NOOP("Fill the whole screen"), &MainWindow::pressFullScreenKey, Qt::Key_F11 },
    };
}

QList<MainWindow::MenuRow> MainWindow::runRows() const
{
    return {
        { "run.run", icon("play", &goodColor), QT_TR_NOOP("&Run"), QT_TR_NOOP("Run what is chosen"),
          &MainWindow::runProject, Qt::Key_F5 },
        { "run.file", icon("file-code"), QT_TR_NOOP("Run Current &File"),
          QT_TR_NOOP("Run the file in the editor"), &MainWindow::runCurrentFile,
          Qt::CTRL | Qt::Key_F5 },
        { "run.stop", icon("square", &errorColor), QT_TR_NOOP("&Stop"),
          QT_TR_NOOP("Stop the running program"), [](MainWindow &window) { window.m_runs->stop(); },
          Qt::SHIFT | Qt::Key_F5, &MainWindow::m_stop },
        { "run.restart", icon("rotate-cw"), QT_TR_NOOP("R&estart"),
          QT_TR_NOOP("Stop the program and run it again"), &MainWindow::restartShown,
          Qt::CTRL | Qt::SHIFT | Qt::Key_F5, &MainWindow::m_restart },
        { "run.stopAll", icon("circle-stop"), QT_TR_NOOP("Stop A&ll"),
          QT_TR_NOOP("Stop every running program"),
          [](MainWindow &window) { window.m_runs->stopAll(); } },
        MenuRow::separator(),
        { .others = { m_selector->choices()->menuAction() } },
        { "run.configurations", icon("settings"), QT_TR_NOOP("E&dit Configurations…"),
          QT_TR_NOOP("What to run, with which arguments, environment and options"),
          &MainWindow::editRunConfigurations, Qt::ALT | Qt::Key_F5 },
        MenuRow::separator(),
        { "run.isolated", icon("box"), QT_TR_NOOP("Run &Isolated (in a Process of Its Own)"),
          QT_TR_NOOP("Run in a process of its own: a crash in native code cannot reach the "
                     "window, and options of Node can be set. It starts a little later."),
          [](MainWindow &window) {
              window.m_launcher->setIsolating(window.m_isolates->isChecked());
          },
          noShortcut, &MainWindow::m_isolates },
        { "run.restartOnSave", icon("list-restart"), QT_TR_NOOP("Restart on Sa&ve"),
          QT_TR_NOOP("Run programs again when a file of the project is saved or changed on disk"),
          [](MainWindow &window) {
              window.m_launcher->setRestartingOnSave(window.m_restartsOnSave->isChecked());
          },
          noShortcut, &MainWindow::m_restartsOnSave },
        MenuRow::separator(),
        { "run.openInBrowser", icon("globe"), QT_TR_NOOP("Open in &Browser"),
          QT_TR_NOOP("Open the address that the program listens on"), &MainWindow::openInBrowser,
          Qt::CTRL | Qt::SHIFT | Qt::Key_B, &MainWindow::m_openInBrowser },
        { "run.record", icon("activity"), QT_TR_NOOP("Re&cord Requests and Event Loop"),
          QT_TR_NOOP("Record the requests and the event loop of running programs. Switched off, "
                     "programs run as fast as in Node.js alone."),
          [](MainWindow &window) { window.setRecording(window.m_records->isChecked()); },
          noShortcut, &MainWindow::m_records },
        { "run.saveRecording", icon("save"), QT_TR_NOOP("Save Recordin&g…"),
          QT_TR_NOOP("Save what was recorded of this run: its event loop and its requests"),
          &MainWindow::saveRecording },
        { "run.clearOutput", icon("eraser"), QT_TR_NOOP("&Clear Output"),
          QT_TR_NOOP("Remove all output from the panel"),
          [](MainWindow &window) { window.output()->clear(); } },
    };
}

QList<MainWindow::MenuRow> MainWindow::debugRows() const
{
    const auto step = [](inspector::Step step) {
        return [step](MainWindow &window) { window.m_debug->shown()->step(step); };
    };
    return {
        { "debug.start", icon("bug", &goodColor), QT_TR_NOOP("&Debug"),
          QT_TR_NOOP("Run what is chosen, and stop at breakpoints and errors"),
          &MainWindow::debugProject, Qt::SHIFT | Qt::Key_F9 },
        { "debug.attach", noIcon, QT_TR_NOOP("&Attach to the Running Program"),
          QT_TR_NOOP("Debug the program that runs, without a restart"),
          &MainWindow::attachDebugger },
        MenuRow::separator(),
        { "debug.continue", icon("play"), QT_TR_NOOP("&Continue"),
          QT_TR_NOOP("Run until the next stop (F5)"),
          [](MainWindow &window) { window.m_debug->shown()->resume(); } },
        { "debug.pause", icon("pause"), QT_TR_NOOP("&Pause"),
          QT_TR_NOOP("Stop at the next statement"),
          [](MainWindow &window) { window.m_debug->shown()->requestPause(); }, Qt::Key_F8 },
        { "debug.stepOver", icon("arrow-right"), QT_TR_NOOP("Step &Over"),
          QT_TR_NOOP("Run this line"), step(inspector::Step::Over), Qt::Key_F10 },
        { "debug.stepInto", icon("arrow-down"), QT_TR_NOOP("Step &Into"),
          QT_TR_NOOP("Go into the function that is called (F11)"), step(inspector::Step::Into) },
        { "debug.stepOut", icon("arrow-up"), QT_TR_NOOP("Step Ou&t"),
          QT_TR_NOOP("Run until this function returns"), step(inspector::Step::Out),
          Qt::SHIFT | Qt::Key_F11 },
        { "debug.runToCursor", noIcon, QT_TR_NOOP("&Run to Cursor"),
          QT_TR_NOOP("Run until the line of the cursor"),
          [](MainWindow &window) {
              if (!window.m_debug->runToCursor())
                  window.showMessage(tr("The program has not loaded the code of this line."));
          },
          Qt::CTRL | Qt::Key_F10 },
        { "debug.restartFrame", icon("rotate-cw"), QT_TR_NOOP("Restart &Function"),
          QT_TR_NOOP("Run the function that is shown again from its first line"),
          [](MainWindow &window) { window.m_debug->shown()->restartFrame(); } },
        MenuRow::separator(),
        { "debug.toggleBreakpoint", noIcon, QT_TR_NOOP("Toggle &Breakpoint"),
          QT_TR_NOOP("Stop, or stop no more, in the line of the cursor"),
          [](MainWindow &window) { window.m_debug->toggleBreakpoint(); }, Qt::Key_F9 },
        { "debug.pausesOnUncaught", noIcon, QT_TR_NOOP("Stop at &Uncaught Errors"),
          QT_TR_NOOP("A debugged program stops where it throws an error that nobody handles"),
          &MainWindow::changeDebugOptions, noShortcut, &MainWindow::m_pausesOnUncaught },
        { "debug.pausesOnCaught", noIcon, QT_TR_NOOP("Stop at Caught &Errors"),
          QT_TR_NOOP("A debugged program stops where it throws an error that it handles itself"),
          &MainWindow::changeDebugOptions, noShortcut, &MainWindow::m_pausesOnCaught },
        { "debug.skipsForeign", noIcon, QT_TR_NOOP("S&kip Node.js and node_modules"),
          QT_TR_NOOP("Steps stay in the code of the project"), &MainWindow::changeDebugOptions,
          noShortcut, &MainWindow::m_skipsForeign },
        { "debug.asyncStacks", noIcon, QT_TR_NOOP("Asy&nc Call Stacks"),
          QT_TR_NOOP("Show what led to an asynchronous call. A debugged program with many promises "
                     "runs slower."),
          &MainWindow::changeDebugOptions, noShortcut, &MainWindow::m_asyncStacks },
        MenuRow::separator(),
        { "debug.copyAddress", icon("copy"), QT_TR_NOOP("Copy Address for &Other Debuggers"),
          QT_TR_NOOP("The WebSocket address with which Chrome DevTools or another debugger can "
                     "attach to the same program"),
          &MainWindow::copyDebuggerAddress },
    };
}

QList<MainWindow::MenuRow> MainWindow::helpRows() const
{
    return {
        { .others = { command("view.commands") } },
        { "help.predict", icon("puzzle"), QT_TR_NOOP("&Predict the Order…"),
          QT_TR_NOOP("Say in which order a program prints its lines, and see what the event loop "
                     "does"),
          &MainWindow::showPredict },
        MenuRow::separator(),
        { "help.crashReport", icon("triangle-alert"), QT_TR_NOOP("Last &Crash Report"),
          QT_TR_NOOP("What happened when Looptide crashed, with the native stack"),
          &MainWindow::showCrashReport },
        MenuRow::separator(),
        { "help.about", icon("info"), QT_TR_NOOP("&About Looptide"),
          QT_TR_NOOP("Version, licence and what is inside"), &MainWindow::showAbout, noShortcut,
          nullptr, QAction::AboutRole },
    };
}

QAction *MainWindow::addCommand(const MenuRow &row)
{
    const QString tip = tr(row.tip);
    auto *action = new QAction(row.icon, tr(row.text), this);
    action->setObjectName(QLatin1StringView(row.name));
    action->setShortcut(row.shortcut);
    action->setStatusTip(tip);
    action->setToolTip(
        row.shortcut.isEmpty()
            ? tip
            : tr("%1 (%2)").arg(tip, row.shortcut.toString(QKeySequence::NativeText)));
    action->setMenuRole(row.role);
    connect(action, &QAction::triggered, this, [this, run = row.run] { run(*this); });
    addAction(action);
    m_commands.append(action);
    if (row.action)
        this->*row.action = action;
    return action;
}

QAction *MainWindow::command(const char *name) const
{
    return findChild<QAction *>(QLatin1StringView(name), Qt::FindDirectChildrenOnly);
}

QMenu *MainWindow::addMenu(const QString &title, const QList<MenuRow> &rows)
{
    QMenu *menu = menuBar()->addMenu(title);
    for (const MenuRow &row : rows) {
        if (row.isSeparator)
            menu->addSeparator();
        else if (row.name)
            menu->addAction(addCommand(row));
        menu->addActions(row.others);
    }
    return menu;
}

void MainWindow::setupMenus()
{
    m_recentMenu = new QMenu(tr("Open &Recent"), this);
    m_recentMenu->setIcon(icon("history"));
    m_recentMenu->setToolTipsVisible(true);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    m_selector = new RunSelector(m_launcher);
    addMenu(tr("&File"), fileRows());
    addMenu(tr("&Edit"), editRows());
    addMenu(tr("&Code"), codeRows())->setToolTipsVisible(true);
    addMenu(tr("&View"), viewRows())->setToolTipsVisible(true);
    if (!m_git->actions().isEmpty())
        addMenu(tr("&Git"), { { .others = m_git->actions() } })->setToolTipsVisible(true);
    addMenu(tr("&Run"), runRows())->setToolTipsVisible(true);
    addMenu(tr("&Debug"), debugRows())->setToolTipsVisible(true);
    addMenu(tr("&Help"), helpRows());
    addActions(m_docks->toggleActions());
    m_closeProject->setEnabled(false);
    m_saveTemplate->setEnabled(false);
    m_isolates->setCheckable(true);
    m_records->setCheckable(true);
    m_restartsOnSave->setCheckable(true);
    for (QAction *action : { m_pausesOnCaught, m_pausesOnUncaught, m_skipsForeign, m_asyncStacks })
        action->setCheckable(true);
}

void MainWindow::setupToolBar()
{
    QToolBar *bar = addToolBar(tr("Main Toolbar"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(m_selector);
    bar->addActions({ command("run.run"), command("debug.start"), m_stop, m_restart });
    bar->addSeparator();
    bar->addAction(m_openInBrowser);
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    bar->addActions(
        { command("view.goToFile"), command("file.newProject"), command("file.openFolder") });
    if (auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(command("run.run"))))
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QAction *action : bar->actions()) {
        if (QWidget *button = bar->widgetForAction(action); button && !action->text().isEmpty())
            button->setAccessibleName(action->text().remove(u'&'));
    }
}

} // namespace looptide::app
