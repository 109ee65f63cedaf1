// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace looptide::process {
class PtyMaster;
}

namespace looptide::models {

// The user's shell on a terminal of its own. Owned by the panel. Thread: GUI. The destructor hangs
// the terminal up, and kills a shell that is still there a moment later.
class ShellSession : public QObject
{
    Q_OBJECT
public:
    explicit ShellSession(QObject *parent = nullptr);
    ~ShellSession() override;

    struct Start
    {
        QString shell; // absolute path
        QString folder;
        QProcessEnvironment environment {};
        int columns = 80;
        int rows = 24;
    };

    // $SHELL when it can be run, otherwise one that every system has.
    static QString userShell(const QProcessEnvironment &environment);

    // Once. The end is reported in any case.
    void start(const Start &start);
    bool isRunning() const { return m_isRunning; }
    void write(const QByteArray &bytes);
    void resize(int columns, int rows);
    void hold(bool held);

    // What runs in the foreground; empty when the shell waits for a command, or has ended.
    QString busyProgram() const;
    // Where the shell is now; empty when that is not known.
    QString currentFolder() const;

Q_SIGNALS:
    void outputReceived(const QByteArray &bytes);
    void ended(const looptide::core::RunResult &result);

private:
    void finish();

    QProcess m_process;
    std::unique_ptr<process::PtyMaster> m_terminal;
    qint64 m_leader = 0;
    qint64 m_startedMs = 0;
    core::RunResult m_result;
    bool m_isRunning = false;
};

} // namespace looptide::models
