// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/timeline/timelinelanes.h"

#include <QAbstractScrollArea>

#include <optional>

namespace looptide::models {
class Theme;
class TimelineRange;
} // namespace looptide::models

namespace looptide::panels {

// Draws the lanes over time. The wheel zooms around the pointer, dragging moves, dragging with
// Shift selects a part of time, a click selects an item. All of that works by keyboard too.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    // An item and its lane (an index into TimelineLanes::lanes()).
    struct Place
    {
        int lane = -1;
        models::TimelineItem item;

        bool isValid() const { return lane >= 0; }
        bool operator==(const Place &) const = default;
    };

    TimelineView(const models::TimelineLanes *lanes, models::TimelineRange *range,
                 QWidget *parent = nullptr);

    const Place &current() const { return m_current; }
    // Selects an item and moves it into view; an invalid place selects nothing.
    void setCurrent(const Place &place);
    // The item that caused the current one: drawn with an arrow.
    void setCause(const Place &place, quint64 createdNs);
    // Where callbacks ran for longer is marked.
    static constexpr quint64 longNs = 50'000'000;

    // The lanes have changed. isRunning: the program may be within a phase that has not ended.
    void refresh(bool isRunning);
    QSize minimumSizeHint() const override { return { 240, 90 }; }

Q_SIGNALS:
    void currentChanged(const looptide::panels::TimelineView::Place &place);
    void activated(const looptide::panels::TimelineView::Place &place); // double click, Enter
    void leaveRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    // Where a lane is, in the coordinates of the viewport.
    struct Strip
    {
        int lane = -1; // -1: the title of an agent
        quint16 agent = 0;
        int top = 0;
        int height = 0;
        bool isFirstOfKind = false;
    };
    enum class Drag { None, Pending, Pan, Select };

    int axisHeight() const;
    int labelWidth() const;
    double plotWidth() const;
    double xOf(quint64 timeNs) const;
    quint64 timeAt(double x) const;
    quint64 pixelNs() const;
    void arrange();
    const Strip *stripAt(int y) const;
    const Strip *stripOf(int lane) const;
    Place placeAt(QPoint position) const;
    void moveCurrent(int step);
    void moveLane(int step);
    void panBy(double pixels);
    QString toolTipAt(QPoint position) const;

    void drawAxis(QPainter &painter, const models::Theme &theme) const;
    void drawStrip(QPainter &painter, const models::Theme &theme, const Strip &strip) const;
    void drawRunning(QPainter &painter, const models::Theme &theme, const Strip &strip) const;
    void drawLabel(QPainter &painter, const models::Theme &theme, const Strip &strip) const;
    void drawItem(QPainter &painter, const models::Theme &theme, const Strip &strip,
                  const models::TimelineItem &item, int count) const;
    QColor colorOf(const models::Theme &theme, const models::TimelineLane &lane,
                   const models::TimelineItem &item) const;
    void drawWait(QPainter &painter, const models::Theme &theme, const QRectF &box,
                  const models::TimelineItem &item) const;
    void drawSelection(QPainter &painter, const models::Theme &theme) const;
    void drawCause(QPainter &painter, const models::Theme &theme) const;
    void drawCurrent(QPainter &painter, const models::Theme &theme) const;
    QRectF boxOf(const Strip &strip, const models::TimelineItem &item) const;

    const models::TimelineLanes *m_lanes;
    models::TimelineRange *m_range;
    std::vector<Strip> m_strips;
    Place m_current;
    Place m_cause;
    quint64 m_createdNs = 0;
    bool m_isRunning = false;
    Drag m_drag = Drag::None;
    QPoint m_dragFrom;
    quint64 m_dragNs = 0;
};

} // namespace looptide::panels
