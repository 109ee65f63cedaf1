// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QStyleOption>

class QPainter;

// What the style paints: all of it in the colours of the option's palette.
namespace looptide::app {

constexpr qreal cornerRadius = 5;

QColor border(const QStyleOption *option);
// What lies under the pointer or is pressed is tinted with the text's colour.
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
void drawScrollBar(const QStyleOptionSlider *option, QPainter *painter);

// Where the handle of a scroll bar is.
QRect sliderRect(const QStyleOptionSlider *option);
// Fusion shows by a faint frame around its icon that an entry of a menu is checked. A switch shows
// its check box instead of the icon, a choice of several a check mark where it is the chosen one.
QStyleOptionMenuItem withCheckMark(const QStyleOptionMenuItem &item);

} // namespace looptide::app
