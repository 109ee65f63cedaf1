// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::models {

// The path of the file with the user's settings (INI), which the window reads too.
QString settingsFile();

} // namespace looptide::models
