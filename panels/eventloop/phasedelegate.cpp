// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/phasedelegate.h"

#include "panels/common/theme.h"
#include "panels/eventloop/loopphasemodel.h"
#include "panels/eventloop/loopstats.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace looptide::panels {

using models::LoopPhaseModel;
using models::Theme;
using trace::LoopPhase;

namespace {

QColor rowColor(const Theme &theme, int row)
{
    return row == LoopPhaseModel::microtasksRow ? theme.microtasks()
        : row == LoopPhaseModel::collectionsRow ? theme.garbageCollection()
                                                : theme.phase(LoopPhase(row));
}

void drawBackground(QPainter *painter, const QStyleOptionViewItem &item)
{
    item.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
}

void drawText(QPainter *painter, const QStyleOptionViewItem &item, const QRect &rect)
{
    const bool selected = item.state & QStyle::State_Selected;
    const auto group = item.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    painter->setPen(
        item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(rect, int(item.displayAlignment) | Qt::TextSingleLine,
                      item.fontMetrics.elidedText(item.text, Qt::ElideRight, rect.width()));
}

void drawName(QPainter *painter, const QStyleOptionViewItem &item, const QColor &color)
{
    constexpr int dot = PhaseDelegate::dotWidth;
    drawBackground(painter, item);
    const QRectF rect = item.rect;
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(QRectF(rect.left() + 6, rect.center().y() - dot / 2., dot, dot), 3, 3);
    drawText(painter, item, item.rect.adjusted(dot + 13, 0, -2, 0));
}

void drawShare(QPainter *painter, const QStyleOptionViewItem &item, const QColor &color,
               double share)
{
    drawBackground(painter, item);
    if (share > 0) {
        QRectF bar = QRectF(item.rect).adjusted(4, 0, -4, -2);
        bar.setTop(bar.bottom() - 3);
        bar.setLeft(bar.right() - std::max(2., bar.width() * share));
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(bar, 1.5, 1.5);
    }
    drawText(painter, item, item.rect.adjusted(2, 0, -4, 0));
}

} // namespace

void PhaseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const Theme theme(item.palette);
    const QColor color = m_stats->hasEnded() ? theme.dimmed(rowColor(theme, index.row()))
                                             : rowColor(theme, index.row());
    if (m_stats->hasEnded())
        item.palette.setColor(QPalette::Text, theme.mutedText());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.column() == LoopPhaseModel::NameColumn)
        drawName(painter, item, color);
    else if (index.column() == LoopPhaseModel::ShareColumn)
        drawShare(painter, item, color, index.data(LoopPhaseModel::ShareRole).toDouble());
    else
        QStyledItemDelegate::paint(painter, item, index);
    painter->restore();
}

} // namespace looptide::panels
