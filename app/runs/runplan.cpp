// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runplan.h"

#include "runtime/core/installation.h"
#include "runtime/project/packagejson.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace looptide::app {

namespace {

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

bool isRunnable(const QString &file)
{
    static const QStringList suffixes { QStringLiteral("js"), QStringLiteral("mjs"),
                                        QStringLiteral("cjs") };
    return suffixes.contains(QFileInfo(file).suffix().toLower());
}

RunPlan nodePlan(const QString &script, const QStringList &arguments,
                 const QString &workingDirectory)
{
    RunPlan plan;
    plan.request.script = script;
    plan.request.arguments = arguments;
    plan.request.workingDirectory = workingDirectory;
    plan.request.environment = runEnvironment();
    plan.key = QStringLiteral("file:") + script;
    plan.title = QStringLiteral("node ") + QDir(workingDirectory).relativeFilePath(script);
    if (!arguments.isEmpty())
        plan.title += u' ' + arguments.join(u' ');
    return plan;
}

RunPlan npmPlan(const QStringList &arguments, const QString &project)
{
    RunPlan plan;
    plan.request.command = QStringList(core::shimDirectory() + QStringLiteral("/npm")) + arguments;
    plan.request.workingDirectory = project;
    plan.request.environment = runEnvironment();
    plan.title = QStringLiteral("npm ") + arguments.join(u' ');
    plan.key = QStringLiteral("npm:%1:%2").arg(project, arguments.join(u' '));
    return plan;
}

QString nothingToRun(const core::PackageJson &package)
{
    if (package.status == core::PackageJson::Status::Missing)
        return tr("This folder has no package.json and no index.js, app.js or server.js. Open a "
                  "JavaScript file and run that, or make a project with File > New Project.");
    return tr("package.json does not say what to run. Give it a “main” entry or a “start” script, "
              "or open a JavaScript file and run that.");
}

} // namespace

const QProcessEnvironment &personEnvironment()
{
    static const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    return environment;
}

QProcessEnvironment runEnvironment()
{
    QProcessEnvironment environment = personEnvironment();
    const QString path = environment.value(QStringLiteral("PATH"));
    environment.insert(QStringLiteral("PATH"),
                       path.isEmpty() ? core::shimDirectory()
                                      : core::shimDirectory() + QDir::listSeparator() + path);
    return environment;
}

RunPlan planProject(const QString &project, const QString &currentFile)
{
    if (project.isEmpty()) {
        return currentFile.isEmpty()
            ? failure(tr("Nothing is open. Make a project, open a folder, or open a JavaScript "
                         "file, then press Run."))
            : planFile(currentFile, {});
    }
    const core::PackageJson package = core::PackageJson::load(project);
    if (!package.isValid() && package.status != core::PackageJson::Status::Missing)
        return failure(package.error);
    const QString entry = package.entryScript();
    if (!entry.isEmpty())
        return nodePlan(entry, {}, project);
    if (isRunnable(currentFile))
        return planFile(currentFile, project);
    return failure(nothingToRun(package));
}

RunPlan planFile(const QString &file, const QString &project)
{
    const QFileInfo info(file);
    if (!info.isFile())
        return failure(tr("%1 is not on disk. Save it first.").arg(info.fileName()));
    if (!isRunnable(file))
        return failure(
            tr("%1 is not a program: Run takes .js, .mjs and .cjs files.").arg(info.fileName()));
    const bool isInProject = !project.isEmpty() && file.startsWith(project + u'/');
    return nodePlan(file, {}, isInProject ? project : info.absolutePath());
}

RunPlan planScript(const QString &project, const QString &script)
{
    const core::PackageJson package = core::PackageJson::load(project);
    if (!package.isValid())
        return failure(package.error);
    const QString command = package.script(script);
    if (command.isEmpty())
        return failure(tr("package.json has no script “%1”.").arg(script));
    const auto node = core::NodeCommand::parse(command);
    if (node && node->options.isEmpty()) {
        const QString file = QDir::cleanPath(QDir(project).absoluteFilePath(node->script));
        const bool hasHooks = !package.script(QStringLiteral("pre") + script).isEmpty()
            || !package.script(QStringLiteral("post") + script).isEmpty();
        if (QFileInfo(file).isFile() && !hasHooks) {
            RunPlan plan = nodePlan(file, node->arguments, project);
            plan.key = QStringLiteral("npm:%1:run %2").arg(project, script);
            return plan;
        }
    }
    return npmPlan({ QStringLiteral("run"), script }, project);
}

RunPlan planInstall(const QString &project)
{
    return npmPlan({ QStringLiteral("install") }, project);
}

QString hintForFailure(const QByteArray &lastOutput)
{
    static const QRegularExpression portInUse(QStringLiteral(R"(EADDRINUSE[^\n]*?:(\d{1,5})\b)"));
    static const QRegularExpression missingPackage(QStringLiteral(
        R"(Cannot find (?:module|package) '((?:@[\w.-]+/)?[A-Za-z0-9][\w.-]*)[^']*')"));
    const QString text = QString::fromUtf8(lastOutput);
    if (const auto match = portInUse.match(text); match.hasMatch())
        return tr("Port %1 is in use by another program. Stop that one, or let this one listen "
                  "elsewhere (many programs take the port from the environment variable PORT).")
            .arg(match.captured(1));
    if (const auto match = missingPackage.match(text); match.hasMatch())
        return tr("The package “%1” is not installed. Run “npm install” in the project's folder.")
            .arg(match.captured(1));
    return {};
}

} // namespace looptide::app
