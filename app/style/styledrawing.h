// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStyleOption>

class QPainter;

// The drawing functions of the style. All colours come from the option's palette.
namespace looptide::app {

constexpr qreal cornerRadius = 5;

QColor border(const QStyleOption *option);
// Elements under the pointer, and pressed ones, are tinted with the colour of the text.
QColor tint(const QStyleOption *option, qreal amount);

void drawRounded(QPainter *painter, const QRectF &rect, const QColor &fill,
                 const QColor &line = Qt::transparent, qreal corner = cornerRadius);
void drawToolButton(const QStyleOption *option, QPainter *painter);
void drawPushButton(const QStyleOptionButton *option, QPainter *painter);
void drawLineEdit(const QStyleOption *option, QPainter *painter);
void drawCheckBox(const QStyleOption *option, QPainter *painter);
void drawTabShape(const QStyleOptionTab *tab, QPainter *painter);
void drawBranch(const QStyleOption *option, QPainter *painter);
void drawHeaderSection(const QStyleOptionHeader *header, QPainter *painter);
void drawScrollBar(const QStyleOptionSlider *option, QPalette::ColorRole track, QPainter *painter);

// The rectangle of a scroll bar's handle.
QRect sliderRect(const QStyleOptionSlider *option);
// Fusion marks a checked menu entry only with a faint frame around its icon. Here, a switch shows
// its check box instead of the icon, and the chosen one of several entries shows a check mark.
QStyleOptionMenuItem withCheckMark(const QStyleOptionMenuItem &item);

} // namespace looptide::app
