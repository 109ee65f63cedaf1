// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mainwindow.h"

class QApplication;

namespace looptide::app {

struct CommandLine;

QString versionText();

// Name, version, language, style: before the first widget.
void prepareApplication(QApplication &application);
// The real runtimes: Node in this process, other programs as child processes.
MainWindow::Parts realParts();

// Made before the application and the window, so that it outlives both: log messages stay out of a
// program's output, and Node ends while all that it uses is still there.
class ProcessCare
{
    Q_DISABLE_COPY_MOVE(ProcessCare)
public:
    ProcessCare();
    ~ProcessCare();
};

// The window until it closes; returns the exit code of the process.
int runWindow(int &argc, char **argv, const CommandLine &commandLine);

} // namespace looptide::app
