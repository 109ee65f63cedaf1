// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <sys/types.h>

namespace looptide::process {

// A process that a run has started and that executes JavaScript with another runtime than
// Looptide's Node.js: node of a version manager or of the system, bun or deno. It is not recorded.
struct ForeignNode
{
    pid_t id = 0;
    QString program; // the path of its executable file
    QString command; // its arguments, without the program; not cleaned for display

    bool operator==(const ForeignNode &) const = default;
};

// recorded: the processes of the run that are recorded. What they have started is found by the
// parent of each process, so a process whose parent has ended is not. Looptide's own process has
// other children than those of the run; of these, only the ones count that have the run's
// environment. Reads a link in /proc for each process of the system, and more only for those that
// execute JavaScript.
QList<ForeignNode> foreignNodes(const QList<pid_t> &recorded);

} // namespace looptide::process
