// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runcontroller.h"
#include "app/session.h"
#include "app/settings.h"
#include "app/window/messagebar.h"
#include "editor/editorarea.h"
#include "panels/panels.h"

#include <kddockwidgets/MainWindow.h>

#include <QTimer>

#include <functional>

class QMenu;
class QStackedWidget;

namespace looptide::core {
class JobList;
}
namespace looptide::panels {
class DependenciesPanel;
class DiffView;
class GitPanel;
class OutputPanel;
class ProjectTreePanel;
class TerminalPanel;
} // namespace looptide::panels

namespace looptide::app {

class DebugController;
class DockArea;
class GitSupport;
class LanguageSupport;
class PanelFocus;
class Picker;
class RecordingSaver;
class RunLauncher;
class RunSelector;
class RunViews;
class SearchSupport;
class StatusStrip;
class WelcomePage;
struct CommandLine;
struct CrashReport;
struct RunNotice;
struct UncaughtError;

// The window: connects the editor, the panels and the runs. It contains only what involves two of
// them; each part decides for itself what it does.
class MainWindow : public KDDockWidgets::QtWidgets::MainWindow
{
    Q_OBJECT
public:
    struct Parts
    {
        RunController::RuntimeFactory runtimeFactory;
        QList<panels::PanelDescriptor> panels = panels::allPanels();
        // Called once, after the first paint. Prepares what a run needs and the first paint does
        // not.
        std::function<void()> prepareRuns {};
        // Whether the window saves its state when it closes, and continues the last session.
        bool keepsSession = true;
    };

    explicit MainWindow(Parts parts);
    ~MainWindow() override;

    // Opens what the command line names, otherwise the last session. Call it before show().
    void begin(const CommandLine &commandLine);

    bool openProject(const QString &directory);
    bool openFile(const QString &path, int line = 0, int column = 0);
    // Marks the line that a paused event loop runs next. An empty path: none.
    void showNextLine(const QString &path, int line, int column);
    QString project() const { return m_project; }
    void newProject();
    void saveAsTemplate();
    void addGitTemplate();
    void focusEditor();
    // Continues a paused program.
    void runProject();
    void debugProject();
    void runScript(const QString &name);
    void showMessage(const QString &text);

    core::JobList *jobs() const { return m_jobs; }
    RunController *runs() const { return m_runs; }
    RunLauncher *launcher() const { return m_launcher; }
    DebugController *debugging() const { return m_debug; }
    editor::EditorArea *editor() const { return m_editor; }
    panels::OutputPanel *output() const; // of the shown run
    RunViews *runViews() const { return m_views; }
    panels::ProjectTreePanel *projectTree() const { return m_tree; }
    DockArea *docks() const { return m_docks; }
    StatusStrip *statusStrip() const { return m_status; }
    QString message() const;
    // Every command of the window, for the palette and for tests.
    QList<QAction *> commands() const;

Q_SIGNALS:
    void firstPainted();
    // The work that was deferred until after the first paint is done.
    void startupFinished();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    // mainwindow.cpp
    void setupViews();
    void setupDocks();
    void setupConnections();
    void finishStartup();
    void openFolder();
    void openFiles();
    bool closeProject();
    void openCreated(const QString &directory, const QString &mainFile);
    void setProject(const QString &directory);
    void updateCentralPage();
    void updateTitle();
    void applySettings();
    void openUrl(const QUrl &url);
    void closeDeleted(const QString &path);
    void restoreSession(const CommandLine &commandLine);
    void resetLayout();
    void saveSession();
    void saveTabs();

    // mainwindowrecovery.cpp
    void recoverUnsaved(const CommandLine &commandLine);
    void reportRecovery(const CommandLine &commandLine);
    QString crashText(const CrashReport &report, int crashes) const;
    QList<MessageBar::Offer> crashOffers(const CrashReport &report, int crashes);
    QList<MessageBar::Offer> draftOffers(const QList<editor::EditorArea::Draft> &drafts,
                                         qsizetype most) const;
    void openLastSession();
    bool saveBeforeRun();

    // mainwindowruns.cpp
    void setupRunConnections();
    void follow(RunSession *session);
    void updateRunActions();
    void updateListening();
    MessageBar::Offer isolationOffer();
    void tellBlockedStop(const RunSession *session, const QString &what);
    void tellOfRun(const RunNotice &notice);
    void offerInstall(RunSession *session, const QString &package);
    void markError(RunSession *session, const UncaughtError &error);
    void endAndRunAgain(RunSession *session, qint64 process);
    void offerLoader(RunSession *session, const QString &why);
    void runCurrentFile();
    void restartShown();
    void editRunConfigurations();
    void openInBrowser();
    void saveRecording();
    void setRecording(bool on);
    void onRecordLevelChanged(core::RecordLevel level);
    void reportSaved(RecordingSaver *saver);

    // mainwindowgit.cpp
    void setupGit(panels::GitPanel *panel);
    void closeDiff();

    // mainwindowdebug.cpp
    void setupDebugging();
    void updateDebugActions();
    void applySavedFile(const QString &path);
    void attachDebugger();
    void pressFullScreenKey();
    void changeDebugOptions();
    void copyDebuggerAddress();

    // mainwindowcommands.cpp
    struct MenuRow;
    QList<MenuRow> fileRows() const;
    QList<MenuRow> editRows() const;
    QList<MenuRow> codeRows() const;
    QList<MenuRow> viewRows() const;
    QList<MenuRow> runRows() const;
    QList<MenuRow> debugRows() const;
    QList<MenuRow> helpRows() const;
    void setupMenus();
    void setupToolBar();
    QMenu *addMenu(const QString &title, const QList<MenuRow> &rows);
    QAction *addCommand(const MenuRow &row);
    QAction *command(const char *name) const;

    // mainwindowactions.cpp
    void fillRecentMenu();
    void showGoToFile();
    void showCommands();
    void searchFiles(bool replacing);
    void showSettings();
    void toggleFullScreen();
    void showCrashReport();
    void showPredict();
    void showAbout();

    Parts m_parts;
    Session m_session;
    SessionState m_savedState;
    Settings m_settings;
    QString m_project;
    core::JobList *m_jobs;
    RunController *m_runs;
    RunLauncher *m_launcher;
    RunSelector *m_selector = nullptr;
    DebugController *m_debug = nullptr;
    DockArea *m_docks = nullptr;
    PanelFocus *m_focus = nullptr;
    StatusStrip *m_status = nullptr;
    MessageBar *m_message = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    editor::EditorArea *m_editor = nullptr;
    panels::ProjectTreePanel *m_tree = nullptr;
    panels::DependenciesPanel *m_dependencies = nullptr;
    panels::TerminalPanel *m_terminal = nullptr; // null when the window has none
    RunViews *m_views = nullptr;
    LanguageSupport *m_language = nullptr;
    SearchSupport *m_search = nullptr;
    GitSupport *m_git = nullptr;
    panels::DiffView *m_diff = nullptr; // null when the window has no Git panel
    Picker *m_picker = nullptr;
    QMenu *m_recentMenu = nullptr;
    QList<QAction *> m_commands;
    QAction *m_isolates = nullptr;
    QAction *m_records = nullptr;
    QAction *m_restartsOnSave = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_restart = nullptr;
    QAction *m_openInBrowser = nullptr;
    QAction *m_pausesOnCaught = nullptr;
    QAction *m_pausesOnUncaught = nullptr;
    QAction *m_skipsForeign = nullptr;
    QAction *m_asyncStacks = nullptr;
    QAction *m_closeProject = nullptr;
    QAction *m_saveTemplate = nullptr;
    QStringList m_projectFiles; // for Go to File; empty until it is opened
    QTimer m_saveSession;
    bool m_painted = false;
    bool m_started = false;
    bool m_startsBare = false; // after crashes: without the last session
};

} // namespace looptide::app
