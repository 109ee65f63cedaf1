// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

namespace looptide::app {

// What is remembered of how a project is run: a file for each project in the person's data folder,
// never one in the project. A missing or damaged file gives the defaults.
core::ProjectRuns loadProjectRuns(const QString &project);
// A damaged file is kept beside the new one. False when it could not be written.
bool saveProjectRuns(const QString &project, const core::ProjectRuns &runs);

QString projectRunsFilePath(const QString &project);

} // namespace looptide::app
