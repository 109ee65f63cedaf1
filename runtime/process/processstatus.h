// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <sys/types.h>

namespace looptide::process {

struct ProcessStatus
{
    pid_t id = 0; // 0: it has ended, even if its parent has not reaped it yet
    pid_t parent = 0;
    pid_t session = 0;
    quint64 start = 0; // clock ticks since the system started; distinguishes reused ids
};

ProcessStatus processStatus(pid_t process);

// What a process has used so far, with all its threads.
struct ProcessUsage
{
    quint64 cpuNs = 0;
    qint64 residentBytes = 0;
    quint64 start = 0; // as in ProcessStatus; 0: the process has ended

    bool isValid() const { return start != 0; }
};

// Reads two small files of /proc: about 30 µs.
ProcessUsage processUsage(pid_t process);
// The first KiB of a file of this process in /proc (proc(5)).
QByteArray processFile(pid_t process, const char *name);

} // namespace looptide::process
