// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runlauncher.h"

#include "app/runs/runcontroller.h"
#include "app/runs/runmemory.h"
#include "runtime/project/packagejson.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace looptide::app {

namespace {

const QString fileWord = QStringLiteral("file");
const QString filePrefix = QStringLiteral("file:");
const QString idPrefix = QStringLiteral("id:");
const QString scriptPrefix = QStringLiteral("script:");
const QString installWord = QStringLiteral("install");

} // namespace

RunLauncher::RunLauncher(RunController *runs, Surroundings surroundings, QObject *parent)
    : QObject(parent), m_runs(runs), m_surroundings(std::move(surroundings))
{
    connect(&m_npm, &core::NpmEnvironment::answered, this, &RunLauncher::takeNpmAnswer);
}

void RunLauncher::setProject(const QString &project)
{
    const RememberedRuns remembered =
        project.isEmpty() ? RememberedRuns() : loadProjectRuns(project);
    m_project = project;
    m_projectRuns = remembered.runs;
    m_runs->setIsolating(m_projectRuns.isolates);
    Q_EMIT changed();
    if (!remembered.problem.isEmpty())
        Q_EMIT refused(remembered.problem);
}

void RunLauncher::setProjectRuns(const core::ProjectRuns &runs)
{
    if (m_projectRuns == runs)
        return;
    const bool isOther = m_projectRuns.chosen != runs.chosen;
    m_projectRuns = runs;
    m_runs->setIsolating(runs.isolates);
    const QString problem = m_project.isEmpty() ? QString() : saveProjectRuns(m_project, runs);
    Q_EMIT changed();
    if (!problem.isEmpty())
        Q_EMIT refused(problem);
    if (isOther)
        prepare();
}

void RunLauncher::choose(const QString &choice)
{
    core::ProjectRuns runs = m_projectRuns;
    runs.chosen = choice;
    setProjectRuns(runs);
}

void RunLauncher::setIsolating(bool on)
{
    core::ProjectRuns runs = m_projectRuns;
    runs.isolates = on;
    setProjectRuns(runs);
}

void RunLauncher::setRestartingOnSave(bool on)
{
    core::ProjectRuns runs = m_projectRuns;
    runs.restartsOnSave = on;
    setProjectRuns(runs);
}

QList<RunChoice> RunLauncher::configurationChoices() const
{
    using Kind = core::RunConfiguration::Kind;
    QList<RunChoice> choices { { {},
                                 tr("Project Default"),
                                 {},
                                 QStringLiteral("package"),
                                 RunChoice::Section::Configurations } };
    for (const core::RunConfiguration &configuration : m_projectRuns.configurations) {
        const QString icon = configuration.kind == Kind::Script ? QStringLiteral("scroll-text")
            : configuration.kind == Kind::File                  ? QStringLiteral("file-code")
                                                                : QStringLiteral("package");
        choices.append({ idPrefix + configuration.id, configuration.name,
                         configuration.kind == Kind::Project ? QString() : configuration.target,
                         icon, RunChoice::Section::Configurations });
    }
    return choices;
}

RunChoice RunLauncher::fileChoice() const
{
    const QString file = m_surroundings.currentFile();
    return { fileWord, tr("Current File"), QFileInfo(file).fileName(), QStringLiteral("file-code"),
             RunChoice::Section::File };
}

QList<RunChoice> RunLauncher::choices() const
{
    QList<RunChoice> choices = configurationChoices();
    if (!m_project.isEmpty()) {
        const core::PackageJson package = core::PackageJson::load(m_project);
        for (const core::PackageScript &script : package.scripts)
            choices.append({ scriptPrefix + script.name, script.name, script.command,
                             QStringLiteral("scroll-text"), RunChoice::Section::Scripts });
    }
    choices.append(fileChoice());
    return choices;
}

RunChoice RunLauncher::chosen() const
{
    const QString &chosen = m_projectRuns.chosen;
    if (chosen.startsWith(scriptPrefix))
        return { chosen,
                 chosen.sliced(scriptPrefix.size()),
                 {},
                 QStringLiteral("scroll-text"),
                 RunChoice::Section::Scripts };
    const QList<RunChoice> others = configurationChoices() << fileChoice();
    const auto it = std::ranges::find(others, chosen, &RunChoice::choice);
    return it == others.end() ? others.constFirst() : *it;
}

RunPlan RunLauncher::planFor(const QString &choice) const
{
    const QString currentFile = m_surroundings.currentFile();
    if (choice == fileWord)
        return planFile(currentFile, m_project);
    if (choice.startsWith(filePrefix))
        return planFile(choice.sliced(filePrefix.size()), m_project);
    if (choice.startsWith(scriptPrefix))
        return planScript(m_project, choice.sliced(scriptPrefix.size()));
    if (choice == installWord)
        return planInstall(m_project);
    if (choice.startsWith(idPrefix)) {
        if (const auto *configuration = m_projectRuns.find(choice.sliced(idPrefix.size())))
            return planConfiguration(*configuration, m_project, currentFile);
    }
    return planProject(m_project, currentFile);
}

void RunLauncher::run()
{
    runChoice(chosen().choice);
}

void RunLauncher::runChoice(const QString &choice)
{
    if (choice == fileWord && m_surroundings.currentFile().isEmpty())
        Q_EMIT refused(tr("No file is open in the editor."));
    else if (m_surroundings.prepare())
        launch(planFor(choice));
}

void RunLauncher::install()
{
    launch(planFor(installWord));
}

void RunLauncher::installFor(RunSession *failed, const QString &package)
{
    Q_EMIT launched();
    const RunSession *install = m_runs->start(planInstall(m_project, package));
    connect(
        install, &RunSession::finished, failed,
        [this, failed](const core::RunResult &result) {
            if (result.reason != core::RunResult::Reason::Exited || result.exitCode != 0)
                return;
            m_runs->show(failed);
            restart(failed);
        },
        Qt::SingleShotConnection);
}

void RunLauncher::launch(const RunPlan &plan)
{
    if (!plan.isGood()) {
        Q_EMIT refused(plan.error, plan.choice);
        return;
    }
    whenReady(plan, [this](const RunPlan &ready) {
        Q_EMIT launched();
        m_runs->start(ready);
    });
}

void RunLauncher::restart(RunSession *session, const QString &cause)
{
    if (session->isFresh())
        return;
    RunPlan plan = session->plan();
    if (plan.project == m_project && !plan.choice.isEmpty()) {
        plan = planFor(plan.choice);
        if (!plan.isGood()) {
            Q_EMIT refused(plan.error, plan.choice);
            return;
        }
    }
    whenReady(plan, [this, cause, session = QPointer<RunSession>(session)](const RunPlan &ready) {
        if (session && m_runs->sessions().contains(session))
            session->restart(ready, cause);
    });
}

void RunLauncher::prepare()
{
    if (m_project.isEmpty() || !m_waiting.isEmpty())
        return;
    const RunPlan plan = planFor(chosen().choice);
    if (plan.isGood() && plan.request.command.isEmpty())
        whenReady(plan, [this](const RunPlan &ready) { m_runs->prepare(ready); });
    const core::PackageJson package = core::PackageJson::load(m_project);
    const bool hasNodeScript = std::ranges::any_of(package.scripts, [](const auto &script) {
        return core::NodeCommand::parse(script.command).has_value();
    });
    if (hasNodeScript && m_waiting.isEmpty())
        m_npm.ask(m_project, runEnvironment(m_project));
}

void RunLauncher::whenReady(const RunPlan &plan, const std::function<void(const RunPlan &)> &go)
{
    if (plan.script.isEmpty())
        return go(plan);
    m_waiting.append({ plan, go });
    if (m_waiting.size() == 1)
        askNpm();
}

void RunLauncher::askNpm()
{
    const RunPlan &plan = m_waiting.constFirst().plan;
    if (m_npm.isCurrent(plan.project, plan.request.environment))
        takeNpmAnswer();
    else
        m_npm.ask(plan.project, plan.request.environment);
}

// What npm cannot tell (a damaged .npmrc, say) it says best itself.
void RunLauncher::takeNpmAnswer()
{
    if (m_waiting.isEmpty())
        return; // prepare()
    auto [plan, go] = m_waiting.takeFirst();
    if (const auto environment = m_npm.forScript(plan.script))
        plan.request.environment = *environment;
    else
        plan = planThroughNpm(plan);
    go(plan);
    if (!m_waiting.isEmpty())
        askNpm();
}

} // namespace looptide::app
