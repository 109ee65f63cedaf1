// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/project/packagedependency.h"
#include "runtime/project/packages/npmcommand.h"
#include "runtime/project/packages/packagefiles.h"

#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>
#include <optional>

namespace looptide::models {

// Changes the packages of a project with the bundled npm, one change at a time, each as a job. A
// change that fails or is cancelled leaves package.json and package-lock.json as they were, and one
// that succeeded can be undone. Install scripts run only when the user asks for it. Thread: GUI.
// The destructor kills npm, takes back what it was doing, and waits until old packages are removed.
class PackageChanges : public QObject
{
    Q_OBJECT
public:
    using Kind = project::PackageDependency::Kind;
    enum class Network : quint8 { Used, Avoided };

    struct VersionChoice
    {
        QString name;
        QString version;
        QString range; // as package.json has it now
    };

    explicit PackageChanges(QObject *parent = nullptr);
    ~PackageChanges() override;

    void setProject(const QString &dir); // ends a change of the project before
    // Why npm must not change this project, for users; empty when it may.
    QString obstacle() const;

    bool isRunning() const { return m_job && m_job->isRunning(); }
    core::Job *job() const { return m_job.get(); } // of the last change; null before the first
    bool canUndo() const { return m_undo.has_value() && !isRunning(); }
    QString undoTitle() const { return m_undoTitle; } // of the change that Undo takes back

    // specification: "express", "express@4", an address or a folder. Avoided: only from npm's
    // cache, at once, without waiting for a network that is not there.
    void add(const QString &specification, Kind kind, Network network = Network::Used);
    void update(const QStringList &names); // within the ranges of package.json; empty: all
    void updateToLatest(const QString &name, Kind kind);
    // To these versions. Each keeps its kind, and whether package.json has ^, ~ or no prefix for
    // it.
    void updateTo(const QList<VersionChoice> &choices);
    void remove(const QStringList &names);
    void reinstall(); // exactly what the lock file says
    void dedupe();
    // Remembers in package.json which packages may run install scripts, and runs those of some of
    // them. Names with versions, "esbuild@0.28.2". The only change that runs scripts.
    void setAllowedScripts(const QStringList &allowed, const QStringList &denied,
                           const QStringList &toRun);
    void changeManifest(const QByteArray &text); // writes package.json, without npm
    void undo();
    void cancel();

    // Why npm cannot take this text; empty when it can.
    static QString problemWith(const QString &specification);

Q_SIGNALS:
    void jobStarted(looptide::core::Job *job);
    void changed(); // isRunning(), canUndo() or the job

private:
    enum class Purpose : quint8 { Change, Undo, Reinstall };

    // A command of npm.
    struct Step
    {
        QStringList words;
        project::NpmCommand::Scripts scripts = project::NpmCommand::Scripts::Ignored;
    };

    void run(const QString &title, const QStringList &words, Purpose purpose = Purpose::Change);
    void runAll(const QString &title, QList<Step> steps);
    void begin(const QString &title, const Step &step);
    bool goOn();
    void end(const project::NpmCommand::Result &result);
    void succeed(const QByteArray &output);
    QString restore();
    bool setPackagesAside();
    void settlePackages(bool succeeded);
    void removeFolder(const QString &path);

    QString m_project;
    project::NpmCommand m_command;
    std::unique_ptr<core::Job> m_job;
    project::PackageFiles m_before; // of the change that runs
    Purpose m_purpose = Purpose::Change;
    QList<Step> m_next; // of the same change
    QString m_aside; // where node_modules is during a reinstallation; empty: in its place
    std::optional<project::PackageFiles> m_undo; // what Undo restores
    project::PackageFiles m_after; // what the change has left: Undo overwrites nothing else
    QString m_undoTitle;
    bool m_undoInstalls = true; // node_modules has to follow
    std::unique_ptr<QThread> m_cleaner; // removes folders that are out of use
};

} // namespace looptide::models
