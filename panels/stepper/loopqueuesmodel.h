// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/stepper/loopqueue.h"

#include <QAbstractItemModel>

#include <array>
#include <optional>

namespace looptide::models {

// The queues of a paused event loop, with what waits in each below it.
class LoopQueuesModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { WhatColumn, FunctionColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void setPause(const trace::LoopPause &pause, const trace::PlaceTable &places);
    // The list that belongs to the pause.
    void setResources(const trace::ActiveResources &resources);
    void clear();

    QModelIndex indexOf(LoopQueue queue) const { return index(int(queue), 0); }
    // Of an index of a queue or of an item of it.
    static LoopQueue queueAt(const QModelIndex &index);
    // Null for the index of a queue.
    const QueueItem *itemAt(const QModelIndex &index) const;
    // The item with this id in the resources, for what is not known from the callback itself.
    const QueueItem *resourceOf(quint64 asyncId) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Queue
    {
        QList<QueueItem> items;
        quint64 count = 0; // more than there are items when they were too many
    };

    const Queue &queue(LoopQueue which) const { return m_queues[std::size_t(which)]; }
    QVariant queueData(LoopQueue which, int column, int role) const;
    static QVariant itemData(const QueueItem &item, int column, int role);

    std::array<Queue, loopQueueCount> m_queues;
    std::optional<LoopQueue> m_current; // whose callbacks run in the phase of the pause
};

} // namespace looptide::models
