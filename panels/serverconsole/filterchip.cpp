// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/filterchip.h"

#include <QPainter>

#include <utility>

namespace looptide::panels {

using models::Theme;

FilterChip::FilterChip(const QString &text, Color color, QWidget *parent)
    : QAbstractButton(parent), m_color(std::move(color))
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return { metrics.horizontalAdvance(text()) + 20, metrics.height() + 8 };
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme(palette());
    const QColor color = m_color(theme);
    const QColor surface = palette().color(QPalette::Window);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double fill = isChecked() ? 0.24 : underMouse() ? 0.12 : 0;
    painter.setBrush(Theme::mix(surface, color, fill));
    const bool focused = hasFocus();
    painter.setPen(QPen(isChecked() || focused ? color : theme.grid(), focused ? 2 : 1));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(isChecked() ? palette().color(QPalette::WindowText) : theme.mutedText());
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace looptide::panels
