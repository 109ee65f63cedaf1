// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processstatus.h"

#include <QFile>
#include <QList>

namespace looptide::process {

QByteArray processFile(pid_t process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(1024) : QByteArray();
}

ProcessStatus processStatus(pid_t process)
{
    // PID (name) state parent group session ...; the name may contain anything.
    const QByteArray line = processFile(process, "stat");
    const QList<QByteArray> words = line.mid(line.lastIndexOf(')') + 2).split(' ');
    constexpr int startWord = 19;
    if (words.size() <= startWord || words.first() == "Z") // ended, but for its parent
        return {};
    return { process, words.at(1).toInt(), words.at(3).toInt(), words.at(startWord).toULongLong() };
}

} // namespace looptide::process
