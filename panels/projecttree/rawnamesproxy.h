// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/projecttree/rawnamesreader.h"

#include <QHash>
#include <QIdentityProxyModel>
#include <QSet>

#include <memory>
#include <vector>

namespace looptide::panels {

class ProjectFilesModel;

// Adds the entries whose names are not UTF-8 to the files of a project, behind the others of each
// folder that the model has read. They are leaves: nothing can be opened through such a name.
//
// What is added is read again whenever the model has read a folder again, so it follows the disk
// as closely as the model does.
class RawNamesProxy : public QIdentityProxyModel
{
    Q_OBJECT
public:
    // The model must live as long as this proxy.
    explicit RawNamesProxy(ProjectFilesModel *files, QObject *parent = nullptr);
    ~RawNamesProxy() override;

    bool isRaw(const QModelIndex &index) const;
    models::RawName rawName(const QModelIndex &index) const; // of one that is raw
    QString folderOf(const QModelIndex &index) const; // that contains the entry
    bool isFolder(const QModelIndex &index) const;
    // The name that the entry is sorted by.
    QString sortName(const QModelIndex &index) const;
    // Qt takes a name whose last character is cut off for one without that character, and lists a
    // file that is not there.
    bool isPhantom(const QModelIndex &index) const;
    // Why such an entry cannot be opened and what helps.
    static QString explanation(bool isFolder);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    QModelIndex sibling(int row, int column, const QModelIndex &index) const override;
    QModelIndex mapToSource(const QModelIndex &proxyIndex) const override;
    QModelIndex buddy(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

private:
    struct Entry;
    struct Folder;

    const Entry *entryOf(const QModelIndex &index) const;
    Folder *folderAt(const QModelIndex &source) const; // null: it has no such names
    void showNames(const QString &path, const QList<models::RawName> &names);
    void removeMissing(Folder *folder, const QList<models::RawName> &names);
    void addMissing(Folder *folder, const QList<models::RawName> &names);
    void checkPhantoms(const QString &path, const QList<models::RawName> &names);
    void beginLayoutChange(const QList<QPersistentModelIndex> &parents, LayoutChangeHint hint);
    void endLayoutChange(const QList<QPersistentModelIndex> &parents, LayoutChangeHint hint);
    QList<QPersistentModelIndex> fromSource(const QList<QPersistentModelIndex> &indexes) const;
    void dropGoneFolders();
    void dropAll();

    ProjectFilesModel *m_files;
    models::RawNamesReader m_reader;
    std::vector<std::unique_ptr<Folder>> m_folders;
    QHash<const void *, Folder *> m_folderOfNode; // by the internal pointer of the source's index
    QSet<const void *> m_entries; // what the internal pointer of an added index can be
    // While the source changes its layout: indexes of this proxy and what they stand for.
    QModelIndexList m_movedIndexes;
    QList<QPersistentModelIndex> m_movedSources;
};

} // namespace looptide::panels
