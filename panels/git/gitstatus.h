// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace looptide::models {

// A file that differs between HEAD, the index and the folder, as `git status --porcelain=v2`
// reports it. Paths are bytes, relative to the top folder of the repository; they need not be
// UTF-8.
struct GitChange
{
    enum class Kind : quint8 { Tracked, Conflict, Untracked };

    QByteArray path; // of an untracked folder with a slash at its end
    QByteArray oldPath {}; // of a renamed or copied file
    Kind kind = Kind::Tracked;
    // Letters of Git: M, A, D, R, C, T, U; '.' means unchanged.
    char index = '.'; // HEAD to index
    char folder = '.'; // index to folder
    bool isSubmodule = false;

    bool isStaged() const { return kind == Kind::Tracked && index != '.'; }
    bool isUnstaged() const { return kind != Kind::Tracked || folder != '.'; }

    bool operator==(const GitChange &) const = default;
};

struct GitStatus
{
    QByteArray commit; // of HEAD, in hexadecimal digits; empty before the first commit
    QByteArray branch; // empty: detached HEAD
    QByteArray upstream; // empty: none
    int ahead = 0; // commits that upstream does not have
    int behind = 0;
    bool isUpstreamKnown = false; // ahead and behind are known
    int stashes = 0;
    QList<GitChange> changes; // in the order of Git
    bool isTruncated = false; // there are more changes than were read

    bool isInitial() const { return commit.isEmpty(); }
    bool isDetached() const { return branch.isEmpty(); }

    bool operator==(const GitStatus &) const = default;
};

} // namespace looptide::models
