// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/common/panel.h"
#include "panels/projecttree/folderwatch.h"

#include <QWidget>

#include <atomic>
#include <memory>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QModelIndex;
class QStackedWidget;
class QTreeView;

namespace looptide::panels {

class EmptyState;
class ProjectFilesModel;
class VisibleFilesProxy;

// The files of the open project: a tree that follows the disk, and a filter that finds files by
// name anywhere below. Creates, renames and deletes files itself and tells what it did.
class ProjectTreePanel : public QWidget
{
    Q_OBJECT
public:
    // How the window shows it.
    static PanelDescriptor descriptor();

    explicit ProjectTreePanel(QWidget *parent = nullptr);
    ~ProjectTreePanel() override;

    // Empty: no project. Reading the disk begins here, on a thread of the model's own.
    void setProject(const QString &directory);
    QString project() const { return m_project; }
    // Shows and selects a file, if it is below the project.
    void selectPath(const QString &path);
    QString selectedPath() const;

    QTreeView *view() const { return m_view; }
    QList<QAction *> panelActions() const { return m_actions; }

Q_SIGNALS:
    void fileActivated(const QString &path);
    void pathCreated(const QString &path);
    void pathRenamed(const QString &from, const QString &to); // a file or a folder
    void pathDeleted(const QString &path);
    void openFolderRequested();
    void newProjectRequested();
    void closeProjectRequested();
    // After the project's folder was gone.
    void projectReturned();
    void messageRequested(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Kind { File, Folder };

    void setupActions();
    void setupViews();
    EmptyState *createEmptyPage();
    EmptyState *createGonePage();
    QWidget *createTreePage();
    QAction *addPanelAction(const char *name, const QString &icon, const QString &text,
                            const QString &toolTip, const QKeySequence &shortcut = {});
    void ensureModel();
    void dropModel();
    void showTree();
    void showThatItIsGone();
    void updateActions();
    void showContextMenu(const QPoint &position);
    void activate(const QModelIndex &index);
    void createEntry(Kind kind);
    void editWhenShown(const QString &path);
    void finishEditing(bool accepted);
    void renameSelected();
    void deleteSelected();
    void moveToTrash(const QString &path);
    void deleteForGood(const QString &path);
    void reveal();
    void copyPath(bool relative);
    void filterChanged(const QString &text);
    void showMatches();
    void readFileList();
    QString targetFolder() const;

    QString m_project;
    models::FolderWatch m_folder; // the project's
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_emptyPage = nullptr;
    EmptyState *m_gonePage = nullptr;
    QWidget *m_treePage = nullptr;
    QLabel *m_title = nullptr;
    QLineEdit *m_filter = nullptr;
    QStackedWidget *m_lists = nullptr; // the tree, or the matches of the filter
    QTreeView *m_view = nullptr;
    QListWidget *m_matches = nullptr;
    ProjectFilesModel *m_model = nullptr;
    VisibleFilesProxy *m_proxy = nullptr;
    QAction *m_open = nullptr;
    QAction *m_newFile = nullptr;
    QAction *m_newFolder = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_reveal = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_copyRelativePath = nullptr;
    QAction *m_collapse = nullptr;
    QList<QAction *> m_actions;
    QString m_awaited; // a new entry to be edited as soon as the model shows it
    QString m_created; // a new entry whose first name is being edited
    QString m_selectLater; // to be selected as soon as the model shows it
    QStringList m_fileList; // for the filter; empty until asked for
    std::shared_ptr<std::atomic_bool> m_listCancelled;
};

} // namespace looptide::panels
