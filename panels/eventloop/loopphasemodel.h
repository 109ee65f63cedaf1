// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/records.h"

#include <QAbstractTableModel>

namespace looptide::models {

class LoopStats;

// The figures of LoopStats as a table: a row for each phase in loop order, then the main script,
// microtasks and garbage collection. The rows never change, only their figures.
class LoopPhaseModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        RateColumn, // callbacks (events, drains) a second, now
        ShareColumn, // of the time, now
        TotalColumn, // callbacks of the run
        TotalTimeColumn, // of the run
        ColumnCount,
    };
    // The first rows are those of LoopPhase.
    static constexpr int microtasksRow = trace::loopPhaseCount;
    static constexpr int collectionsRow = trace::loopPhaseCount + 1;
    static constexpr int rowTotal = trace::loopPhaseCount + 2;
    static constexpr int ShareRole = Qt::UserRole; // double 0..1; negative where none is known
    static constexpr int ExplanationRole = Qt::UserRole + 1;

    explicit LoopPhaseModel(LoopStats *stats, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(int row, int column) const;
    QString title(int row) const;
    QString explanation(int row) const;
    double rate(int row) const;
    double share(int row) const;
    quint64 total(int row) const;
    quint64 totalNs(int row) const;

    LoopStats *m_stats;
};

} // namespace looptide::models
