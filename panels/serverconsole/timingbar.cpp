// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/timingbar.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace looptide::panels {

using models::Theme;

namespace {

constexpr int margin = 8;
constexpr int barHeight = 6;

} // namespace

TimingBar::TimingBar(QWidget *parent) : QWidget(parent)
{
    hide();
}

void TimingBar::setTimes(quint64 firstByteNs, quint64 durationNs)
{
    m_firstByteNs = std::min(firstByteNs, durationNs);
    m_durationNs = durationNs;
    setVisible(firstByteNs != 0 && durationNs != 0);
    const QString text =
        tr("First byte after %1, end after %2")
            .arg(models::durationText(m_firstByteNs), models::durationText(m_durationNs));
    setToolTip(text);
    setAccessibleName(text);
    update();
}

QSize TimingBar::sizeHint() const
{
    return { 200, fontMetrics().height() + barHeight + 10 };
}

void TimingBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme(palette());
    const QRectF bar(margin, 4, width() - 2 * margin, barHeight);
    const double share = double(m_firstByteNs) / double(std::max<quint64>(m_durationNs, 1));
    QRectF waiting = bar;
    waiting.setWidth(std::max(2., bar.width() * share));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.good());
    painter.drawRoundedRect(bar, barHeight / 2., barHeight / 2.);
    painter.setBrush(theme.accent());
    painter.drawRoundedRect(waiting, barHeight / 2., barHeight / 2.);
    painter.setPen(theme.mutedText());
    const QRectF texts = bar.translated(0, barHeight + 2).adjusted(0, 0, 0, fontMetrics().height());
    const QString left = tr("to the first byte: %1").arg(models::durationText(m_firstByteNs));
    const QString right = tr("sending: %1").arg(models::durationText(m_durationNs - m_firstByteNs));
    painter.drawText(texts, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, left);
    if (fontMetrics().horizontalAdvance(left + right) + 20 < texts.width())
        painter.drawText(texts, Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine, right);
}

} // namespace looptide::panels
