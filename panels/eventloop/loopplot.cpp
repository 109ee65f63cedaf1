// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loopplot.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "panels/eventloop/loopstats.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace looptide::panels {

using models::LoopStats;
using models::Theme;

namespace {

constexpr int shownSamples = LoopStats::sampleCount - 1;
constexpr double captionGap = 4;
constexpr double bandGap = 6;
// A user notices a longer delay of the server.
constexpr quint64 noticeableLagNs = 100'000'000;

struct Tick
{
    double share; // of the band's height, from below
    QString text;
};

} // namespace

// One of the two plots: where it lies and what its axis says.
struct LoopPlot::Band
{
    QRectF area;
    QString caption;
    QString figure;
    QColor color;
    QList<Tick> ticks;

    double y(double share) const { return area.bottom() - share * area.height(); }
};

LoopPlot::LoopPlot(LoopStats *stats, QWidget *parent) : QWidget(parent), m_stats(stats)
{
    setMouseTracking(true);
    setAccessibleName(tr("Loop utilisation and lag of the last minute"));
    connect(m_stats, &LoopStats::sampled, this, [this] {
        if (isVisible())
            update();
    });
}

// Texts grow with the plot, within what is usual.
void LoopPlot::resizeEvent(QResizeEvent *event)
{
    constexpr double usualHeight = 190;
    QWidget::resizeEvent(event);
    QFont scaled = parentWidget() ? parentWidget()->font() : QFont();
    scaled.setPointSizeF(scaled.pointSizeF() * std::clamp(height() / usualHeight, 0.88, 1.2));
    setFont(scaled);
}

double LoopPlot::lagShare(quint64 ns)
{
    constexpr double least = 1e5;
    constexpr double decades = 5;
    return std::clamp(std::log10(std::max(double(ns), 1.) / least) / decades, 0., 1.);
}

// Room for the widest label of both axes.
double LoopPlot::axisWidth() const
{
    return fontMetrics().horizontalAdvance(tr("100 ms")) + 8;
}

QRectF LoopPlot::plotArea() const
{
    const double line = fontMetrics().height();
    return QRectF(rect()).adjusted(axisWidth(), 0, -6, -(line + 2));
}

double LoopPlot::xOf(int age) const
{
    const QRectF area = plotArea();
    return area.right() - area.width() * age / shownSamples;
}

int LoopPlot::ageAt(double x) const
{
    const QRectF area = plotArea();
    if (x < area.left() || x > area.right())
        return -1;
    return int(std::ceil((area.right() - x) / area.width() * shownSamples));
}

LoopPlot::Band LoopPlot::utilisationBand() const
{
    const double line = fontMetrics().height() + captionGap;
    QRectF area = plotArea();
    area.setHeight(area.height() / 2);
    area.setTop(area.top() + line);
    const double now = m_stats->now().utilisation * 100;
    return { area,
             tr("Loop utilisation"),
             m_stats->hasData() ? tr("%1 %").arg(QLocale().toString(now, 'f', 1)) : QString(),
             Theme(palette()).utilisation(),
             { { 0, tr("0 %") }, { 0.5, tr("50 %") }, { 1, tr("100 %") } } };
}

LoopPlot::Band LoopPlot::lagBand() const
{
    const double line = fontMetrics().height() + captionGap;
    QRectF area = plotArea();
    area.setTop(area.top() + area.height() / 2 + line + bandGap);
    quint64 longest = 0;
    for (int age = 0; age < LoopStats::sampleCount; ++age)
        longest = std::max(longest, m_stats->sample(age).longestLagNs);
    return { area,
             tr("Loop lag"),
             longest == 0 ? QString() : tr("longest %1").arg(models::durationText(longest)),
             Theme(palette()).lag(),
             { { lagShare(1'000'000), tr("1 ms") },
               { lagShare(noticeableLagNs), tr("100 ms") },
               { 1, tr("10 s") } } };
}

void LoopPlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Band utilisation = utilisationBand();
    const Band lag = lagBand();
    drawFrame(painter, utilisation);
    drawFrame(painter, lag);
    drawUtilisation(painter, utilisation);
    drawLag(painter, lag);
    drawTimeAxis(painter);
    if (m_hoveredAge >= 0)
        drawCursor(painter);
}

void LoopPlot::drawFrame(QPainter &painter, const Band &band) const
{
    const Theme theme(palette());
    const double line = fontMetrics().height();
    const QRectF caption(band.area.left(), band.area.top() - line - 2, band.area.width(), line);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, band.caption);
    painter.setPen(m_stats->hasEnded() ? theme.mutedText() : band.color);
    painter.drawText(caption, Qt::AlignRight | Qt::AlignVCenter, band.figure);
    painter.setFont(font());
    painter.fillRect(band.area, theme.card());
    for (const Tick &tick : band.ticks) {
        const double y = std::round(band.y(tick.share)) + 0.5;
        painter.setPen(QPen(theme.grid(), 1));
        painter.drawLine(QPointF(band.area.left(), y), QPointF(band.area.right(), y));
        painter.setPen(theme.mutedText());
        painter.drawText(QRectF(0, y - line / 2, axisWidth() - 4, line),
                         Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
}

void LoopPlot::drawUtilisation(QPainter &painter, const Band &band) const
{
    const Theme theme(palette());
    const QColor color = m_stats->hasEnded() ? theme.dimmed(band.color) : band.color;
    QPainterPath line;
    double firstX = 0;
    double lastX = 0;
    const auto finish = [&] {
        if (line.isEmpty())
            return;
        QPainterPath area = line;
        area.lineTo(lastX, band.area.bottom());
        area.lineTo(firstX, band.area.bottom());
        area.closeSubpath();
        QColor fill = color;
        fill.setAlphaF(0.22F);
        painter.fillPath(area, fill);
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(line);
        line.clear();
    };
    for (int age = shownSamples; age >= 1; --age) {
        const double share = m_stats->utilisationOf(age);
        if (share < 0) {
            finish();
            continue;
        }
        const QPointF point(xOf(age - 1), band.y(share));
        if (line.isEmpty()) {
            firstX = xOf(age);
            line.moveTo(firstX, point.y());
        }
        line.lineTo(point);
        lastX = point.x();
    }
    finish();
}

void LoopPlot::drawLag(QPainter &painter, const Band &band) const
{
    const Theme theme(palette());
    painter.setPen(Qt::NoPen);
    const double width = std::max(1., plotArea().width() / shownSamples - 0.4);
    for (int age = shownSamples; age >= 1; --age) {
        const quint64 lag = m_stats->sample(age).longestLagNs;
        if (lag == 0)
            continue;
        const QColor color = lag >= noticeableLagNs ? theme.error() : band.color;
        painter.setBrush(m_stats->hasEnded() ? theme.dimmed(color) : color);
        const double top = std::min(band.y(lagShare(lag)), band.area.bottom() - 1.5);
        painter.drawRect(QRectF(xOf(age), top, width, band.area.bottom() - top));
    }
}

void LoopPlot::drawTimeAxis(QPainter &painter) const
{
    const Theme theme(palette());
    const QRectF area = plotArea();
    const double line = fontMetrics().height();
    painter.setPen(theme.mutedText());
    const std::array labels { std::pair(60, tr("60 s ago")), std::pair(30, tr("30 s")),
                              std::pair(0, tr("now")) };
    for (const auto &[seconds, text] : labels) {
        const double x = area.right() - area.width() * seconds / 60;
        const double width = fontMetrics().horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, area.left(), area.right() - width);
        painter.drawText(QRectF(left, height() - line, width + 1, line), Qt::AlignLeft, text);
    }
}

void LoopPlot::drawCursor(QPainter &painter) const
{
    const Theme theme(palette());
    const double share = m_stats->utilisationOf(m_hoveredAge);
    const QRectF area = plotArea();
    const double x = (xOf(m_hoveredAge) + xOf(m_hoveredAge - 1)) / 2;
    painter.setPen(QPen(theme.mutedText(), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    if (share < 0)
        return;
    const double seconds = double(m_hoveredAge) * double(LoopStats::sampleNs) / 1e9;
    const LoopStats::Sample &sample = m_stats->sample(m_hoveredAge);
    const QString text =
        tr("%1 s ago: %2 % busy, lag %3, %4 iterations")
            .arg(QLocale().toString(seconds, 'f', 1), QLocale().toString(share * 100, 'f', 0),
                 models::durationText(sample.longestLagNs))
            .arg(sample.iterations);
    const double width = fontMetrics().horizontalAdvance(text) + 12;
    const double lineHeight = fontMetrics().height() + 4;
    const double left = std::clamp(x - width / 2, 0., std::max(0., this->width() - width));
    const QRectF box(left, utilisationBand().area.top() + 2, width, lineHeight);
    painter.setPen(QPen(theme.grid(), 1));
    painter.setBrush(palette().color(QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(palette().color(QPalette::ToolTipText));
    painter.drawText(box, Qt::AlignCenter, text);
}

void LoopPlot::mouseMoveEvent(QMouseEvent *event)
{
    const int age = std::max(1, ageAt(event->position().x()));
    m_hoveredAge = ageAt(event->position().x()) < 0 ? -1 : std::min(age, shownSamples);
    update();
}

void LoopPlot::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_hoveredAge = -1;
    update();
}

} // namespace looptide::panels
