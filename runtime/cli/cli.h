// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace looptide::cli {

// Whether word is a verb ("run", "new", ...). Pass verbs to runCommandLine() before any window or
// QGuiApplication is made.
bool isVerb(const QString &word);

// Runs a verb with its arguments (arguments.first() is the verb) under its own QCoreApplication and
// returns the exit code of the process. Bad input gives one line on standard error and the exit
// code 2.
int runCommandLine(int &argc, char **argv);

} // namespace looptide::cli
