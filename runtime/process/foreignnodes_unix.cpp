// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/foreignnodes.h"
#include "runtime/process/processstatus.h"
#include "runtime/process/tracesocket.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <unistd.h>

namespace looptide::process {

namespace {

using namespace Qt::StringLiterals;

constexpr int mostAncestors = 32; // shells between the process and a recorded one

// Empty for processes of other users and for threads of the kernel.
QString programOf(pid_t process)
{
    const QString link = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(process));
    const auto deleted = " (deleted)"_L1; // the file was replaced by an update
    return link.endsWith(deleted) ? link.chopped(deleted.size()) : link;
}

bool runsJavaScript(const QString &program)
{
    constexpr std::array names { "node"_L1, "nodejs"_L1, "bun"_L1, "deno"_L1 };
    const QString name = program.section(u'/', -1);
    return std::ranges::find(names, name) != names.end();
}

bool hasEnvironmentOfRun(pid_t process)
{
    QFile file(u"/proc/%1/environ"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    const QByteArray wanted = QByteArray(TraceTarget::variable) + '=';
    const QList<QByteArray> variables = file.readAll().split('\0');
    return std::ranges::any_of(
        variables, [&wanted](const QByteArray &each) { return each.startsWith(wanted); });
}

bool isStartedBy(const QList<pid_t> &recorded, pid_t process)
{
    pid_t ancestor = process;
    for (int i = 0; i < mostAncestors && ancestor > 1; ++i) {
        ancestor = processStatus(ancestor).parent;
        if (ancestor == getpid())
            return recorded.contains(ancestor) && hasEnvironmentOfRun(process);
        if (recorded.contains(ancestor))
            return true;
    }
    return false;
}

} // namespace

QList<ForeignNode> foreignNodes(const QList<pid_t> &recorded)
{
    QList<ForeignNode> found;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const pid_t process = name.toInt();
        if (process <= 0 || recorded.contains(process))
            continue;
        const QString program = programOf(process);
        if (!runsJavaScript(program) || !isStartedBy(recorded, process))
            continue;
        const QString line =
            QString::fromLocal8Bit(processFile(process, "cmdline").replace('\0', ' '));
        found.append({ process, program, line.section(u' ', 1).trimmed() });
    }
    return found;
}

} // namespace looptide::process
