// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/stagedruntime.h"
#include "runtime/project/startplan.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::cli {

// The bundled node, npm and npx come first in PATH, as for a run in the window.
void putShimsFirst();

// The commands that npm runs before and after a script.
struct StartStages
{
    QList<process::RunStage> before;
    QList<process::RunStage> after;
};

// Gives this process the environment in which npm would run the plan's script. Waits a tenth of a
// second for npm to report it. Returns nothing when npm failed; npm itself then explains the reason
// best.
std::optional<StartStages> takeScriptEnvironment(const project::StartPlan &plan);

// Replaces this process with the bundled npm, whose exit code and signals then become those of the
// verb. Returns the exit code, and only when it fails.
int becomeNpm(const project::StartPlan &plan);

// The same for any program. name: its argv[0].
int becomeProgram(const QString &program, const QString &name, const QStringList &arguments);

// A message for users: why this folder has nothing to run, and command lines that run something in
// it. folder: as the user wrote it.
QString nothingToRun(const project::PackageJson &package, const QString &folder);

} // namespace looptide::cli
