// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/stepper/loopqueuesmodel.h"

#include "panels/common/displaytext.h"
#include "panels/resources/resourcesmodel.h"

#include <QFont>

#include <algorithm>

namespace looptide::models {

namespace {

// The internal id of the index of a queue. That of an item is 1 more than its queue.
constexpr quintptr queueId = 0;

} // namespace

void LoopQueuesModel::setPause(const trace::LoopPause &pause, const trace::PlaceTable &places)
{
    beginResetModel();
    m_queues = {};
    Queue &ticks = m_queues[std::size_t(LoopQueue::Ticks)];
    ticks.items = ticksOf(pause, places);
    ticks.count = pause.tickCount;
    m_current.reset();
    if (const LoopQueue current = queueOf(pause.phase); current != LoopQueue::Ticks)
        m_current = current;
    endResetModel();
}

void LoopQueuesModel::setResources(const trace::ActiveResources &resources)
{
    beginResetModel();
    for (const LoopQueue which : { LoopQueue::Timers, LoopQueue::Poll, LoopQueue::Check }) {
        Queue &queue = m_queues[std::size_t(which)];
        queue.items = resourcesOf(which, resources);
        queue.count = quint64(queue.items.size());
    }
    endResetModel();
}

void LoopQueuesModel::clear()
{
    beginResetModel();
    m_queues = {};
    m_current.reset();
    endResetModel();
}

LoopQueue LoopQueuesModel::queueAt(const QModelIndex &index)
{
    return LoopQueue(index.internalId() == queueId ? index.row() : int(index.internalId()) - 1);
}

const QueueItem *LoopQueuesModel::itemAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == queueId)
        return nullptr;
    const QList<QueueItem> &items = queue(queueAt(index)).items;
    return index.row() < items.size() ? &items.at(index.row()) : nullptr;
}

const QueueItem *LoopQueuesModel::resourceOf(quint64 asyncId) const
{
    for (const LoopQueue which : { LoopQueue::Timers, LoopQueue::Poll, LoopQueue::Check }) {
        const QList<QueueItem> &items = queue(which).items;
        const auto found = std::ranges::find(items, asyncId, &QueueItem::asyncId);
        if (found != items.cend())
            return &*found;
    }
    return nullptr;
}

QModelIndex LoopQueuesModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(queueId));
}

QModelIndex LoopQueuesModel::parent(const QModelIndex &child) const
{
    return !child.isValid() || child.internalId() == queueId ? QModelIndex()
                                                             : indexOf(queueAt(child));
}

int LoopQueuesModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return loopQueueCount;
    const bool isQueue = parent.internalId() == queueId && parent.column() == 0;
    return isQueue ? int(queue(queueAt(parent)).items.size()) : 0;
}

int LoopQueuesModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant LoopQueuesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const QueueItem *item = itemAt(index))
        return itemData(*item, index.column(), role);
    return queueData(queueAt(index), index.column(), role);
}

QVariant LoopQueuesModel::queueData(LoopQueue which, int column, int role) const
{
    if (role == Qt::ToolTipRole)
        return queueExplanation(which);
    if (role == Qt::FontRole && m_current == which) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole || column != WhatColumn)
        return {};
    if (which == LoopQueue::Microtasks)
        return queueTitle(which);
    return tr("%1 (%2)").arg(queueTitle(which), countText(queue(which).count));
}

QVariant LoopQueuesModel::itemData(const QueueItem &item, int column, int role)
{
    if (role == Qt::ToolTipRole) {
        QStringList lines { visibleText(item.what), ResourcesModel::placeText(item.function) };
        if (const QString creation = ResourcesModel::placeText(item.creation); !creation.isEmpty())
            lines += tr("scheduled in %1").arg(creation);
        lines.removeAll(QString());
        return lines.join(QStringLiteral(" · ")).toHtmlEscaped();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case WhatColumn:
        return item.due.isEmpty() ? visibleText(item.what)
                                  : visibleText(item.what) + u' ' + item.due;
    case FunctionColumn:
        return ResourcesModel::placeText(item.function.line > 0 ? item.function : item.creation);
    default:
        return {};
    }
}

QVariant LoopQueuesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("What waits");
    case FunctionColumn:
        return tr("Function");
    default:
        return {};
    }
}

} // namespace looptide::models
