// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitrepository.h"

#include <QString>

// What a user reads about Git.
namespace looptide::models {

enum class GitProblem : quint8 {
    None,
    Locked, // another Git works, or one has crashed
    NoIdentity,
    NothingToCommit,
    NoUpstream,
    Rejected, // the remote has commits that are not here
    Diverged,
    Authentication,
    Unreachable,
    WouldOverwrite,
    Other
};

GitProblem problemOf(const GitResult &result);
// What happened and what to do. what: the command for users, "Commit".
QString problemText(const QString &what, const GitResult &result);

// "main", "main ↑1 ↓2", "(detached at 1234abcd)"
QString branchText(const GitStatus &status);
QString operationText(const GitRepository &repository);

} // namespace looptide::models
