// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>

class QColor;
class QPainter;

// The shapes of the phase ring as pure functions. Angles are degrees, clockwise from 12 o'clock;
// the circle is one lap, which begins with the segment of the timers phase.
namespace looptide::panels {

// The segments of the phases; with the gaps they make the circle.
inline constexpr double gapDegrees = 2.5;
inline constexpr std::array segmentDegrees { 57., 46., 46., 100., 50., 46. };
inline constexpr double startDegrees = -28.5; // the poll phase then lies at the bottom

double segmentStart(int segment);
double segmentMiddle(int segment);
// Where the marker rests: in laps from the start of timers.
double restLaps();
QPointF onCircle(QPointF centre, double radius, double degrees);
QRectF circleRect(QPointF centre, double radius);
// An arc that points in the direction of the loop: a notch where it begins, a tip where it ends.
QPainterPath segmentPath(QPointF centre, double inner, double outer, double begin, double span);
// Letters along a circle, upright at the bottom too.
void drawArcText(QPainter &painter, QPointF centre, double radius, double middleDegrees,
                 const QString &text, const QColor &ink);

} // namespace looptide::panels
