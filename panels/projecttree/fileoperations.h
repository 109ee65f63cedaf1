// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/rawnames.h"

#include <QObject>
#include <QString>

class QWidget;

namespace looptide::panels {

class ProjectTreeView;

// Creates, renames and deletes the entries that are selected in the tree, asks before it deletes,
// and reports what it did.
class FileOperations : public QObject
{
    Q_OBJECT
public:
    enum class Kind { File, Folder };

    // The questions belong to the window of owner, which owns this object too.
    FileOperations(ProjectTreeView *view, QWidget *owner);

    // In that folder. The user names the entry in the tree; an entry without a name is removed.
    void createEntry(Kind kind, const QString &folder);
    // In the tree; a name that is not UTF-8 in a dialog, since it cannot be edited.
    void renameSelected();
    void deleteSelected();
    // The user has finished naming the entry, or has cancelled.
    void forgetCreated() { m_created.clear(); }

Q_SIGNALS:
    void pathCreated(const QString &path);
    void pathRenamed(const QString &from, const QString &to); // a file or a folder
    void pathDeleted(const QString &path);
    // The disk changed, or may have.
    void filesChanged();
    void messageRequested(const QString &text);
    // The message with that text is no longer true.
    void messageOutdated(const QString &text);

private:
    // What is to be deleted.
    struct Entry
    {
        QString folder;
        QByteArray name; // in folder; empty: nothing
        bool isFolder = false;
        bool isRaw = false; // the name is not UTF-8: there is no path

        QString path() const;
        QString text() const; // the name for users
    };

    void renameRawName(const models::RawName &name);
    void reportRenamed(const QString &from, const QString &to);
    void finishEditing(bool accepted);
    void moveToTrash(const Entry &entry);
    void offerToDeleteForGood(const Entry &entry, const QString &reason);
    void deleteForGood(const Entry &entry);
    void reportDeleted(const Entry &entry);
    Entry selectedEntry() const;

    ProjectTreeView *m_view;
    QWidget *m_owner;
    QString m_created; // a new entry whose first name is being edited
};

} // namespace looptide::panels
