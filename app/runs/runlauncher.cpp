// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runlauncher.h"

#include "app/runs/hints/typescripthint.h"
#include "app/runs/projectrunsfile.h"
#include "app/runs/runcontroller.h"
#include "runtime/project/packagejson.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>

namespace looptide::app {

namespace {

using project::RunChoice;
using Kind = RunChoice::Kind;
using Section = RunEntry::Section;

RunEntry scriptEntry(const QString &name, const QString &command = {})
{
    return { RunChoice::script(name), name, command, QStringLiteral("scroll-text"),
             Section::Scripts };
}

RunEntry fileEntry(const QString &path)
{
    return { RunChoice::file(path), path, {}, QStringLiteral("file-code"), Section::Files };
}

RunEntry workspaceEntry(const QString &folder)
{
    return {
        RunChoice::workspace(folder), folder, {}, QStringLiteral("package"), Section::Workspaces
    };
}

RunEntry entryOf(const project::StartOffer &offer)
{
    switch (offer.kind) {
    case project::StartOffer::Kind::File:
        return fileEntry(offer.target);
    case project::StartOffer::Kind::Script:
        return scriptEntry(offer.target);
    case project::StartOffer::Kind::Workspace:
        break;
    }
    return workspaceEntry(offer.target);
}

} // namespace

RunLauncher::RunLauncher(RunController *runs, Context context, QObject *parent)
    : QObject(parent), m_runs(runs), m_context(std::move(context))
{
    connect(&m_npm, &project::NpmEnvironment::answered, this, &RunLauncher::takeNpmAnswer);
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
        Q_EMIT refused({ .text = remembered.problem });
}

void RunLauncher::setProjectRuns(const project::ProjectRuns &runs)
{
    if (m_projectRuns == runs)
        return;
    const bool isOther = m_projectRuns.chosen != runs.chosen;
    m_projectRuns = runs;
    m_runs->setIsolating(runs.isolates);
    const QString problem = m_project.isEmpty() ? QString() : saveProjectRuns(m_project, runs);
    Q_EMIT changed();
    if (!problem.isEmpty())
        Q_EMIT refused({ .text = problem });
    if (isOther)
        prepare();
}

void RunLauncher::choose(const RunChoice &choice)
{
    project::ProjectRuns runs = m_projectRuns;
    runs.chosen = choice;
    setProjectRuns(runs);
}

void RunLauncher::setIsolating(bool on)
{
    project::ProjectRuns runs = m_projectRuns;
    runs.isolates = on;
    setProjectRuns(runs);
}

void RunLauncher::setRestartingOnSave(bool on)
{
    project::ProjectRuns runs = m_projectRuns;
    runs.restartsOnSave = on;
    setProjectRuns(runs);
}

QList<RunEntry> RunLauncher::configurationEntries() const
{
    using TargetKind = project::RunConfiguration::Kind;
    QList<RunEntry> entries {
        { {}, tr("Project Default"), {}, QStringLiteral("package"), Section::Configurations }
    };
    for (const project::RunConfiguration &configuration : m_projectRuns.configurations) {
        const QString icon = configuration.kind == TargetKind::Script
            ? QStringLiteral("scroll-text")
            : configuration.kind == TargetKind::File ? QStringLiteral("file-code")
                                                     : QStringLiteral("package");
        entries.append(
            { RunChoice::configuration(configuration.id), configuration.name,
              configuration.kind == TargetKind::Project ? QString() : configuration.target, icon,
              Section::Configurations });
    }
    return entries;
}

RunEntry RunLauncher::currentFileEntry() const
{
    const QString file = m_context.currentFile();
    return { { Kind::CurrentFile },
             tr("Current File"),
             QFileInfo(file).fileName(),
             QStringLiteral("file-code"),
             Section::CurrentFile };
}

// Offers files other than the default only if no script names what to start.
QList<RunEntry> RunLauncher::packageEntries() const
{
    const project::PackageJson package = project::PackageJson::load(m_project);
    const project::StartPlan start = project::StartPlan::ofProject(package);
    const QString byDefault = QDir(m_project).relativeFilePath(start.program);
    QList<RunEntry> files;
    QList<RunEntry> workspaces;
    const QList<project::StartOffer> offers = project::startOffers(package);
    for (const project::StartOffer &offer : offers) {
        if (offer.kind == project::StartOffer::Kind::File && start.script.isEmpty()
            && offer.target != byDefault)
            files.append(entryOf(offer));
        else if (offer.kind == project::StartOffer::Kind::Workspace)
            workspaces.append(entryOf(offer));
    }
    QList<RunEntry> scripts;
    for (const project::PackageScript &script : package.scripts)
        scripts.append(scriptEntry(script.name, script.command));
    return files + scripts + workspaces;
}

QList<RunEntry> RunLauncher::entries() const
{
    QList<RunEntry> entries = configurationEntries();
    if (!m_project.isEmpty())
        entries += packageEntries();
    entries.append(currentFileEntry());
    return entries;
}

RunEntry RunLauncher::chosen() const
{
    const RunChoice &chosen = m_projectRuns.chosen;
    switch (chosen.kind) {
    case Kind::Script:
        return scriptEntry(chosen.target);
    case Kind::File:
        return fileEntry(chosen.target);
    case Kind::Workspace:
        return workspaceEntry(chosen.target);
    case Kind::CurrentFile:
        return currentFileEntry();
    case Kind::Project:
    case Kind::Configuration:
    case Kind::Install:
        break;
    }
    const QList<RunEntry> entries = configurationEntries();
    const auto it = std::ranges::find(entries, chosen, &RunEntry::choice);
    return it == entries.end() ? entries.constFirst() : *it;
}

RunPlan RunLauncher::planFor(const RunChoice &choice) const
{
    const QString currentFile = m_context.currentFile();
    switch (choice.kind) {
    case Kind::CurrentFile:
        return planFile(currentFile, m_project);
    case Kind::File:
        return planFile(QDir(m_project).absoluteFilePath(choice.target), m_project);
    case Kind::Workspace:
        return planWorkspace(m_project, choice.target);
    case Kind::Script:
        return planScript(m_project, choice.target);
    case Kind::Install:
        return planInstall(m_project);
    case Kind::Configuration:
        if (const auto *configuration = m_projectRuns.find(choice.target))
            return planConfiguration(*configuration, m_project, currentFile);
        break;
    case Kind::Project:
        break;
    }
    return planProject(m_project, currentFile);
}

void RunLauncher::run()
{
    runChoice(chosen().choice);
}

void RunLauncher::debug()
{
    runChoice(chosen().choice, true);
}

void RunLauncher::runChoice(const RunChoice &choice, bool debugs)
{
    if (choice.kind == Kind::CurrentFile && m_context.currentFile().isEmpty()) {
        Q_EMIT refused({ .text = tr("No file is open in the editor.") });
    } else if (m_context.prepare()) {
        RunPlan plan = planFor(choice);
        plan.request.debugs = debugs;
        launch(plan);
    }
}

void RunLauncher::install()
{
    launch(planFor({ Kind::Install }));
}

void RunLauncher::installThen(RunSession *failed, const QStringList &packages,
                              const std::function<void()> &then)
{
    Q_EMIT launched();
    const RunSession *install = m_runs->start(planInstall(m_project, packages));
    connect(
        install, &RunSession::finished, failed,
        [then](const core::RunResult &result) {
            if (result.reason == core::RunResult::Reason::Exited && result.exitCode == 0)
                then();
        },
        Qt::SingleShotConnection);
}

void RunLauncher::installFor(RunSession *failed, const QStringList &packages)
{
    installThen(failed, packages, [this, failed] {
        m_runs->show(failed);
        restart(failed);
    });
}

bool RunLauncher::canAddLoader(const RunSession *failed) const
{
    return !m_project.isEmpty() && failed->plan().project == m_project
        && project::PackageJson::load(m_project).isValid()
        && withLoader(failed->plan(), m_projectRuns);
}

void RunLauncher::runWithLoader(RunSession *failed)
{
    const RunPlan plan = failed->plan();
    project::PackageDependency loader { .name = QStringLiteral("tsx") };
    loader.findInstalled(m_project);
    if (loader.state == project::PackageDependency::State::Installed)
        return chooseLoaderRun(plan);
    installThen(failed, { QStringLiteral("--save-dev"), loader.name },
                [this, plan] { chooseLoaderRun(plan); });
}

void RunLauncher::chooseLoaderRun(const RunPlan &plan)
{
    std::optional<project::RunConfiguration> configuration = withLoader(plan, m_projectRuns);
    if (!configuration)
        return;
    project::ProjectRuns runs = m_projectRuns;
    const auto same = std::ranges::find_if(runs.configurations, [&](const auto &known) {
        return known.id == configuration->id || known.name == configuration->name;
    });
    configuration->id =
        same != runs.configurations.end() ? same->id : project::RunConfiguration::newId();
    if (same != runs.configurations.end())
        *same = *configuration;
    else
        runs.configurations.append(*configuration);
    runs.chosen = RunChoice::configuration(configuration->id);
    setProjectRuns(runs);
    run();
}

void RunLauncher::refuse(const RunPlan &plan)
{
    RunNotice notice { .text = plan.error, .choice = plan.choice, .problem = plan.problem };
    for (const project::StartOffer &offer : plan.offers)
        notice.alternatives.append(entryOf(offer));
    Q_EMIT refused(notice);
}

void RunLauncher::launch(const RunPlan &plan)
{
    if (!plan.isGood())
        return refuse(plan);
    whenReady(plan, [this](const RunPlan &ready) {
        Q_EMIT launched();
        m_runs->start(ready);
        if (ready.problem)
            Q_EMIT warned({ .text = tr("%1 Looptide has started %2; Node itself may refuse to run "
                                       "it until this is corrected.")
                                        .arg(ready.problem->text, ready.title),
                            .choice = ready.choice,
                            .problem = ready.problem });
    });
}

void RunLauncher::restart(RunSession *session, const QString &cause)
{
    if (session->isFresh())
        return;
    RunPlan plan = session->plan();
    if (plan.project == m_project && plan.choice) {
        const bool debugs = plan.request.debugs;
        plan = planFor(*plan.choice);
        plan.request.debugs = debugs;
        if (!plan.isGood())
            return refuse(plan);
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
    const project::PackageJson package = project::PackageJson::load(m_project);
    const bool hasNodeScript = std::ranges::any_of(package.scripts, [&](const auto &script) {
        return project::StartPlan::ofScript(package, script.name).kind
            == project::StartPlan::Kind::Node;
    });
    if (hasNodeScript && m_waiting.isEmpty())
        m_npm.ask(m_project, runEnvironment(m_project));
}

void RunLauncher::whenReady(const RunPlan &plan, const std::function<void(const RunPlan &)> &go)
{
    if (!plan.needsNpmEnvironment())
        return go(plan);
    m_waiting.append({ plan, go });
    if (m_waiting.size() == 1)
        askNpm();
}

void RunLauncher::askNpm()
{
    const RunPlan &plan = m_waiting.constFirst().plan;
    if (m_npm.isCurrent(plan.start.directory, plan.request.environment))
        takeNpmAnswer();
    else
        m_npm.ask(plan.start.directory, plan.request.environment);
}

// When npm fails (because of a damaged .npmrc, for example), npm itself explains that best.
void RunLauncher::takeNpmAnswer()
{
    if (m_waiting.isEmpty())
        return; // called for prepare()
    auto [plan, go] = m_waiting.takeFirst();
    if (const auto run = m_npm.forPlan(plan.start)) {
        plan.request.environment = run->environment;
        plan.before = run->before;
        plan.after = run->after;
    } else {
        plan = planThroughNpm(plan);
    }
    go(plan);
    if (!m_waiting.isEmpty())
        askNpm();
}

} // namespace looptide::app
