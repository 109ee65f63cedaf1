// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/projecttree/filemarks.h"
#include "panels/projecttree/folderwatch.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace looptide::panels {

class FileMatches;
class FileOperations;
class ProjectPlaceholder;
class ProjectTreeActions;
class ProjectTreeView;

// The files of the open project: a tree that follows the disk, and a filter that finds files by
// name anywhere below. Creates, renames and deletes files, and reports it.
class ProjectTreePanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows it.
    static PanelDescriptor descriptor();

    explicit ProjectTreePanel(QWidget *parent = nullptr);

    // Empty: no project. Reading the disk begins here, on a thread of the model's own.
    void setProject(const QString &directory);
    QString project() const { return m_project; }
    // Shows and selects a file, if it is below the project.
    void selectPath(const QString &path);
    QString selectedPath() const;

    // How the files differ from the last commit.
    void setMarks(const models::FileMarks &marks);

    QTreeView *view() const;
    QList<QAction *> panelActions() const;

Q_SIGNALS:
    void fileActivated(const QString &path);
    void pathCreated(const QString &path);
    void pathRenamed(const QString &from, const QString &to); // a file or a folder
    void pathDeleted(const QString &path);
    void openFolderRequested();
    void newProjectRequested();
    void closeProjectRequested();
    // The project's folder was gone and is there again.
    void projectReturned();
    void messageRequested(const QString &text);
    // The message with that text is no longer true.
    void messageOutdated(const QString &text);

private:
    void connectFiles();
    void connectPlaceholder();
    QWidget *createTreePage();
    QHBoxLayout *createHeader();
    QLineEdit *createFilter();
    void showTree();
    void showThatItIsGone();

    QString m_project;
    models::FolderWatch m_folder; // the project's
    QLineEdit *m_filter;
    QLabel *m_title;
    ProjectTreeView *m_view;
    FileMatches *m_matches;
    FileOperations *m_operations;
    ProjectTreeActions *m_actions;
    ProjectPlaceholder *m_placeholder;
    QStackedWidget *m_lists; // the tree, or the matches of the filter
    QStackedWidget *m_pages; // the placeholder, or the lists with their header
    QWidget *m_treePage;
};

} // namespace looptide::panels
