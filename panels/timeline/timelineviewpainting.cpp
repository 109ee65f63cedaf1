// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/agenttexts.h"
#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "panels/timeline/timelinerange.h"
#include "panels/timeline/timelinetexts.h"
#include "panels/timeline/timelineview.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

// How TimelineView draws. Nothing here changes it.
namespace looptide::panels {

using models::LaneKind;
using models::Theme;
using models::TimelineItem;
using models::TimelineLane;
using models::TimelineTexts;
using trace::LoopPhase;

namespace {

constexpr double leastTextWidth = 28; // of an item that has its name
constexpr double radius = 2;
constexpr double tickDistance = 90; // at least, in pixels

// 1, 2 or 5 times a power of ten.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : { 1., 2., 5. }) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

QString axisText(quint64 sinceBeginNs, double stepNs)
{
    constexpr double nsPerSecond = 1e9;
    const int digits = std::clamp(int(std::ceil(-std::log10(stepNs / nsPerSecond))), 0, 9);
    return TimelineTexts::tr("%1 s").arg(
        QLocale().toString(double(sinceBeginNs) / nsPerSecond, 'f', digits));
}

// Which phase of the loop runs callbacks of a type.
QColor callbackColor(const Theme &theme, QStringView type)
{
    if (type == u"Timeout")
        return theme.phase(LoopPhase::Timers);
    if (type == u"Immediate")
        return theme.phase(LoopPhase::Check);
    if (type == u"TickObject" || type == u"PROMISE" || type == u"Microtask")
        return theme.microtasks();
    return theme.phase(LoopPhase::Poll);
}

} // namespace

void TimelineView::paintEvent(QPaintEvent *)
{
    const Theme theme(palette());
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(viewport()->rect(), theme.base());
    painter.save();
    painter.setClipRect(viewport()->rect().adjusted(0, axisHeight(), 0, 0));
    for (const Strip &strip : m_strips) {
        if (strip.top < viewport()->height() && strip.top + strip.height > axisHeight())
            drawStrip(painter, theme, strip);
    }
    drawCause(painter, theme);
    drawCurrent(painter, theme);
    painter.restore();
    drawSelection(painter, theme);
    drawAxis(painter, theme);
    if (hasFocus()) {
        painter.setPen(theme.accent());
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineView::drawAxis(QPainter &painter, const Theme &theme) const
{
    const double step = niceStep(double(m_range->lengthNs()) * tickDistance / plotWidth());
    const quint64 origin = m_range->limitBeginNs();
    const auto since = m_range->beginNs() > origin ? double(m_range->beginNs() - origin) : 0.;
    painter.setPen(theme.grid());
    painter.drawLine(0, axisHeight() - 1, viewport()->width(), axisHeight() - 1);
    for (double at = std::floor(since / step) * step;; at += step) {
        const quint64 time = origin + quint64(at);
        if (time > m_range->endNs())
            break;
        const double x = xOf(time);
        if (x < labelWidth())
            continue;
        painter.setPen(theme.grid());
        painter.drawLine(QPointF(x, axisHeight() - 5), QPointF(x, axisHeight()));
        painter.setPen(theme.mutedText());
        painter.drawText(QPointF(x + 3, axisHeight() - 6), axisText(quint64(at), step));
    }
    painter.setPen(theme.mutedText());
    painter.drawText(QRect(6, 0, labelWidth() - 8, axisHeight() - 2),
                     Qt::AlignLeft | Qt::AlignVCenter, models::durationText(m_range->lengthNs()));
}

void TimelineView::drawStrip(QPainter &painter, const Theme &theme, const Strip &strip) const
{
    if (strip.lane < 0) {
        QFont bold = font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(theme.text());
        const auto agents = m_lanes->store().agents();
        const auto agent = agents.constFind(strip.agent);
        const QString name =
            agent == agents.cend() ? models::agentName({}) : models::agentDescription(agent->info);
        painter.drawText(
            QRect(6, strip.top, viewport()->width() - 12, strip.height),
            Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(name, Qt::ElideRight, viewport()->width() - 12));
        painter.setFont(font());
        return;
    }
    const QRect lane(labelWidth(), strip.top, viewport()->width() - labelWidth(), strip.height);
    painter.fillRect(lane, theme.card());
    painter.save();
    painter.setClipRect(
        lane.intersected(viewport()->rect().adjusted(labelWidth(), axisHeight(), 0, 0)));
    models::TimelineLanes::forRange(
        m_lanes->lanes()[std::size_t(strip.lane)], m_range->beginNs(), m_range->endNs(), pixelNs(),
        [&](const TimelineItem &item, int count) { drawItem(painter, theme, strip, item, count); });
    if (m_lanes->lanes()[std::size_t(strip.lane)].kind == LaneKind::Phases)
        drawRunning(painter, theme, strip);
    painter.restore();
    if (strip.isFirstOfKind)
        drawLabel(painter, theme, strip);
}

// The phase that the loop is in now, which no record has yet.
void TimelineView::drawRunning(QPainter &painter, const Theme &theme, const Strip &strip) const
{
    const trace::LoopPosition position = m_lanes->store().agents().value(strip.agent).position;
    const auto &items = m_lanes->lanes()[std::size_t(strip.lane)].items;
    const quint64 known = items.empty() ? 0 : items.back().endNs;
    if (!m_isRunning || position.sinceNs < known || position.sinceNs > m_range->limitEndNs())
        return;
    const QRectF box = boxOf(strip, { position.sinceNs, m_range->limitEndNs(), 0 });
    const QColor color = theme.phase(position.phase);
    painter.fillRect(box, position.waiting ? Theme::mix(theme.card(), color, 0.25) : color);
    const QRectF seen = box.intersected(QRectF(labelWidth(), box.top(), plotWidth(), box.height()));
    if (!position.waiting || seen.width() < leastTextWidth)
        return;
    painter.setPen(theme.mutedText());
    painter.drawText(
        seen.adjusted(4, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(tr("waiting for events"), Qt::ElideRight, int(seen.width()) - 8));
}

void TimelineView::drawLabel(QPainter &painter, const Theme &theme, const Strip &strip) const
{
    const LaneKind kind = m_lanes->lanes()[std::size_t(strip.lane)].kind;
    const QRect room(6, strip.top, labelWidth() - 10, strip.height);
    painter.setPen(theme.text());
    painter.drawText(
        room, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(TimelineTexts::laneName(kind), Qt::ElideRight, room.width()));
}

QRectF TimelineView::boxOf(const Strip &strip, const TimelineItem &item) const
{
    const double begin = xOf(item.beginNs);
    const double width = std::max(1., xOf(item.endNs) - begin);
    return { begin, double(strip.top + 1), width, double(strip.height - 2) };
}

void TimelineView::drawItem(QPainter &painter, const Theme &theme, const Strip &strip,
                            const TimelineItem &item, int count) const
{
    const TimelineLane &lane = m_lanes->lanes()[std::size_t(strip.lane)];
    const QRectF box = boxOf(strip, item);
    const QColor color = colorOf(theme, lane, item);
    if (lane.kind == LaneKind::Phases && count == 1
        && m_lanes->store().record(item.record).extra != 0) {
        drawWait(painter, theme, box, item);
    } else {
        painter.fillRect(box, color);
    }
    const bool isWork = lane.kind == LaneKind::Callbacks;
    if (isWork && count == 1 && item.endNs - item.beginNs >= longNs) {
        painter.setPen(QPen(theme.error(), 2));
        painter.drawRect(box.adjusted(1, 1, -1, -1));
    }
    // The part that can be seen.
    const QRectF seen = box.intersected(QRectF(labelWidth(), box.top(), plotWidth(), box.height()));
    if (count != 1 || seen.width() < leastTextWidth)
        return;
    const QRectF room = seen.adjusted(4, 0, -4, 0);
    // The wait of a visit of poll is pale; its work, behind, is not.
    const bool isOnWork = lane.kind == LaneKind::Phases
        && xOf(item.beginNs + m_lanes->store().record(item.record).extra) <= seen.left() + 1;
    const QColor under =
        isOnWork ? theme.phase(LoopPhase(m_lanes->store().record(item.record).detail)) : color;
    const double dark = Theme::contrast(under, Qt::black);
    painter.setPen(dark > Theme::contrast(under, Qt::white) ? Qt::black : Qt::white);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(TimelineTexts::itemName(m_lanes->store(), lane, item),
                                              Qt::ElideRight, int(room.width())));
}

// A visit of poll begins with its wait, which is pale.
void TimelineView::drawWait(QPainter &painter, const Theme &theme, const QRectF &box,
                            const TimelineItem &item) const
{
    const QColor color = theme.phase(LoopPhase::Poll);
    const quint64 waitNs = m_lanes->store().record(item.record).extra;
    const double workBegin = xOf(item.beginNs + waitNs);
    painter.fillRect(box, Theme::mix(theme.card(), color, 0.25));
    if (box.right() - workBegin >= 1)
        painter.fillRect(QRectF(QPointF(workBegin, box.top()), box.bottomRight()), color);
}

QColor TimelineView::colorOf(const Theme &theme, const TimelineLane &lane,
                             const TimelineItem &item) const
{
    const trace::Record &record = m_lanes->store().record(item.record);
    switch (lane.kind) {
    case LaneKind::Phases:
        if (record.extra != 0 && LoopPhase(record.detail) == LoopPhase::Poll)
            return Theme::mix(theme.card(), theme.phase(LoopPhase::Poll), 0.25);
        return theme.phase(LoopPhase(record.detail));
    case LaneKind::Callbacks: {
        const auto origin = trace::AsyncOrigin::unpacked(record.extra);
        return callbackColor(theme, m_lanes->store().places().typeName(lane.agent, origin.type));
    }
    case LaneKind::Microtasks:
        return theme.microtasks();
    case LaneKind::Collections:
        return theme.garbageCollection();
    case LaneKind::Requests:
        return theme.httpStatus(int(record.count));
    }
    return theme.accent();
}

void TimelineView::drawSelection(QPainter &painter, const Theme &theme) const
{
    if (!m_range->hasSelection())
        return;
    const double left = std::max<double>(labelWidth(), xOf(m_range->selectionBeginNs()));
    const double right = xOf(m_range->selectionEndNs());
    if (right <= left)
        return;
    QColor fill = theme.accent();
    fill.setAlphaF(0.18F);
    painter.fillRect(QRectF(left, 0, right - left, viewport()->height()), fill);
    painter.setPen(theme.accent());
    painter.drawLine(QPointF(left, 0), QPointF(left, viewport()->height()));
    painter.drawLine(QPointF(right, 0), QPointF(right, viewport()->height()));
}

void TimelineView::drawCurrent(QPainter &painter, const Theme &theme) const
{
    const Strip *strip = stripOf(m_current.lane);
    if (!strip)
        return;
    painter.setPen(QPen(theme.text(), 2));
    painter.drawRect(boxOf(*strip, m_current.item).adjusted(-1, 0, 1, 0));
}

// From where the cause created the resource to where its callback begins.
void TimelineView::drawCause(QPainter &painter, const Theme &theme) const
{
    const Strip *to = stripOf(m_current.lane);
    if (m_createdNs == 0 || !to)
        return;
    const Strip *from = stripOf(m_cause.lane);
    const QPointF begin(xOf(m_createdNs), from ? from->top + from->height : to->top);
    const QPointF end(xOf(m_current.item.beginNs), to->top + to->height / 2.);
    const double bend = std::max(12., to->height * 1.2);
    painter.save();
    painter.setClipRect(viewport()->rect().adjusted(labelWidth(), axisHeight(), 0, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path(begin);
    path.cubicTo(begin + QPointF(0, bend), end - QPointF(bend * 2, -bend), end);
    painter.setPen(QPen(theme.accent(), 1.5));
    painter.drawPath(path);
    painter.setBrush(theme.accent());
    painter.drawEllipse(begin, radius + 1, radius + 1);
    painter.drawPolygon(QPolygonF({ end, end + QPointF(-6, -4), end + QPointF(-6, 4) }));
    painter.restore();
}

} // namespace looptide::panels
