// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/git/changesdelegate.h"

#include "panels/common/theme.h"
#include "panels/git/gitchangesmodel.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace looptide::panels {

using models::GitChangesModel;
using models::Theme;

namespace {

constexpr int gap = 6;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected;
}

QColor textColor(const QStyleOptionViewItem &option)
{
    return option.palette.color(isSelected(option) ? QPalette::HighlightedText : QPalette::Text);
}

QColor secondColor(const QStyleOptionViewItem &option)
{
    return isSelected(option) ? textColor(option) : Theme(option.palette).mutedText();
}

} // namespace

QColor changeColor(const Theme &theme, QChar letter)
{
    switch (letter.unicode()) {
    case 'A':
    case 'U':
        return theme.good();
    case 'D':
    case '!':
        return theme.error();
    case 'R':
    case 'C':
        return theme.accent();
    default:
        return theme.warning();
    }
}

void ChangesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    room.setRight(option.rect.right() - gap);
    painter->save();
    painter->setClipRect(room);
    painter->setFont(option.font);
    if (index.data(GitChangesModel::IsGroupRole).toBool())
        paintGroup(painter, option, room, index);
    else
        paintFile(painter, option, room, index);
    painter->restore();
}

void ChangesDelegate::paintGroup(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                                 const QModelIndex &index) const
{
    const QString count = QLocale().toString(index.data(GitChangesModel::CountRole).toInt());
    painter->setPen(secondColor(option));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, count);
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(textColor(option));
    room.setRight(room.right() - QFontMetrics(font).horizontalAdvance(count) - gap);
    painter->drawText(
        room, Qt::AlignVCenter,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, room.width()));
}

void ChangesDelegate::paintFile(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                                const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const QChar letter = index.data(GitChangesModel::LetterRole).toChar();
    painter->setPen(isSelected(option) ? textColor(option)
                                       : changeColor(Theme(option.palette), letter));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, letter);
    room.setRight(room.right() - metrics.horizontalAdvance(u'M') - gap);
    const QString path = index.data(GitChangesModel::PathRole).toString();
    const qsizetype slash = path.lastIndexOf(u'/', path.endsWith(u'/') ? -2 : -1);
    QFont font = option.font;
    font.setStrikeOut(letter == u'D');
    painter->setFont(font);
    painter->setPen(textColor(option));
    const QString name = metrics.elidedText(path.sliced(slash + 1), Qt::ElideMiddle, room.width());
    painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, name);
    room.setLeft(room.left() + metrics.horizontalAdvance(name) + gap);
    if (slash <= 0 || room.width() < 3 * gap)
        return;
    painter->setFont(option.font);
    painter->setPen(secondColor(option));
    painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(path.first(slash), Qt::ElideMiddle, room.width()));
}

} // namespace looptide::panels
