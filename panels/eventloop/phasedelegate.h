// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

// Paints the table of phases: a dot in the colour of the row, and the share of time as a bar.
class PhaseDelegate : public QStyledItemDelegate
{
public:
    static constexpr int dotWidth = 9;

    PhaseDelegate(models::LoopStats *stats, QObject *parent)
        : QStyledItemDelegate(parent), m_stats(stats)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    models::LoopStats *m_stats;
};

} // namespace looptide::panels
