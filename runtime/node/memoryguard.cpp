// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/memoryguard.h"

#include <QFile>

#include <chrono>
#include <unistd.h>

namespace looptide::host {

namespace {

using namespace std::chrono_literals;

// A program fills about a gigabyte a second, so that it gets this much further than it may.
constexpr auto interval = 100ms;
// The rest is for the window and everybody else.
constexpr qint64 sharePercent = 80;

qint64 s_allowance = 0;

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 0;
    return file.read(128).split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

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

MemoryGuard::MemoryGuard(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &MemoryGuard::look);
}

void MemoryGuard::begin()
{
    m_before = residentBytes();
    m_allowance = s_allowance > 0 ? s_allowance : availableBytes() * sharePercent / 100;
    if (m_allowance > 0)
        m_timer.start();
}

void MemoryGuard::setAllowance(qint64 bytes)
{
    s_allowance = bytes;
}

void MemoryGuard::look()
{
    const qint64 grown = residentBytes() - m_before;
    if (grown <= m_allowance)
        return;
    m_timer.stop();
    Q_EMIT exceeded(grown);
}

} // namespace looptide::host
