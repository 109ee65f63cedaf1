// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/runconfiguration.h"

#include <QString>

#include <optional>

namespace looptide::app {

struct RunPlan;

// Node runs TypeScript by taking the types away. Programs that need more of it than that (enums,
// decorators, imports of x.js that mean x.ts) end at once.

// The cause that the last output of such a program names, and the two remedies: a loader, or other
// TypeScript. Empty for all other ends. Looks for the files that the output names.
QString typeScriptCause(const QString &output);

// The same run with the loader tsx, as a configuration of the project; its id is empty when it is a
// new one. Nothing when the run is none of a project's, is started by npm, or has the loader
// already.
std::optional<project::RunConfiguration> withLoader(const RunPlan &plan,
                                                    const project::ProjectRuns &runs);

} // namespace looptide::app
