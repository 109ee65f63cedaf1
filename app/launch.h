// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/mainwindow.h"

class QApplication;

namespace looptide::app {

struct CommandLine;

QString versionText();

// Sets name, version, language and style. Call it before the first widget is made.
void prepareApplication(QApplication &application);
// The real runtimes: Node in this process, other programs as child processes.
MainWindow::Parts realParts();

// Create it before the application and the window, so that it outlives both. It keeps log messages
// out of a program's output, and tears Node down while everything that Node uses still exists.
class ProcessCare
{
    Q_DISABLE_COPY_MOVE(ProcessCare)
public:
    ProcessCare();
    ~ProcessCare();
};

// Runs the window until it closes. Returns the exit code of the process.
int runWindow(int &argc, char **argv, const CommandLine &commandLine);

} // namespace looptide::app
