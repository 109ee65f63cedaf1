// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPalette;

namespace looptide::app {

enum class Appearance { System, Light, Dark };

QPalette lightPalette();
QPalette darkPalette();

// The palette for a choice. System follows the desktop, including later changes.
void applyAppearance(Appearance appearance);

} // namespace looptide::app
