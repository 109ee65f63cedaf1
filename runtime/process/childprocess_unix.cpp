// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/childprocess.h"

#include <QProcess>

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace looptide::process {

void runOnTerminal(QProcess &process, int terminal)
{
    // Prevents QProcess from making pipes; the terminal replaces the forwarded streams.
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    // With vfork Qt hears of the child's end through a pidfd. Otherwise it relies on SIGCHLD, which
    // belongs to a program in this process as soon as that starts children of its own.
    process.setUnixProcessParameters(QProcess::UnixProcessFlag::ResetSignalHandlers
                                     | QProcess::UnixProcessFlag::CloseFileDescriptors
                                     | QProcess::UnixProcessFlag::UseVFork);
    // Between fork and exec: only async-signal-safe calls.
    process.setChildProcessModifier([&process, terminal] {
        if (::setsid() < 0)
            process.failChildProcessModifier("setsid", errno);
        if (::ioctl(terminal, TIOCSCTTY, 0) < 0)
            process.failChildProcessModifier("TIOCSCTTY", errno);
        for (const int stream : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO }) {
            if (::dup2(terminal, stream) < 0)
                process.failChildProcessModifier("dup2", errno);
        }
    });
}

void shareStreams(QProcess &process)
{
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    process.setUnixProcessParameters(QProcess::UnixProcessFlag::UseVFork); // as without a modifier
    process.setChildProcessModifier([parent = ::getpid()] {
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(128 + SIGKILL);
#endif
        // Node marks the streams of its own process as not to be inherited.
        for (const int stream : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO })
            ::fcntl(stream, F_SETFD, 0);
    });
}

int signalNumber(Signal signal)
{
    switch (signal) {
    case Signal::Terminate:
        return SIGTERM;
    case Signal::Kill:
        return SIGKILL;
    case Signal::Interrupt:
        return SIGINT;
    case Signal::HangUp:
        return SIGHUP;
    case Signal::User1:
        return SIGUSR1;
    case Signal::User2:
        return SIGUSR2;
    }
    return 0;
}

bool signalProcess(qint64 process, int signal)
{
    return process > 1 && kill(pid_t(process), signal) == 0;
}

bool signalGroup(qint64 leader, Signal signal)
{
    return leader > 0 && ::kill(-pid_t(leader), signalNumber(signal)) == 0;
}

} // namespace looptide::process
