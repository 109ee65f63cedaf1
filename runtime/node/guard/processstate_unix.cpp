// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/guard/processstate.h"
#include "runtime/node/host/process.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace looptide::host {

namespace {

// Variable by variable, since glibc reuses the list behind environ when it is exchanged as a whole.
// Other threads may call getenv() meanwhile: glibc 2.41 and later make that safe.
void setEnvironment(const QProcessEnvironment &wanted)
{
    const QProcessEnvironment present = QProcessEnvironment::systemEnvironment();
    if (wanted == present)
        return;
    const QStringList presentNames = present.keys();
    for (const QString &name : presentNames) {
        if (!wanted.contains(name))
            unsetenv(QFile::encodeName(name).constData());
    }
    const QStringList wantedNames = wanted.keys();
    for (const QString &name : wantedNames) {
        const QString value = wanted.value(name);
        if (!present.contains(name) || present.value(name) != value)
            setenv(QFile::encodeName(name).constData(), QFile::encodeName(value).constData(), 1);
    }
}

bool canCatch(int signal)
{
    return signal != SIGKILL && signal != SIGSTOP;
}

} // namespace

ProcessState::ProcessState(const QString &workingDirectory, const QProcessEnvironment &environment,
                           process::FileDescriptor terminal)
    : m_directory(open(".", O_PATH | O_DIRECTORY | O_CLOEXEC)),
      m_environment(QProcessEnvironment::systemEnvironment())
{
    for (int signal = 1; signal < signalCount; ++signal)
        sigaction(signal, nullptr, &m_signals[static_cast<size_t>(signal)]);
    m_umask = umask(0);
    umask(m_umask);
    lendStreams(terminal);
    if (chdir(QFile::encodeName(workingDirectory).constData()) != 0) {
        m_errorText = QString::fromLocal8Bit(strerror(errno));
        return;
    }
    setEnvironment(environment);
}

ProcessState::~ProcessState()
{
    giveBack();
}

void ProcessState::giveBack()
{
    if (!std::exchange(m_isLent, false))
        return;
    setEnvironment(m_environment);
    tzset(); // a program that set TZ changed the local time of the whole process
    if (m_directory.isValid()) [[maybe_unused]]
        const int changed = fchdir(m_directory.get());
    umask(m_umask);
    for (int signal = 1; signal < signalCount; ++signal) {
        if (canCatch(signal))
            sigaction(signal, &m_signals[static_cast<size_t>(signal)], nullptr);
    }
    returnStreams();
}

void ProcessState::lendStreams(const process::FileDescriptor &terminal)
{
    if (!terminal.isValid())
        return;
    processStandardError();
    for (int stream = 0; stream < 3; ++stream) {
        m_streams[static_cast<size_t>(stream)] =
            process::FileDescriptor(fcntl(stream, F_DUPFD_CLOEXEC, 3));
        dup2(terminal.get(), stream);
    }
}

void ProcessState::returnStreams()
{
    for (int stream = 0; stream < 3; ++stream) {
        if (const auto &saved = m_streams[static_cast<size_t>(stream)]; saved.isValid())
            dup2(saved.get(), stream);
    }
}

} // namespace looptide::host
