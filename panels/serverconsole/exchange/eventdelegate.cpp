// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/eventdelegate.h"

#include "panels/common/theme.h"
#include "panels/serverconsole/exchange/eventmodel.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace looptide::panels {

using models::EventModel;
using models::Theme;
using trace::ExchangeEvent;
using Column = EventModel::Column;

namespace {

constexpr int padding = 5;
constexpr int barHeight = 6;

QColor colorOf(const Theme &theme, const ExchangeEvent &event, Column column, bool hasFailed)
{
    if (column == Column::Name && event.kind == ExchangeEvent::Kind::Call)
        return theme.httpMethod(event.name);
    if (column == Column::Status)
        return event.number == 0 && !event.isOpen ? theme.error() : theme.httpStatus(event.number);
    if (column == Column::Note)
        return hasFailed ? theme.error() : theme.mutedText();
    return column == Column::Name || column == Column::Text ? theme.text() : theme.mutedText();
}

void drawBar(QPainter *painter, const QRect &cell, const QModelIndex &index, const QColor &color)
{
    QRectF bar = QRectF(cell).adjusted(padding, 0, -padding, 0);
    const double left = index.data(EventModel::BeginShareRole).toDouble() * bar.width();
    const double right = index.data(EventModel::EndShareRole).toDouble() * bar.width();
    bar = QRectF(bar.left() + std::min(left, bar.width() - 2), bar.center().y() - barHeight / 2.,
                 std::max(2., right - left), barHeight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(bar, 2, 2);
}

} // namespace

void EventDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const auto *model = qobject_cast<const EventModel *>(index.model());
    if (!model)
        return;
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const Theme theme(item.palette);
    const bool hasFailed = index.data(EventModel::FailedRole).toBool();
    const bool isSelected = item.state & QStyle::State_Selected;
    const auto group = item.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const QColor selected = item.palette.color(group, QPalette::HighlightedText);
    const Column column = model->columnAt(index.column());
    painter->save();
    if (column == Column::Bar) {
        const QColor color = hasFailed ? theme.error() : theme.accent();
        drawBar(painter, item.rect, index, isSelected ? selected : color);
    } else {
        painter->setFont(item.font);
        painter->setPen(
            isSelected ? selected : colorOf(theme, model->eventAt(index.row()), column, hasFailed));
        const QRect rect = item.rect.adjusted(padding, 0, -padding, 0);
        const auto elide =
            column == Column::Text && model->eventAt(index.row()).kind == ExchangeEvent::Kind::Call
            ? Qt::ElideMiddle
            : Qt::ElideRight;
        painter->drawText(rect, int(item.displayAlignment) | Qt::TextSingleLine,
                          item.fontMetrics.elidedText(item.text, elide, rect.width()));
    }
    painter->restore();
}

} // namespace looptide::panels
