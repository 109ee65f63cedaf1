// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processstatus.h"
#include "runtime/process/systemmemory.h"

#include <QFile>

#include <malloc.h>
#include <unistd.h>

namespace looptide::process {

namespace {

constexpr qint64 sharePercent = 80;

qint64 availableBytes()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 0;
    const QByteArray text = file.read(4096);
    constexpr QByteArrayView name = "MemAvailable:";
    const qsizetype at = text.indexOf(name);
    return at < 0
        ? 0
        : text.mid(at + name.size(), 40).simplified().split(' ').first().toLongLong() * 1024;
}

} // namespace

qint64 memoryShareOfARun()
{
    return availableBytes() * sharePercent / 100;
}

qint64 residentBytes()
{
    return processFile(getpid(), "statm").split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace looptide::process
