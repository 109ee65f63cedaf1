// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/filemarkdelegate.h"

#include "panels/projecttree/projectfilesmodel.h"

#include <QApplication>
#include <QPainter>

namespace looptide::panels {

namespace {

constexpr int gap = 6;

} // namespace

void FileMarkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                             const QModelIndex &index) const
{
    const QString letter = index.data(ProjectFilesModel::MarkRole).toString();
    if (letter.isEmpty()) {
        QStyledItemDelegate::paint(painter, given, index);
        return;
    }
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QFontMetrics metrics(option.font);
    const int letterWidth = metrics.horizontalAdvance(u'M') + gap;
    const QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const int textWidth = qMin(room.width(), option.rect.right() - room.left()) - letterWidth - gap;
    option.text = metrics.elidedText(option.text, Qt::ElideMiddle, textWidth);
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const bool isSelected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setFont(option.font);
    painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(option.rect.adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter,
                      letter);
    painter->restore();
}

} // namespace looptide::panels
