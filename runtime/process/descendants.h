// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/processstatus.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace looptide::process {

// The processes that a run has started, and those that these have started. One that was seen once
// stays known when its parent ends (another process takes it over then) or when it leaves for a
// session of its own. One that nobody saw before its parent ended is known by its session, by the
// terminal of the run in its streams, or by running the bundled Node in the folder of the run.
//
// Owned by a DescendantGuard. Thread: any, one at a time. A look reads a line of /proc for each
// process of the system: 10 µs each.
class Descendants
{
public:
    // By what the run's processes can be told from others.
    struct RunTraits
    {
        QString folder;
        QByteArray terminal; // "/dev/pts/..."
        pid_t session = 0; // 0: that of this process, which says nothing
    };

    // Anew, for a run that begins now.
    void begin(const RunTraits &traits);
    // roots: processes that are the run's, for sure.
    void look(const QList<pid_t> &roots);

    qsizetype count() const { return m_known.size(); }
    bool isEmpty() const { return m_known.isEmpty() && m_children.isEmpty(); }
    // Memory of all of them, without what they share with other processes.
    qint64 bytes() const;
    // Takes note of the end of those that are children of this process. When nobody else does.
    void reap();
    // To each that is still the one that the last look saw. True when there was any.
    bool signal(int signal) const;

private:
    bool isOurs(const ProcessStatus &process) const;
    bool isLost(const ProcessStatus &process) const;
    void add(const ProcessStatus &process);

    QHash<pid_t, ProcessStatus> m_known;
    QSet<pid_t> m_children; // of this process
    QSet<pid_t> m_sessions; // that only this run has
    QByteArray m_folder;
    QByteArray m_terminal;
    quint64 m_begin = 0;
};

} // namespace looptide::process
