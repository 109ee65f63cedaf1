// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processstatus.h"

#include <QFile>
#include <QList>

#include <unistd.h>

namespace looptide::process {

namespace {

// Of the words of /proc/PID/stat from the state on (proc(5) counts it as the third).
constexpr int userTicksWord = 11;
constexpr int systemTicksWord = 12;
constexpr int startWord = 19;

// Empty when the process has ended, even if its parent has not reaped it yet.
QList<QByteArray> statWords(pid_t process)
{
    // PID (name) state parent group session ...; the name may contain anything.
    const QByteArray line = processFile(process, "stat");
    const QList<QByteArray> words = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return words.size() <= startWord || words.first() == "Z" ? QList<QByteArray>() : words;
}

} // namespace

QByteArray processFile(pid_t process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(1024) : QByteArray();
}

ProcessStatus processStatus(pid_t process)
{
    const QList<QByteArray> words = statWords(process);
    if (words.isEmpty())
        return {};
    return { process, words.at(1).toInt(), words.at(3).toInt(), words.at(startWord).toULongLong() };
}

ProcessUsage processUsage(pid_t process)
{
    static const auto nsPerTick = 1'000'000'000 / quint64(sysconf(_SC_CLK_TCK));
    static const qint64 pageBytes = sysconf(_SC_PAGESIZE);
    const QList<QByteArray> words = statWords(process);
    const QList<QByteArray> pages = processFile(process, "statm").split(' ');
    if (words.isEmpty() || pages.size() < 2)
        return {};
    const quint64 ticks =
        words.at(userTicksWord).toULongLong() + words.at(systemTicksWord).toULongLong();
    return { ticks * nsPerTick, pages.at(1).toLongLong() * pageBytes,
             words.at(startWord).toULongLong() };
}

} // namespace looptide::process
