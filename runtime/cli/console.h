// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::cli {

inline constexpr int badInput = 2; // exit code: the command line asks for what cannot be

// A line on standard output.
void print(const QString &line);
// "looptide: message" on standard error.
void printError(const QString &message);

} // namespace looptide::cli
