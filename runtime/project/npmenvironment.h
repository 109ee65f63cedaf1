// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/stagedruntime.h"
#include "runtime/project/startplan.h"

#include <QHash>
#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>

#include <optional>

namespace looptide::project {

// The environment that `npm run NAME` gives to the scripts of a package: PATH with the
// node_modules/.bin folders, npm_lifecycle_*, npm_package_*, npm_config_* and so on. The bundled
// npm computes it in its own process (a tenth of a second), because its configuration files and
// variables decide. The result is valid until one of these files changes. Thread: GUI.
class NpmEnvironment : public QObject
{
    Q_OBJECT
public:
    explicit NpmEnvironment(QObject *parent = nullptr);
    ~NpmEnvironment() override;

    // Starts npm unless the result is available or on its way. environment: the environment that
    // npm would run in.
    void ask(const QString &project, const QProcessEnvironment &environment);
    // Whether the result for these arguments is available and still valid.
    bool isCurrent(const QString &project, const QProcessEnvironment &environment) const;
    // Returns nothing when npm failed, or has no such script.
    std::optional<QProcessEnvironment> forScript(const QString &name) const;

    // The environment of a plan's program, including the variables that its script sets, and the
    // commands that npm runs before and after it (none when npm's configuration says
    // ignore-scripts).
    struct ScriptRun
    {
        QProcessEnvironment environment;
        QList<process::RunStage> before;
        QList<process::RunStage> after;
    };
    std::optional<ScriptRun> forPlan(const StartPlan &plan) const;

Q_SIGNALS:
    // The result is available, or npm has failed.
    void answered();

private:
    bool addStages(const QList<PackageScript> &scripts, const QString &command,
                   QList<process::RunStage> *stages) const;
    void takeAnswer(int exitCode, QProcess::ExitStatus status);
    static QString stampOf(const QStringList &files);

    QString m_project;
    QProcessEnvironment m_environment;
    QProcess m_process;
    bool m_isAnswered = false;
    QStringList m_files;
    QString m_stamp; // of m_files
    QHash<QString, QProcessEnvironment> m_scripts;
    QString m_shell; // of npm's configuration
    bool m_ignoresHooks = false;
};

} // namespace looptide::project
