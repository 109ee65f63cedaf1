// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::app {

struct CommandLine;

// The report that process::installCrashHandler() wrote when an earlier process crashed. Its content
// is not trusted: it contains names of files and functions of the program that ran.
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
    QStringList opened; // files that were opened in the seconds before the crash
    QStringList stack; // innermost first, without the handler's own frames

    // Fields that are missing or unreadable are empty.
    static CrashReport load(const QString &file);

    Fault fault() const;
    // The name of the addon ("addon.node") or library that crashed; empty when it is Looptide
    // itself.
    QString culprit() const;
    // The files that should not be opened automatically: those that were being opened during at
    // least the second such crash. crashes: number of crashes in a row.
    QStringList suspects(int crashes) const;
    // A message for the user: what happened and what to do, in at most three lines. The file has
    // the details.
    QString message() const;

private:
    QStringList files() const; // files of the stack frames, without those of the C library
};

// The path of the newest report; empty when there is none.
QString lastCrashReport();

// After this number of crashes in a row, Looptide starts without its last session. After one more,
// it stays closed.
constexpr int crashesBeforeBareStart = 3;

// After this call, a crash of this process is reported, and Looptide starts again. Crashes soon
// after such starts are counted; the next start decides by that number.
void handleCrashes(const CommandLine &commandLine);

} // namespace looptide::app
