// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/debug/debugcontroller.h"
#include "app/dialogs/filedialogs.h"
#include "app/dialogs/gittemplatedialog.h"
#include "app/dialogs/newprojectdialog.h"
#include "app/dialogs/savetemplatedialog.h"
#include "app/dialogs/stopquestion.h"
#include "app/git/gitsupport.h"
#include "app/runs/runlauncher.h"
#include "app/search/searchsupport.h"
#include "app/window/languagesupport.h"
#include "app/window/mainwindow.h"
#include "app/window/messagebar.h"
#include "app/window/welcomepage.h"
#include "panels/dependencies/dependenciespanel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/terminal/terminalpanel.h"
#include "runtime/core/job.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

// Makes, opens and closes the project of the window.
namespace looptide::app {

void MainWindow::newProject()
{
    auto *dialog = new NewProjectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewProjectDialog::jobStarted, m_jobs, &core::JobList::add);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_settings = Settings::load(); // the folder for new projects may have changed
        openCreated(dialog->createdProject(), dialog->createdMainFile());
    });
    dialog->open();
}

void MainWindow::saveAsTemplate()
{
    auto *dialog = new SaveTemplateDialog(m_project, project::TemplateStore::userDirectory(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SaveTemplateDialog::jobStarted, m_jobs, &core::JobList::add);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_message->showMessage(tr("The template is in New Project now."), {},
                               MessageBar::Kind::Note);
    });
    dialog->open();
}

void MainWindow::addGitTemplate()
{
    auto *dialog = new GitTemplateDialog(project::TemplateStore::userDirectory(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &GitTemplateDialog::jobStarted, m_jobs, &core::JobList::add);
    connect(dialog, &QDialog::accepted, this, [this] {
        m_message->showMessage(tr("The template is in New Project now."), {},
                               MessageBar::Kind::Note);
    });
    dialog->open();
}

void MainWindow::openCreated(const QString &directory, const QString &mainFile)
{
    if (openProject(directory)) {
        openFile(mainFile);
        return;
    }
    addRecentProject(directory);
    m_message->showMessage(
        tr("The new project is in %1, and is not open.").arg(QDir::toNativeSeparators(directory)),
        { { tr("&Open It"), [this, directory, mainFile] { openCreated(directory, mainFile); } } });
}

void MainWindow::openFolder()
{
    const QString start =
        m_project.isEmpty() ? m_settings.projectsFolder : QFileInfo(m_project).absolutePath();
    const QString folder =
        askForFolder(this, { tr("Open Folder"), start, QStringLiteral("openFolder") });
    if (!folder.isEmpty())
        openProject(folder);
}

void MainWindow::openFiles()
{
    const QString start = m_project.isEmpty() ? m_settings.projectsFolder : m_project;
    const QStringList files = askForFiles(this, { tr("Open File"), start, {} });
    for (const QString &file : files)
        openFile(file);
}

bool MainWindow::openProject(const QString &directory)
{
    const QFileInfo info(directory);
    if (!info.isDir()) {
        showMessage(
            tr("The folder %1 is not there any more.").arg(QDir::toNativeSeparators(directory)));
        m_welcome->refresh();
        return false;
    }
    const QString path = QDir::cleanPath(info.absoluteFilePath());
    if (path == m_project)
        return true;
    if (!m_project.isEmpty() && !closeProject())
        return false;
    setProject(path);
    if (m_settings.restoresSession)
        m_editor->restoreFiles(Session::loadTabs(path));
    return true;
}

bool MainWindow::closeProject()
{
    if (!mayStopPrograms(*m_runs, this))
        return false;
    saveTabs();
    if (!m_editor->closeAll())
        return false;
    m_runs->closeAll();
    setProject({});
    return true;
}

void MainWindow::setProject(const QString &directory)
{
    m_project = directory;
    m_projectFiles.clear();
    m_message->hide();
    m_editor->setProjectDirectory(directory);
    m_language->setProject(directory);
    m_search->setProject(directory);
    m_git->setProject(directory);
    if (m_terminal)
        m_terminal->setFolder(directory);
    m_launcher->setProject(directory);
    m_debug->setProject(directory);
    if (m_started) {
        m_tree->setProject(directory);
        m_dependencies->setProject(directory);
        m_launcher->prepare();
    }
    if (!directory.isEmpty())
        addRecentProject(directory);
    else
        m_welcome->refresh();
    m_closeProject->setEnabled(!directory.isEmpty());
    m_saveTemplate->setEnabled(!directory.isEmpty());
    updateTitle();
    updateCentralPage();
    m_saveSession.start();
}

} // namespace looptide::app
