// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/project/packages/npmcommand.h"

#include <QObject>

#include <memory>

namespace looptide::models {

// Class packs: packages with everything that they need in one file, for machines without a network.
// Exporting reads the lock file of a project; importing fills npm's cache. One job at a time.
// Thread: GUI. The destructor kills npm.
class ClassPack : public QObject
{
    Q_OBJECT
public:
    explicit ClassPack(QObject *parent = nullptr);
    ~ClassPack() override;

    void setProject(const QString &dir); // ends a job of the project before
    bool isRunning() const { return m_command.isRunning(); }
    core::Job *job() const { return m_job.get(); } // null before the first

    // names: of direct dependencies; empty: all packages of the project.
    void exportTo(const QString &file, const QStringList &names);
    void importFrom(const QString &file);

Q_SIGNALS:
    void jobStarted(looptide::core::Job *job);
    void changed(); // isRunning() or the job

private:
    void start(const QString &title, const QString &script, const QJsonObject &question);
    void end(const project::NpmCommand::Result &result);

    QString m_project;
    project::NpmCommand m_command;
    std::unique_ptr<core::Job> m_job;
    bool m_isImport = false;
};

} // namespace looptide::models
