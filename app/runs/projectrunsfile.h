// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

namespace looptide::app {

// What is remembered of how a project is run: a file for each project in the person's data folder,
// never one in the project. A missing file gives the defaults; so does one that cannot be
// understood (damaged, or of a newer version), of which problem tells the person.
struct RememberedRuns
{
    project::ProjectRuns runs;
    QString problem;
};
RememberedRuns loadProjectRuns(const QString &project);
// A file that cannot be understood is kept beside the new one. What went wrong; empty when nothing.
QString saveProjectRuns(const QString &project, const project::ProjectRuns &runs);

QString projectRunsFilePath(const QString &project);

} // namespace looptide::app
