// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/processstatus.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace looptide::process {

// The processes that a run has started, and their descendants. A process that was seen once stays
// known when its parent ends (another process adopts it then) or when it moves to another session.
// A process that was not seen before its parent ended is recognised by its session, by the terminal
// of the run in its streams, or because it runs the bundled Node in the folder of the run.
//
// Owned by a DescendantGuard. Thread: any, one at a time. A look reads a line of /proc for each
// process of the system: 10 µs each.
class Descendants
{
public:
    // Properties that distinguish the run's processes from others.
    struct RunTraits
    {
        QString folder;
        QByteArray terminal; // "/dev/pts/..."
        pid_t session = 0; // 0: that of this process, which distinguishes nothing
    };

    // Starts again, for a run that begins now.
    void begin(const RunTraits &traits);
    // roots: processes that certainly belong to the run.
    void look(const QList<pid_t> &roots);

    qsizetype count() const { return m_known.size(); }
    bool isEmpty() const { return m_known.isEmpty() && m_children.isEmpty(); }
    // The memory of all of them, without what they share with other processes.
    qint64 bytes() const;
    // Reaps those that are children of this process and have ended. Call it when no other code
    // does.
    void reap();
    // Sends a signal to each process that is still the one that the last look saw. Returns true
    // when there was any.
    bool signal(int signal) const;

private:
    bool isOurs(const ProcessStatus &process) const;
    bool isLost(const ProcessStatus &process) const;
    void add(const ProcessStatus &process);

    QHash<pid_t, ProcessStatus> m_known;
    QSet<pid_t> m_children; // of this process
    QSet<pid_t> m_sessions; // sessions that only this run has
    QByteArray m_folder;
    QByteArray m_terminal;
    quint64 m_begin = 0;
};

} // namespace looptide::process
