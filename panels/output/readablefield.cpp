// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/readablefield.h"

#include <QEvent>
#include <QWidget>

namespace looptide::panels {

namespace {

constexpr int middle = 128; // of the lightness of a colour

bool isLight(const QColor &color)
{
    return color.lightness() > middle;
}

} // namespace

ReadableField::ReadableField(QWidget *field) : QObject(field), m_field(field)
{
    m_field->installEventFilter(this);
    adapt();
}

bool ReadableField::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_field && event->type() == QEvent::PaletteChange)
        adapt();
    return QObject::eventFilter(object, event);
}

void ReadableField::adapt()
{
    QPalette palette = m_field->palette();
    const bool hasLightBackground = isLight(palette.color(QPalette::Base));
    if (hasLightBackground != isLight(palette.color(QPalette::Text)))
        return;
    palette.setColor(QPalette::Text, hasLightBackground ? Qt::black : Qt::white);
    m_field->setPalette(palette);
}

} // namespace looptide::panels
