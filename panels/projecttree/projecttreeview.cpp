// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreeview.h"

#include "panels/projecttree/filemarkdelegate.h"
#include "panels/projecttree/projectfilesmodel.h"
#include "panels/projecttree/rawnamesproxy.h"

#include <QFileInfo>

#include <utility>

namespace looptide::panels {

ProjectTreeView::ProjectTreeView(QWidget *parent) : QTreeView(parent)
{
    setItemDelegate(new FileMarkDelegate(this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTextElideMode(Qt::ElideMiddle);
    setIconSize(QSize(16, 16));
    setIndentation(16);
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Project files"));
    connect(this, &QTreeView::activated, this, &ProjectTreeView::activate);
    connect(itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
            [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
                Q_EMIT editingEnded(hint != QAbstractItemDelegate::RevertModelCache);
            });
}

ProjectTreeView::~ProjectTreeView()
{
    // A name that is being edited is given up when the base class goes, after us.
    disconnect(itemDelegate(), nullptr, this, nullptr);
}

void ProjectTreeView::showFolder(const QString &folder)
{
    m_folder = folder;
    ensureModel();
    const QModelIndex root = m_model->setRootPath(folder);
    setRootIndex(m_proxy->mapFromSource(m_rawNames->mapFromSource(root)));
}

void ProjectTreeView::forgetAwaited()
{
    m_awaited.clear();
    m_selectLater.clear();
}

// The model would show the old contents in a new folder with the same path.
void ProjectTreeView::dropModel()
{
    setModel(nullptr);
    delete std::exchange(m_proxy, nullptr);
    delete std::exchange(m_rawNames, nullptr);
    delete std::exchange(m_model, nullptr);
}

void ProjectTreeView::setMarks(const models::FileMarks &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    if (m_model)
        m_model->setMarks(marks);
    viewport()->update();
}

void ProjectTreeView::ensureModel()
{
    if (m_model)
        return;
    m_model = new ProjectFilesModel(this);
    m_model->setMarks(m_marks);
    m_rawNames = new RawNamesProxy(m_model, this);
    m_proxy = new VisibleFilesProxy(m_rawNames, this);
    setModel(m_proxy);
    for (int column = 1; column < m_model->columnCount(); ++column)
        hideColumn(column);
    followModel();
}

void ProjectTreeView::followModel()
{
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProjectTreeView::selectionMoved);
    connect(m_model, &ProjectFilesModel::renameFailed, this, &ProjectTreeView::renameFailed);
    connect(m_model, &ProjectFilesModel::pathRenamed, this,
            [this](const QString &from, const QString &to) {
                Q_EMIT pathRenamed(from, to);
                m_selectLater = to;
            });
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &ProjectTreeView::lookForAwaited,
            Qt::QueuedConnection);
    connect(m_model, &QFileSystemModel::directoryLoaded, this, &ProjectTreeView::lookForAwaited,
            Qt::QueuedConnection);
}

void ProjectTreeView::lookForAwaited()
{
    if (!m_awaited.isEmpty())
        editPath(m_awaited);
    if (!m_selectLater.isEmpty())
        selectPath(m_selectLater);
}

QModelIndex ProjectTreeView::indexOf(const QString &path) const
{
    return m_proxy->mapFromSource(m_rawNames->mapFromSource(m_model->index(path)));
}

QString ProjectTreeView::selectedPath() const
{
    if (!m_model)
        return {};
    const QModelIndex source = m_rawNames->mapToSource(m_proxy->mapToSource(currentIndex()));
    return source.isValid() ? m_model->filePath(source) : QString();
}

models::RawName ProjectTreeView::selectedRawName() const
{
    return m_model ? m_rawNames->rawName(m_proxy->mapToSource(currentIndex())) : models::RawName();
}

QString ProjectTreeView::selectedFolder() const
{
    if (!selectedRawName().bytes.isEmpty())
        return m_rawNames->folderOf(m_proxy->mapToSource(currentIndex()));
    const QString path = selectedPath();
    if (path.isEmpty())
        return {};
    const QFileInfo info(path);
    return info.isDir() ? info.absoluteFilePath() : info.absolutePath();
}

void ProjectTreeView::selectPath(const QString &path)
{
    if (!m_model || !path.startsWith(m_folder + u'/'))
        return;
    const QModelIndex index = indexOf(path);
    m_selectLater = index.isValid() ? QString() : path;
    if (!index.isValid() || index == currentIndex())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void ProjectTreeView::expandPath(const QString &path)
{
    if (const QModelIndex index = indexOf(path); index.isValid())
        expand(index);
}

void ProjectTreeView::activateSelected()
{
    activate(currentIndex());
}

void ProjectTreeView::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QModelIndex entry = m_proxy->mapToSource(index);
    if (m_rawNames->isRaw(entry))
        Q_EMIT rawNameActivated(m_rawNames->isFolder(entry));
    else if (!m_rawNames->isFolder(entry))
        Q_EMIT fileActivated(m_model->filePath(m_rawNames->mapToSource(entry)));
}

void ProjectTreeView::editSelected()
{
    if (currentIndex().isValid())
        edit(currentIndex());
}

void ProjectTreeView::editPath(const QString &path)
{
    const QModelIndex index = indexOf(path);
    m_awaited = index.isValid() ? QString() : path;
    if (!index.isValid())
        return;
    Q_EMIT editingStarted(path);
    setCurrentIndex(index);
    scrollTo(index);
    edit(index);
}

} // namespace looptide::panels
