// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelineview.h"

#include "panels/common/displaytext.h"
#include "panels/timeline/timelinerange.h"
#include "panels/timeline/timelinetexts.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace looptide::panels {

using models::TimelineItem;
using models::TimelineLane;
using models::TimelineLanes;
using models::TimelineTexts;
using namespace Qt::StringLiterals;

namespace {

constexpr double zoomStep = 1.25; // of one notch of the wheel
constexpr double notch = 120;
constexpr double keyStep = 0.1; // of the range
constexpr int hitPixels = 3; // beside an item

} // namespace

TimelineView::TimelineView(const TimelineLanes *lanes, models::TimelineRange *range,
                           QWidget *parent)
    : QAbstractScrollArea(parent), m_lanes(lanes), m_range(range)
{
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Timeline"));
    viewport()->setMouseTracking(true);
    const auto repaint = [this] { viewport()->update(); };
    connect(range, &models::TimelineRange::changed, this, repaint);
    connect(range, &models::TimelineRange::selectionChanged, this, repaint);
}

void TimelineView::refresh(bool isRunning)
{
    m_isRunning = isRunning;
    arrange();
    viewport()->update();
}

void TimelineView::setCurrent(const Place &place)
{
    m_current = place;
    m_cause = {};
    m_createdNs = 0;
    if (place.isValid()) {
        m_range->reveal(place.item.beginNs, place.item.endNs);
        if (const Strip *strip = stripOf(place.lane)) {
            const int room = viewport()->height() - axisHeight();
            QScrollBar *bar = verticalScrollBar();
            const int top = strip->top - axisHeight() + bar->value();
            if (top < bar->value() || top + strip->height > bar->value() + room)
                bar->setValue(top - room / 2);
        }
        const TimelineLane &lane = m_lanes->lanes()[std::size_t(place.lane)];
        setAccessibleDescription(TimelineTexts::laneName(lane.kind) + u": "_s
                                 + TimelineTexts::itemName(m_lanes->store(), lane, place.item)
                                 + u", "_s
                                 + models::durationText(place.item.endNs - place.item.beginNs));
    }
    viewport()->update();
    Q_EMIT currentChanged(m_current);
}

void TimelineView::setCause(const Place &place, quint64 createdNs)
{
    m_cause = place;
    m_createdNs = createdNs;
    viewport()->update();
}

int TimelineView::axisHeight() const
{
    return fontMetrics().height() + 8;
}

int TimelineView::labelWidth() const
{
    constexpr int least = 60;
    int widest = 0;
    for (const auto kind : { models::LaneKind::Phases, models::LaneKind::Collections })
        widest = std::max(widest, fontMetrics().horizontalAdvance(TimelineTexts::laneName(kind)));
    return std::min(widest + 14, std::max(least, viewport()->width() / 4));
}

double TimelineView::plotWidth() const
{
    return std::max(1, viewport()->width() - labelWidth());
}

double TimelineView::xOf(quint64 timeNs) const
{
    // Coordinates far outside would overflow the painter's.
    constexpr double far = 100'000;
    return labelWidth() + std::clamp(m_range->xOf(timeNs, plotWidth()), -far, far);
}

quint64 TimelineView::timeAt(double x) const
{
    return m_range->timeAt(x - labelWidth(), plotWidth());
}

quint64 TimelineView::pixelNs() const
{
    return std::max<quint64>(1, quint64(double(m_range->lengthNs()) / plotWidth()));
}

void TimelineView::arrange()
{
    const int row = fontMetrics().height() + 6;
    constexpr int gap = 3;
    m_strips.clear();
    int y = axisHeight() - verticalScrollBar()->value();
    const auto &lanes = m_lanes->lanes();
    const bool hasTitles = !lanes.empty() && lanes.front().agent != lanes.back().agent;
    for (int i = 0; i < int(lanes.size()); ++i) {
        const TimelineLane &lane = lanes[std::size_t(i)];
        const TimelineLane *before = i > 0 ? &lanes[std::size_t(i - 1)] : nullptr;
        if (hasTitles && (!before || before->agent != lane.agent)) {
            m_strips.push_back({ -1, lane.agent, y, row });
            y += row;
        }
        const bool isFirst = !before || before->agent != lane.agent || before->kind != lane.kind;
        y += isFirst ? gap : 0;
        m_strips.push_back({ i, lane.agent, y, row, isFirst });
        y += row + 1;
    }
    const int content = y + verticalScrollBar()->value() - axisHeight();
    const int room = viewport()->height() - axisHeight();
    verticalScrollBar()->setRange(0, std::max(0, content - room));
    verticalScrollBar()->setPageStep(std::max(1, room));
    verticalScrollBar()->setSingleStep(row);
}

const TimelineView::Strip *TimelineView::stripAt(int y) const
{
    const auto found = std::ranges::find_if(m_strips, [y](const Strip &strip) {
        return y >= strip.top && y < strip.top + strip.height;
    });
    return found == m_strips.end() || y < axisHeight() ? nullptr : &*found;
}

const TimelineView::Strip *TimelineView::stripOf(int lane) const
{
    const auto found = std::ranges::find(m_strips, lane, &Strip::lane);
    return found == m_strips.end() || lane < 0 ? nullptr : &*found;
}

TimelineView::Place TimelineView::placeAt(QPoint position) const
{
    const Strip *strip = stripAt(position.y());
    if (!strip || strip->lane < 0 || position.x() < labelWidth())
        return {};
    const auto item = TimelineLanes::itemAt(m_lanes->lanes()[std::size_t(strip->lane)],
                                            timeAt(position.x()), pixelNs() * hitPixels);
    return item ? Place { strip->lane, *item } : Place {};
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier || std::abs(delta.x()) > std::abs(delta.y())) {
        panBy(-double(delta.x() != 0 ? delta.x() : delta.y()));
    } else if (event->modifiers() & Qt::AltModifier) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    } else {
        m_range->zoom(std::pow(zoomStep, -delta.y() / notch), timeAt(event->position().x()));
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_drag = event->modifiers() & Qt::ShiftModifier ? Drag::Select : Drag::Pending;
    m_dragFrom = event->position().toPoint();
    m_dragNs = timeAt(event->position().x());
    if (m_drag == Drag::Select)
        m_range->select(m_dragNs, m_dragNs);
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (m_drag == Drag::Pending
        && (position - m_dragFrom).manhattanLength() >= QApplication::startDragDistance())
        m_drag = Drag::Pan;
    if (m_drag == Drag::Pan) {
        panBy(m_dragFrom.x() - position.x());
        m_dragFrom = position;
    } else if (m_drag == Drag::Select) {
        m_range->select(m_dragNs, timeAt(position.x()));
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag != Drag::Pending)
        return;
    if (m_range->hasSelection())
        m_range->select(0, 0);
    setCurrent(placeAt(event->position().toPoint()));
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    if (place.isValid())
        Q_EMIT activated(place);
}

void TimelineView::panBy(double pixels)
{
    m_range->pan(qint64(pixels * double(m_range->lengthNs()) / plotWidth()));
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const quint64 middle = m_range->beginNs() + m_range->lengthNs() / 2;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int direction = event->key() == Qt::Key_Left ? -1 : 1;
        if (shift || !m_current.isValid())
            panBy(direction * keyStep * plotWidth());
        else
            moveCurrent(direction);
        return;
    }
    case Qt::Key_Up:
        return moveLane(-1);
    case Qt::Key_Down:
        return moveLane(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return m_range->zoom(1 / zoomStep, m_current.isValid() ? m_current.item.beginNs : middle);
    case Qt::Key_Minus:
        return m_range->zoom(zoomStep, m_current.isValid() ? m_current.item.beginNs : middle);
    case Qt::Key_Home:
        return m_range->showAll();
    case Qt::Key_End:
        return m_range->setFollowing(true);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current.isValid())
            Q_EMIT activated(m_current);
        return;
    case Qt::Key_Escape:
        if (m_current.isValid())
            setCurrent({});
        else
            Q_EMIT leaveRequested();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

// To the item before or after in the same lane.
void TimelineView::moveCurrent(int step)
{
    const auto &items = m_lanes->lanes()[std::size_t(m_current.lane)].items;
    const auto here =
        std::ranges::lower_bound(items, m_current.item.endNs, {}, &TimelineItem::endNs);
    const auto index = std::clamp<std::ptrdiff_t>(here - items.begin() + step, 0,
                                                  std::ptrdiff_t(items.size()) - 1);
    if (!items.empty())
        setCurrent({ m_current.lane, items[std::size_t(index)] });
}

// To the item at the same time in the next lane that has any in view.
void TimelineView::moveLane(int step)
{
    const int count = int(m_lanes->lanes().size());
    const quint64 time =
        m_current.isValid() ? m_current.item.beginNs : m_range->beginNs() + m_range->lengthNs() / 2;
    const int first = m_current.isValid() ? m_current.lane + step : step > 0 ? 0 : count - 1;
    for (int lane = first; lane >= 0 && lane < count; lane += step) {
        const auto item = TimelineLanes::itemAt(m_lanes->lanes()[std::size_t(lane)], time,
                                                m_range->lengthNs() / 2);
        if (item) {
            setCurrent({ lane, *item });
            return;
        }
    }
}

QString TimelineView::toolTipAt(QPoint position) const
{
    const Strip *strip = stripAt(position.y());
    if (!strip || strip->lane < 0)
        return {};
    const TimelineLane &lane = m_lanes->lanes()[std::size_t(strip->lane)];
    QStringList lines;
    if (const Place place = placeAt(position); place.isValid()) {
        lines += TimelineTexts::itemName(m_lanes->store(), lane, place.item);
        lines += models::durationText(place.item.endNs - place.item.beginNs);
        lines += TimelineTexts::itemFacts(m_lanes->store(), lane, place.item);
    } else {
        lines += TimelineTexts::laneExplanation(lane.kind);
    }
    for (QString &line : lines)
        line = line.toHtmlEscaped();
    return u"<p>"_s + lines.join(u"<br>"_s) + u"</p>"_s;
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, viewport());
    return true;
}

void TimelineView::scrollContentsBy(int, int)
{
    arrange();
    viewport()->update();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        refresh(m_isRunning);
}

} // namespace looptide::panels
