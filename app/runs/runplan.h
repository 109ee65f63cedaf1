// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/run.h"

#include <QString>

namespace looptide::app {

// What a press of Run would do, or why it cannot do anything.
struct RunPlan
{
    enum class Place : quint8 {
        AsWindow, // as the switch in the Run menu says
        InProcess,
        Isolated, // in a process of its own
    };

    core::RunRequest request;
    QString title; // "node app.js", "npm run lint"
    QString error; // for people: what is wrong and what to do; empty when the plan is good
    // The same for what counts as the same program: started again, it is restarted.
    QString key;
    Place place = Place::AsWindow;

    bool isGood() const { return error.isEmpty(); }
};

// The project's entry script; without a project, or when it has none, the file in the editor.
RunPlan planProject(const QString &project, const QString &currentFile);
// A file by itself, with the project as working folder when it lies within.
RunPlan planFile(const QString &file, const QString &project);
// A script of package.json: `node FILE …` in process, all else through npm.
RunPlan planScript(const QString &project, const QString &script);
// Brings node_modules to what package.json asks for.
RunPlan planInstall(const QString &project);

// What a person can do about an end that says so in its last output: a port in use, a package that
// is not installed. Empty when nothing is recognised.
QString hintForFailure(const QByteArray &lastOutput);

// The environment that this process was started with: a copy taken at the first call, which the
// window makes before anything runs. A program that runs in process changes the process's own.
const QProcessEnvironment &personEnvironment();
// The person's environment with the bundled node, npm and npx first in PATH.
QProcessEnvironment runEnvironment();

} // namespace looptide::app
