// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QStringList>

namespace looptide::models {

// "Exited with code 1 after 2.3 s", "Ended by signal 9 (SIGKILL) after 0.4 s".
QString endText(const core::RunResult &result);
// Without the time: "Exited with code 1".
QString shortEndText(const core::RunResult &result);
// Whether it exited with code 0, or the user stopped it.
bool endedWell(const core::RunResult &result);

// The text in rows of at most `columns` characters that end between words. A longer word stays
// whole, and so does a text that begins with a path, which may contain spaces.
QStringList wordRows(const QString &text, int columns);

} // namespace looptide::models
