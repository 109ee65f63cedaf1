// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/portholder.h"
#include "runtime/process/processstatus.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <array>
#include <unistd.h>

namespace looptide::process {

namespace {

// The inodes of the sockets that listen on the port, from /proc/net/tcp (proc(5)).
QSet<QByteArray> listeningSockets(const char *table, int port)
{
    QSet<QByteArray> inodes;
    QFile file(QString::fromLatin1(table));
    if (!file.open(QIODevice::ReadOnly))
        return inodes;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        constexpr int address = 1;
        constexpr int state = 3;
        constexpr int inode = 9;
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() <= inode || fields[state] != "0A") // TCP_LISTEN
            continue;
        if (fields[address].mid(fields[address].lastIndexOf(':') + 1).toInt(nullptr, 16) == port)
            inodes.insert("socket:[" + fields[inode] + ']');
    }
    return inodes;
}

bool hasSocket(const QString &pid, const QSet<QByteArray> &sockets)
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(pid));
    const QStringList descriptors = folder.entryList(QDir::System | QDir::Files);
    for (const QString &descriptor : descriptors) {
        std::array<char, 64> target {};
        const QByteArray link = QFile::encodeName(folder.filePath(descriptor));
        const ssize_t size = readlink(link.constData(), target.data(), target.size());
        if (size > 0 && sockets.contains(QByteArray(target.data(), size)))
            return true;
    }
    return false;
}

} // namespace

std::optional<PortHolder> portHolder(int port)
{
    const QSet<QByteArray> sockets =
        listeningSockets("/proc/net/tcp", port) | listeningSockets("/proc/net/tcp6", port);
    if (sockets.isEmpty())
        return {};
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &name : processes) {
        const pid_t pid = name.toInt();
        if (pid > 0 && hasSocket(name, sockets))
            return PortHolder { pid, QString::fromLocal8Bit(processFile(pid, "comm")).trimmed() };
    }
    return {};
}

} // namespace looptide::process
