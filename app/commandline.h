// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::app {

// What the words after `looptide` ask of the window.
struct CommandLine
{
    enum class Action { OpenWindow, Demo, ShowVersion, ShowHelp, Refuse };

    Action action = Action::OpenWindow;
    QString folder; // absolute; empty: as the last session left it
    QStringList files; // absolute
    QString screenshotFile; // absolute; empty: none
    QString crashReport; // absolute; of the process that crashed and started this one; else empty
    qint64 crashedProcess = 0;
    int crashes = 0; // in a row, each soon after the start; the one of crashReport is the last
    QString error; // for Refuse: one line for people
};

// arguments: without the program's name. Relative paths are taken from workingDirectory.
CommandLine parseCommandLine(const QStringList &arguments, const QString &workingDirectory);

QString helpText();

} // namespace looptide::app
