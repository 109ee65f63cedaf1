// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::cli {

// Exit codes. recordingFailed: the program ended with 0, but its log or recording is incomplete.
inline constexpr int recordingFailed = 1;
inline constexpr int badInput = 2; // the command line is invalid

// Prints a line on standard output.
void print(const QString &line);
// Prints "looptide: message" on standard error.
void printError(const QString &message);

} // namespace looptide::cli
