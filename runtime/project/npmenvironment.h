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

// The environment that `npm run NAME` gives to the scripts of a package: PATH with the folders of
// node_modules/.bin, npm_lifecycle_*, npm_package_*, npm_config_* and the rest. Asked of the
// bundled npm itself, in a process of its own (a tenth of a second), since its configuration files
// and variables decide; the answer counts until one of these files changes. Thread: GUI.
class NpmEnvironment : public QObject
{
    Q_OBJECT
public:
    explicit NpmEnvironment(QObject *parent = nullptr);
    ~NpmEnvironment() override;

    // Begins to ask unless the answer is there or on its way. environment: what npm would run in.
    void ask(const QString &project, const QProcessEnvironment &environment);
    // Whether what was asked last has been answered and still counts.
    bool isCurrent(const QString &project, const QProcessEnvironment &environment) const;
    // Nothing when npm could not tell, or has no such script.
    std::optional<QProcessEnvironment> forScript(const QString &name) const;

    // The environment of a plan's program, with the variables that its script sets, and what npm
    // runs before and after it (nothing when the configuration says ignore-scripts).
    struct ScriptRun
    {
        QProcessEnvironment environment;
        QList<process::RunStage> before;
        QList<process::RunStage> after;
    };
    std::optional<ScriptRun> forPlan(const StartPlan &plan) const;

Q_SIGNALS:
    // An answer has come, or there will be none.
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
