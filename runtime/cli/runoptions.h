// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/record.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace looptide::cli {

// The command line of `looptide run`. A value; parse() looks at the file system to find the script.
struct RunOptions
{
    Q_DECLARE_TR_FUNCTIONS(looptide::cli::RunOptions)
public:
    // Options end at the script (or after "--"): what follows belongs to the program.
    static RunOptions parse(const QStringList &arguments);
    static QString usage();

    bool isRecorded() const { return !record.isEmpty() || !httpLog.isEmpty(); }

    QString script; // absolute
    QStringList arguments;
    QString workingDirectory; // absolute
    QString record; // trace file, absolute
    QString httpLog; // absolute
    core::RecordLevel level = core::RecordLevel::Off;
    bool helpRequested = false;
    QString error; // for people, one line; then the rest means nothing
};

} // namespace looptide::cli
