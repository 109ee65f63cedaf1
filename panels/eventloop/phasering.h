// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/records.h"

#include <QElapsedTimer>
#include <QPixmap>
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

    QSize sizeHint() const override { return { 260, 190 }; }
    QSize minimumSizeHint() const override { return { 180, 176 }; }
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
    struct Segment;
    // What changes rarely and costs much to draw: made anew when size or palette change.
    struct Layers
    {
        QSize size;
        qreal scale = 0;
        QRgb window = 0;
        QRgb text = 0;
        std::array<QPixmap, 6> halos; // light around a segment, at its strongest
        QPixmap dots; // the ring of microtasks
        QString labelKey;
        QPixmap labels;
    };

    static constexpr int segmentCount = 6;

    void onFrame();
    void wake();
    void takeActivity(double seconds);
    void moveMarker(double seconds);
    bool isResting() const;

    Canvas canvas() const;
    Segment segment(const Canvas &canvas, int index) const;
    QPixmap blankLayer(const QSizeF &size) const;
    void refreshLayers(const Canvas &canvas, const std::array<Segment, segmentCount> &segments);
    void refreshLabels(const Canvas &canvas, const std::array<Segment, segmentCount> &segments);
    void drawSegment(QPainter &painter, const Canvas &canvas, const Segment &segment) const;
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
    Layers m_layers;
};

} // namespace looptide::panels
