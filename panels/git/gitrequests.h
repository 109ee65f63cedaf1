// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitrunner.h"
#include "panels/git/gitstatus.h"

// What Git is asked for. Pure functions: they make the command line and its input. Paths are passed
// through the input where Git allows it, because a command line cannot contain names that are not
// UTF-8.
namespace looptide::models::gitrequests {

GitRequest findRepository(); // prints the top folder, the git folder and the common one
GitRequest config();
GitRequest status(bool looksIntoSubmodules);
GitRequest init();

GitRequest stage(const QList<QByteArray> &paths);
GitRequest unstage(const QList<QByteArray> &paths, bool isInitial);
GitRequest restoreFolder(const QList<QByteArray> &paths, const QByteArray &source = {});
GitRequest keepFolder(); // prints a commit with the state of all tracked files, or nothing
GitRequest takeSide(const QList<QByteArray> &paths, bool ours);
GitRequest apply(const QByteArray &patch, bool toIndex, bool reverse);
GitRequest commit(const QString &message, bool amend);

GitRequest branches(); // "refname NUL date NUL subject LF"
GitRequest switchTo(const QString &branch);
GitRequest createBranch(const QString &name);
GitRequest fetch();
GitRequest pull();
GitRequest push(const GitStatus &status, const QString &remote);
GitRequest remotes();
GitRequest stash();
GitRequest popStash();
GitRequest setIdentity(const QString &key, const QString &value);

enum class Operation : quint8 { None, Merge, Rebase, CherryPick, Revert };
GitRequest abort(Operation operation);
GitRequest proceed(Operation operation); // "continue"; of a merge, commit() is enough

// The differences of a file. isStaged: between HEAD and the index, otherwise to the folder.
GitRequest diff(const GitChange &change, bool isStaged);
GitRequest diffOf(const QByteArray &commit, const QByteArray &path = {});
GitRequest log(int skip, int count, const QByteArray &path = {});
// A file as it is in the index, with the line ends that it gets in the folder.
GitRequest indexedText(const QByteArray &path);
// Compares the input with a file of this folder; prints hunks without context.
GitRequest compare(const QString &folder, const QString &file, const QByteArray &text);
GitRequest blame(const QByteArray &path, int line, const QByteArray &text);

} // namespace looptide::models::gitrequests
