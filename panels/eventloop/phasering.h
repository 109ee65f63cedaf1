// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/record.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <array>

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

// The loop as a ring of its phases. Each segment glows with the time that records say was spent in
// it; the marker makes one lap for each recorded iteration, up to as many a second as eyes can
// follow, and rests in poll while the loop waits. Repaints at most 30 times a second, only while
// something changes, and not at all while hidden.
class PhaseRing : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseRing(models::LoopStats *stats, QWidget *parent = nullptr);

    // A row of LoopPhaseModel to point out; -1 for none.
    void setHighlightedRow(int row);
    // -1 where there is none.
    int rowAt(const QPointF &position) const;

    QSize sizeHint() const override { return { 260, 250 }; }
    QSize minimumSizeHint() const override { return { 200, 200 }; }
    bool hasHeightForWidth() const override { return false; }

    // For tests: one step of what is animated.
    void advance(double seconds);
    bool isAnimating() const { return m_frames.isActive(); }
    double markerLaps() const { return m_marker; } // 0..1 clockwise from the start of timers

Q_SIGNALS:
    void rowHovered(int row);
    void rowClicked(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Canvas;

    static constexpr int segmentCount = 6;

    void onFrame();
    void wake();
    void takeActivity(double seconds);
    void moveMarker(double seconds);
    bool isResting() const;

    Canvas canvas() const;
    void drawSegment(QPainter &painter, const Canvas &canvas, int segment) const;
    void drawMicrotasks(QPainter &painter, const Canvas &canvas) const;
    void drawMarker(QPainter &painter, const Canvas &canvas) const;
    void drawCentre(QPainter &painter, const Canvas &canvas) const;
    QString segmentText(const Canvas &canvas, int segment, double room) const;

    models::LoopStats *m_stats;
    QTimer m_frames;
    QElapsedTimer m_sinceFrame;
    std::array<double, segmentCount> m_glow {}; // 0..1
    double m_microtaskGlow = 0;
    std::array<quint64, segmentCount> m_seenBusyNs {};
    std::array<quint64, segmentCount> m_seenCallbacks {};
    quint64 m_seenIterations = 0;
    quint64 m_seenDrains = 0;
    double m_marker = 0; // laps
    double m_lapsOwed = 0;
    double m_iterationRate = 0; // a second, smoothed over frames
    double m_pulse = 0; // of the blocked marker, seconds
    int m_highlighted = -1;
};

} // namespace looptide::panels
