// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::app {

struct CommandLine;

// What process::installCrashHandler() wrote as an earlier process crashed. Everything in it is text
// from outside: names of files and functions of the program that ran.
struct CrashReport
{
    // Whose code the native stack points to.
    enum class Fault {
        Looptide,
        Addon, // native code of the program that ran
        Node, // Node.js itself, on a thread of the program
        Outside, // the signal came from another process
    };

    QString file; // absolute
    QString signal; // "SIGSEGV (…)"
    QString sender; // the id of the process that sent the signal; empty when none did
    QString thread; // "window" for that of the window
    QString program; // "node app.js"; empty when none ran in process
    QStringList opened; // files that were opened within the seconds before
    QStringList stack; // innermost first, without the handler's own frames

    // Empty fields for what is missing or cannot be read.
    static CrashReport load(const QString &file);

    Fault fault() const;
    // Name of the addon that crashed ("addon.node") or, without one, of the library; empty when it
    // is Looptide itself.
    QString culprit() const;
    // The files that are better not opened again by themselves: those that were being opened as it
    // crashed for at least the second time. crashes: in a row.
    QStringList suspects(int crashes) const;
    // For the user: what happened and what can be done, in three lines at most; all else is in the
    // file.
    QString message() const;

private:
    QStringList files() const; // of the frames, without those of the C library
};

// The newest report; empty when there never was a crash.
QString lastCrashReport();

// After so many crashes in a row Looptide starts without its last session; after the next one it
// stays closed.
constexpr int crashesBeforeBareStart = 3;

// From here on a crash of this process is reported and Looptide starts again. Crashes soon after
// such starts are counted; the count is what the next start makes its choices by.
void handleCrashes(const CommandLine &commandLine);

} // namespace looptide::app
