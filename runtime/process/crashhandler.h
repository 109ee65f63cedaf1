// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

// When this process crashes, the handler writes a report with the native stack and starts the
// program again. It saves nothing else, because a crashed process cannot be trusted; text must be
// on disk before (editor/recoveryjournal.h).
namespace looptide::process {

struct CrashPlan
{
    QString reportFile; // written at a crash, readable by its owner only; its folder must exist
    QStringList restart; // program and arguments; empty: nothing is started
};

// Handles SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT from now on. The process still ends by the
// signal, so its parent sees which one it was. The started program gets the current working
// directory, environment and standard streams of this process. May be called again with another
// plan. Thread: main, before the first program runs in process.
void installCrashHandler(const CrashPlan &plan);

// Sets a line for the report: what is running. Thread: main.
void setCrashContext(const QString &context);

// Sets lines for the report: files that were opened so recently that one of them may cause a crash.
// Keeps as many of the last ones as fit. Thread: main.
void setCrashFiles(const QStringList &paths);

// Waits until the process with this id has ended, for a few seconds at most. A crashed process
// holds its locks until then.
void waitForCrashedProcess(qint64 id);

// A stack for the handler on a thread whose own stack may be full. Create one on each thread that
// runs foreign code, for as long as it does. Not for the main thread: installCrashHandler() has
// that.
class SignalStack
{
    Q_DISABLE_COPY_MOVE(SignalStack)
public:
    SignalStack();
    ~SignalStack();

private:
    std::unique_ptr<char[]> m_memory;
};

} // namespace looptide::process
