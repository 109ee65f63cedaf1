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

// Lends the process to a program: everything that is per process and that a program reads or
// changes (working directory, environment variables, umask, standard streams, signal dispositions)
// is set for it in the constructor and put back in the destructor.
//
// Owned by NodeInstance. Thread: loop; one object at a time. Other threads see the lent state
// meanwhile: the window never relies on the working directory or on late getenv().
class ProcessState
{
    Q_DISABLE_COPY_MOVE(ProcessState)
public:
    // A terminal that is not valid leaves the standard streams alone.
    ProcessState(const QString &workingDirectory, const QProcessEnvironment &environment,
                 process::FileDescriptor terminal);
    ~ProcessState();

    // False when the working directory cannot be entered; errno text in errorText().
    bool isValid() const { return m_errorText.isEmpty(); }
    QString errorText() const { return m_errorText; }

    // What the destructor does, earlier: for a thread that will never come to it. Thread: any, when
    // the loop thread is stuck for good.
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
