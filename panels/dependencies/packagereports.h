// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/job.h"
#include "runtime/project/packages/npmcommand.h"
#include "runtime/project/packages/npmreports.h"

#include <QObject>

#include <memory>
#include <optional>

namespace looptide::models {

// What npm asks the registry for: newer versions and known vulnerabilities. Each question is a job
// and changes nothing. Thread: GUI. The destructor kills npm.
class PackageReports : public QObject
{
    Q_OBJECT
public:
    explicit PackageReports(QObject *parent = nullptr);
    ~PackageReports() override;

    void setProject(const QString &dir); // ends a question about the project before
    bool isRunning() const { return m_command.isRunning(); }
    core::Job *job() const { return m_job.get(); } // null before the first

    void askForVersions();
    void askForVulnerabilities();

Q_SIGNALS:
    void jobStarted(looptide::core::Job *job);
    void changed(); // isRunning() or the job
    void versionsReceived(const QHash<QString, looptide::project::OutdatedPackage> &outdated);
    void vulnerabilitiesReceived(const QList<looptide::project::AuditFinding> &findings);

private:
    enum class Question : quint8 { Versions, Vulnerabilities };

    void ask(Question question, const QString &title, const QStringList &words);
    void end(const project::NpmCommand::Result &result);
    std::optional<QString> takeAnswer(const QByteArray &output);

    QString m_project;
    project::NpmCommand m_command;
    std::unique_ptr<core::Job> m_job;
    Question m_question = Question::Versions;
};

} // namespace looptide::models
