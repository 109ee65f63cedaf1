// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagereports.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/npmproblemtexts.h"

namespace looptide::models {

using project::NpmCommand;

PackageReports::PackageReports(QObject *parent) : QObject(parent)
{
    connect(&m_command, &NpmCommand::lineReceived, this,
            [this](const QString &line) { m_job->addLine(visibleText(line)); });
    connect(&m_command, &NpmCommand::finished, this, &PackageReports::end);
}

PackageReports::~PackageReports()
{
    disconnect(); // whoever listens may be half destroyed
    setProject({});
}

void PackageReports::setProject(const QString &dir)
{
    if (dir == m_project)
        return;
    m_project = dir;
    if (isRunning()) {
        m_command.stop();
        end({ .outcome = NpmCommand::Outcome::Cancelled });
    }
}

void PackageReports::askForVersions()
{
    ask(Question::Versions, tr("Looking for newer versions"),
        { QStringLiteral("outdated"), QStringLiteral("--json") });
}

void PackageReports::askForVulnerabilities()
{
    ask(Question::Vulnerabilities, tr("Looking for known vulnerabilities"),
        { QStringLiteral("audit"), QStringLiteral("--json") });
}

void PackageReports::ask(Question question, const QString &title, const QStringList &words)
{
    if (isRunning() || m_project.isEmpty())
        return;
    m_question = question;
    m_job = std::make_unique<core::Job>(title);
    connect(m_job.get(), &core::Job::cancelRequested, &m_command, &NpmCommand::cancel);
    Q_EMIT jobStarted(m_job.get());
    m_command.start(m_project, words);
    Q_EMIT changed();
}

// npm ends with 1 when it has found something, so the output decides.
void PackageReports::end(const NpmCommand::Result &result)
{
    using State = core::Job::State;
    if (result.outcome == NpmCommand::Outcome::Cancelled)
        m_job->finish(State::Cancelled);
    else if (const auto summary = result.problem.code.isEmpty() && result.exitCode >= 0
                 ? takeAnswer(result.output)
                 : std::nullopt)
        m_job->finish(State::Succeeded, *summary);
    else
        m_job->finish(State::Failed, textOf(result.problem));
    Q_EMIT changed();
}

// Returns what came of it, for users; nothing when this is no answer.
std::optional<QString> PackageReports::takeAnswer(const QByteArray &output)
{
    if (m_question == Question::Versions) {
        const auto outdated = project::parseOutdated(output);
        if (!outdated)
            return {};
        Q_EMIT versionsReceived(*outdated);
        return outdated->isEmpty()
            ? tr("The registry has no newer versions.")
            : tr("%n package(s) have newer versions.", nullptr, int(outdated->size()));
    }
    const auto findings = project::parseAudit(output);
    if (!findings)
        return {};
    Q_EMIT vulnerabilitiesReceived(*findings);
    return QString();
}

} // namespace looptide::models
