// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/npmenvironment.h"

#include "runtime/core/installation.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace looptide::project {

namespace {

const QString commandVariable = QStringLiteral("npm_command");

} // namespace

NpmEnvironment::NpmEnvironment(QObject *parent) : QObject(parent)
{
    m_process.setProgram(core::nodeProgram());
    m_process.setArguments({ core::shareDirectory() + QStringLiteral("/script-environment.js"),
                             core::shareDirectory() + QStringLiteral("/npm") });
    connect(&m_process, &QProcess::finished, this, &NpmEnvironment::takeAnswer);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            takeAnswer(1, QProcess::CrashExit);
    });
}

NpmEnvironment::~NpmEnvironment()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

void NpmEnvironment::ask(const QString &project, const QProcessEnvironment &environment)
{
    const bool isSame = project == m_project && environment == m_environment;
    const bool isAsking = m_process.state() != QProcess::NotRunning;
    if (isSame && (isAsking || isCurrent(project, environment)))
        return;
    if (isAsking) { // about something else
        const QSignalBlocker blocker(&m_process);
        m_process.kill();
        m_process.waitForFinished();
    }
    m_project = project;
    m_environment = environment;
    m_isAnswered = false;
    m_scripts.clear();
    m_process.setWorkingDirectory(project);
    m_process.setProcessEnvironment(environment);
    m_process.start(QIODevice::ReadOnly);
}

bool NpmEnvironment::isCurrent(const QString &project, const QProcessEnvironment &environment) const
{
    return m_isAnswered && project == m_project && environment == m_environment
        && m_stamp == stampOf(m_files);
}

std::optional<QProcessEnvironment> NpmEnvironment::forScript(const QString &name) const
{
    const auto it = m_scripts.constFind(name);
    return it == m_scripts.cend() ? std::nullopt : std::optional(*it);
}

std::optional<NpmEnvironment::ScriptRun> NpmEnvironment::forPlan(const StartPlan &plan) const
{
    const std::optional<QProcessEnvironment> environment = forScript(plan.script);
    if (!environment)
        return {};
    ScriptRun run { .environment = *environment, .before = {}, .after = {} };
    const QString command = environment->value(commandVariable);
    if (!m_ignoresHooks
        && !(addStages(plan.before, command, &run.before)
             && addStages(plan.after, command, &run.after)))
        return {};
    for (const auto &[name, value] : plan.variables)
        run.environment.insert(name, value);
    return run;
}

// command: the command that npm was called with, the same for a script and its pre and post
// scripts.
bool NpmEnvironment::addStages(const QList<PackageScript> &scripts, const QString &command,
                               QList<process::RunStage> *stages) const
{
    for (const PackageScript &script : scripts) {
        std::optional<QProcessEnvironment> environment = forScript(script.name);
        if (!environment)
            return false;
        environment->insert(commandVariable, command);
        stages->append({ { m_shell, QStringLiteral("-c"), script.command }, *environment });
    }
    return true;
}

void NpmEnvironment::takeAnswer(int exitCode, QProcess::ExitStatus status)
{
    const QJsonObject answer = status == QProcess::NormalExit && exitCode == 0
        ? QJsonDocument::fromJson(m_process.readAllStandardOutput()).object()
        : QJsonObject();
    m_files.clear();
    const QJsonArray files = answer[QLatin1StringView("files")].toArray();
    for (const QJsonValue &file : files)
        m_files.append(file.toString());
    const QJsonObject scripts = answer[QLatin1StringView("scripts")].toObject();
    // npm looks for the package from the working directory upwards; another one's do not count.
    const bool isOurs =
        QFileInfo(answer[QLatin1StringView("folder")].toString()) == QFileInfo(m_project);
    for (auto script = scripts.begin(); isOurs && script != scripts.end(); ++script) {
        const QJsonObject variables = script.value().toObject();
        QProcessEnvironment environment;
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value().toString());
        m_scripts.insert(script.key(), environment);
    }
    m_shell = answer[QLatin1StringView("shell")].toString(QStringLiteral("/bin/sh"));
    m_ignoresHooks = answer[QLatin1StringView("ignoreScripts")].toBool();
    m_stamp = stampOf(m_files);
    m_isAnswered = true;
    Q_EMIT answered();
}

QString NpmEnvironment::stampOf(const QStringList &files)
{
    QString stamp;
    for (const QString &file : files) {
        const QFileInfo info(file);
        stamp += QStringLiteral("%1 %2\n")
                     .arg(info.exists() ? info.size() : -1)
                     .arg(info.exists() ? info.lastModified().toMSecsSinceEpoch() : 0);
    }
    return stamp;
}

} // namespace looptide::project
