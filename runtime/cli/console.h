// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::cli {

// Exit codes. The first one: the program ended with 0, but its log or recording is not complete.
inline constexpr int recordingFailed = 1;
inline constexpr int badInput = 2; // the command line asks for what cannot be

// A line on standard output.
void print(const QString &line);
// "looptide: message" on standard error.
void printError(const QString &message);

} // namespace looptide::cli
