// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projectplaceholder.h"

#include "panels/common/emptystate.h"

#include <QDir>

namespace looptide::panels {

ProjectPlaceholder::ProjectPlaceholder(QWidget *parent)
    : QStackedWidget(parent), m_emptyPage(createEmptyPage()), m_gonePage(createGonePage())
{
    for (EmptyState *page : { m_emptyPage, m_gonePage }) {
        page->setBackgroundRole(QPalette::Base);
        page->setAutoFillBackground(true);
        addWidget(page);
    }
}

EmptyState *ProjectPlaceholder::createEmptyPage()
{
    auto *page = new EmptyState(QStringLiteral("folder"), this);
    page->setText(tr("No folder is open"), tr("The files of the folder appear here."));
    page->setAction(tr("Open Folder…"), QStringLiteral("folder-open"));
    page->setOtherAction(tr("New Project…"), QStringLiteral("plus"));
    connect(page, &EmptyState::actionRequested, this, &ProjectPlaceholder::openFolderRequested);
    connect(page, &EmptyState::otherActionRequested, this,
            &ProjectPlaceholder::newProjectRequested);
    return page;
}

EmptyState *ProjectPlaceholder::createGonePage()
{
    auto *page = new EmptyState(QStringLiteral("triangle-alert"), this);
    page->setAction(tr("Close Project"), QStringLiteral("x"));
    page->setOtherAction(tr("Open Folder…"), QStringLiteral("folder-open"));
    connect(page, &EmptyState::actionRequested, this, &ProjectPlaceholder::closeProjectRequested);
    connect(page, &EmptyState::otherActionRequested, this,
            &ProjectPlaceholder::openFolderRequested);
    return page;
}

void ProjectPlaceholder::showThatNoneIsOpen()
{
    setCurrentWidget(m_emptyPage);
}

void ProjectPlaceholder::showThatItIsGone(const QString &folder)
{
    m_gonePage->setText(
        tr("The folder “%1” is gone").arg(QDir(folder).dirName()),
        tr("It was removed or renamed. When it is back, its files appear here again."));
    m_gonePage->setToolTip(
        QStringLiteral("<p>%1</p>").arg(QDir::toNativeSeparators(folder).toHtmlEscaped()));
    setCurrentWidget(m_gonePage);
}

} // namespace looptide::panels
