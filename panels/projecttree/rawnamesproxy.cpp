// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnamesproxy.h"

#include "panels/common/icons.h"
#include "panels/projecttree/projectfiles.h"
#include "panels/projecttree/projectfilesmodel.h"

#include <QDir>
#include <QGuiApplication>
#include <QPalette>

#include <utility>

namespace looptide::panels {

using models::RawName;

struct RawNamesProxy::Entry
{
    Folder *folder;
    RawName name;
};

struct RawNamesProxy::Folder
{
    QPersistentModelIndex source; // invalid when the folder has gone
    std::vector<std::unique_ptr<Entry>> entries; // their rows follow those of the source
};

RawNamesProxy::RawNamesProxy(ProjectFilesModel *files, QObject *parent)
    : QIdentityProxyModel(parent), m_files(files)
{
    // Before the base class reports the reset: what was added is gone by then.
    connect(files, &QAbstractItemModel::modelReset, this, &RawNamesProxy::dropAll);
    // The base class knows no persistent index that the source does not have.
    setHandleSourceLayoutChanges(false);
    setSourceModel(files);
    connect(files, &QAbstractItemModel::layoutAboutToBeChanged, this,
            &RawNamesProxy::beginLayoutChange);
    connect(files, &QAbstractItemModel::layoutChanged, this, &RawNamesProxy::endLayoutChange);
    // Later: a receiver of rowsRemoved may still hold indexes below the removed rows.
    connect(files, &QAbstractItemModel::rowsRemoved, this, &RawNamesProxy::dropGoneFolders,
            Qt::QueuedConnection);
    connect(files, &QFileSystemModel::directoryLoaded, &m_reader, &models::RawNamesReader::read);
    connect(&m_reader, &models::RawNamesReader::namesRead, this, &RawNamesProxy::showNames);
}

RawNamesProxy::~RawNamesProxy() = default;

const RawNamesProxy::Entry *RawNamesProxy::entryOf(const QModelIndex &index) const
{
    return index.isValid() && m_entries.contains(index.internalPointer())
        ? static_cast<const Entry *>(index.constInternalPointer())
        : nullptr;
}

// A new folder of the source may have the address of one that has gone.
RawNamesProxy::Folder *RawNamesProxy::folderAt(const QModelIndex &source) const
{
    if (source.column() > 0)
        return nullptr;
    Folder *folder = m_folderOfNode.value(source.internalPointer());
    return folder && folder->source == source ? folder : nullptr;
}

bool RawNamesProxy::isRaw(const QModelIndex &index) const
{
    return entryOf(index) != nullptr;
}

RawName RawNamesProxy::rawName(const QModelIndex &index) const
{
    const Entry *entry = entryOf(index);
    return entry ? entry->name : RawName();
}

QString RawNamesProxy::folderOf(const QModelIndex &index) const
{
    return m_files->filePath(mapToSource(parent(index)));
}

bool RawNamesProxy::isFolder(const QModelIndex &index) const
{
    const Entry *entry = entryOf(index);
    return entry ? entry->name.isFolder : m_files->isDir(mapToSource(index));
}

QString RawNamesProxy::sortName(const QModelIndex &index) const
{
    const Entry *entry = entryOf(index);
    return entry ? models::guessedName(entry->name.bytes) : m_files->fileName(mapToSource(index));
}

bool RawNamesProxy::isPhantom(const QModelIndex &index) const
{
    if (isRaw(index))
        return false;
    const QFileInfo info = m_files->fileInfo(mapToSource(index));
    return !info.exists() && !info.isSymLink();
}

QString RawNamesProxy::explanation(bool isFolder)
{
    return isFolder ? tr("The name of this folder is not UTF-8. Rename it to open it.")
                    : tr("The name of this file is not UTF-8. Rename it to open it.");
}

QModelIndex RawNamesProxy::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const QModelIndex source = mapToSource(parent);
    const int sourceRows = m_files->rowCount(source);
    if (row < sourceRows)
        return mapFromSource(m_files->index(row, column, source));
    return createIndex(row, column, folderAt(source)->entries.at(size_t(row - sourceRows)).get());
}

QModelIndex RawNamesProxy::parent(const QModelIndex &child) const
{
    if (const Entry *entry = entryOf(child))
        return mapFromSource(entry->folder->source);
    return QIdentityProxyModel::parent(child);
}

QModelIndex RawNamesProxy::sibling(int row, int column, const QModelIndex &index) const
{
    return this->index(row, column, parent(index));
}

QModelIndex RawNamesProxy::mapToSource(const QModelIndex &proxyIndex) const
{
    return isRaw(proxyIndex) ? QModelIndex() : QIdentityProxyModel::mapToSource(proxyIndex);
}

QModelIndex RawNamesProxy::buddy(const QModelIndex &index) const
{
    return isRaw(index) ? index : QIdentityProxyModel::buddy(index);
}

int RawNamesProxy::rowCount(const QModelIndex &parent) const
{
    if (isRaw(parent))
        return 0;
    const QModelIndex source = mapToSource(parent);
    const Folder *folder = folderAt(source);
    return m_files->rowCount(source) + (folder ? int(folder->entries.size()) : 0);
}

bool RawNamesProxy::hasChildren(const QModelIndex &parent) const
{
    return !isRaw(parent) && QIdentityProxyModel::hasChildren(parent);
}

bool RawNamesProxy::canFetchMore(const QModelIndex &parent) const
{
    return !isRaw(parent) && QIdentityProxyModel::canFetchMore(parent);
}

void RawNamesProxy::fetchMore(const QModelIndex &parent)
{
    if (!isRaw(parent))
        QIdentityProxyModel::fetchMore(parent);
}

Qt::ItemFlags RawNamesProxy::flags(const QModelIndex &index) const
{
    if (isRaw(index))
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return QIdentityProxyModel::flags(index);
}

QVariant RawNamesProxy::data(const QModelIndex &index, int role) const
{
    const Entry *entry = entryOf(index);
    if (!entry)
        return QIdentityProxyModel::data(index, role);
    if (index.column() > 0)
        return {};
    const auto &[bytes, isFolder] = entry->name;
    switch (role) {
    case Qt::DisplayRole:
    case QFileSystemModel::FileNameRole:
        return models::rawNameText(bytes);
    case Qt::DecorationRole:
        return icon(isFolder ? QStringLiteral("folder")
                             : models::fileIconName(models::guessedName(bytes)));
    case Qt::ForegroundRole:
        return QGuiApplication::palette().brush(QPalette::PlaceholderText);
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1</p><p>%2</p>")
            .arg(models::rawNameText(bytes).toHtmlEscaped(),
                 (explanation(isFolder) + u' '
                  + tr("\\x stands before each byte that is no character."))
                     .toHtmlEscaped());
    case Qt::AccessibleDescriptionRole:
        return explanation(isFolder);
    default:
        return {};
    }
}

bool RawNamesProxy::setData(const QModelIndex &index, const QVariant &value, int role)
{
    return !isRaw(index) && QIdentityProxyModel::setData(index, value, role);
}

void RawNamesProxy::showNames(const QString &path, const QList<RawName> &names)
{
    dropGoneFolders();
    const QModelIndex source = m_files->index(path);
    if (!source.isValid())
        return;
    Folder *folder = folderAt(source);
    if (!folder && names.isEmpty())
        return;
    if (!folder) {
        folder = m_folders.emplace_back(std::make_unique<Folder>(source)).get();
        m_folderOfNode.insert(source.internalPointer(), folder);
    }
    removeMissing(folder, names);
    addMissing(folder, names);
    checkPhantoms(path, names);
}

// The model does not always report that there is such a file now, or no longer.
void RawNamesProxy::checkPhantoms(const QString &path, const QList<RawName> &names)
{
    for (const RawName &name : names) {
        const QString cutOff = models::cutOffName(name.bytes);
        const QModelIndex source =
            cutOff.isEmpty() ? QModelIndex() : m_files->index(QDir(path).filePath(cutOff));
        const QModelIndex index = mapFromSource(source);
        if (index.isValid())
            Q_EMIT dataChanged(index, index);
    }
}

void RawNamesProxy::removeMissing(Folder *folder, const QList<RawName> &names)
{
    const int sourceRows = m_files->rowCount(folder->source);
    QHash<QByteArray, bool> areFolders;
    for (const RawName &name : names)
        areFolders.insert(name.bytes, name.isFolder);
    for (auto i = int(folder->entries.size()) - 1; i >= 0; --i) {
        const auto entry = folder->entries.begin() + i;
        const auto same = areFolders.constFind((*entry)->name.bytes);
        if (same != areFolders.constEnd() && same.value() == (*entry)->name.isFolder)
            continue;
        beginRemoveRows(mapFromSource(folder->source), sourceRows + i, sourceRows + i);
        const std::unique_ptr<Entry> removed = std::move(*entry);
        folder->entries.erase(entry);
        endRemoveRows();
        m_entries.remove(removed.get());
    }
}

void RawNamesProxy::addMissing(Folder *folder, const QList<RawName> &names)
{
    QSet<QByteArray> present;
    for (const auto &entry : folder->entries)
        present.insert(entry->name.bytes);
    std::vector<std::unique_ptr<Entry>> added;
    for (const RawName &name : names) {
        if (!present.contains(name.bytes))
            added.push_back(std::make_unique<Entry>(folder, name));
    }
    if (added.empty())
        return;
    const int first = m_files->rowCount(folder->source) + int(folder->entries.size());
    beginInsertRows(mapFromSource(folder->source), first, first + int(added.size()) - 1);
    for (std::unique_ptr<Entry> &entry : added) {
        m_entries.insert(entry.get());
        folder->entries.push_back(std::move(entry));
    }
    endInsertRows();
}

QList<QPersistentModelIndex>
RawNamesProxy::fromSource(const QList<QPersistentModelIndex> &indexes) const
{
    QList<QPersistentModelIndex> mapped;
    for (const QPersistentModelIndex &index : indexes)
        mapped.append(mapFromSource(index));
    return mapped;
}

// The rows that were added stay where they are: behind the others, whose number stays the same.
void RawNamesProxy::beginLayoutChange(const QList<QPersistentModelIndex> &parents,
                                      LayoutChangeHint hint)
{
    Q_EMIT layoutAboutToBeChanged(fromSource(parents), hint);
    const QModelIndexList indexes = persistentIndexList();
    for (const QModelIndex &index : indexes) {
        if (isRaw(index))
            continue;
        m_movedIndexes.append(index);
        m_movedSources.append(mapToSource(index));
    }
}

void RawNamesProxy::endLayoutChange(const QList<QPersistentModelIndex> &parents,
                                    LayoutChangeHint hint)
{
    for (qsizetype i = 0; i < m_movedIndexes.size(); ++i)
        changePersistentIndex(m_movedIndexes[i], mapFromSource(m_movedSources[i]));
    m_movedIndexes.clear();
    m_movedSources.clear();
    Q_EMIT layoutChanged(fromSource(parents), hint);
}

void RawNamesProxy::dropGoneFolders()
{
    const auto isGone = [](const Folder *folder) { return !folder->source.isValid(); };
    m_folderOfNode.removeIf([&](const auto &node) { return isGone(node.value()); });
    std::erase_if(m_folders, [&](const auto &folder) {
        if (!isGone(folder.get()))
            return false;
        for (const auto &entry : folder->entries)
            m_entries.remove(entry.get());
        return true;
    });
}

void RawNamesProxy::dropAll()
{
    m_entries.clear();
    m_folderOfNode.clear();
    m_folders.clear();
}

} // namespace looptide::panels
