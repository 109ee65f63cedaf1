// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

#include <QString>

#include <optional>

namespace looptide::app {

struct RunPlan;

// Node runs TypeScript by removing its types. Programs that need more than that (enums, decorators,
// imports of x.js that mean x.ts) end at once.

// The cause that the last output of such a program names, and two remedies: a loader, or other
// TypeScript. Empty for any other end. Reads the files that the output names.
QString typeScriptCause(const QString &output);

// The same run with the loader tsx, as a configuration of the project. A new configuration has an
// empty id. Returns nothing when the run does not belong to a project, is started by npm, or
// already has the loader.
std::optional<project::RunConfiguration> withLoader(const RunPlan &plan,
                                                    const project::ProjectRuns &runs);

} // namespace looptide::app
