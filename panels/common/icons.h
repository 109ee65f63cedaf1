// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace looptide::panels {

// The line icon :/icons/NAME.svg, drawn in the colour of the text around it: it follows the palette
// (dark, light, disabled, selected) and stays sharp at any scale. Nothing is read before it is
// painted. An unknown name paints nothing.
QIcon icon(const QString &name);

// The same in a colour of its own ("run" in green).
QIcon icon(const QString &name, const QColor &color);

// A colour per colour scheme, asked each time the icon is painted.
using IconColor = QColor (*)();
QIcon icon(const QString &name, IconColor color);

} // namespace looptide::panels
