// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitstatus.h"

namespace looptide::models {

// Reads the output of `git status --porcelain=v2 -z --branch --show-stash`. Lines of unknown kinds
// and damaged lines are ignored. At most maximum changes are taken. Thread: any.
GitStatus readGitStatus(const QByteArray &output, qsizetype maximum = 50'000);

} // namespace looptide::models
