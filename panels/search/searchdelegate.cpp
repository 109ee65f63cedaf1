// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchdelegate.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/search/searchresultsmodel.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace looptide::panels {

using models::SearchResultsModel;
using models::Theme;
using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 6;
constexpr int iconSize = 16;
constexpr double markStrength = 0.3;

QColor textColor(const QStyleOptionViewItem &option, bool isSecond)
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor text =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    return isSecond && !isSelected ? Theme(option.palette).mutedText() : text;
}

} // namespace

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                           const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    QRect rect = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    rect.setRight(option.rect.right() - gap);
    painter->save();
    painter->setClipRect(rect);
    painter->setFont(option.font);
    if (index.data(SearchResultsModel::LineRole).toInt() == 0)
        paintFile(painter, option, rect, index);
    else
        paintMatch(painter, option, rect, index);
    painter->restore();
}

void SearchDelegate::paintFile(QPainter *painter, const QStyleOptionViewItem &option,
                               const QRect &rect, const QModelIndex &index) const
{
    const QString path = index.data(Qt::DisplayRole).toString();
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString count = QLocale().toString(index.data(SearchResultsModel::CountRole).toInt());
    const QFontMetrics metrics(option.font);
    QRect room = rect;
    const QRect picture(room.left(), room.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    icon(u"file"_s, textColor(option, true)).paint(painter, picture);
    room.setLeft(picture.right() + gap);
    const int countWidth = metrics.horizontalAdvance(count);
    painter->setPen(textColor(option, true));
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, count);
    room.setRight(room.right() - countWidth - gap);
    painter->setPen(textColor(option, false));
    const QString name = metrics.elidedText(path.sliced(slash + 1), Qt::ElideMiddle, room.width());
    painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, name);
    room.setLeft(room.left() + metrics.horizontalAdvance(name) + gap);
    if (slash > 0 && room.width() > 3 * gap) {
        painter->setPen(textColor(option, true));
        painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(path.first(slash), Qt::ElideMiddle, room.width()));
    }
}

void SearchDelegate::paintMatch(QPainter *painter, const QStyleOptionViewItem &option,
                                const QRect &rect, const QModelIndex &index) const
{
    const Theme theme(option.palette);
    const QString number = QLocale::c().toString(index.data(SearchResultsModel::LineRole).toInt());
    QString text = index.data(SearchResultsModel::MatchRole).toString();
    const int start = index.data(SearchResultsModel::MarkStartRole).toInt();
    const int length = index.data(SearchResultsModel::MarkLengthRole).toInt();
    const QVariant replacement = index.data(SearchResultsModel::ReplacementRole);

    QTextCharFormat mark;
    mark.setBackground(Theme::mix(theme.base(), theme.warning(), markStrength));
    mark.setForeground(theme.text());
    QList<QTextLayout::FormatRange> ranges;
    if (replacement.isValid()) {
        const QString after = replacement.toString();
        mark.setFontStrikeOut(true);
        mark.setBackground(Theme::mix(theme.base(), theme.error(), markStrength));
        text.insert(start + length, after);
        QTextCharFormat added = mark;
        added.setFontStrikeOut(false);
        added.setBackground(Theme::mix(theme.base(), theme.good(), markStrength));
        ranges.append({ start + length, int(after.size()), added });
    }
    ranges.append({ start, length, mark });

    QRect room = rect;
    painter->setPen(textColor(option, true));
    const QFontMetrics metrics(option.font);
    const int numberWidth = metrics.horizontalAdvance(u"0"_s.repeated(qMax(4, number.size())));
    painter->drawText(QRect(room.left(), room.top(), numberWidth, room.height()),
                      Qt::AlignRight | Qt::AlignVCenter, number);
    room.setLeft(room.left() + numberWidth + 2 * gap);

    QTextLayout layout(text, option.font);
    QTextOption lineOption;
    lineOption.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(lineOption);
    layout.setFormats(ranges);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    layout.endLayout();
    painter->setPen(textColor(option, false));
    painter->setClipRect(room);
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2));
}

} // namespace looptide::panels
