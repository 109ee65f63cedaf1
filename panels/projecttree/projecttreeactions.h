// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QPoint;

namespace looptide::panels {

class FileOperations;
class ProjectTreeView;

// What can be done with the files of a project, as actions and as the context menu of the tree.
class ProjectTreeActions : public QObject
{
    Q_OBJECT
public:
    // The view and the operations must live as long as these actions.
    ProjectTreeActions(ProjectTreeView *view, FileOperations *operations, QObject *parent);

    // Empty: there is none, or it is gone.
    void setProject(const QString &directory);
    void update();

    QList<QAction *> all() const { return m_all; }
    QList<QAction *> tools() const { return { m_newFile, m_newFolder, m_collapse }; }

Q_SIGNALS:
    void creationRequested();
    void messageRequested(const QString &text);

private:
    void createFileActions();
    void createViewActions();
    void connectActions();
    QAction *add(const char *name, const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &shortcut = {});
    void showContextMenu(const QPoint &position);
    QString targetFolder() const;
    void reveal();
    void copyPath(bool relative);
    void copyRawPath(const QByteArray &name, bool relative);

    ProjectTreeView *m_view;
    FileOperations *m_operations;
    QString m_project;
    QAction *m_open = nullptr;
    QAction *m_newFile = nullptr;
    QAction *m_newFolder = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_reveal = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_copyRelativePath = nullptr;
    QAction *m_collapse = nullptr;
    QList<QAction *> m_all;
};

} // namespace looptide::panels
