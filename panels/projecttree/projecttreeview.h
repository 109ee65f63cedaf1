// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/filemarks.h"
#include "panels/projecttree/rawnames.h"

#include <QTreeView>

namespace looptide::panels {

class ProjectFilesModel;
class RawNamesProxy;
class VisibleFilesProxy;

// The files of a folder as a tree that follows the disk. Owns the models, and names entries by
// their paths, except for those whose names are not UTF-8: they have none.
class ProjectTreeView : public QTreeView
{
    Q_OBJECT
public:
    explicit ProjectTreeView(QWidget *parent = nullptr);
    ~ProjectTreeView() override;

    // Reading the disk begins here, on a thread of the model's own.
    void showFolder(const QString &folder);
    // What waits for the model to show an entry of the last folder waits no longer.
    void forgetAwaited();
    void dropModel();
    // How the files differ from the last commit.
    void setMarks(const models::FileMarks &marks);

    // Selects an entry as soon as the model shows it, if it is below the folder that is shown.
    void selectPath(const QString &path);
    QString selectedPath() const; // empty: none
    models::RawName selectedRawName() const; // without bytes: none
    // The selected folder, or the one around what is selected; empty when nothing is.
    QString selectedFolder() const;
    void expandPath(const QString &path);
    void activateSelected();
    void editSelected();
    // Selects an entry and edits its name as soon as the model shows it.
    void editPath(const QString &path);

Q_SIGNALS:
    void selectionMoved();
    void fileActivated(const QString &path);
    void rawNameActivated(bool isFolder);
    // The user edits the name of that entry now.
    void editingStarted(const QString &path);
    void editingEnded(bool accepted);
    void pathRenamed(const QString &from, const QString &to);
    void renameFailed(const QString &message);

private:
    void ensureModel();
    void followModel();
    void lookForAwaited();
    void activate(const QModelIndex &index);
    QModelIndex indexOf(const QString &path) const;

    QString m_folder;
    models::FileMarks m_marks;
    ProjectFilesModel *m_model = nullptr;
    RawNamesProxy *m_rawNames = nullptr; // between the two others
    VisibleFilesProxy *m_proxy = nullptr;
    QString m_awaited; // a new entry to be edited as soon as the model shows it
    QString m_selectLater; // to be selected as soon as the model shows it
};

} // namespace looptide::panels
