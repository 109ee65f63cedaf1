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

// One entry of the list that a person chooses from.
struct RunChoice
{
    enum class Section : quint8 { Configurations, Files, Scripts, Workspaces, CurrentFile };

    QString choice; // as ProjectRuns::chosen
    QString title;
    QString detail; // what it comes to; may be empty
    QString icon;
    Section section;
};

// What the user should know about a run that was asked for.
struct RunNotice
{
    QString text {}; // for users
    QString choice {}; // what it is about, as RunPlan::choice; may be empty
    std::optional<FileProblem> problem {};
    QList<RunChoice> alternatives {}; // that could run instead
};

// Knows what Run starts in the open project: what was chosen, its configurations and switches, and
// keeps them. Plans, and hands good plans to the controller.
class RunLauncher : public QObject
{
    Q_OBJECT
public:
    struct Context
    {
        std::function<QString()> currentFile; // in the editor; empty: none
        // Saves what the settings want saved; false when nothing may start.
        std::function<bool()> prepare;
    };

    RunLauncher(RunController *runs, Context context, QObject *parent = nullptr);

    void setProject(const QString &project); // empty: none
    QString project() const { return m_project; }

    const project::ProjectRuns &projectRuns() const { return m_projectRuns; }
    // Keeps them as well.
    void setProjectRuns(const project::ProjectRuns &runs);
    void choose(const QString &choice);
    void setIsolating(bool on);
    void setRestartingOnSave(bool on);

    // Reads package.json.
    QList<RunChoice> choices() const;
    // What is chosen; in place of a configuration that is gone, what the project starts by itself.
    // Reads nothing.
    RunChoice chosen() const;

    // Gets ready ahead of time what the chosen entry and scripts of the project will need.
    void prepare();

    void run(); // the chosen one
    void runChoice(const QString &choice);
    void install();
    // Installs what failed missed (with packages: adds those to the project, which may be preceded
    // by an option of npm install) and runs it again.
    void installFor(RunSession *failed, const QStringList &packages);
    // Whether runWithLoader() could do it.
    bool canAddLoader(const RunSession *failed) const;
    // Installs the loader tsx if need be, and makes the run with it the chosen one.
    void runWithLoader(RunSession *failed);
    // Planned anew, so that changes of the configuration count. cause: for people.
    void restart(RunSession *session, const QString &cause = {});

Q_SIGNALS:
    void changed(); // what there is to choose, what is chosen, or a switch
    // Nothing was started.
    void refused(const looptide::app::RunNotice &notice);
    void launched();
    // It was started all the same.
    void warned(const looptide::app::RunNotice &notice);

private:
    RunPlan planFor(const QString &choice) const;
    QList<RunChoice> configurationChoices() const;
    RunChoice currentFileChoice() const;
    QList<RunChoice> packageChoices() const;
    void refuse(const RunPlan &plan);
    void chooseLoaderRun(const RunPlan &plan);
    // Calls then when the packages are there.
    void installThen(RunSession *failed, const QStringList &packages,
                     const std::function<void()> &then);
    void launch(const RunPlan &plan);
    // Calls go when all that the plan needs is known, which may be at once.
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
    QList<Waiting> m_waiting; // for npm, first come first served
};

} // namespace looptide::app
