// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/recordlevel.h"
#include "runtime/project/startplan.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace looptide::project {
struct PackageJson;
}

namespace looptide::cli {

// The command line of `looptide run`. A value. parse() searches the file system for the script.
struct RunOptions
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::RunOptions)
public:
    // Options end at the script (or after "--"); the rest belongs to the program. Options that are
    // not Looptide's go to Node, which decides whether they are valid.
    static RunOptions parse(const QStringList &arguments);
    static QString usage();

    bool isRecorded() const { return !record.isEmpty() || !httpLog.isEmpty(); }
    // The arguments of `node` that do the same.
    QStringList nodeCommandLine() const;

    QStringList nodeOptions;
    QString
        script; // as given, or the absolute path of a folder's program; empty with -e and the like
    QStringList arguments;
    QString workingDirectory; // absolute
    QString record; // trace file, absolute
    QString httpLog; // absolute
    core::RecordLevel level = core::RecordLevel::Off;
    bool isolated = false; // in its own process
    bool helpRequested = false;
    project::StartPlan start; // what a folder starts; Nothing for a file
    QString warning; // for users; the run continues
    QString error; // for users; the other members are then invalid

private:
    QString planFolder(const QString &scriptName, bool hasOwnDirectory);
    QString takeProgram();
    QString checkNpmRun(const project::PackageJson &package) const;
};

} // namespace looptide::cli
