// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/project/dotenv.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

struct PackageJson;

// Where a program runs.
enum class RunPlace : quint8 {
    AsProject, // as the project's switch says
    InProcess,
    Isolated, // in a process of its own
};

// One way to run something of a project, as a person set it up. A plain value. Texts are kept as
// they were typed; paths may be relative to the project.
struct RunConfiguration
{
    enum class Kind : quint8 {
        Project, // what the project starts by itself
        File,
        Script, // of package.json
    };

    QString id; // never shown; the same as long as the configuration lives
    QString name;
    Kind kind = Kind::Project;
    QString target; // the file or the script's name
    QString arguments; // as in a shell, without expansions
    QString environment; // NAME=value, one a line, on top of the person's
    QString environmentFile; // as for node --env-file; empty: none
    QString workingDirectory; // empty: the project
    QString nodeOptions; // as in a shell; they need a process of the program's own
    RunPlace place = RunPlace::AsProject;
    bool restartsOnSave = false;

    bool operator==(const RunConfiguration &) const = default;

    static QString newId();
};

// All that is remembered of a project about running it.
struct ProjectRuns
{
    // What Run starts: RunConfiguration::id with "id:" before it, "script:NAME", "file" for the
    // file in the editor; empty for what the project starts by itself.
    QString chosen;
    bool isolates = false;
    bool restartsOnSave = false;
    QList<RunConfiguration> configurations;

    bool operator==(const ProjectRuns &) const = default;

    const RunConfiguration *find(const QString &id) const;

    QByteArray toJson() const;
    // Nothing when the text is damaged as a whole or of a newer version. A damaged part gives its
    // defaults, a configuration without an id or a name is left out.
    static std::optional<ProjectRuns> fromJson(const QByteArray &json);
};

struct Words
{
    QStringList words;
    QString error; // for people; empty when all was understood
};

// As a POSIX shell splits a line: blanks, '…', "…" and \ count, nothing is expanded.
Words splitWords(const QString &text);

struct ParsedVariables
{
    Variables variables;
    QString error; // for people, names the line; empty when all was understood
};

// NAME=value a line; empty lines and those that begin with # are skipped. Values are taken as they
// are, with their blanks and quotes.
ParsedVariables parseVariables(const QString &text);

// What is wrong with a configuration, and where it is to be shown.
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
        Note, // good to know
        Missing, // it cannot run as things are now, but may later
        Wrong, // it can never run
    };

    Field field;
    Severity severity;
    QString text; // for people

    bool operator==(const RunProblem &) const = default;
};

// others: names that are taken.
QList<RunProblem> problemsOf(const RunConfiguration &configuration, const PackageJson &package,
                             const QStringList &others = {});

// Files that Run takes: JavaScript and TypeScript.
bool isProgramFile(const QString &path);

} // namespace looptide::project
