// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/blockedthreads.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace looptide::host {

namespace {

struct Name
{
    long number;
    const char *text;
};

constexpr Name names[] {
    { SYS_read, "read" },
    { SYS_write, "write" },
    { SYS_pread64, "pread" },
    { SYS_pwrite64, "pwrite" },
    { SYS_readv, "readv" },
    { SYS_writev, "writev" },
    { SYS_openat, "open" },
#ifdef SYS_open
    { SYS_open, "open" },
    { SYS_poll, "poll" },
    { SYS_select, "select" },
    { SYS_epoll_wait, "epoll_wait" },
#endif
    { SYS_ppoll, "poll" },
    { SYS_pselect6, "select" },
    { SYS_epoll_pwait, "epoll_wait" },
    { SYS_futex, "futex" },
    { SYS_nanosleep, "nanosleep" },
    { SYS_clock_nanosleep, "nanosleep" },
    { SYS_connect, "connect" },
    { SYS_accept, "accept" },
    { SYS_accept4, "accept" },
    { SYS_recvfrom, "recv" },
    { SYS_recvmsg, "recvmsg" },
    { SYS_sendto, "send" },
    { SYS_sendmsg, "sendmsg" },
    { SYS_wait4, "wait" },
    { SYS_waitid, "wait" },
    { SYS_flock, "flock" },
    { SYS_fcntl, "fcntl" },
    { SYS_fsync, "fsync" },
    { SYS_ioctl, "ioctl" },
};

QByteArray taskFile(pid_t thread, const char *name)
{
    QFile file(QStringLiteral("/proc/self/task/%1/%2").arg(thread).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(512).simplified()
                                                                  : QByteArray();
}

// Through the kernel: by now the thread may have freed it.
QByteArray textAt(uintptr_t address)
{
    std::array<char, 4096> text {};
    // Up to the end of the page, which the text may end before.
    const size_t size = text.size() - address % text.size();
    const iovec own { text.data(), size };
    const iovec there { reinterpret_cast<void *>(address), size };
    const ssize_t got = process_vm_readv(getpid(), &own, 1, &there, 1, 0);
    return got > 0 ? QByteArray(text.data(), qstrnlen(text.data(), size_t(got))) : QByteArray();
}

bool isOpen(const SystemCall &call)
{
#ifdef SYS_open
    if (call.number == SYS_open)
        return true;
#endif
    return call.number == SYS_openat;
}

} // namespace

QByteArray SystemCall::name() const
{
    const auto *known = std::find_if(std::begin(names), std::end(names),
                                     [this](const Name &name) { return name.number == number; });
    return known == std::end(names) ? QByteArray::number(qlonglong(number))
                                    : QByteArray(known->text);
}

bool SystemCall::isIdle() const
{
    return number == SYS_futex || number == SYS_epoll_pwait;
}

// Number, six arguments, stack pointer, instruction; "running", or -1 and the last two.
std::optional<SystemCall> systemCallOf(pid_t thread)
{
    const QList<QByteArray> words = taskFile(thread, "syscall").split(' ');
    SystemCall call;
    if (words.size() < 3)
        return {};
    call.number = words.first().toLong();
    call.stackPointer = words.at(words.size() - 2).toULongLong(nullptr, 16);
    call.instruction = words.last().toULongLong(nullptr, 16);
    for (size_t i = 0; i < call.arguments.size() && qsizetype(i) + 3 < words.size(); ++i)
        call.arguments[i] = words.at(qsizetype(i) + 1).toULongLong(nullptr, 16);
    return call;
}

QList<pid_t> poolThreads()
{
    QList<pid_t> threads;
    const QStringList tasks =
        QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &task : tasks) {
        if (taskFile(task.toInt(), "comm") == "libuv-worker")
            threads += task.toInt();
    }
    return threads;
}

void endBlockedOpen(pid_t thread)
{
    const std::optional<SystemCall> call = systemCallOf(thread);
    if (!call || !isOpen(*call))
        return;
    const bool isAt = call->number == SYS_openat;
    const QByteArray path = textAt(call->arguments[isAt ? 1 : 0]);
    const int folder = isAt ? static_cast<int>(call->arguments[0]) : AT_FDCWD;
    struct stat status {};
    if (path.isEmpty() || fstatat(folder, path.constData(), &status, 0) != 0
        || !S_ISFIFO(status.st_mode))
        return;
    // Opening both ends never blocks, and releases whoever waits for either end.
    if (const int end = openat(folder, path.constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC); end >= 0)
        close(end);
}

} // namespace looptide::host
