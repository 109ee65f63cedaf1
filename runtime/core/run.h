// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausereason.h"
#include "runtime/core/recordlevel.h"

#include <QMetaType>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace looptide::core {

enum class RunState : quint8 {
    Idle,
    Starting,
    Running,
    Paused,
    Stopping,
    Exited,
};

// The program has begun, and nobody has asked for its end.
constexpr bool isUnderWay(RunState state)
{
    return state == RunState::Running || state == RunState::Paused;
}

// Where a run's standard streams go.
enum class RunStdio : quint8 {
    Terminal, // a pseudo terminal of the run's own; output arrives as Runtime::outputReceived
    Inherited, // the streams of this process, as on the command line
};

// What to run. A plain value, handed to Runtime::start().
struct RunRequest
{
    // A script for Node (absolute path) when command is empty; with both empty, what the command
    // line of the process names (`looptide run`).
    QString script;
    // Otherwise a program and its arguments, run as a child process.
    QStringList command;
    QStringList arguments; // of the script
    // Options of Node, before the script. Only isolated runs can have them: V8 and Node read theirs
    // once a process.
    QStringList nodeOptions;
    QString workingDirectory; // absolute
    QProcessEnvironment environment; // complete, not a difference
    RunStdio stdio = RunStdio::Terminal;
    RecordLevel level = RecordLevel::Phases;
    // For a log or a recording, which is complete: every HTTP request, and the program waits when
    // it is faster than its reader. Otherwise a server under load records some of its requests and
    // counts the others (RequestCounts), which keeps its speed.
    bool everyRequest = false;
    // outputReceived says what was written to standard error. With RunStdio::Terminal, for programs
    // that Looptide runs itself (in process or isolated).
    bool marksStderr = false;
    int columns = 80;
    int rows = 24;
};

struct RunResult
{
    enum class Reason : quint8 {
        Exited, // by itself: exitCode
        Stopped, // by Runtime::stop()
        Signalled, // a child process ended by a signal: signal
        FailedToStart, // message says why and what to do
        OutOfMemory,
        // By a fault in native code (isolated runs) or an abort: message says what happened and has
        // the native stack or says where it is, exitCode is what a shell shows, signal the signal.
        Crashed,
        // They and the program were ended: message says how many there were.
        TooManyProcesses,
    };

    static RunResult failedToStart(const QString &why)
    {
        return { .reason = Reason::FailedToStart, .exitCode = 1, .message = why };
    }

    Reason reason = Reason::Exited;
    int exitCode = 0;
    int signal = 0;
    QString message; // translated, for people; empty when the code says it all
    qint64 durationMs = 0;
};

} // namespace looptide::core

Q_DECLARE_METATYPE(looptide::core::RunState)
Q_DECLARE_METATYPE(looptide::core::RunResult)
