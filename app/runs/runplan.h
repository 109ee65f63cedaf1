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

// A problem with a file of the project, and its location.
struct FileProblem
{
    QString text; // for users
    QString path;
    int line = 0; // from 1; 0 without a location
    int column = 0;
};

// What a press of Run does, or why it cannot do anything.
struct RunPlan
{
    using Place = project::RunPlace;

    core::RunRequest request;
    QString title; // "node app.js", "npm run lint"
    QString error; // for users: what is wrong and what to do; empty when the plan is good
    // Equal for plans of the same program. Starting a plan with an equal key is a restart.
    QString key;
    QString project; // the open project; empty without one
    // From which a restart makes a new plan. Without it, a restart uses this plan again.
    std::optional<project::RunChoice> choice;
    // The source of this plan. A script that runs without npm still needs npm's environment
    // (project::NpmEnvironment).
    project::StartPlan start;
    // The commands that npm runs before and after the script.
    QList<process::RunStage> before;
    QList<process::RunStage> after;
    // The problem of a malformed package.json. The plan may be good nevertheless.
    std::optional<FileProblem> problem;
    // What could run instead, when the plan is not good.
    QList<project::StartOffer> offers;
    Place place = Place::AsProject;
    bool restartsOnSave = false; // regardless of the project's switch
    bool mayRestartOnSave = true;

    bool isGood() const { return error.isEmpty(); }
    bool needsNpmEnvironment() const
    {
        return start.kind == project::StartPlan::Kind::Node && !start.script.isEmpty();
    }
};

// Plans what `npm start` does in the project (project::StartPlan). Without a project, or when it
// has nothing to run, plans the file in the editor.
RunPlan planProject(const QString &project, const QString &currentFile,
                    const QStringList &arguments = {});
// The same for a workspace of the project, a folder relative to it.
RunPlan planWorkspace(const QString &project, const QString &folder);
// Plans a single file. The working directory is the project if the file is in it.
RunPlan planFile(const QString &file, const QString &project);
// Plans a script of package.json. arguments are appended to its own.
RunPlan planScript(const QString &project, const QString &script,
                   const QStringList &arguments = {});
RunPlan planConfiguration(const project::RunConfiguration &configuration, const QString &project,
                          const QString &currentFile);
// Plans the same script, started by npm.
RunPlan planThroughNpm(const RunPlan &plan);
// Plans an `npm install`. With packages, it adds these to the project.
RunPlan planInstall(const QString &project, const QStringList &packages = {});
// The command that a user would type: "node --env-file=.env app.js", "npm start".
QString titleOf(const project::StartPlan &start);

// The environment with which this process was started: a copy from the first call, which the window
// makes before anything runs. A program that runs in process changes the process's environment.
const QProcessEnvironment &personEnvironment();
// personEnvironment() with the bundled node, npm and npx first in PATH, as a shell in
// workingDirectory would pass it on.
QProcessEnvironment runEnvironment(const QString &workingDirectory);

} // namespace looptide::app
