// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/process.h"
#include "runtime/node/processstate.h"

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

// The environment lent last. Kept after the run, because another thread may still hold a pointer
// that it got from getenv() meanwhile; replaced only when a run asks for different variables.
class LentEnvironment
{
public:
    char **lend(const QProcessEnvironment &environment)
    {
        std::vector<std::string> variables;
        for (const QString &variable : environment.toStringList())
            variables.push_back(QFile::encodeName(variable).toStdString());
        if (variables != m_variables)
            m_variables = std::move(variables);
        // setenv() of the program may have changed the list, never the strings.
        m_pointers.clear();
        for (std::string &variable : m_variables)
            m_pointers.push_back(variable.data());
        m_pointers.push_back(nullptr);
        return m_pointers.data();
    }

private:
    std::vector<std::string> m_variables;
    std::vector<char *> m_pointers;
};

QProcessEnvironment currentEnvironment()
{
    return QProcessEnvironment::systemEnvironment();
}

bool canCatch(int signal)
{
    return signal != SIGKILL && signal != SIGSTOP;
}

} // namespace

ProcessState::ProcessState(const QString &workingDirectory, const QProcessEnvironment &environment,
                           core::FileDescriptor terminal)
    : m_directory(open(".", O_PATH | O_DIRECTORY | O_CLOEXEC)), m_environment(environ)
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
    if (environment != currentEnvironment()) {
        static LentEnvironment &lent = *new LentEnvironment;
        environ = lent.lend(environment);
    }
}

ProcessState::~ProcessState()
{
    environ = m_environment;
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

void ProcessState::lendStreams(const core::FileDescriptor &terminal)
{
    if (!terminal.isValid())
        return;
    processStandardError();
    for (int stream = 0; stream < 3; ++stream) {
        m_streams[static_cast<size_t>(stream)] =
            core::FileDescriptor(fcntl(stream, F_DUPFD_CLOEXEC, 3));
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
