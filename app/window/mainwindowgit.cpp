// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Git in the window: the view of differences in the middle, and the commands.
#include "app/git/gitsupport.h"
#include "app/window/dockarea.h"
#include "app/window/mainwindow.h"
#include "panels/git/diffview.h"
#include "panels/git/gitpanel.h"

#include <QStackedWidget>

namespace looptide::app {

void MainWindow::setupGit(panels::GitPanel *panel)
{
    m_git = new GitSupport({ m_editor, panel, m_tree, m_status }, this);
    connect(m_git, &GitSupport::messageRequested, this, &MainWindow::showMessage);
    connect(m_git, &GitSupport::panelRequested, this,
            [this] { m_docks->activate(QStringLiteral("git")); });
    if (!panel)
        return;
    m_diff = panel->diffView();
    m_pages->addWidget(m_diff);
    connect(panel, &panels::GitPanel::diffShown, this,
            [this] { m_pages->setCurrentWidget(m_diff); });
    connect(m_diff, &panels::DiffView::closeRequested, this, &MainWindow::closeDiff);
}

void MainWindow::closeDiff()
{
    updateCentralPage();
    focusEditor();
}

} // namespace looptide::app
