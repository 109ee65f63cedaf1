// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/project/runconfiguration.h"

#include <QString>

namespace looptide::app {

// What a press of Run would do, or why it cannot do anything.
struct RunPlan
{
    using Place = core::RunPlace;

    core::RunRequest request;
    QString title; // "node app.js", "npm run lint"
    QString error; // for people: what is wrong and what to do; empty when the plan is good
    // The same for what counts as the same program: started again, it is restarted.
    QString key;
    QString project; // where it was made; empty outside of one
    // What was chosen, as in ProjectRuns::chosen, with a path behind "file:"; so that a restart can
    // be planned anew. "install" for planInstall().
    QString choice;
    // A script of package.json that is run without npm: it still is to get npm's environment
    // (core::NpmEnvironment). Empty for all else.
    QString script;
    QStringList scriptArguments; // that the script does not have by itself
    Place place = Place::AsProject;
    bool restartsOnSave = false; // whatever the project's switch says
    bool mayRestartOnSave = true;

    bool isGood() const { return error.isEmpty(); }
};

// The project's entry script; without a project, or when it has none, the file in the editor.
RunPlan planProject(const QString &project, const QString &currentFile);
// A file by itself, with the project as working folder when it lies within.
RunPlan planFile(const QString &file, const QString &project);
// A script of package.json: `node FILE …` in process, all else through npm. arguments: more of
// them.
RunPlan planScript(const QString &project, const QString &script,
                   const QStringList &arguments = {});
RunPlan planConfiguration(const core::RunConfiguration &configuration, const QString &project,
                          const QString &currentFile);
// The same script, but started by npm.
RunPlan planThroughNpm(const RunPlan &plan);
// Brings node_modules to what package.json asks for; with a package, adds that to both.
RunPlan planInstall(const QString &project, const QString &package = {});

// The environment that this process was started with: a copy taken at the first call, which the
// window makes before anything runs. A program that runs in process changes the process's own.
const QProcessEnvironment &personEnvironment();
// The person's environment with the bundled node, npm and npx first in PATH, as a shell would hand
// it on in that folder.
QProcessEnvironment runEnvironment(const QString &workingDirectory);

} // namespace looptide::app
