// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loopphasemodel.h"

#include "panels/common/displaytext.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/looptexts.h"

#include <QLocale>

#include <array>

namespace looptide::models {

using trace::LoopPhase;

LoopPhaseModel::LoopPhaseModel(LoopStats *stats, QObject *parent)
    : QAbstractTableModel(parent), m_stats(stats)
{
    connect(m_stats, &LoopStats::sampled, this, [this] {
        Q_EMIT dataChanged(index(0, RateColumn), index(rowTotal - 1, ColumnCount - 1));
    });
}

int LoopPhaseModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rowTotal;
}

int LoopPhaseModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LoopPhaseModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole:
    case ExplanationRole:
        return explanation(index.row());
    case ShareRole:
        return share(index.row());
    case Qt::TextAlignmentRole:
        return int((index.column() == NameColumn ? Qt::AlignLeft : Qt::AlignRight)
                   | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant LoopPhaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole) {
        const std::array titles { tr("Phase"), tr("Now"), tr("Time"), tr("Total"),
                                  tr("Total time") };
        return titles[std::size_t(section)];
    }
    if (role == Qt::ToolTipRole) {
        const std::array hints { tr("In the order in which the loop visits them"),
                                 tr("Callbacks a second in the last second (poll: events)"),
                                 tr("Share of the last second that was spent here, working"),
                                 tr("Callbacks since the run began (poll: events)"),
                                 tr("Time spent here, working, since the run began") };
        return hints[std::size_t(section)];
    }
    if (role == Qt::TextAlignmentRole)
        return int((section == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

QString LoopPhaseModel::display(int row, int column) const
{
    if (column == NameColumn)
        return title(row);
    if (!m_stats->hasData())
        return {};
    switch (column) {
    case RateColumn: {
        if (row == collectionsRow || row == int(LoopPhase::Outside))
            return {};
        const double perSecond = rate(row);
        return perSecond == 0
            ? tr("–")
            : tr("%1/s").arg(perSecond < 10 ? QLocale().toString(perSecond, 'f', 1)
                                            : countText(quint64(perSecond)));
    }
    case ShareColumn: {
        const double part = share(row) * 100;
        return part < 0  ? QString()
            : part == 0  ? tr("–")
            : part < 0.1 ? tr("< 0.1 %")
                         : tr("%1 %").arg(QLocale().toString(part, 'f', 1));
    }
    case TotalColumn:
        return total(row) == 0 ? tr("–") : countText(total(row));
    case TotalTimeColumn:
        return row == microtasksRow ? QString()
            : totalNs(row) == 0     ? tr("–")
                                    : durationText(totalNs(row));
    default:
        return {};
    }
}

QString LoopPhaseModel::title(int row) const
{
    return row == microtasksRow ? microtasksTitle()
        : row == collectionsRow ? collectionsTitle()
                                : phaseTitle(LoopPhase(row));
}

QString LoopPhaseModel::explanation(int row) const
{
    return row == microtasksRow ? microtasksExplanation()
        : row == collectionsRow ? collectionsExplanation()
                                : phaseExplanation(LoopPhase(row));
}

double LoopPhaseModel::rate(int row) const
{
    const LoopStats::Now &now = m_stats->now();
    return row == microtasksRow ? now.microtasksPerSecond
        : row == collectionsRow ? 0
                                : now.phases[std::size_t(row)].callbacksPerSecond;
}

double LoopPhaseModel::share(int row) const
{
    const LoopStats::Now &now = m_stats->now();
    return row == microtasksRow ? -1
        : row == collectionsRow ? now.collectionShare
                                : now.phases[std::size_t(row)].busyShare;
}

quint64 LoopPhaseModel::total(int row) const
{
    const trace::TraceSummary &totals = m_stats->totals();
    return row == microtasksRow ? totals.microtaskDrains()
        : row == collectionsRow ? totals.collections().count
                                : totals.phase(LoopPhase(row)).callbacks;
}

quint64 LoopPhaseModel::totalNs(int row) const
{
    const trace::TraceSummary &totals = m_stats->totals();
    return row == collectionsRow ? totals.collections().totalNs
        : row == microtasksRow
        ? 0
        : totals.phase(LoopPhase(row)).busyNs + m_stats->runningNs(LoopPhase(row));
}

} // namespace looptide::models
