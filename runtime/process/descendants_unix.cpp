// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/process/descendants.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <charconv>
#include <csignal>
#include <dirent.h>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

namespace looptide::process {

namespace {

QList<ProcessStatus> allProcesses()
{
    QList<ProcessStatus> processes;
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(opendir("/proc"), closedir);
    while (const dirent *entry = folder ? readdir(folder.get()) : nullptr) {
        const char *name = entry->d_name;
        const char *end = name + qstrlen(name);
        pid_t id = 0;
        if (std::from_chars(name, end, id).ptr != end)
            continue;
        if (const ProcessStatus process = processStatus(id); process.id != 0)
            processes += process;
    }
    return processes;
}

QByteArray linkOf(const char *name, pid_t process)
{
    std::array<char, 4096> target {};
    const QByteArray path = "/proc/" + QByteArray::number(process) + '/' + name;
    const ssize_t size = readlink(path.constData(), target.data(), target.size());
    return size > 0 ? QByteArray(target.data(), size) : QByteArray();
}

bool isInside(const QByteArray &folder, const QByteArray &path)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder + '/'));
}

} // namespace

void Descendants::begin(const RunTraits &traits)
{
    m_known.clear();
    m_children.clear();
    m_sessions.clear();
    if (traits.session != 0)
        m_sessions += traits.session;
    m_folder = QFile::encodeName(QDir(traits.folder).canonicalPath());
    m_terminal = traits.terminal;
    const long ticks = sysconf(_SC_CLK_TCK);
    timespec now {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    m_begin = quint64(now.tv_sec) * quint64(ticks)
        + quint64(now.tv_nsec) * quint64(ticks) / 1'000'000'000;
}

void Descendants::add(const ProcessStatus &process)
{
    m_known.insert(process.id, process);
    if (process.parent == getpid())
        m_children += process.id;
    if (process.session != getsid(0))
        m_sessions += process.session;
}

bool Descendants::isOurs(const ProcessStatus &process) const
{
    const auto parent = m_known.constFind(process.parent);
    if (parent != m_known.constEnd() && parent->start <= process.start)
        return true;
    return process.start >= m_begin && (m_sessions.contains(process.session) || isLost(process));
}

// Its parent ended before it was ever seen, so that the system's first process took it over, or
// that of the person's session.
bool Descendants::isLost(const ProcessStatus &process) const
{
    if (process.parent != 1 && processFile(process.parent, "comm") != "systemd\n")
        return false;
    for (const char *stream : { "fd/0", "fd/1", "fd/2" }) {
        if (!m_terminal.isEmpty() && linkOf(stream, process.id) == m_terminal)
            return true;
    }
    static const QByteArray node =
        QFile::encodeName(QFileInfo(core::nodeProgram()).canonicalFilePath());
    return linkOf("exe", process.id) == node && isInside(m_folder, linkOf("cwd", process.id));
}

void Descendants::look(const QList<pid_t> &roots)
{
    QList<ProcessStatus> others = allProcesses();
    QHash<pid_t, ProcessStatus> present;
    for (const ProcessStatus &process : std::as_const(others))
        present.insert(process.id, process);
    m_known.removeIf([&](const QHash<pid_t, ProcessStatus>::iterator &known) {
        return present.value(known.key()).start != known.value().start;
    });
    m_children.removeIf([](pid_t child) { return kill(child, 0) != 0; });
    for (const pid_t root : roots) {
        if (const auto process = present.constFind(root); process != present.constEnd())
            add(*process);
    }
    // Parents may come after their children in the list.
    qsizetype before = -1;
    while (before != m_known.size()) {
        before = m_known.size();
        others.removeIf([&](const ProcessStatus &process) {
            if (m_known.contains(process.id))
                return true;
            if (!isOurs(process))
                return false;
            add(process);
            return true;
        });
    }
}

void Descendants::reap()
{
    m_children.removeIf([](pid_t child) { return waitpid(child, nullptr, WNOHANG) != 0; });
}

qint64 Descendants::bytes() const
{
    qint64 pages = 0;
    for (const ProcessStatus &process : m_known) {
        const QList<QByteArray> words = processFile(process.id, "statm").split(' ');
        pages += words.value(1).toLongLong() - words.value(2).toLongLong();
    }
    return pages * sysconf(_SC_PAGESIZE);
}

bool Descendants::signal(int signal) const
{
    bool any = false;
    for (const ProcessStatus &process : m_known) {
        if (processStatus(process.id).start == process.start)
            any = kill(process.id, signal) == 0 || any;
    }
    return any;
}

} // namespace looptide::process
