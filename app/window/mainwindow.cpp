// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/mainwindow.h"

#include "app/commandline.h"
#include "app/debug/debugcontroller.h"
#include "app/git/gitsupport.h"
#include "app/runs/runlauncher.h"
#include "app/runs/runplan.h"
#include "app/runs/runviews.h"
#include "app/search/searchsupport.h"
#include "app/window/dockarea.h"
#include "app/window/languagesupport.h"
#include "app/window/messagebar.h"
#include "app/window/panelfocus.h"
#include "app/window/statusstrip.h"
#include "app/window/welcomepage.h"
#include "panels/common/displaytext.h"
#include "panels/dependencies/dependenciespanel.h"
#include "panels/git/gitpanel.h"
#include "panels/problems/problemspanel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/search/searchpanel.h"
#include "panels/terminal/terminalpanel.h"
#include "runtime/core/job.h"

#include <QAction>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusTipEvent>
#include <QUrl>
#include <QVBoxLayout>

#include <chrono>

namespace looptide::app {

namespace {

using namespace std::chrono_literals;

const KDDockWidgets::MainWindowOptions windowOptions =
    KDDockWidgets::MainWindowOptions(KDDockWidgets::MainWindowOption_HasCentralWidget)
    | KDDockWidgets::MainWindowOption_CentralWidgetGetsAllExtraSpace;
constexpr QSize preferredSize { 1280, 800 };

// Four fifths of a large screen; all of a small one, including the frame.
void giveFirstSize(QWidget *window)
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const QSize available = screen ? screen->availableSize() : preferredSize;
    window->resize((available * 4 / 5).expandedTo(preferredSize).boundedTo(available));
    // The frame is not known yet; without room for it, the status bar would be below the screen.
    const QSize withFrame = preferredSize + QSize(16, 48);
    if (withFrame.boundedTo(available) != withFrame)
        window->setWindowState(Qt::WindowMaximized);
}

} // namespace

MainWindow::MainWindow(Parts parts)
    : KDDockWidgets::QtWidgets::MainWindow(QStringLiteral("looptide.window"), windowOptions),
      m_parts(std::move(parts)), m_settings(Settings::load()), m_jobs(new core::JobList(this)),
      m_runs(new RunController(m_parts.runtimeFactory, this)),
      m_launcher(new RunLauncher(
          m_runs,
          { [this] { return m_editor->currentFile(); }, [this] { return saveBeforeRun(); } }, this))
{
    m_parts.keepsSession = m_parts.keepsSession && m_session.isFirst();
    personEnvironment(); // makes its copy now, before anything runs
    setupViews();
    // The editor owns it, because programs that end after the editor must not reach it.
    m_debug = new DebugController(m_runs, m_editor, m_editor);
    setupDocks();
    setupMenus();
    setupToolBar();
    setupConnections();
    setupRunConnections();
    setupDebugging();
    applySettings();
    updateRunActions();
    updateTitle();
    m_saveSession.setSingleShot(true);
    m_saveSession.setInterval(250ms);
    connect(&m_saveSession, &QTimer::timeout, this, &MainWindow::saveSession);
}

MainWindow::~MainWindow() = default;

void MainWindow::setupViews()
{
    setCenterWidgetMargins(QMargins());
    m_message = new MessageBar;
    m_welcome = new WelcomePage;
    m_editor = new editor::EditorArea(Session::journalDirectory());
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_editor);
    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setPersistentCentralWidget(center);
    m_status = new StatusStrip(this);
    m_status->setJobs(m_jobs);
    m_status->setDocumentMenus(m_editor->encodingMenu(), m_editor->lineEndMenu());
    setStatusBar(m_status);
}

void MainWindow::setupDocks()
{
    auto *host = new panels::PanelHost(this);
    connect(host, &panels::PanelHost::fileActivated, this, &MainWindow::openFile);
    connect(host, &panels::PanelHost::urlActivated, this, &MainWindow::openUrl);
    connect(host, &panels::PanelHost::runRequested, this, &MainWindow::runProject);
    connect(host, &panels::PanelHost::debugRequested, this, &MainWindow::debugProject);
    connect(host, &panels::PanelHost::attachRequested, this, &MainWindow::attachDebugger);
    connect(host, &panels::PanelHost::breakpointAddRequested, m_debug,
            &DebugController::addBreakpoint);
    connect(host, &panels::PanelHost::requestBreakpointRequested, m_debug,
            &DebugController::breakOnRequests);
    connect(host, &panels::PanelHost::breakpointEditRequested, m_debug,
            &DebugController::editBreakpoint);
    connect(host, &panels::PanelHost::nextLineChanged, this, &MainWindow::showNextLine);
    connect(host, &panels::PanelHost::editorRequested, this, &MainWindow::focusEditor);
    m_views = new RunViews(m_runs, m_parts.panels, host, this);
    m_docks = new DockArea(this);
    m_focus = new PanelFocus([this] { return m_pages->currentWidget(); },
                             [this] { return m_docks->shownPanels(); }, this);
    panels::ProblemsPanel *problems = nullptr;
    panels::SearchPanel *search = nullptr;
    panels::GitPanel *git = nullptr;
    for (const panels::PanelDescriptor &panel : std::as_const(m_parts.panels)) {
        QWidget *widget = panel.create ? panel.create(host) : m_views->widgetOf(panel.id);
        m_docks->add(panel, widget);
        m_focus->watch(widget);
        if (auto *tree = qobject_cast<panels::ProjectTreePanel *>(widget))
            m_tree = tree;
        else if (auto *dependencies = qobject_cast<panels::DependenciesPanel *>(widget))
            m_dependencies = dependencies;
        else if (auto *panelOfProblems = qobject_cast<panels::ProblemsPanel *>(widget))
            problems = panelOfProblems;
        else if (auto *searchPanel = qobject_cast<panels::SearchPanel *>(widget))
            search = searchPanel;
        else if (auto *terminal = qobject_cast<panels::TerminalPanel *>(widget))
            m_terminal = terminal;
        else if (auto *gitPanel = qobject_cast<panels::GitPanel *>(widget))
            git = gitPanel;
    }
    m_language = new LanguageSupport(m_editor, problems, this);
    m_search = new SearchSupport(m_editor, search, this);
    setupGit(git);
    if (m_terminal)
        m_terminal->setEnvironment(&runEnvironment);
    connect(host, &panels::PanelHost::panelRequested, m_docks, &DockArea::activate);
    connect(m_docks, &DockArea::focusReleased, this, &MainWindow::focusEditor);
}

void MainWindow::focusEditor()
{
    m_focus->focusEditor();
}

void MainWindow::setupConnections()
{
    connect(m_welcome, &WelcomePage::newProjectRequested, this, &MainWindow::newProject);
    connect(m_welcome, &WelcomePage::openFolderRequested, this, &MainWindow::openFolder);
    connect(m_welcome, &WelcomePage::openFileRequested, this, &MainWindow::openFiles);
    connect(m_welcome, &WelcomePage::projectRequested, this, &MainWindow::openProject);

    connect(m_tree, &panels::ProjectTreePanel::fileActivated, this,
            [this](const QString &path) { openFile(path); });
    connect(m_tree, &panels::ProjectTreePanel::pathCreated, this, [this](const QString &path) {
        m_projectFiles.clear();
        if (QFileInfo(path).isFile())
            openFile(path);
    });
    connect(m_tree, &panels::ProjectTreePanel::pathRenamed, m_editor,
            &editor::EditorArea::movePath);
    connect(m_tree, &panels::ProjectTreePanel::pathRenamed, m_runs->breakpoints(),
            &inspector::BreakpointList::movePath);
    connect(m_tree, &panels::ProjectTreePanel::pathDeleted, this, &MainWindow::closeDeleted);
    connect(m_tree, &panels::ProjectTreePanel::pathRenamed, m_editor,
            [this](const QString &from, const QString &to) {
                m_editor->noteFilesChanged({ from, to });
            });
    connect(m_tree, &panels::ProjectTreePanel::pathCreated, m_editor,
            [this](const QString &path) { m_editor->noteFilesChanged({ path }); });
    connect(m_tree, &panels::ProjectTreePanel::pathDeleted, m_editor,
            [this](const QString &path) { m_editor->noteFilesChanged({ path }); });
    connect(m_tree, &panels::ProjectTreePanel::openFolderRequested, this, &MainWindow::openFolder);
    connect(m_tree, &panels::ProjectTreePanel::newProjectRequested, this, &MainWindow::newProject);
    connect(m_tree, &panels::ProjectTreePanel::closeProjectRequested, this,
            &MainWindow::closeProject);
    connect(m_tree, &panels::ProjectTreePanel::projectReturned, this, [this] {
        m_projectFiles.clear();
        m_tree->selectPath(m_editor->currentFile());
        m_dependencies->setProject(m_project);
        m_launcher->prepare();
    });
    connect(m_tree, &panels::ProjectTreePanel::messageRequested, this, &MainWindow::showMessage);
    connect(m_tree, &panels::ProjectTreePanel::messageOutdated, m_message,
            [this](const QString &text) {
                if (m_message->text() == text)
                    m_message->hide();
            });

    connect(m_dependencies, &panels::DependenciesPanel::scriptRunRequested, this,
            &MainWindow::runScript);
    connect(m_dependencies, &panels::DependenciesPanel::installRequested, this,
            [this] { m_launcher->install(); });
    connect(m_dependencies, &panels::DependenciesPanel::jobStarted, m_jobs, &core::JobList::add);

    connect(m_editor, &editor::EditorArea::currentFileChanged, this, [this](const QString &path) {
        m_tree->selectPath(path);
        updateTitle();
        updateCentralPage();
        m_saveSession.start();
    });
    connect(m_editor, &editor::EditorArea::openFilesChanged, this, [this] {
        updateCentralPage();
        m_saveSession.start();
    });
    connect(m_editor, &editor::EditorArea::modifiedChanged, this, &MainWindow::updateTitle);
    connect(m_editor, &editor::EditorArea::cursorMoved, m_status, &StatusStrip::setCaret);
    connect(m_editor, &editor::EditorArea::statusTextChanged, m_status, &StatusStrip::setDocument);
    connect(m_editor, &editor::EditorArea::languageStatusChanged, m_status,
            &StatusStrip::setLanguageStatus);
    connect(m_editor, &editor::EditorArea::linkActivated, this, &MainWindow::openUrl);
    connect(m_editor, &editor::EditorArea::messageRequested, this, &MainWindow::showMessage);
    connect(m_editor, &editor::EditorArea::revealRequested, this, [this](const QString &path) {
        m_docks->show(QStringLiteral("project"));
        m_tree->selectPath(path);
    });
}

void MainWindow::begin(const CommandLine &commandLine)
{
    giveFirstSize(this);
    recoverUnsaved(commandLine);
    if (m_parts.keepsSession)
        restoreSession(commandLine);
    else
        m_docks->arrange(size());
    if (!commandLine.folder.isEmpty())
        openProject(commandLine.folder);
    for (const QString &file : commandLine.files)
        openFile(file);
    reportRecovery(commandLine);
    updateCentralPage();
}

void MainWindow::restoreSession(const CommandLine &commandLine)
{
    const SessionState state = Session::load();
    if (!state.geometry.isEmpty())
        restoreGeometry(state.geometry);
    if (!m_docks->restore(state.layout))
        m_docks->arrange(size());
    if (!m_settings.restoresSession || !commandLine.folder.isEmpty()
        || !commandLine.files.isEmpty()) {
        // The process of that session may have been killed.
        if (!state.project.isEmpty())
            Session::saveTabs(state.project, state.editor);
        return;
    }
    if (QFileInfo(state.project).isDir())
        setProject(state.project);
    m_editor->restoreState(state.editor);
}

// Shows hints where they cover nothing. The default of a status bar hides what runs and where it
// listens.
bool MainWindow::event(QEvent *event)
{
    if (event->type() != QEvent::StatusTip)
        return KDDockWidgets::QtWidgets::MainWindow::event(event);
    m_status->setTip(static_cast<QStatusTipEvent *>(event)->tip());
    return true;
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    KDDockWidgets::QtWidgets::MainWindow::paintEvent(event);
    if (std::exchange(m_painted, true))
        return;
    // Runs when this paint is on the screen.
    QTimer::singleShot(0, this, [this] {
        Q_EMIT firstPainted();
        finishStartup();
    });
}

void MainWindow::finishStartup()
{
    m_started = true;
    m_docks->restoreAtFinalSize();
    m_tree->setProject(m_project);
    m_tree->selectPath(m_editor->currentFile());
    m_dependencies->setProject(m_project);
    if (m_parts.prepareRuns)
        m_parts.prepareRuns();
    m_launcher->prepare();
    m_language->start();
    m_git->start();
    Q_EMIT startupFinished();
}

bool MainWindow::openFile(const QString &path, int line, int column)
{
    const bool opened = m_editor->openFile(path, line, column);
    updateCentralPage();
    return opened;
}

void MainWindow::closeDeleted(const QString &path)
{
    m_projectFiles.clear();
    const QStringList files = m_editor->openFiles();
    for (const QString &file : files) {
        if (file == path || file.startsWith(path + u'/'))
            m_editor->closeFile(file);
    }
}

void MainWindow::updateCentralPage()
{
    QWidget *page =
        m_project.isEmpty() && m_editor->isEmpty() ? static_cast<QWidget *>(m_welcome) : m_editor;
    if (m_pages->currentWidget() != page)
        m_pages->setCurrentWidget(page);
}

void MainWindow::updateTitle()
{
    QStringList parts;
    if (const QString file = m_editor->currentFile(); !file.isEmpty())
        parts.append(models::visibleText(QFileInfo(file).fileName()));
    if (!m_project.isEmpty())
        parts.append(models::visibleText(QDir(m_project).dirName()));
    parts.append(QStringLiteral("Looptide"));
    // "[*]" in the name of a file or a folder would count as another mark.
    for (QString &part : parts)
        part.replace(QStringLiteral("[*]"), QStringLiteral("[*][*]"));
    parts.first() += QStringLiteral("[*]"); // without it, Qt prints a warning for a modified window
    setWindowTitle(parts.join(QStringLiteral(" — ")));
    setWindowModified(m_editor->hasUnsavedChanges());
}

void MainWindow::showMessage(const QString &text)
{
    m_message->showMessage(text);
}

void MainWindow::applySettings()
{
    applyAppearance(m_settings.appearance);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontDatabase::hasFamily(QStringLiteral("JetBrains Mono")))
        font.setFamily(QStringLiteral("JetBrains Mono"));
    font.setPointSize(m_settings.codeFontSize);
    m_editor->setFontSize(m_settings.codeFontSize);
    m_editor->setFormatsOnSave(m_settings.formatsOnSave);
    m_views->setTerminalFont(font);
    m_views->setHistoryLines(m_settings.historyLines);
    if (m_terminal) {
        m_terminal->setTerminalFont(font);
        m_terminal->setHistoryLines(m_settings.historyLines);
    }
    m_records->setChecked(m_settings.recordsRuns);
    m_runs->setRecordLevel(m_settings.levelOfRuns());
    m_runs->setRecordingLimit(m_settings.recordingMebibytes);
}

void MainWindow::openUrl(const QUrl &url)
{
    const bool isWeb =
        url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    if (!isWeb || !QDesktopServices::openUrl(url))
        showMessage(tr("No browser answered for %1.").arg(url.toString()));
}

QString MainWindow::message() const
{
    return m_message->text();
}

void MainWindow::resetLayout()
{
    m_docks->arrange(size());
}

void MainWindow::saveTabs()
{
    if (!m_project.isEmpty())
        Session::saveTabs(m_project, m_editor->saveState());
}

void MainWindow::saveSession()
{
    if (!m_parts.keepsSession)
        return;
    SessionState state;
    state.project = m_project;
    state.editor = m_editor->saveState();
    state.geometry = saveGeometry();
    state.layout = m_docks->save();
    // Writing blocks on the disk.
    if (state != m_savedState)
        Session::save(state);
    m_savedState = state;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // Save the session now, because closing the files empties the editor.
    saveSession();
    saveTabs();
    m_saveSession.stop();
    if (m_terminal && !m_terminal->mayCloseAll()) {
        event->ignore();
        return;
    }
    if (m_editor->hasUnsavedChanges() && !m_editor->closeAll()) {
        event->ignore();
        return;
    }
    m_saveSession.stop();
    m_parts.keepsSession = false;
    // Does not call the base class, which would close every panel first and lose their saved state.
    event->accept();
}

} // namespace looptide::app
