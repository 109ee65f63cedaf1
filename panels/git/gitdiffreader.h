// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitdiff.h"

namespace looptide::models {

// Reads the output of `git diff` or `git show --format=`, without colours. Combined diffs of merges
// are read too. At most maximumLines lines are taken. Thread: any.
GitDiff readGitDiff(const QByteArray &output, qsizetype maximumLines = 20'000);

// A patch of this hunk alone, which `git apply` understands.
QByteArray patchOf(const GitDiffFile &file, const GitDiffHunk &hunk);

// "a/name" or a name in quotes, as headers of Git contain it, without the prefix and the quotes.
QByteArray unquotedGitPath(QByteArrayView text);

} // namespace looptide::models
