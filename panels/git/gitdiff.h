// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace looptide::models {

// The parts of a unified diff. Texts are bytes as Git printed them, without the line's end.
struct GitDiffLine
{
    enum class Kind : quint8 { Context, Added, Removed };

    Kind kind = Kind::Context;
    QByteArray text;
    int oldLine = 0; // 0: not in that version
    int newLine = 0;
    bool hasNoEnd = false; // the file ends here, without a line's end

    bool operator==(const GitDiffLine &) const = default;
};

struct GitDiffHunk
{
    int oldStart = 0;
    int oldCount = 0;
    int newStart = 0;
    int newCount = 0;
    QByteArray header; // the whole line "@@ -1,2 +1,3 @@ function f()"
    QList<GitDiffLine> lines;
};

struct GitDiffFile
{
    QByteArray oldPath; // empty: the file is new
    QByteArray newPath; // empty: the file is deleted
    QList<QByteArray> headers; // "diff --git …", "index …", "rename from …"
    bool isBinary = false;
    bool isCombined = false; // of a merge: lines come from several versions
    QList<GitDiffHunk> hunks;

    QByteArray path() const { return newPath.isEmpty() ? oldPath : newPath; }
};

struct GitDiff
{
    QList<GitDiffFile> files;
    bool isTruncated = false; // there is more
};

} // namespace looptide::models
