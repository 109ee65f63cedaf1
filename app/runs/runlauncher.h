// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/runplan.h"
#include "runtime/project/npmenvironment.h"

#include <QObject>

#include <functional>

namespace looptide::app {

class RunController;
class RunSession;

// One entry of the list of what Run can start.
struct RunEntry
{
    enum class Section : quint8 { Configurations, Files, Scripts, Workspaces, CurrentFile };

    project::RunChoice choice;
    QString title;
    QString detail; // the command that it starts; may be empty
    QString icon;
    Section section;
};

// A message to the user about a requested run.
struct RunNotice
{
    QString text {}; // for users
    std::optional<project::RunChoice> choice {}; // the run's RunPlan::choice
    std::optional<FileProblem> problem {};
    QList<RunEntry> alternatives {}; // what could run instead
};

// Knows and saves what Run starts in the open project: the chosen entry, the configurations and the
// switches. Makes plans, and passes good plans to the controller.
class RunLauncher : public QObject
{
    Q_OBJECT
public:
    struct Context
    {
        std::function<QString()> currentFile; // in the editor; empty: none
        // Saves files as the settings require. Returns false when nothing may start.
        std::function<bool()> prepare;
    };

    RunLauncher(RunController *runs, Context context, QObject *parent = nullptr);

    void setProject(const QString &project); // empty: none
    QString project() const { return m_project; }

    const project::ProjectRuns &projectRuns() const { return m_projectRuns; }
    // Also saves them.
    void setProjectRuns(const project::ProjectRuns &runs);
    void choose(const project::RunChoice &choice);
    void setIsolating(bool on);
    void setRestartingOnSave(bool on);

    // Reads package.json.
    QList<RunEntry> entries() const;
    // The chosen entry. If its configuration no longer exists, the project's default. Reads no
    // files.
    RunEntry chosen() const;

    // Prepares in advance what the chosen entry and the scripts of the project will need.
    void prepare();

    void run(); // starts the chosen entry
    void debug(); // the same with the debugger, which a restart keeps
    void runChoice(const project::RunChoice &choice, bool debugs = false);
    void install();
    // Installs the dependencies of the run that failed, and runs it again. With packages: adds
    // these to the project. Options of npm install may precede them.
    void installFor(RunSession *failed, const QStringList &packages);
    // Whether runWithLoader() applies to this run.
    bool canAddLoader(const RunSession *failed) const;
    // Installs the loader tsx if it is missing, and chooses the run with it.
    void runWithLoader(RunSession *failed);
    // Makes a new plan, so that changes of the configuration apply. cause: for users.
    void restart(RunSession *session, const QString &cause = {});

Q_SIGNALS:
    void changed(); // the entries, the chosen entry, or a switch
    // Nothing was started.
    void refused(const looptide::app::RunNotice &notice);
    void launched();
    // The run was started nevertheless.
    void warned(const looptide::app::RunNotice &notice);

private:
    RunPlan planFor(const project::RunChoice &choice) const;
    QList<RunEntry> configurationEntries() const;
    RunEntry currentFileEntry() const;
    QList<RunEntry> packageEntries() const;
    void refuse(const RunPlan &plan);
    void chooseLoaderRun(const RunPlan &plan);
    // Calls then() when the packages are installed.
    void installThen(RunSession *failed, const QStringList &packages,
                     const std::function<void()> &then);
    void launch(const RunPlan &plan);
    // Calls go() when everything that the plan needs is known, possibly at once.
    void whenReady(const RunPlan &plan, const std::function<void(const RunPlan &)> &go);
    void askNpm();
    void takeNpmAnswer();

    struct Waiting
    {
        RunPlan plan;
        std::function<void(const RunPlan &)> go;
    };

    RunController *m_runs;
    Context m_context;
    QString m_project;
    project::ProjectRuns m_projectRuns;
    project::NpmEnvironment m_npm;
    QList<Waiting> m_waiting; // for npm, in order of arrival
};

} // namespace looptide::app
