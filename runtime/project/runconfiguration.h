// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/dotenv.h"
#include "runtime/project/runchoice.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

struct PackageJson;

// Where a program runs.
enum class RunPlace : quint8 {
    AsProject, // according to the project's switch
    InProcess,
    Isolated, // in its own process
};

// One way to run something of a project, as the user set it up. A plain value. Texts are kept as
// they were typed; paths may be relative to the project.
struct RunConfiguration
{
    enum class Kind : quint8 {
        Project, // what StartPlan::ofProject() starts
        File,
        Script, // of package.json
    };

    QString id; // never shown; does not change
    QString name;
    Kind kind = Kind::Project;
    QString target; // the file or the script's name
    QString arguments; // as in a shell, without expansions
    QString environment; // NAME=value lines, in addition to the user's environment
    QString environmentFile; // as for node --env-file; empty: none
    QString workingDirectory; // empty: the project
    QString nodeOptions; // as in a shell; they require an isolated run
    RunPlace place = RunPlace::AsProject;
    bool restartsOnSave = false;

    bool operator==(const RunConfiguration &) const = default;

    static QString newId();
};

// Everything that is saved about running a project.
struct ProjectRuns
{
    RunChoice chosen; // what Run starts
    bool isolates = false;
    bool restartsOnSave = false;
    QList<RunConfiguration> configurations;

    bool operator==(const ProjectRuns &) const = default;

    const RunConfiguration *find(const QString &id) const;

    QByteArray toJson() const;
    // Returns nothing when the text is damaged as a whole or comes from a newer version. A damaged
    // part gets its default values; a configuration without an id or a name is left out.
    static std::optional<ProjectRuns> fromJson(const QByteArray &json);
};

struct Words
{
    QStringList words;
    bool isComplete = true; // false: a quotation mark is not closed
};

// Splits a line as a POSIX shell does: blanks, '…', "…" and \ count, and nothing is expanded.
Words splitWords(const QString &text);

struct ParsedVariables
{
    Variables variables;
    int wrongLine = 0; // the first line of another form, from 1; 0 when the text is valid
    QString wrongText; // this line
};

// Parses NAME=value lines, until one is wrong. Empty lines and lines that begin with # are skipped.
// Values are not changed, including blanks and quotes.
ParsedVariables parseVariables(const QString &text);

// A problem of a configuration, and the field where it is shown.
struct RunProblem
{
    enum class Field : quint8 {
        Name,
        Target,
        Arguments,
        Environment,
        EnvironmentFile,
        WorkingDirectory,
        NodeOptions,
        Place,
    };
    enum class Severity : quint8 {
        Note, // information
        Missing, // it cannot run now, but may later
        Wrong, // it can never run
    };

    enum class Reason : quint8 {
        NoName,
        NameTaken,
        BadPackageJson, // detail: PackageJson::error
        NothingToStart,
        NoFile,
        NotAProgram,
        FileMissing, // detail: the file
        FolderMissing, // detail: the folder
        NoScript,
        ScriptMissing, // detail: the script
        OpenQuote,
        WrongVariable, // detail: the line; line: its number
        NotAnOption,
        NeedsIsolation,
        RunsIsolated,
    };

    Field field;
    Severity severity;
    Reason reason;
    QString detail {}; // as the user typed it
    int line = 0;

    bool operator==(const RunProblem &) const = default;
};

// others: names of the other configurations.
QList<RunProblem> problemsOf(const RunConfiguration &configuration, const PackageJson &package,
                             const QStringList &others = {});

// Whether Run can start this file: JavaScript or TypeScript.
bool isProgramFile(const QString &path);

} // namespace looptide::project
