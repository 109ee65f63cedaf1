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

// The program has begun, and no stop was requested.
constexpr bool isUnderWay(RunState state)
{
    return state == RunState::Running || state == RunState::Paused;
}

// What a run's standard streams are connected to.
enum class RunStdio : quint8 {
    Terminal, // a pseudo terminal of the run; its output arrives as Runtime::outputReceived
    Inherited, // the streams of this process, as on the command line
};

// What to run. A plain value, handed to Runtime::start().
struct RunRequest
{
    // The absolute path of a script for Node, used when command is empty. When both are empty, the
    // run uses what the command line of the process names (`looptide run`).
    QString script;
    // A program and its arguments, run as a child process.
    QStringList command;
    QStringList arguments; // of the script
    // Options of Node, before the script. For isolated runs only, because V8 and Node read their
    // options once in each process.
    QStringList nodeOptions;
    QString workingDirectory; // absolute
    QProcessEnvironment environment; // complete, not a difference
    RunStdio stdio = RunStdio::Terminal;
    RecordLevel level = RecordLevel::Phases;
    // For a complete log or recording: every HTTP request is recorded, and the program waits when
    // it is faster than its reader. Otherwise a server under load keeps its speed: it records some
    // of its requests and counts the others (trace::RequestCounts).
    bool everyRequest = false;
    // A debugger of the window attaches before the program begins; the program waits for it.
    bool debugs = false;
    // outputReceived says what was written to standard error. With RunStdio::Terminal, for programs
    // that Looptide runs itself (in process or isolated).
    bool marksStderr = false;
    int columns = 80;
    int rows = 24;
};

struct RunResult
{
    enum class Reason : quint8 {
        Exited, // the program exited: exitCode
        Stopped, // Runtime::stop() ended it
        Signalled, // a signal ended the child process: signal
        FailedToStart, // message says why and what to do
        OutOfMemory,
        // A fault in native code (isolated runs) or an abort. message says what happened, and has
        // the native stack or says where it is; exitCode is what a shell shows, signal is the
        // signal.
        Crashed,
        // The run had too many processes. All of them and the program were ended; message has their
        // number.
        TooManyProcesses,
    };

    static RunResult failedToStart(const QString &why)
    {
        return { .reason = Reason::FailedToStart, .exitCode = 1, .message = why };
    }

    Reason reason = Reason::Exited;
    int exitCode = 0;
    int signal = 0;
    QString message; // translated, for users; empty when the reason is enough
    qint64 durationMs = 0;
};

} // namespace looptide::core

Q_DECLARE_METATYPE(looptide::core::RunState)
Q_DECLARE_METATYPE(looptide::core::RunResult)
