// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreepanel.h"

#include "panels/common/icons.h"
#include "panels/projecttree/filematches.h"
#include "panels/projecttree/fileoperations.h"
#include "panels/projecttree/projectplaceholder.h"
#include "panels/projecttree/projecttreeactions.h"
#include "panels/projecttree/projecttreeview.h"

#include <QAction>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolBar>

namespace looptide::panels {

PanelDescriptor ProjectTreePanel::descriptor()
{
    return { .id = QStringLiteral("project"),
             .title = tr("Project"),
             .icon = QStringLiteral("folder"),
             .shortcut = QKeySequence(Qt::ALT | Qt::Key_1),
             .place = PanelPlace::Left,
             .create = [](PanelHost *) { return new ProjectTreePanel; } };
}

ProjectTreePanel::ProjectTreePanel(QWidget *parent)
    : QWidget(parent), m_filter(createFilter()), m_title(new QLabel), m_view(new ProjectTreeView),
      m_matches(new FileMatches(m_filter)), m_operations(new FileOperations(m_view, this)),
      m_actions(new ProjectTreeActions(m_view, m_operations, this)),
      m_placeholder(new ProjectPlaceholder), m_lists(new QStackedWidget),
      m_pages(new QStackedWidget), m_treePage(createTreePage())
{
    m_pages->addWidget(m_placeholder);
    m_pages->addWidget(m_treePage);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connectFiles();
    connectPlaceholder();
    connect(&m_folder, &models::FolderWatch::gone, this, &ProjectTreePanel::showThatItIsGone);
    connect(&m_folder, &models::FolderWatch::returned, this, [this] {
        showTree();
        Q_EMIT projectReturned();
    });
}

void ProjectTreePanel::connectFiles()
{
    connect(m_view, &ProjectTreeView::fileActivated, this, &ProjectTreePanel::fileActivated);
    connect(m_matches, &FileMatches::fileActivated, this, &ProjectTreePanel::fileActivated);
    connect(m_matches, &FileMatches::searchLeft, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_matches, &FileMatches::searchChanged, this, [this](bool isOn) {
        m_lists->setCurrentWidget(isOn ? static_cast<QWidget *>(m_matches) : m_view);
    });
    connect(m_operations, &FileOperations::pathCreated, this, &ProjectTreePanel::pathCreated);
    connect(m_operations, &FileOperations::pathRenamed, this, &ProjectTreePanel::pathRenamed);
    connect(m_operations, &FileOperations::pathDeleted, this, &ProjectTreePanel::pathDeleted);
    connect(m_operations, &FileOperations::filesChanged, m_matches, &FileMatches::forgetFiles);
    connect(m_operations, &FileOperations::messageRequested, this,
            &ProjectTreePanel::messageRequested);
    connect(m_operations, &FileOperations::messageOutdated, this,
            &ProjectTreePanel::messageOutdated);
    connect(m_actions, &ProjectTreeActions::creationRequested, m_filter, &QLineEdit::clear);
    connect(m_actions, &ProjectTreeActions::messageRequested, this,
            &ProjectTreePanel::messageRequested);
}

void ProjectTreePanel::connectPlaceholder()
{
    connect(m_placeholder, &ProjectPlaceholder::openFolderRequested, this,
            &ProjectTreePanel::openFolderRequested);
    connect(m_placeholder, &ProjectPlaceholder::newProjectRequested, this,
            &ProjectTreePanel::newProjectRequested);
    connect(m_placeholder, &ProjectPlaceholder::closeProjectRequested, this,
            &ProjectTreePanel::closeProjectRequested);
}

QLineEdit *ProjectTreePanel::createFilter()
{
    auto *filter = new QLineEdit;
    filter->setPlaceholderText(tr("Find a file"));
    filter->setClearButtonEnabled(true);
    filter->setAccessibleName(tr("Find a file by its name"));
    filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    return filter;
}

QHBoxLayout *ProjectTreePanel::createHeader()
{
    m_title->setContentsMargins(8, 0, 0, 0);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *tools = new QToolBar;
    tools->setIconSize(QSize(16, 16));
    tools->addActions(m_actions->tools());
    auto *header = new QHBoxLayout;
    header->setContentsMargins(0, 2, 4, 0);
    header->setSpacing(0);
    header->addWidget(m_title, 1);
    header->addWidget(tools);
    return header;
}

QWidget *ProjectTreePanel::createTreePage()
{
    auto *page = new QWidget;
    m_lists->addWidget(m_view);
    m_lists->addWidget(m_matches);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(6, 2, 6, 6);
    filterRow->addWidget(m_filter);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(createHeader());
    layout->addLayout(filterRow);
    layout->addWidget(m_lists, 1);
    return page;
}

void ProjectTreePanel::setMarks(const models::FileMarks &marks)
{
    m_view->setMarks(marks);
}

QTreeView *ProjectTreePanel::view() const
{
    return m_view;
}

QList<QAction *> ProjectTreePanel::panelActions() const
{
    return m_actions->all();
}

QString ProjectTreePanel::selectedPath() const
{
    return m_view->selectedPath();
}

void ProjectTreePanel::selectPath(const QString &path)
{
    if (!m_project.isEmpty())
        m_view->selectPath(path);
}

void ProjectTreePanel::setProject(const QString &directory)
{
    if (directory == m_project)
        return;
    m_project = directory;
    m_folder.setFolder(directory);
    m_view->forgetAwaited();
    m_operations->forgetCreated();
    m_matches->setProject(directory);
    if (m_folder.isThere()) {
        showTree();
        return;
    }
    if (!directory.isEmpty()) {
        showThatItIsGone();
        return;
    }
    m_placeholder->showThatNoneIsOpen();
    m_pages->setCurrentWidget(m_placeholder);
    m_actions->setProject({});
}

void ProjectTreePanel::showTree()
{
    m_title->setText(QDir(m_project).dirName());
    m_title->setToolTip(QDir::toNativeSeparators(m_project));
    m_view->showFolder(m_project);
    m_pages->setCurrentWidget(m_treePage);
    m_actions->setProject(m_project);
}

void ProjectTreePanel::showThatItIsGone()
{
    m_view->dropModel();
    m_matches->forgetFiles();
    m_filter->clear();
    m_placeholder->showThatItIsGone(m_project);
    m_pages->setCurrentWidget(m_placeholder);
    m_actions->setProject({});
}

} // namespace looptide::panels
