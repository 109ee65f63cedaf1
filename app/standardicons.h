// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStyle>

namespace looptide::app {

// The line icon for what Qt's own dialogs draw; null where there is none.
QIcon standardIcon(QStyle::StandardPixmap pixmap);

} // namespace looptide::app
