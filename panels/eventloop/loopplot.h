// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace looptide::models {
class LoopStats;
}

namespace looptide::panels {

// The last minute of the loop: how busy it was, and the longest time an event had to wait (lag, on
// a logarithmic scale). Drawn by hand: two areas over one time axis in the colours of the theme are
// less code than a plot library asks for, and cost by pixels.
class LoopPlot : public QWidget
{
    Q_OBJECT
public:
    explicit LoopPlot(models::LoopStats *stats, QWidget *parent = nullptr);

    QSize sizeHint() const override { return { 320, 140 }; }
    QSize minimumSizeHint() const override { return { 160, 130 }; }

    // 0..1: where a lag lies on the scale from 0.1 ms to 10 s.
    static double lagShare(quint64 ns);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Band;

    Band utilisationBand() const;
    Band lagBand() const;
    double axisWidth() const;
    QRectF plotArea() const;
    double xOf(int age) const;
    int ageAt(double x) const;
    void drawFrame(QPainter &painter, const Band &band) const;
    void drawUtilisation(QPainter &painter, const Band &band) const;
    void drawLag(QPainter &painter, const Band &band) const;
    void drawCursor(QPainter &painter) const;
    void drawTimeAxis(QPainter &painter) const;

    models::LoopStats *m_stats;
    int m_hoveredAge = -1;
};

} // namespace looptide::panels
