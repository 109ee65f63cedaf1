// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

// Node's set-up for the process.
namespace looptide::host {

enum class ProcessKind {
    Window, // a GUI: leaves signals, stdio and output of the process alone
    CommandLine, // `looptide run`: does what `node` does
};

// Starts V8 and Node in this process. Takes about 3 ms. The first NodeRuntime::start() calls it as
// Window if nobody did before. Later calls only restore what a program may have changed for the
// whole process. Returns false when there is nothing to run; see initializationErrors(). Node is
// torn down automatically when the process exits. Thread: main.
//
// commandLine: the arguments of `node`. Node parses its options; its script and arguments are those
// of a run whose request names no script. name: argv[0] of the process, for a program.
bool initializeProcess(ProcessKind kind, const QStringList &commandLine = {},
                       const QByteArray &name = "node");

// Tears down what initializeProcess() began. Nothing can run afterwards. It also happens
// automatically when the process exits, but then after OpenSSL has freed certificates that Node
// still uses. Thread: main.
void tearDownProcess();

// Allows programs to set the title of this process, as ps shows it. Returns the argv to use from
// now on. Thread: main, before any code keeps a pointer to argv.
char **keepArguments(int argc, char **argv);

// The errors of the command line or of NODE_OPTIONS.
QStringList initializationErrors();
// Prints them as `node` does and returns the exit code of `node`: 0 after --version and the like.
int reportInitialization();
ProcessKind processKind();

// The standard error of the process itself, even while a run's terminal replaces it. For logging;
// stays open.
int processStandardError();
// Sends Qt's log messages of this process to processStandardError() instead of a run's terminal.
void keepLogApart();

} // namespace looptide::host
