// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runplan.h"

#include "app/runs/runproblemtext.h"
#include "panels/common/displaytext.h"
#include "runtime/core/installation.h"
#include "runtime/project/packagejson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace looptide::app {

namespace {

using project::RunChoice;

// More than the kernel accepts for all variables together.
constexpr qint64 maximumEnvironmentBytes = 4 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("RunPlan", text);
}

RunPlan failure(const QString &error)
{
    RunPlan plan;
    plan.error = error;
    return plan;
}

RunPlan nodePlan(const QString &script, const QStringList &arguments,
                 const QString &workingDirectory)
{
    RunPlan plan;
    plan.request.script = script;
    plan.request.arguments = arguments;
    plan.request.workingDirectory = workingDirectory;
    plan.request.environment = runEnvironment(workingDirectory);
    plan.choice = RunChoice::file(script);
    plan.key = plan.choice->toText();
    plan.project = workingDirectory;
    plan.title = models::visibleText(
        (QStringList { QStringLiteral("node"), QDir(workingDirectory).relativeFilePath(script) }
         + arguments)
            .join(u' '));
    return plan;
}

RunPlan npmPlan(const QStringList &arguments, const QString &project)
{
    RunPlan plan;
    plan.request.command = QStringList(core::shimDirectory() + QStringLiteral("/npm")) + arguments;
    plan.request.workingDirectory = project;
    plan.request.environment = runEnvironment(project);
    plan.title = models::visibleText(QStringLiteral("npm ") + arguments.join(u' '));
    plan.project = project;
    return plan;
}

std::optional<FileProblem> problemOf(const project::PackageJson &package)
{
    if (package.isValid() || package.status == project::PackageJson::Status::Missing)
        return {};
    return FileProblem { package.error, package.filePath(), package.errorLine,
                         package.errorColumn };
}

RunPlan planOf(const project::StartPlan &start, const QString &project)
{
    using Kind = project::StartPlan::Kind;
    RunPlan plan = start.kind == Kind::Npm
        ? npmPlan(start.npmWords(), start.directory)
        : nodePlan(start.program, start.arguments, start.directory);
    if (start.kind == Kind::Node)
        plan.request.script = start.entry;
    plan.request.nodeOptions = start.nodeOptions;
    if (!start.script.isEmpty())
        plan.key = RunChoice::script(start.script).toText() + u':' + start.directory;
    plan.title = titleOf(start);
    plan.project = project;
    plan.start = start;
    return plan;
}

RunPlan targetPlan(const project::RunConfiguration &configuration, const QString &project,
                   const QString &currentFile)
{
    const QStringList arguments = project::splitWords(configuration.arguments).words;
    RunPlan plan;
    switch (configuration.kind) {
    case project::RunConfiguration::Kind::Script:
        return planScript(project, configuration.target, arguments);
    case project::RunConfiguration::Kind::File:
        plan = planFile(
            QDir::cleanPath(QDir(project).absoluteFilePath(configuration.target.trimmed())),
            project);
        break;
    case project::RunConfiguration::Kind::Project:
        return planProject(project, currentFile, arguments);
    }
    plan.request.arguments += arguments;
    return plan;
}

// Existing variables take precedence over those of the file, as with node --env-file.
QString addEnvironmentFile(const QString &path, QProcessEnvironment *environment)
{
    const QString name = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr("%1 cannot be read: %2").arg(name, file.errorString());
    const QByteArray content = file.read(maximumEnvironmentBytes + 1);
    if (content.size() > maximumEnvironmentBytes)
        return tr("%1 is too large for a file of variables.").arg(name);
    if (content.contains('\0'))
        return tr("%1 is not a text file with a line NAME=value for each variable.").arg(name);
    const project::Variables variables = project::parseDotenv(content);
    for (const auto &[name, value] : variables) {
        if (!environment->contains(name))
            environment->insert(name, value);
    }
    return {};
}

void setWorkingDirectory(const QString &folder, core::RunRequest *request)
{
    request->workingDirectory = folder;
    request->environment.insert(QStringLiteral("PWD"), folder);
}

// Returns why the configuration cannot run; null when it can.
QString applyConfiguration(const project::RunConfiguration &configuration, const QString &project,
                           RunPlan *plan)
{
    QProcessEnvironment &environment = plan->request.environment;
    const QString inherited = environment.value(QStringLiteral("NODE_OPTIONS"));
    if (const QString file = configuration.environmentFile.trimmed(); !file.isEmpty()) {
        const QString error =
            addEnvironmentFile(QDir(project).absoluteFilePath(file), &environment);
        if (!error.isEmpty())
            return error;
    }
    const project::Variables variables =
        project::parseVariables(configuration.environment).variables;
    for (const auto &[name, value] : variables)
        environment.insert(name, value);
    plan->request.nodeOptions += project::splitWords(configuration.nodeOptions).words;
    const bool isCommand = !plan->request.command.isEmpty();
    if (isCommand && !plan->request.nodeOptions.isEmpty())
        return tr("the script is started by npm, so the options of Node belong into the script.");
    if (const QString folder = configuration.workingDirectory.trimmed();
        !folder.isEmpty() && plan->start.script.isEmpty()) // scripts run in their package
        setWorkingDirectory(QDir::cleanPath(QDir(project).absoluteFilePath(folder)),
                            &plan->request);
    const bool hasOwnOptions = environment.value(QStringLiteral("NODE_OPTIONS")) != inherited;
    plan->place = hasOwnOptions ? project::RunPlace::Isolated : configuration.place;
    plan->restartsOnSave = configuration.restartsOnSave;
    return {};
}

QString projectIsGone(const QString &project)
{
    return tr("The project's folder %1 is not there any more. Put it back, or open another one.")
        .arg(QDir::toNativeSeparators(project));
}

RunPlan nothingToRun(const project::PackageJson &package)
{
    RunPlan plan = failure(package.status == project::PackageJson::Status::Missing
                               ? tr("This folder has no package.json and no index.js, app.js or "
                                    "server.js. Open a JavaScript file and run that, or make a "
                                    "project with File > New Project.")
                               : tr("package.json has no “start” script and no “main” file that "
                                    "exists, so Run does not know what to start."));
    plan.offers = project::startOffers(package);
    return plan;
}

RunPlan goodOrFailed(const project::RunConfiguration &configuration, const QString &project,
                     const QString &currentFile)
{
    if (!QFileInfo(project).isDir())
        return failure(projectIsGone(project));
    const QList<project::RunProblem> problems =
        project::problemsOf(configuration, project::PackageJson::load(project));
    for (const project::RunProblem &problem : problems) {
        if (problem.severity != project::RunProblem::Severity::Note)
            return failure(tr("“%1” cannot run: %2").arg(configuration.name, textOf(problem)));
    }
    RunPlan plan = targetPlan(configuration, project, currentFile);
    if (!plan.isGood())
        return plan;
    const QString error = applyConfiguration(configuration, project, &plan);
    if (!error.isEmpty())
        return failure(tr("“%1” cannot run: %2").arg(configuration.name, error));
    plan.title = models::visibleText(configuration.name);
    return plan;
}

} // namespace

const QProcessEnvironment &personEnvironment()
{
    static const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    return environment;
}

QProcessEnvironment runEnvironment(const QString &workingDirectory)
{
    QProcessEnvironment environment = personEnvironment();
    const QString path = environment.value(QStringLiteral("PATH"));
    environment.insert(QStringLiteral("PATH"),
                       path.isEmpty() ? core::shimDirectory()
                                      : core::shimDirectory() + QDir::listSeparator() + path);
    environment.insert(QStringLiteral("PWD"), workingDirectory);
    return environment;
}

RunPlan planProject(const QString &project, const QString &currentFile,
                    const QStringList &arguments)
{
    if (project.isEmpty()) {
        return currentFile.isEmpty()
            ? failure(tr("Nothing is open. Make a project, open a folder, or open a JavaScript "
                         "file, then press Run."))
            : planFile(currentFile, {});
    }
    if (!QFileInfo(project).isDir())
        return failure(projectIsGone(project));
    const project::PackageJson package = project::PackageJson::load(project);
    const project::StartPlan start = project::StartPlan::ofProject(package, arguments);
    const std::optional<FileProblem> problem = problemOf(package);
    RunPlan plan;
    if (start.kind != project::StartPlan::Kind::Nothing) {
        plan = planOf(start, project);
        plan.choice = RunChoice();
    } else if (problem) {
        plan = failure(problem->text);
    } else {
        plan = nothingToRun(package);
        if (plan.offers.isEmpty() && project::isProgramFile(currentFile))
            plan = planFile(currentFile, project);
    }
    plan.problem = problem;
    return plan;
}

RunPlan planWorkspace(const QString &project, const QString &folder)
{
    const project::PackageJson package = project::PackageJson::load(QDir(project).filePath(folder));
    const project::StartPlan start = project::StartPlan::ofProject(package);
    RunPlan plan = start.kind != project::StartPlan::Kind::Nothing ? planOf(start, project)
        : package.isValid()                                        ? nothingToRun(package)
                                                                   : failure(package.error);
    plan.offers.clear(); // they would be relative to the workspace
    plan.title = models::visibleText(folder) + QStringLiteral(": ") + plan.title;
    plan.choice = RunChoice::workspace(folder);
    plan.problem = problemOf(package);
    return plan;
}

RunPlan planFile(const QString &file, const QString &project)
{
    const QFileInfo info(file);
    if (!project.isEmpty() && !QFileInfo(project).isDir())
        return failure(projectIsGone(project));
    if (!info.isFile())
        return failure(tr("%1 is not on disk: save it, or choose something else to run.")
                           .arg(info.fileName()));
    if (!project::isProgramFile(file))
        return failure(tr("%1 is not a program: Run takes JavaScript and TypeScript files.")
                           .arg(info.fileName()));
    const bool isInProject = !project.isEmpty() && file.startsWith(project + u'/');
    return nodePlan(file, {}, isInProject ? project : info.absolutePath());
}

RunPlan planScript(const QString &project, const QString &script, const QStringList &arguments)
{
    if (!QFileInfo(project).isDir())
        return failure(projectIsGone(project));
    const project::PackageJson package = project::PackageJson::load(project);
    if (!package.isValid()) {
        RunPlan plan = failure(package.error);
        plan.problem = problemOf(package);
        return plan;
    }
    const project::StartPlan start = project::StartPlan::ofScript(package, script, arguments);
    if (start.kind == project::StartPlan::Kind::Nothing)
        return failure(tr("package.json has no script “%1” any more: choose what to run in the "
                          "drop-down beside Run.")
                           .arg(script));
    RunPlan plan = planOf(start, project);
    plan.choice = RunChoice::script(script);
    return plan;
}

RunPlan planConfiguration(const project::RunConfiguration &configuration, const QString &project,
                          const QString &currentFile)
{
    RunPlan plan = goodOrFailed(configuration, project, currentFile);
    plan.choice = RunChoice::configuration(configuration.id);
    plan.key = plan.choice->toText();
    plan.project = project;
    return plan;
}

RunPlan planThroughNpm(const RunPlan &plan)
{
    RunPlan result = plan;
    result.start = plan.start.throughNpm();
    result.request.command =
        npmPlan(result.start.npmWords(), result.start.directory).request.command;
    result.request.script.clear();
    result.request.arguments.clear();
    result.request.nodeOptions.clear();
    result.title = titleOf(result.start);
    return result;
}

RunPlan planInstall(const QString &project, const QStringList &packages)
{
    // The Dependencies panel runs the scripts of packages that the user allows.
    RunPlan plan = npmPlan(
        QStringList { QStringLiteral("install"), QStringLiteral("--ignore-scripts") } + packages,
        project);
    plan.request.level = core::RecordLevel::Off;
    const RunChoice install { RunChoice::Kind::Install };
    if (packages.isEmpty())
        plan.choice = install;
    plan.key = install.toText() + u':' + project;
    plan.mayRestartOnSave = false;
    return plan;
}

QString titleOf(const project::StartPlan &start)
{
    const QStringList words = start.kind == project::StartPlan::Kind::Npm
        ? QStringList(QStringLiteral("npm")) + start.npmWords()
        : QStringList(QStringLiteral("node")) + start.nodeOptions
            + QStringList(QDir(start.directory).relativeFilePath(start.program)) + start.arguments;
    return models::visibleText(words.join(u' '));
}

} // namespace looptide::app
