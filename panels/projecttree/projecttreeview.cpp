// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/projecttreeview.h"

#include "panels/projecttree/projectfilesmodel.h"

#include <utility>

namespace looptide::panels {

ProjectTreeView::ProjectTreeView(QWidget *parent) : QTreeView(parent)
{
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
    setRootIndex(m_proxy->mapFromSource(root));
}

void ProjectTreeView::forgetAwaited()
{
    m_awaited.clear();
    m_selectLater.clear();
}

// It keeps what it knows of a folder that has gone, and shows it of the one that comes in its
// place.
void ProjectTreeView::dropModel()
{
    setModel(nullptr);
    delete std::exchange(m_proxy, nullptr);
    delete std::exchange(m_model, nullptr);
}

void ProjectTreeView::ensureModel()
{
    if (m_model)
        return;
    m_model = new ProjectFilesModel(this);
    m_proxy = new VisibleFilesProxy(this);
    m_proxy->setSourceModel(m_model);
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

QString ProjectTreeView::selectedPath() const
{
    if (!m_model || !currentIndex().isValid())
        return {};
    return m_model->filePath(m_proxy->mapToSource(currentIndex()));
}

void ProjectTreeView::selectPath(const QString &path)
{
    if (!m_model || !path.startsWith(m_folder + u'/'))
        return;
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(path));
    m_selectLater = index.isValid() ? QString() : path;
    if (!index.isValid() || index == currentIndex())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void ProjectTreeView::expandPath(const QString &path)
{
    if (const QModelIndex index = m_proxy->mapFromSource(m_model->index(path)); index.isValid())
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
    const QModelIndex source = m_proxy->mapToSource(index);
    if (!m_model->isDir(source))
        Q_EMIT fileActivated(m_model->filePath(source));
}

void ProjectTreeView::editSelected()
{
    if (currentIndex().isValid())
        edit(currentIndex());
}

void ProjectTreeView::editPath(const QString &path)
{
    const QModelIndex index = m_proxy->mapFromSource(m_model->index(path));
    m_awaited = index.isValid() ? QString() : path;
    if (!index.isValid())
        return;
    Q_EMIT editingStarted(path);
    setCurrentIndex(index);
    scrollTo(index);
    edit(index);
}

} // namespace looptide::panels
