// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/stagedruntime.h"
#include "runtime/project/startplan.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::cli {

// What npm runs before and after a script.
struct StartStages
{
    QList<process::RunStage> before;
    QList<process::RunStage> after;
};

// Gives this process the environment in which npm would run the plan's script. Waits for npm to
// report it, a tenth of a second. Nothing when npm could not: then npm itself explains why best.
std::optional<StartStages> takeScriptEnvironment(const project::StartPlan &plan);

// Replaces this process by the bundled npm, whose exit code and signals are then those of the verb.
// Returns only when it fails, with the exit code.
int becomeNpm(const project::StartPlan &plan);

// The same for any program. name is what it sees as its own.
int becomeProgram(const QString &program, const QString &name, const QStringList &arguments);

// Why there is nothing to run in this folder, and command lines that would run something of it.
// folder: as the user wrote it.
QString nothingToRun(const project::PackageJson &package, const QString &folder);

} // namespace looptide::cli
