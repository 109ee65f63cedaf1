// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/historydelegate.h"

#include "panels/common/theme.h"
#include "panels/git/githistorymodel.h"

#include <QApplication>
#include <QPainter>

namespace looptide::panels {

using models::GitHistoryModel;
using models::Theme;

namespace {

constexpr int gap = 6;
constexpr int padding = 3;

} // namespace

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 0, 2 * QFontMetrics(option.font).lineSpacing() + 2 * padding };
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const bool isSelected = option.state & QStyle::State_Selected;
    const Theme theme(option.palette);
    const QFontMetrics metrics(option.font);
    const QColor text =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    QRect room = option.rect.adjusted(gap, padding, -gap, -padding);
    QRect upper = room;
    upper.setHeight(room.height() / 2);
    painter->save();
    painter->setFont(option.font);
    if (const QString refs = index.data(GitHistoryModel::RefsRole).toString(); !refs.isEmpty()) {
        const QString shown = metrics.elidedText(refs, Qt::ElideRight, upper.width() / 2);
        painter->setPen(isSelected ? text : theme.accent());
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, shown);
        upper.setRight(upper.right() - metrics.horizontalAdvance(shown) - gap);
    }
    painter->setPen(text);
    painter->drawText(upper, Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, upper.width()));
    room.setTop(upper.bottom() + 1);
    painter->setPen(isSelected ? text : theme.mutedText());
    painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(index.data(GitHistoryModel::DetailRole).toString(),
                                         Qt::ElideRight, room.width()));
    painter->restore();
}

} // namespace looptide::panels
