// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/templatecarddelegate.h"

#include "app/dialogs/templatelistmodel.h"
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
        const QString text = index.data(TemplateListModel::DescriptionRole).toString();
        description = QFontMetrics(option.font)
                          .boundingRect(QRect(inner.left(), title.bottom() + gap, inner.width(), 0),
                                        Qt::TextWordWrap, text);
        description.setWidth(inner.width());
        if (text.isEmpty())
            description.setHeight(0);
        tags = QRect(inner.left(), description.bottom() + gap + 2, inner.width(),
                     QFontMetrics(tagFont).height() + 2);
        const bool hasTags = !index.data(TemplateListModel::TagsRole).toStringList().isEmpty();
        card.setBottom((hasTags ? tags : description).bottom() + padding);
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

bool isHeading(const QModelIndex &index)
{
    return index.data(TemplateListModel::HeadingRole).toBool();
}

QFont headingFont(QFont font)
{
    font.setBold(true);
    return font;
}

void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    // Headings are disabled, so that the keyboard passes them, but are to be read.
    QPalette palette = option.palette;
    palette.setCurrentColorGroup(QPalette::Active);
    painter->save();
    painter->setFont(headingFont(option.font));
    painter->setPen(models::Theme(palette).mutedText());
    painter->drawText(option.rect.adjusted(margin + 1, 0, -margin, -gap),
                      Qt::AlignLeft | Qt::AlignBottom, index.data().toString());
    painter->restore();
}

// The title, and the language at the end of its line.
void paintTitle(QPainter *painter, const CardLayout &layout, const QModelIndex &index,
                const models::Theme &theme)
{
    const QString language = index.data(TemplateListModel::LanguageRole).toString();
    const int languageWidth = QFontMetrics(layout.tagFont).horizontalAdvance(language);
    painter->setPen(theme.mutedText());
    painter->setFont(layout.tagFont);
    painter->drawText(layout.title, Qt::AlignRight | Qt::AlignVCenter, language);
    painter->setPen(theme.text());
    painter->setFont(layout.titleFont);
    painter->drawText(
        layout.title, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(layout.titleFont)
            .elidedText(index.data().toString(), Qt::ElideRight,
                        layout.title.width() - languageWidth - (languageWidth > 0 ? gap : 0)));
}

} // namespace

void TemplateCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    if (isHeading(index)) {
        paintHeading(painter, option, index);
        return;
    }
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

    paintTitle(painter, layout, index, theme);
    painter->setPen(theme.mutedText());
    painter->setFont(option.font);
    painter->drawText(layout.description, Qt::TextWordWrap,
                      index.data(TemplateListModel::DescriptionRole).toString());
    paintTags(painter, layout, index.data(TemplateListModel::TagsRole).toStringList(), theme);
    painter->restore();
}

QSize TemplateCardDelegate::sizeHint(const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    if (isHeading(index))
        return { 0, 2 * QFontMetrics(headingFont(option.font)).height() };
    // As if a scroll bar were there: it comes and goes after the view has asked.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view
        ? view->maximumViewportSize().width() - view->verticalScrollBar()->sizeHint().width()
        : option.rect.width();
    return { width, CardLayout(option, index, width).card.height() + 2 * margin };
}

} // namespace looptide::app
