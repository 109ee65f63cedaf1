// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"
#include "runtime/process/stagedruntime.h"
#include "runtime/project/runconfiguration.h"
#include "runtime/project/startplan.h"

#include <QString>

#include <optional>

namespace looptide::app {

// What is wrong with a file of the project, and where in it.
struct FileProblem
{
    QString text; // for users
    QString path;
    int line = 0; // from 1; 0 when there is no place
    int column = 0;
};

// What a press of Run would do, or why it cannot do anything.
struct RunPlan
{
    using Place = project::RunPlace;

    core::RunRequest request;
    QString title; // "node app.js", "npm run lint"
    QString error; // for people: what is wrong and what to do; empty when the plan is good
    // The same for what counts as the same program: started again, it is restarted.
    QString key;
    QString project; // where it was made; empty outside of one
    // What was chosen, as in ProjectRuns::chosen, with a path behind "file:"; so that a restart can
    // be planned anew. "project" for the default, "install" for planInstall().
    QString choice;
    // What it was made of. A script that is run without npm still has to get npm's environment
    // (project::NpmEnvironment).
    project::StartPlan start;
    // What npm runs before and after the script.
    QList<process::RunStage> before;
    QList<process::RunStage> after;
    // Of a package.json that cannot be understood. The plan may be good all the same.
    std::optional<FileProblem> problem;
    // What could run instead, when the plan is not good.
    QList<project::StartOffer> offers;
    Place place = Place::AsProject;
    bool restartsOnSave = false; // whatever the project's switch says
    bool mayRestartOnSave = true;

    bool isGood() const { return error.isEmpty(); }
    bool needsNpmEnvironment() const
    {
        return start.kind == project::StartPlan::Kind::Node && !start.script.isEmpty();
    }
};

// What `npm start` does in the project (project::StartPlan); without a project, or when there is
// nothing in it to run, the file in the editor.
RunPlan planProject(const QString &project, const QString &currentFile,
                    const QStringList &arguments = {});
// The same for a workspace of the project, a folder relative to it.
RunPlan planWorkspace(const QString &project, const QString &folder);
// A file by itself, with the project as working folder when it lies within.
RunPlan planFile(const QString &file, const QString &project);
// A script of package.json. arguments: more of them.
RunPlan planScript(const QString &project, const QString &script,
                   const QStringList &arguments = {});
RunPlan planConfiguration(const project::RunConfiguration &configuration, const QString &project,
                          const QString &currentFile);
// The same script, but started by npm.
RunPlan planThroughNpm(const RunPlan &plan);
// Brings node_modules to what package.json asks for; with packages, adds those to both.
RunPlan planInstall(const QString &project, const QStringList &packages = {});
// What a user would type: "node --env-file=.env app.js", "npm start".
QString titleOf(const project::StartPlan &start);

// The environment that this process was started with: a copy taken at the first call, which the
// window makes before anything runs. A program that runs in process changes the process's own.
const QProcessEnvironment &personEnvironment();
// The person's environment with the bundled node, npm and npx first in PATH, as a shell would hand
// it on in that folder.
QProcessEnvironment runEnvironment(const QString &workingDirectory);

} // namespace looptide::app
