// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/stop/debuggerconnections.h"

#include <QDir>
#include <QFile>
#include <QList>
#include <QSet>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace looptide::host {

namespace {

// libuv's loops wait in epoll, whose descriptors are listed in fdinfo ("tfd: 12 events: ...").
QList<int> watchedDescriptors(const QString &epoll)
{
    QList<int> descriptors;
    QFile info(QStringLiteral("/proc/self/fdinfo/") + epoll);
    if (!info.open(QIODevice::ReadOnly))
        return descriptors;
    const QList<QByteArray> lines = info.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("tfd:"))
            descriptors += line.mid(4).simplified().split(' ').first().toInt();
    }
    return descriptors;
}

bool isListening(int descriptor)
{
    int listening = 0;
    socklen_t size = sizeof listening;
    return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening;
}

// 0 for all but TCP sockets.
int localPort(int descriptor)
{
    sockaddr_storage address {};
    socklen_t size = sizeof address;
    if (getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    return 0;
}

} // namespace

void closeDebuggerConnections()
{
    const QStringList names = QDir(QStringLiteral("/proc/self/fdinfo")).entryList(QDir::Files);
    for (const QString &name : names) {
        const QList<int> watched = watchedDescriptors(name);
        QSet<int> servers; // their ports
        for (const int descriptor : watched) {
            if (isListening(descriptor))
                servers += localPort(descriptor);
        }
        servers.remove(0);
        for (const int descriptor : watched) {
            if (!servers.isEmpty() && !isListening(descriptor)
                && servers.contains(localPort(descriptor)))
                shutdown(descriptor, SHUT_RDWR);
        }
    }
}

} // namespace looptide::host
