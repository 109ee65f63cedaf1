// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/templatecarddelegate.h"

#include "panels/common/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QScrollBar>

namespace looptide::app {

namespace {

constexpr int margin = 3; // around a card
constexpr int padding = 10; // inside it
constexpr int gap = 5; // between its lines
constexpr int tagPadding = 7;
constexpr qreal radius = 7;

// Where the parts of a card are, in the coordinates of the view.
struct CardLayout
{
    CardLayout(const QStyleOptionViewItem &option, const QModelIndex &index, int width)
        : titleFont(option.font), tagFont(option.font)
    {
        titleFont.setBold(true);
        titleFont.setPointSizeF(option.font.pointSizeF() * 1.15);
        tagFont.setPointSizeF(option.font.pointSizeF() * 0.85);
        card = QRect(option.rect.topLeft(), QSize(width, 0)).adjusted(margin, margin, -margin, 0);
        const QRect inner = card.adjusted(padding, padding, -padding, 0);
        title = QRect(inner.topLeft(), QSize(inner.width(), QFontMetrics(titleFont).height()));
        const QString text = index.data(TemplateCardDelegate::DescriptionRole).toString();
        description = QFontMetrics(option.font)
                          .boundingRect(QRect(inner.left(), title.bottom() + gap, inner.width(), 0),
                                        Qt::TextWordWrap, text);
        description.setWidth(inner.width());
        tags = QRect(inner.left(), description.bottom() + gap + 2, inner.width(),
                     QFontMetrics(tagFont).height() + 2);
        card.setBottom(tags.bottom() + padding);
    }

    QFont titleFont;
    QFont tagFont;
    QRect card;
    QRect title;
    QRect description;
    QRect tags;
};

void paintTags(QPainter *painter, const CardLayout &layout, const QStringList &tags,
               const models::Theme &theme)
{
    painter->setFont(layout.tagFont);
    const QFontMetrics metrics(layout.tagFont);
    int left = layout.tags.left();
    for (const QString &tag : tags) {
        const int width = metrics.horizontalAdvance(tag) + 2 * tagPadding;
        if (left + width > layout.tags.right())
            return; // no room for this one: those that fit say enough
        const QRectF pill(left, layout.tags.top(), width, layout.tags.height());
        painter->setPen(theme.grid());
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter->setPen(theme.mutedText());
        painter->drawText(pill, Qt::AlignCenter, tag);
        left += width + gap;
    }
}

} // namespace

void TemplateCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const models::Theme theme(option.palette);
    CardLayout layout(option, index, option.rect.width());
    layout.card.setBottom(option.rect.bottom() - margin);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = selected && (option.state & QStyle::State_HasFocus);
    const bool hovered = option.state & QStyle::State_MouseOver;
    static constexpr double selectedTint = 0.14;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor surface =
        selected ? models::Theme::mix(theme.base(), theme.accent(), selectedTint) : theme.card();
    painter->setPen(QPen(selected || hovered ? theme.accent() : theme.grid(), focused ? 2 : 1));
    painter->setBrush(surface);
    painter->drawRoundedRect(QRectF(layout.card).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    painter->setPen(theme.text());
    painter->setFont(layout.titleFont);
    painter->drawText(
        layout.title, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(layout.titleFont)
            .elidedText(index.data().toString(), Qt::ElideRight, layout.title.width()));
    painter->setPen(theme.mutedText());
    painter->setFont(option.font);
    painter->drawText(layout.description, Qt::TextWordWrap, index.data(DescriptionRole).toString());
    paintTags(painter, layout, index.data(TagsRole).toStringList(), theme);
    painter->restore();
}

QSize TemplateCardDelegate::sizeHint(const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    // As if a scroll bar were there: it comes and goes after the view has asked.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view
        ? view->maximumViewportSize().width() - view->verticalScrollBar()->sizeHint().width()
        : option.rect.width();
    return { width, CardLayout(option, index, width).card.height() + 2 * margin };
}

} // namespace looptide::app
