// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::app {

struct CommandLine;

// What core::installCrashHandler() wrote as an earlier process crashed. Everything in it is text
// from outside: names of files and functions of the program that ran.
struct CrashReport
{
    QString file; // absolute
    QString signal; // "SIGSEGV (…)"
    QString program; // "node app.js"; empty when none ran in process
    QStringList stack; // innermost first, without the handler's own frames

    // Empty fields for what is missing or cannot be read.
    static CrashReport load(const QString &file);

    // Name of the file whose code crashed ("addon.node"), when it is not Looptide's; else empty.
    QString culprit() const;
    // For people: what happened and what they can do, in three lines at most; all else is in the
    // file.
    QString message() const;
};

// The newest report; empty when there never was a crash.
QString lastCrashReport();

// From here on a crash of this process is reported and Looptide starts again as it was; not when it
// was only just started because of one, so that a crash at start can't repeat for ever.
void handleCrashes(const CommandLine &commandLine);

} // namespace looptide::app
