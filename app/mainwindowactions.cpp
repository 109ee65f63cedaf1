// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/crashreport.h"
#include "app/dockarea.h"
#include "app/mainwindow.h"
#include "app/panelfocus.h"
#include "app/picker.h"
#include "app/runs/runlauncher.h"
#include "app/runs/runselector.h"
#include "app/settingsdialog.h"
#include "editor/editorarea.h"
#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/output/outputpanel.h"
#include "panels/projecttree/projectfiles.h"
#include "panels/projecttree/projecttreepanel.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QThreadPool>
#include <QToolBar>
#include <QToolButton>

namespace looptide::app {

namespace {

constexpr qsizetype maximumListedFiles = 50000;
constexpr qsizetype maximumShown = 100;
constexpr int longestPath = 420; // pixels, in a menu

QColor goodColor()
{
    return models::Theme(QGuiApplication::palette()).good();
}

QColor errorColor()
{
    return models::Theme(QGuiApplication::palette()).error();
}

// "&Run" -> "Run", "New Project…" -> "New Project"
QString plainText(const QString &text)
{
    QString plain = text;
    plain.remove(u'&');
    return plain;
}

} // namespace

QAction *MainWindow::addCommand(const char *name, const QString &iconName, const QString &text,
                                const QString &tip, const QKeySequence &shortcut,
                                const std::function<void()> &run)
{
    auto *action = new QAction(iconName.isEmpty() ? QIcon() : panels::icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    action->setToolTip(shortcut.isEmpty()
                           ? tip
                           : tr("%1 (%2)").arg(tip, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_commands.append(action);
    return action;
}

void MainWindow::setupActions()
{
    addCommand("file.newProject", QStringLiteral("plus"), tr("&New Project…"),
               tr("Make a project from a template"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
               [this] { newProject(); });
    addCommand("file.openFolder", QStringLiteral("folder-open"), tr("Open &Folder…"),
               tr("Open a folder as the project"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
               [this] { openFolder(); });
    m_closeProject =
        addCommand("file.closeProject", QStringLiteral("x"), tr("&Close Project"),
                   tr("Close the project and its files"), {}, [this] { closeProject(); });
    m_closeProject->setEnabled(false);
    addCommand("file.settings", QStringLiteral("settings"), tr("Se&ttings…"),
               tr("Appearance, fonts and behaviour"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
               [this] { showSettings(); })
        ->setMenuRole(QAction::PreferencesRole);
    addCommand("file.quit", QStringLiteral("power"), tr("&Quit"), tr("Close the window"),
               QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { close(); })
        ->setMenuRole(QAction::QuitRole);

    addCommand("view.goToFile", QStringLiteral("search"), tr("&Go to File…"),
               tr("Open a file of the project by its name"), QKeySequence(Qt::CTRL | Qt::Key_P),
               [this] { showGoToFile(); });
    addCommand("view.commands", QStringLiteral("list"), tr("&Command Palette…"),
               tr("Find and run any command"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
               [this] { showCommands(); });
    addCommand("view.editor", QStringLiteral("file-code"), tr("&Editor"),
               tr("Go to the editor; Esc does the same in a panel"),
               QKeySequence(Qt::ALT | Qt::Key_0), [this] { focusEditor(); });
    addCommand("view.nextPanel", {}, tr("&Next Panel"), tr("Go to the next panel in view"),
               QKeySequence(Qt::Key_F6), [this] { m_focus->move(1); });
    addCommand("view.previousPanel", {}, tr("Pre&vious Panel"),
               tr("Go to the previous panel in view"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
               [this] { m_focus->move(-1); });
    addCommand("view.resetLayout", QStringLiteral("layout-dashboard"), tr("&Reset Layout"),
               tr("Put all panels back to their first places"), {}, [this] { resetLayout(); });
    addCommand("view.fullScreen", {}, tr("&Full Screen"), tr("Fill the whole screen"),
               QKeySequence(Qt::Key_F11),
               [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });

    setupRunActions();
    m_openInBrowser =
        addCommand("run.openInBrowser", QStringLiteral("globe"), tr("Open in &Browser"),
                   tr("Open the address that the program listens on"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [this] { openInBrowser(); });
    m_openInBrowser->setEnabled(false);
    addCommand("run.saveRecording", QStringLiteral("save"), tr("Save Recordin&g…"),
               tr("Save what was recorded of this run: its event loop and its requests"), {},
               [this] { saveRecording(); });
    addCommand("run.clearOutput", QStringLiteral("eraser"), tr("&Clear Output"),
               tr("Remove all output from the panel"), {}, [this] { output()->clear(); });
    addCommand("help.crashReport", QStringLiteral("triangle-alert"), tr("Last &Crash Report"),
               tr("What happened when Looptide crashed, with the native stack"), {}, [this] {
                   const QString report = lastCrashReport();
                   if (report.isEmpty())
                       showMessage(tr("There is no crash report."));
                   else
                       openFile(report);
               });
    addCommand("help.about", QStringLiteral("info"), tr("&About Looptide"),
               tr("Version, licence and what is inside"), {}, [this] { showAbout(); })
        ->setMenuRole(QAction::AboutRole);
}

void MainWindow::setupRunActions()
{
    m_run = addCommand("run.run", {}, tr("&Run"), tr("Run what is chosen"),
                       QKeySequence(Qt::Key_F5), [this] { runProject(); });
    m_run->setIcon(panels::icon(QStringLiteral("play"), &goodColor));
    addCommand("run.file", QStringLiteral("file-code"), tr("Run Current &File"),
               tr("Run the file in the editor"), QKeySequence(Qt::CTRL | Qt::Key_F5),
               [this] { m_launcher->runChoice({ project::RunChoice::Kind::CurrentFile }); });
    m_stop = addCommand("run.stop", {}, tr("&Stop"), tr("Stop the running program"),
                        QKeySequence(Qt::SHIFT | Qt::Key_F5), [this] { m_runs->stop(); });
    m_stop->setIcon(panels::icon(QStringLiteral("square"), &errorColor));
    m_restart = addCommand("run.restart", QStringLiteral("rotate-cw"), tr("R&estart"),
                           tr("Stop the program and run it again"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5), [this] {
                               if (saveBeforeRun())
                                   m_launcher->restart(m_runs->shown());
                           });
    addCommand("run.stopAll", QStringLiteral("circle-stop"), tr("Stop A&ll"),
               tr("Stop every running program"), {}, [this] { m_runs->stopAll(); });
    addCommand("run.configurations", QStringLiteral("settings"), tr("E&dit Configurations…"),
               tr("What to run, with which arguments, environment and options"),
               QKeySequence(Qt::ALT | Qt::Key_F5), [this] { editRunConfigurations(); });
    m_isolates = addCommand(
        "run.isolated", QStringLiteral("box"), tr("Run &Isolated (in a Process of Its Own)"),
        tr("Run in a process of its own: a crash in native code cannot reach the window, and "
           "options of Node can be set. It starts a little later."),
        {}, [this] { m_launcher->setIsolating(m_isolates->isChecked()); });
    m_isolates->setCheckable(true);
    m_restartsOnSave =
        addCommand("run.restartOnSave", QStringLiteral("list-restart"), tr("Restart on Sa&ve"),
                   tr("Run programs again when a file of the project is saved or changed on disk"),
                   {}, [this] { m_launcher->setRestartingOnSave(m_restartsOnSave->isChecked()); });
    m_restartsOnSave->setCheckable(true);
}

void MainWindow::setupMenus()
{
    const auto command = [this](const char *name) {
        return findChild<QAction *>(QLatin1StringView(name), Qt::FindDirectChildrenOnly);
    };
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({ command("file.newProject"), command("file.openFolder") });
    m_recentMenu = file->addMenu(panels::icon(QStringLiteral("history")), tr("Open &Recent"));
    m_recentMenu->setToolTipsVisible(true);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    file->addSeparator();
    file->addActions(m_editor->fileActions());
    file->addSeparator();
    file->addAction(command("file.closeProject"));
    file->addSeparator();
    file->addAction(command("file.settings"));
    file->addSeparator();
    file->addAction(command("file.quit"));

    menuBar()->addMenu(tr("&Edit"))->addActions(m_editor->editActions());

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions({ command("view.goToFile"), command("view.commands") });
    view->addSeparator();
    view->setToolTipsVisible(true);
    view->addAction(command("view.editor"));
    view->addActions(m_docks->toggleActions());
    addActions(m_docks->toggleActions());
    view->addActions({ command("view.nextPanel"), command("view.previousPanel") });
    view->addSeparator();
    view->addAction(command("view.resetLayout"));
    view->addSeparator();
    view->addActions(m_editor->viewActions());
    view->addSeparator();
    view->addAction(command("view.fullScreen"));

    m_selector = new RunSelector(m_launcher);
    QMenu *run = menuBar()->addMenu(tr("&Run"));
    run->setToolTipsVisible(true);
    run->addActions({ m_run, command("run.file"), m_stop, m_restart, command("run.stopAll") });
    run->addSeparator();
    run->addMenu(m_selector->choices());
    run->addAction(command("run.configurations"));
    run->addSeparator();
    run->addActions({ m_isolates, m_restartsOnSave });
    run->addSeparator();
    run->addActions({ m_openInBrowser, command("run.saveRecording"), command("run.clearOutput") });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(command("view.commands"));
    help->addSeparator();
    help->addAction(command("help.crashReport"));
    help->addSeparator();
    help->addAction(command("help.about"));
}

void MainWindow::setupToolBar()
{
    QToolBar *bar = addToolBar(tr("Main Toolbar"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(m_selector);
    bar->addActions({ m_run, m_stop, m_restart });
    bar->addSeparator();
    bar->addAction(m_openInBrowser);
    auto *spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    for (const char *name : { "view.goToFile", "file.newProject", "file.openFolder" })
        bar->addAction(findChild<QAction *>(QLatin1StringView(name), Qt::FindDirectChildrenOnly));
    if (auto *button = qobject_cast<QToolButton *>(bar->widgetForAction(m_run)))
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (QAction *action : bar->actions()) {
        if (QWidget *button = bar->widgetForAction(action); button && !action->text().isEmpty())
            button->setAccessibleName(plainText(action->text()));
    }
}

QList<QAction *> MainWindow::commands() const
{
    QList<QAction *> all = m_commands;
    all += m_docks->toggleActions();
    all += m_editor->fileActions();
    all += m_editor->editActions();
    all += m_editor->viewActions();
    all += output()->panelActions();
    all += m_tree->panelActions();
    all += m_editor->lineEndMenu()->actions();
    all.removeIf([](const QAction *action) { return action->isSeparator() || action->menu(); });
    return all;
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    const QStringList projects = recentProjects();
    for (const QString &path : projects) {
        QString text = m_recentMenu->fontMetrics().elidedText(
            models::visibleText(models::pathText(path)), Qt::ElideMiddle, longestPath);
        QAction *action = m_recentMenu->addAction(text.replace(u'&', QStringLiteral("&&")), this,
                                                  [this, path] { openProject(path); });
        action->setStatusTip(QDir::toNativeSeparators(path));
        action->setToolTip(
            QStringLiteral("<p>%1</p>").arg(QDir::toNativeSeparators(path).toHtmlEscaped()));
        action->setEnabled(QFileInfo(path).isDir());
    }
    if (projects.isEmpty())
        m_recentMenu->addAction(tr("No projects yet"))->setEnabled(false);
}

void MainWindow::showGoToFile()
{
    if (!m_picker)
        m_picker = new Picker(this);
    m_picker->open(tr("Go to file"), [this](const QString &typed) {
        QList<PickerItem> items;
        const QStringList found = models::bestFileMatches(m_projectFiles, typed, maximumShown);
        for (const QString &path : found) {
            const QFileInfo info(path);
            const QString folder = info.path() == QLatin1StringView(".") ? QString() : info.path();
            items.append({ info.fileName(), folder,
                           panels::icon(models::fileIconName(info.fileName())),
                           [this, path] { openFile(QDir(m_project).filePath(path)); } });
        }
        return items;
    });
    if (m_project.isEmpty())
        return;
    // The list may be out of date. It is read again each time, while the old list is already
    // searched.
    QPointer<MainWindow> self(this);
    QThreadPool::globalInstance()->start([self, root = m_project] {
        const QStringList files = models::listProjectFiles(root, maximumListedFiles);
        QMetaObject::invokeMethod(
            qApp,
            [self, root, files] {
                if (!self || self->m_project != root || self->m_projectFiles == files)
                    return;
                self->m_projectFiles = files;
                if (self->m_picker->isVisible())
                    self->m_picker->refresh();
            },
            Qt::QueuedConnection);
    });
}

void MainWindow::showCommands()
{
    if (!m_picker)
        m_picker = new Picker(this);
    m_picker->open(tr("Run a command"), [this](const QString &typed) {
        QList<std::pair<int, PickerItem>> scored;
        const QList<QAction *> all = commands();
        for (QAction *action : all) {
            const QString text = plainText(action->text());
            const int score = typed.isEmpty() ? 0 : models::fileMatchScore(text, typed);
            if (score < 0 || !action->isEnabled())
                continue;
            scored.append(
                { -score,
                  { text, action->shortcut().toString(QKeySequence::NativeText),
                    action->isChecked() ? panels::icon(QStringLiteral("check"), &goodColor)
                                        : action->icon(),
                    [action = QPointer<QAction>(action)] {
                        if (action)
                            action->trigger();
                    } } });
        }
        std::ranges::stable_sort(scored, {}, &std::pair<int, PickerItem>::first);
        QList<PickerItem> items;
        for (const auto &[score, item] : std::as_const(scored))
            items.append(item);
        return items;
    });
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const Settings before = m_settings;
    const auto apply = [this](const Settings &settings) {
        m_settings = settings;
        applySettings();
    };
    connect(dialog, &SettingsDialog::settingsChanged, this, apply);
    connect(dialog, &QDialog::accepted, this, [dialog, apply] {
        apply(dialog->settings());
        dialog->settings().save();
    });
    connect(dialog, &QDialog::rejected, this, [before, apply] { apply(before); });
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Looptide"),
        tr("<h3>Looptide %1</h3><p>An IDE for Node.js with the runtime inside: run a server and "
           "watch its requests and its event loop live.</p>")
            .arg(QCoreApplication::applicationVersion()),
        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::RichText);
    box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setInformativeText(
        tr("Built with Qt %1, KDDockWidgets, QScintilla, KSyntaxHighlighting, QTermWidget and "
           "Node.js 24. Icons by Lucide.\n\nNo account, no telemetry, no cloud. Free software "
           "under the GNU General Public License, version 3 or later.")
            .arg(QLatin1StringView(qVersion())));
    box->open();
}

} // namespace looptide::app
