// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/ringgeometry.h"

#include "runtime/trace/records.h"

#include <QColor>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>
#include <numbers>

namespace looptide::panels {

using trace::LoopPhase;

double segmentStart(int segment)
{
    double at = startDegrees;
    for (int i = 0; i < segment; ++i)
        at += segmentDegrees[std::size_t(i)] + gapDegrees;
    return at;
}

double segmentMiddle(int segment)
{
    return segmentStart(segment) + segmentDegrees[std::size_t(segment)] / 2;
}

double restLaps()
{
    return (segmentMiddle(int(LoopPhase::Poll)) - startDegrees) / 360;
}

QPointF onCircle(QPointF centre, double radius, double degrees)
{
    const double angle = (degrees - 90) * std::numbers::pi / 180;
    return centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
}

QRectF circleRect(QPointF centre, double radius)
{
    return { centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius };
}

void drawArcText(QPainter &painter, QPointF centre, double radius, double middleDegrees,
                 const QString &text, const QColor &ink)
{
    const QFontMetricsF metrics(painter.font());
    const bool below = std::cos(middleDegrees * std::numbers::pi / 180) < -0.2;
    const double turn = below ? -1 : 1;
    const double baseline =
        below ? radius + metrics.capHeight() / 2 : radius - metrics.capHeight() / 2;
    const double toDegrees = 180 / (std::numbers::pi * radius);
    double at = middleDegrees - turn * metrics.horizontalAdvance(text) / 2 * toDegrees;
    for (QChar letter : text) {
        const double advance = metrics.horizontalAdvance(letter);
        const double degrees = at + turn * advance / 2 * toDegrees;
        painter.save();
        painter.translate(onCircle(centre, baseline, degrees));
        painter.rotate(below ? degrees + 180 : degrees);
        QPainterPath outline; // hinting would make turned letters dance
        outline.addText(QPointF(-advance / 2, 0), painter.font(), QString(letter));
        painter.fillPath(outline, ink);
        painter.restore();
        at += turn * advance * toDegrees;
    }
}

QPainterPath segmentPath(QPointF centre, double inner, double outer, double begin, double span)
{
    const double middle = (inner + outer) / 2;
    const double tip = (outer - inner) * 0.18 / middle * 180 / std::numbers::pi;
    const auto qt = [](double degrees) { return 90 - degrees; };
    QPainterPath path;
    path.moveTo(onCircle(centre, outer, begin));
    path.arcTo(circleRect(centre, outer), qt(begin), -span);
    path.lineTo(onCircle(centre, middle, begin + span + tip));
    path.lineTo(onCircle(centre, inner, begin + span));
    path.arcTo(circleRect(centre, inner), qt(begin + span), span);
    path.lineTo(onCircle(centre, middle, begin + tip));
    path.closeSubpath();
    return path;
}

} // namespace looptide::panels
