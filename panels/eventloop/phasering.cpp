// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/phasering.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "panels/eventloop/loopphasemodel.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/looptexts.h"
#include "panels/eventloop/ringgeometry.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace looptide::panels {

using models::LoopStats;
using models::Theme;
using trace::LoopPhase;
using namespace std::chrono_literals;

namespace {

constexpr auto frameInterval = 40ms; // 25 Hz
constexpr double glowFadeSeconds = 0.35;
constexpr double fastestLaps = 2.5; // a second: faster can't be followed by eye
constexpr double slowestLaps = 0.9;
constexpr double maxLapsOwed = 1.0; // so that the marker rests soon after the loop does
constexpr double flash = 0.35; // glow of a visit that took next to no time

// Light reaches a few pixels beyond the segment.
constexpr double haloStep = 2.2;

QRectF haloBox(const QPainterPath &segment)
{
    constexpr double margin = 4 * haloStep;
    return segment.boundingRect().adjusted(-margin, -margin, margin, margin).toAlignedRect();
}

} // namespace

// The measures of one painting.
struct PhaseRing::Canvas
{
    Theme theme;
    QPointF centre;
    double radius; // outer
    bool ended;

    double inner() const { return radius * 0.77; }
    double markerRadius() const { return radius * 0.72; }
    double microtaskRadius() const { return radius * 0.645; }
    QColor color(const QColor &color) const { return ended ? theme.dimmed(color) : color; }
    QFont labelFont(QFont font) const
    {
        font.setPixelSize(std::clamp(int(radius * 0.085), 9, 30));
        font.setWeight(QFont::DemiBold);
        return font;
    }
};

PhaseRing::PhaseRing(LoopStats *stats, QWidget *parent)
    : QWidget(parent), m_stats(stats), m_marker(restLaps())
{
    setMouseTracking(true);
    setAccessibleName(tr("Phases of the event loop"));
    m_frames.setInterval(frameInterval);
    connect(&m_frames, &QTimer::timeout, this, &PhaseRing::onFrame);
    connect(m_stats, &LoopStats::changed, this, &PhaseRing::wake);
}

void PhaseRing::setHighlightedRow(int row)
{
    if (m_highlighted == row)
        return;
    m_highlighted = row;
    update();
}

void PhaseRing::wake()
{
    if (!isVisible() || m_frames.isActive())
        return;
    m_sinceFrame.start();
    m_frames.start();
}

void PhaseRing::onFrame()
{
    advance(double(m_sinceFrame.restart()) / 1000);
    update();
    if (isResting())
        m_frames.stop();
}

void PhaseRing::advance(double seconds)
{
    takeActivity(seconds);
    moveMarker(seconds);
    m_pulse = m_stats->activity() == LoopStats::Activity::Blocked ? m_pulse + seconds : 0;
}

void PhaseRing::takeActivity(double seconds)
{
    const trace::TraceSummary &totals = m_stats->totals();
    if (totals.iterations() < m_seenIterations) { // a new run
        m_seenBusyNs.fill(0);
        m_seenCallbacks.fill(0);
        m_seenIterations = 0;
        m_seenDrains = 0;
    }
    const double fade = std::exp(-seconds / glowFadeSeconds);
    for (std::size_t i = 0; i < segmentCount; ++i) {
        const trace::TraceSummary::Phase &phase = totals.phase(LoopPhase(i));
        const auto busyNs = double(phase.busyNs - std::exchange(m_seenBusyNs[i], phase.busyNs));
        const bool ran = phase.callbacks != std::exchange(m_seenCallbacks[i], phase.callbacks);
        const double share = seconds > 0 ? busyNs / (seconds * 1e9) : 0;
        const double lit = ran || busyNs > 0 ? flash + (1 - flash) * std::sqrt(share) : 0;
        m_glow[i] = std::max(m_glow[i] * fade, std::min(1., lit));
    }
    const quint64 drains =
        totals.microtaskDrains() - std::exchange(m_seenDrains, totals.microtaskDrains());
    m_microtaskGlow = std::max(m_microtaskGlow * fade, drains > 0 ? 1. : 0.);
    const auto iterations =
        double(totals.iterations() - std::exchange(m_seenIterations, totals.iterations()));
    m_lapsOwed = std::min(m_lapsOwed + iterations, std::max(maxLapsOwed, m_lapsOwed));
    if (seconds > 0)
        m_iterationRate += (iterations / seconds - m_iterationRate) * (1 - fade);
}

void PhaseRing::moveMarker(double seconds)
{
    if (m_lapsOwed <= 0)
        return;
    const double step =
        std::min(m_lapsOwed, seconds * std::clamp(m_iterationRate, slowestLaps, fastestLaps));
    m_lapsOwed -= step;
    m_marker += step;
    m_marker -= std::floor(m_marker);
    if (m_lapsOwed <= 0)
        m_marker = restLaps();
}

bool PhaseRing::isResting() const
{
    constexpr double dark = 0.01;
    return m_lapsOwed <= 0 && m_microtaskGlow < dark
        && std::ranges::all_of(
               m_glow, [](double glow) { return glow < dark; })
        && m_stats->activity() != LoopStats::Activity::Blocked;
}

PhaseRing::Canvas PhaseRing::canvas() const
{
    const double side = std::min(width(), height());
    return { Theme(palette()), QPointF(width() / 2., height() / 2.), side / 2 - 8,
             m_stats->hasEnded() };
}

// One segment as it is drawn now.
struct PhaseRing::Segment
{
    int index;
    QPainterPath path;
    QColor color;
    QColor fill;
    double glow; // 0..1
    QString text;
    QColor ink;
};

void PhaseRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Canvas at = canvas();
    const std::array segments { segment(at, 0), segment(at, 1), segment(at, 2),
                                segment(at, 3), segment(at, 4), segment(at, 5) };
    refreshLayers(at, segments);
    refreshLabels(at, segments);
    for (const Segment &one : segments)
        drawSegment(painter, at, one);
    painter.drawPixmap(0, 0, m_layers.labels);
    drawMicrotasks(painter, at);
    if (m_stats->hasData())
        drawMarker(painter, at);
    drawCentre(painter, at);
}

PhaseRing::Segment PhaseRing::segment(const Canvas &at, int index) const
{
    const auto i = std::size_t(index);
    const QColor window = palette().color(QPalette::Window);
    const LoopStats::Now &now = m_stats->now();
    Segment segment;
    segment.index = index;
    segment.color = at.color(at.theme.phase(LoopPhase(index)));
    segment.glow = at.ended ? 0 : m_glow[i];
    segment.path =
        segmentPath(at.centre, at.inner(), at.radius, segmentStart(index), segmentDegrees[i]);
    // At rest it shows its share of the last second; poll its waiting too, paler.
    double fill = 0.16 + 0.5 * std::sqrt(now.phases[i].busyShare);
    if (index == int(LoopPhase::Poll) && m_stats->hasData())
        fill = std::max(fill, 0.16 + 0.14 * now.waitShare);
    fill = std::min(1., fill + (1 - fill) * segment.glow * 0.8);
    segment.fill = Theme::mix(window, segment.color, fill);
    const QColor ink = palette().color(QPalette::WindowText);
    const bool inkFits =
        Theme::contrast(ink, segment.fill) >= Theme::contrast(window, segment.fill);
    segment.ink = at.ended ? at.theme.mutedText() : inkFits ? ink : window;
    const double middle = (at.inner() + at.radius) / 2;
    const double room = segmentDegrees[i] * std::numbers::pi / 180 * middle - at.radius * 0.12;
    segment.text = segmentText(at, index, room);
    return segment;
}

QPixmap PhaseRing::blankLayer(const QSizeF &size) const
{
    QPixmap pixmap((size * devicePixelRatio()).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio());
    pixmap.fill(Qt::transparent);
    return pixmap;
}

void PhaseRing::refreshLayers(const Canvas &at, const std::array<Segment, segmentCount> &segments)
{
    const QRgb window = palette().color(QPalette::Window).rgb();
    const QRgb text = palette().color(QPalette::WindowText).rgb();
    if (m_layers.size == size() && m_layers.scale == devicePixelRatio() && m_layers.window == window
        && m_layers.text == text)
        return;
    m_layers = { size(), devicePixelRatio(), window, text, {}, {}, {}, {} };
    for (const Segment &one : segments) {
        const QRectF box = haloBox(one.path);
        QPixmap halo = blankLayer(box.size());
        QPainter painter(&halo);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(-box.topLeft());
        painter.setPen(Qt::NoPen);
        QColor light = at.theme.phase(LoopPhase(one.index));
        light.setAlphaF(0.1F);
        painter.setBrush(light);
        for (int ring = 3; ring > 0; --ring) {
            const double spread = ring * haloStep;
            painter.drawPath(segmentPath(at.centre, at.inner() - spread, at.radius + spread,
                                         segmentStart(one.index) - spread / 4,
                                         segmentDegrees[std::size_t(one.index)] + spread / 2));
        }
        painter.end();
        m_layers.halos[std::size_t(one.index)] = halo;
    }
    m_layers.dots = blankLayer(size());
    QPainter painter(&m_layers.dots);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(at.theme.microtasks(), 3);
    pen.setCapStyle(Qt::RoundCap);
    pen.setDashPattern({ 0.1, 2.4 });
    painter.setPen(pen);
    painter.drawEllipse(at.centre, at.microtaskRadius(), at.microtaskRadius());
}

void PhaseRing::refreshLabels(const Canvas &at, const std::array<Segment, segmentCount> &segments)
{
    QString key;
    for (const Segment &one : segments)
        key += one.text + one.ink.name();
    if (key == m_layers.labelKey)
        return;
    m_layers.labelKey = key;
    m_layers.labels = blankLayer(size());
    QPainter painter(&m_layers.labels);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(at.labelFont(font()));
    for (const Segment &one : segments)
        drawArcText(painter, at.centre, (at.inner() + at.radius) / 2,
                    segmentMiddle(one.index) + 1.5, one.text, one.ink);
}

void PhaseRing::drawSegment(QPainter &painter, const Canvas &, const Segment &segment) const
{
    constexpr double dark = 0.02;
    if (segment.glow > dark) {
        painter.setOpacity(segment.glow);
        painter.drawPixmap(haloBox(segment.path).topLeft(),
                           m_layers.halos[std::size_t(segment.index)]);
        painter.setOpacity(1);
    }
    const QColor window = palette().color(QPalette::Window);
    painter.setBrush(segment.fill);
    painter.setPen(segment.index == m_highlighted
                       ? QPen(palette().color(QPalette::WindowText), 2)
                       : QPen(Theme::mix(window, segment.color, 0.55), 1));
    painter.drawPath(segment.path);
}

QString PhaseRing::segmentText(const Canvas &at, int segment, double room) const
{
    const QString name = models::phaseLabel(LoopPhase(segment));
    const double rate = m_stats->now().phases[std::size_t(segment)].callbacksPerSecond;
    if (rate <= 0 || at.ended)
        return name;
    const QString full =
        tr("%1  %2/s")
            .arg(name,
                 rate < 10 ? QLocale().toString(rate, 'f', 1) : models::countText(quint64(rate)));
    return QFontMetricsF(at.labelFont(font())).horizontalAdvance(full) <= room ? full : name;
}

// Microtasks run between the callbacks of every phase: a dotted ring within.
void PhaseRing::drawMicrotasks(QPainter &painter, const Canvas &at) const
{
    const bool marked = m_highlighted == models::LoopPhaseModel::microtasksRow;
    const double lit = at.ended ? 0 : m_microtaskGlow;
    painter.setOpacity(at.ended ? 0.25 : marked ? 1 : 0.35 + 0.65 * lit);
    painter.drawPixmap(0, 0, m_layers.dots);
    painter.setOpacity(1);
}

void PhaseRing::drawMarker(QPainter &painter, const Canvas &at) const
{
    if (at.ended)
        return;
    const trace::LoopPosition position = m_stats->position();
    const bool blocked = m_stats->activity() == LoopStats::Activity::Blocked;
    const bool stands = blocked || m_stats->activity() == LoopStats::Activity::Paused;
    if (position.phase == LoopPhase::Outside && position.sinceNs != 0)
        return; // the main script: the loop has not begun
    const double degrees = stands ? segmentMiddle(std::min(int(position.phase), segmentCount - 1))
                                  : startDegrees + m_marker * 360;
    const QColor color = blocked ? at.theme.error() : at.theme.accent();
    const double width = std::max(3., at.radius * 0.028);
    if (!stands && m_lapsOwed > 0) {
        const double tail = 24 + 30 * std::log10(1 + m_iterationRate);
        constexpr int pieces = 8;
        for (int i = 0; i < pieces; ++i) {
            QColor fading = color;
            fading.setAlphaF(float(0.7 * (i + 1) / pieces));
            painter.setPen(QPen(fading, width, Qt::SolidLine, Qt::FlatCap));
            const double from = degrees - tail * (pieces - i) / pieces;
            painter.drawArc(circleRect(at.centre, at.markerRadius()), int((90 - from) * 16),
                            int(-tail / pieces * 16) - 4);
        }
    }
    const double beat = blocked ? 1 + 0.35 * std::sin(m_pulse * 2 * std::numbers::pi) : 1;
    painter.setPen(Qt::NoPen);
    QColor halo = color;
    halo.setAlphaF(0.25F);
    painter.setBrush(halo);
    const QPointF spot = onCircle(at.centre, at.markerRadius(), degrees);
    painter.drawEllipse(spot, width * 2.6 * beat, width * 2.6 * beat);
    painter.setBrush(color);
    painter.drawEllipse(spot, width * 1.3, width * 1.3);
}

void PhaseRing::drawCentre(QPainter &painter, const Canvas &at) const
{
    const LoopStats::Now &now = m_stats->now();
    const LoopStats::Activity activity = m_stats->activity();
    const QColor ink = at.color(palette().color(QPalette::WindowText));
    const double r = at.radius;
    QFont font = painter.font();
    const auto line = [&](double y, double pixels, QFont::Weight weight, const QColor &color,
                          const QString &text) {
        font.setPixelSize(std::max(9, int(pixels)));
        font.setWeight(weight);
        painter.setFont(font);
        painter.setPen(color);
        const QRectF box(at.centre.x() - r * 0.6, at.centre.y() + y * r - pixels, r * 1.2,
                         pixels * 2);
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    };
    const QColor muted = at.color(at.theme.mutedText());
    if (activity == LoopStats::Activity::None) {
        line(0, r * 0.11, QFont::Normal, muted, tr("not running"));
        return;
    }
    if (activity == LoopStats::Activity::Blocked) {
        line(-0.10, r * 0.2, QFont::DemiBold, at.theme.error(),
             models::durationText(m_stats->blockedNs()));
        line(0.12, r * 0.1, QFont::DemiBold, at.theme.error(), tr("blocked"));
        const auto place = m_stats->blockedPlace();
        line(0.27, r * 0.08, QFont::Normal, muted,
             place ? models::blockedPlaceText(*place)
                   : tr("in %1").arg(models::phaseLabel(m_stats->position().phase)));
        return;
    }
    if (activity == LoopStats::Activity::Paused) {
        const core::PauseReason reason = m_stats->pauseReason();
        const bool isAwaited = reason == core::PauseReason::AwaitsDebugger;
        const bool isStepped = reason == core::PauseReason::Stepping;
        line(-0.05, r * 0.17, QFont::DemiBold, at.theme.accent(),
             isAwaited ? tr("waiting") : tr("paused"));
        line(0.14, r * 0.1, QFont::Normal, muted,
             isAwaited       ? tr("for a debugger")
                 : isStepped ? tr("by you")
                             : tr("by a debugger"));
        return;
    }
    const double percent = now.utilisation * 100;
    const auto rate = quint64(std::lround(now.iterationsPerSecond));
    line(-0.14, r * 0.26, QFont::DemiBold, ink,
         tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 9.95 ? 1 : 0)));
    line(0.08, r * 0.09, QFont::Normal, muted, tr("busy"));
    line(0.23, r * 0.09, QFont::Normal, ink,
         rate == 1 ? tr("1 iteration/s") : tr("%1 iterations/s").arg(models::countText(rate)));
    const QString state = activity == LoopStats::Activity::Ended ? tr("ended")
        : activity == LoopStats::Activity::Busy                  ? tr("running")
                                                                 : tr("waiting for events");
    line(0.38, r * 0.08, QFont::Normal, muted, state);
}

int PhaseRing::rowAt(const QPointF &position) const
{
    const Canvas at = canvas();
    const QPointF offset = position - at.centre;
    const double distance = std::hypot(offset.x(), offset.y());
    if (std::abs(distance - at.microtaskRadius()) < 7)
        return models::LoopPhaseModel::microtasksRow;
    if (distance < at.inner() || distance > at.radius + 4)
        return -1;
    const double degrees = std::atan2(offset.x(), -offset.y()) * 180 / std::numbers::pi;
    const double fromStart = std::fmod(degrees - startDegrees + 720, 360);
    for (int i = segmentCount - 1; i >= 0; --i) {
        if (fromStart >= segmentStart(i) - startDegrees)
            return i;
    }
    return -1;
}

void PhaseRing::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT rowHovered(rowAt(event->position()));
}

void PhaseRing::mousePressEvent(QMouseEvent *event)
{
    Q_EMIT rowClicked(rowAt(event->position()));
}

void PhaseRing::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    Q_EMIT rowHovered(-1);
}

void PhaseRing::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    advance(0); // what happened while hidden is not shown as if it happened now
    m_lapsOwed = 0;
    wake();
}

void PhaseRing::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_frames.stop();
}

bool PhaseRing::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    const QString text = row < 0 ? QString()
        : row == models::LoopPhaseModel::microtasksRow
        ? models::microtasksTitle() + QStringLiteral(": ") + models::microtasksExplanation()
        : models::phaseTitle(LoopPhase(row)) + QStringLiteral(": ")
            + models::phaseExplanation(LoopPhase(row));
    QToolTip::showText(
        help->globalPos(),
        text.isEmpty() ? text : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()), this);
    return true;
}

} // namespace looptide::panels
