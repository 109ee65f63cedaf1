// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runproblemtext.h"

#include <QCoreApplication>

namespace looptide::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::app::RunProblem)
};

} // namespace

QString textOf(const project::RunProblem &problem)
{
    using Reason = project::RunProblem::Reason;
    switch (problem.reason) {
    case Reason::NoName:
        return Text::tr("Give the configuration a name.");
    case Reason::NameTaken:
        return Text::tr("Another configuration has this name already.");
    case Reason::BadPackageJson:
        return problem.detail;
    case Reason::NothingToStart:
        return Text::tr("The project does not say what to run: choose a file or a script.");
    case Reason::NoFile:
        return Text::tr("Choose the file to run.");
    case Reason::NotAProgram:
        return Text::tr("This is not a program: JavaScript or TypeScript is needed.");
    case Reason::FileMissing:
        return Text::tr("There is no file %1.").arg(problem.detail);
    case Reason::FolderMissing:
        return Text::tr("There is no folder %1.").arg(problem.detail);
    case Reason::NoScript:
        return Text::tr("Choose the script to run.");
    case Reason::ScriptMissing:
        return Text::tr("package.json has no script “%1”.").arg(problem.detail);
    case Reason::OpenQuote:
        return Text::tr("A quotation mark is not closed.");
    case Reason::WrongVariable:
        return Text::tr("Line %1: “%2” is not of the form NAME=value.")
            .arg(problem.line)
            .arg(problem.detail);
    case Reason::NotAnOption:
        return Text::tr("Options of Node begin with “-”; what the program is to get belongs to "
                        "the arguments.");
    case Reason::NeedsIsolation:
        return Text::tr("Node reads its options only when a process starts: with options (or "
                        "NODE_OPTIONS) the program has to run isolated.");
    case Reason::RunsIsolated:
        break;
    }
    return Text::tr("Will run isolated: Node reads its options (and NODE_OPTIONS) only when a "
                    "process starts.");
}

} // namespace looptide::app
