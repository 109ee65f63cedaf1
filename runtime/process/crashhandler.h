// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

// What happens when this process crashes: a report with the native stack is written, and the
// program is started again. Nothing is saved then, since a process that has crashed cannot be
// trusted with it: text has to be on disk before (editor/recoveryjournal.h).
namespace looptide::process {

struct CrashPlan
{
    QString reportFile; // written when it happens, readable by its owner only; its folder exists
    QStringList restart; // program and arguments; nothing is started when it is empty
};

// Handles SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT from here on. The process still ends by the
// signal, so whoever waits for it sees what it was. The program that is started gets the working
// directory, environment and standard streams that this process has now.
// May be called again with another plan. Thread: main, before the first program runs in process.
void installCrashHandler(const CrashPlan &plan);

// One line for the report: what ran as it happened. Thread: main.
void setCrashContext(const QString &context);

// Lines for the report: files that were opened so shortly before that the crash may be due to one
// of them. The last ones, as many as there is room for. Thread: main.
void setCrashFiles(const QStringList &paths);

// Returns when the process of this id has ended, or after a few seconds: the one that crashed holds
// locks until then.
void waitForCrashedProcess(qint64 id);

// Room for the handler on a thread whose own stack may be used up. One for each thread that runs
// foreign code, for as long as it does. Not for the main thread: installCrashHandler() has that.
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
