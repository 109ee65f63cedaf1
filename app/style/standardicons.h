// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStyle>

namespace looptide::app {

// The line icon for a standard icon of Qt's own dialogs; a null icon when there is none.
QIcon standardIcon(QStyle::StandardPixmap pixmap);

} // namespace looptide::app
