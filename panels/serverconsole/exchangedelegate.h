// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace looptide::trace {
struct HttpExchange;
}

namespace looptide::panels {

// Draws the cells of the server console: methods in their colour, the status as a pill, the
// duration over a bar (logarithmic from 0.1 ms to 10 s). Works on a ServerConsoleProxy.
class ExchangeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

    // 0..1: how much of the cell the bar of a duration fills.
    static double barShare(quint64 durationNs);
};

} // namespace looptide::panels
