// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// What Node needs once for each process.
namespace looptide::host {

enum class ProcessKind {
    Window, // a GUI: signals, stdio and output of the process stay as they are
    CommandLine, // `looptide run`: as `node` does it
};

// Starts V8 and Node in this process. About 3 ms; called by the first NodeRuntime::start() as
// Window if nobody did it before. Later calls only see to what a program may have changed for the
// whole process. False when there is nothing to run; see initializationErrors(). Torn down by
// itself when the process exits. Thread: main.
//
// commandLine: what follows the word `node`; its options are parsed by Node, its script and
// arguments are those of a run whose request names no script.
bool initializeProcess(ProcessKind kind, const QStringList &commandLine = {});

// Ends what initializeProcess() began; nothing can run afterwards. It also happens by itself when
// the process exits, but then after OpenSSL has freed certificates that Node still has. Thread:
// main.
void tearDownProcess();

// Lets programs set the title of this process, as ps shows it. Returns the argv to use from here
// on. Thread: main, before anything keeps a pointer to argv.
char **keepArguments(int argc, char **argv);

// What is wrong with the command line or NODE_OPTIONS.
QStringList initializationErrors();
// Prints it as `node` does and returns what `node` exits with: 0 after --version and the like.
int reportInitialization();
ProcessKind processKind();

// The standard error of the process itself, also while a run has put its terminal in its place.
// For logging; stays open.
int processStandardError();
// Makes Qt's log messages of this process go to processStandardError() instead of a run's terminal.
void keepLogApart();

} // namespace looptide::host
