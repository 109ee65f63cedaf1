// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

namespace looptide::app {

// The saved ProjectRuns of a project, in one file for each project in the user's data folder, never
// in the project. A missing file gives default values. So does a file that cannot be read (damaged,
// or from a newer version); problem then has a message for the user.
struct RememberedRuns
{
    project::ProjectRuns runs;
    QString problem;
};
RememberedRuns loadProjectRuns(const QString &project);
// Keeps a file that cannot be read beside the new one. Returns what went wrong, or an empty string.
QString saveProjectRuns(const QString &project, const project::ProjectRuns &runs);

QString projectRunsFilePath(const QString &project);

} // namespace looptide::app
