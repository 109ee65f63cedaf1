// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/pty.h"

#include <QProcessEnvironment>
#include <QString>

#include <array>
#include <csignal>
#include <memory>
#include <sys/types.h>

namespace looptide::host {

// Lends the process to a program. The constructor sets everything that is per process and that a
// program reads or changes (working directory, environment variables, umask, standard streams,
// signal dispositions). The destructor restores it.
//
// Owned by Instance (nodeinstance.cpp). Thread: loop; one object at a time. Other threads see the
// lent state: the window must not rely on the working directory or on getenv() meanwhile.
class ProcessState
{
    Q_DISABLE_COPY_MOVE(ProcessState)
public:
    // With an invalid terminal, the standard streams stay as they are.
    ProcessState(const QString &workingDirectory, const QProcessEnvironment &environment,
                 process::FileDescriptor terminal);
    ~ProcessState();

    // Returns false when the working directory cannot be entered; errorText() has the text of
    // errno.
    bool isValid() const { return m_errorText.isEmpty(); }
    QString errorText() const { return m_errorText; }

    // Does what the destructor does, for a loop thread that is stuck for ever. Thread: any.
    void giveBack();

private:
    static constexpr int signalCount = 32;

    void lendStreams(const process::FileDescriptor &terminal);
    void returnStreams();

    QString m_errorText;
    process::FileDescriptor m_directory;
    std::array<process::FileDescriptor, 3> m_streams;
    std::array<struct sigaction, signalCount> m_signals {};
    QProcessEnvironment m_environment;
    mode_t m_umask = 0;
    bool m_isLent = true;
};

} // namespace looptide::host
