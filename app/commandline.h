// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::app {

// The arguments of `looptide` without a verb.
struct CommandLine
{
    enum class Action { OpenWindow, Demo, ShowVersion, ShowHelp, Refuse };

    Action action = Action::OpenWindow;
    QString folder; // absolute; empty: the project of the last session
    QStringList files; // absolute
    QString screenshotFile; // absolute; empty: none
    QString crashReport; // absolute; of the process that crashed and started this one; else empty
    qint64 crashedProcess = 0;
    int crashes = 0; // in a row, each soon after the start; the one of crashReport is the last
    QString error; // one line for users, with Action::Refuse
};

// arguments: without the program's name. Relative paths are resolved against workingDirectory.
CommandLine parseCommandLine(const QStringList &arguments, const QString &workingDirectory);

QString helpText();

} // namespace looptide::app
