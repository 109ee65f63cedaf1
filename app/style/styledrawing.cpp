// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style/styledrawing.h"

#include "panels/common/icons.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace looptide::app {

namespace {

constexpr int minimumSlider = 28;

QColor mixed(const QColor &a, const QColor &b, qreal amount)
{
    return QColor::fromRgbF(float(a.redF() * (1 - amount) + b.redF() * amount),
                            float(a.greenF() * (1 - amount) + b.greenF() * amount),
                            float(a.blueF() * (1 - amount) + b.blueF() * amount));
}

QColor accentColor()
{
    return QGuiApplication::palette().color(QPalette::Accent);
}

} // namespace

QColor border(const QStyleOption *option)
{
    return option->palette.color(QPalette::Mid);
}

QColor tint(const QStyleOption *option, qreal amount)
{
    QColor color = option->palette.color(QPalette::WindowText);
    color.setAlphaF(float(amount));
    return color;
}

void drawRounded(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &line,
                 qreal corner)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(line.alpha() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter->restore();
}

// What is switched on has the accent's colour; what is only pressed or under the pointer has not.
void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool isOn = option->state & QStyle::State_On;
    const qreal amount = enabled && (option->state & QStyle::State_Sunken) ? 0.16
        : enabled && (option->state & QStyle::State_MouseOver)             ? 0.08
                                                                           : 0;
    const QColor accent = option->palette.color(QPalette::Accent);
    const bool hasFocus = option->state & QStyle::State_HasFocus;
    if (isOn) {
        QColor fill = accent;
        fill.setAlphaF(float(0.22 + amount));
        QColor line = accent;
        line.setAlphaF(hasFocus ? 1.F : 0.55F);
        drawRounded(painter, option->rect, fill, line);
    } else if (amount > 0 || hasFocus) {
        drawRounded(painter, option->rect, tint(option, amount),
                    hasFocus ? accent : QColor(Qt::transparent));
    }
}

void drawPushButton(const QStyleOptionButton *option, QPainter *painter)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool isDefault = option->features & QStyleOptionButton::DefaultButton;
    if (option->features & QStyleOptionButton::Flat)
        return drawToolButton(option, painter);
    QColor fill = option->palette.color(QPalette::Button);
    QColor line = border(option);
    if (isDefault && enabled) {
        fill = option->palette.color(QPalette::Accent);
        line = Qt::transparent;
    }
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        fill = mixed(fill, option->palette.color(QPalette::WindowText), 0.14);
    else if (enabled && (option->state & QStyle::State_MouseOver))
        fill = mixed(fill, option->palette.color(QPalette::WindowText), 0.06);
    if (option->state & QStyle::State_HasFocus)
        line = option->palette.color(isDefault ? QPalette::WindowText : QPalette::Accent);
    drawRounded(painter, option->rect, fill, line);
}

void drawLineEdit(const QStyleOption *option, QPainter *painter)
{
    const bool focused = option->state & QStyle::State_HasFocus;
    drawRounded(painter, option->rect, option->palette.color(QPalette::Base),
                focused ? option->palette.color(QPalette::Accent) : border(option));
}

void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const bool isOn = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const QColor accent =
        isEnabled ? palette.color(QPalette::Accent) : palette.color(QPalette::PlaceholderText);
    const bool hasFocus = option->state & QStyle::State_HasFocus;
    const QColor line = hasFocus && isOn ? palette.color(QPalette::WindowText)
        : hasFocus || isOn               ? accent
                                         : palette.color(QPalette::PlaceholderText);
    drawRounded(painter, option->rect, isOn ? accent : palette.color(QPalette::Base), line, 3);
    if (!isOn)
        return;
    const QRectF box = option->rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(palette.color(QPalette::Base), box.width() / 8, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (option->state & QStyle::State_NoChange)
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter->drawPolyline(QPolygonF({ at(0.25, 0.53), at(0.43, 0.7), at(0.75, 0.32) }));
    painter->restore();
}

QStyleOptionMenuItem withCheckMark(const QStyleOptionMenuItem &item)
{
    QStyleOptionMenuItem marked(item);
    if (item.checkType == QStyleOptionMenuItem::NonExclusive)
        marked.icon = {};
    else if (item.checked)
        marked.icon = panels::icon(QStringLiteral("check"), &accentColor);
    if (item.checkType == QStyleOptionMenuItem::Exclusive)
        marked.checkType = QStyleOptionMenuItem::NotCheckable;
    return marked;
}

void drawTabShape(const QStyleOptionTab *tab, QPainter *painter)
{
    const bool selected = tab->state & QStyle::State_Selected;
    const bool hovered = tab->state & QStyle::State_MouseOver;
    const QRect rect = tab->rect;
    if (selected)
        painter->fillRect(rect, tab->palette.color(QPalette::Base));
    else if (hovered)
        painter->fillRect(rect.adjusted(0, 0, 0, -1), tint(tab, 0.05));
    painter->fillRect(QRect(rect.right(), rect.top() + (selected ? 0 : 6), 1,
                            rect.height() - (selected ? 0 : 12)),
                      border(tab));
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, 2),
                          tab->palette.color(QPalette::Accent));
    else
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), border(tab));
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!(option->state & QStyle::State_Children))
        return;
    const QPointF c = QRectF(option->rect).center();
    const bool open = option->state & QStyle::State_Open;
    QPainterPath path;
    if (open) {
        path.moveTo(c + QPointF(-4, -2));
        path.lineTo(c + QPointF(0, 2));
        path.lineTo(c + QPointF(4, -2));
    } else {
        path.moveTo(c + QPointF(-2, -4));
        path.lineTo(c + QPointF(2, 0));
        path.lineTo(c + QPointF(-2, 4));
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->palette.color(QPalette::PlaceholderText), 1.5, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(path);
    painter->restore();
}

void drawHeaderSection(const QStyleOptionHeader *header, QPainter *painter)
{
    painter->fillRect(header->rect, header->palette.color(QPalette::Window));
    if (header->state & QStyle::State_MouseOver)
        painter->fillRect(header->rect, tint(header, 0.04));
    const QRect rect = header->rect;
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), border(header));
    if (header->orientation == Qt::Horizontal && header->position != QStyleOptionHeader::End
        && header->position != QStyleOptionHeader::OnlyOneSection)
        painter->fillRect(QRect(rect.right(), rect.top() + 5, 1, rect.height() - 10),
                          border(header));
}

QRect sliderRect(const QStyleOptionSlider *option)
{
    const bool horizontal = option->orientation == Qt::Horizontal;
    const int length = horizontal ? option->rect.width() : option->rect.height();
    const qint64 range = qint64(option->maximum) - option->minimum;
    int slider = length;
    if (range > 0) {
        slider = int(qint64(option->pageStep) * length / (range + option->pageStep));
        slider = qBound(qMin(minimumSlider, length), slider, length);
    }
    const int start =
        QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                        length - slider, option->upsideDown);
    return horizontal
        ? QRect(option->rect.x() + start, option->rect.y(), slider, option->rect.height())
        : QRect(option->rect.x(), option->rect.y() + start, option->rect.width(), slider);
}

void drawScrollBar(const QStyleOptionSlider *option, QPalette::ColorRole track, QPainter *painter)
{
    painter->fillRect(option->rect, option->palette.color(track));
    if (option->maximum <= option->minimum)
        return;
    const bool active = (option->activeSubControls & QStyle::SC_ScrollBarSlider)
        && (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    QColor color = option->palette.color(QPalette::Text);
    color.setAlphaF(active ? 0.42F : 0.22F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QRectF rect = QRectF(sliderRect(option)).adjusted(3, 3, -3, -3);
    painter->drawRoundedRect(rect, 3, 3);
    painter->restore();
}

} // namespace looptide::app
