// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/git/gitcommit.h"

namespace looptide::models {

// For `git log -z --format=…`; readGitLog() reads what it prints. Thread: any.
QString gitLogFormat();
QList<GitCommit> readGitLog(const QByteArray &output);

} // namespace looptide::models
