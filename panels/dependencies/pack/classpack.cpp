// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/pack/classpack.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace looptide::models {

using project::NpmCommand;

namespace {

constexpr qsizetype mostNames = 5; // of packages that were left out

QString exportText(const QJsonObject &answer)
{
    QString text = ClassPack::tr("The pack has %n package(s) (%1).", nullptr,
                                 int(answer.value(QLatin1StringView("packages")).toInteger()))
                       .arg(QLocale().formattedDataSize(
                           answer.value(QLatin1StringView("bytes")).toInteger(), 1));
    QStringList names;
    const QJsonArray leftOut = answer.value(QLatin1StringView("leftOut")).toArray();
    for (const QJsonValue &entry : leftOut) {
        if (names.size() < mostNames)
            names += entry.toObject().value(QLatin1StringView("name")).toString();
    }
    if (!leftOut.isEmpty())
        text += u' '
            + ClassPack::tr("%n package(s) are not in it, because they come from no registry: %1",
                            nullptr, int(leftOut.size()))
                  .arg(visibleText(names.join(QStringLiteral(", "))));
    return text;
}

QString importText(const QJsonObject &answer)
{
    return ClassPack::tr("%n package(s) (%1) can be added now without a network. In a terminal, "
                         "use npm install --prefer-offline.",
                         nullptr, int(answer.value(QLatin1StringView("packages")).toArray().size()))
        .arg(QLocale().formattedDataSize(answer.value(QLatin1StringView("bytes")).toInteger(), 1));
}

QString problemText(const project::NpmProblem &problem)
{
    if (problem.code == QLatin1StringView("EBADPACK")
        || problem.code == QLatin1StringView("TAR_BAD_ARCHIVE"))
        return ClassPack::tr("The pack cannot be used, and nothing of it was kept. %1")
            .arg(visibleText(problem.details));
    if (problem.code == QLatin1StringView("ENOLOCK")
        || problem.code == QLatin1StringView("ENOPACKAGES"))
        return visibleText(problem.details);
    return textOf(problem);
}

} // namespace

ClassPack::ClassPack(QObject *parent) : QObject(parent)
{
    connect(&m_command, &NpmCommand::lineReceived, this,
            [this](const QString &line) { m_job->addLine(visibleText(line)); });
    connect(&m_command, &NpmCommand::fetched, this,
            [this](int count) { m_job->setStep(tr("%n step(s)", nullptr, count)); });
    connect(&m_command, &NpmCommand::finished, this, &ClassPack::end);
}

ClassPack::~ClassPack()
{
    disconnect(); // whoever listens may be half destroyed
    setProject({});
}

void ClassPack::setProject(const QString &dir)
{
    if (dir == m_project)
        return;
    m_project = dir;
    if (isRunning()) {
        m_command.stop();
        end({ .outcome = NpmCommand::Outcome::Cancelled });
    }
}

void ClassPack::exportTo(const QString &file, const QStringList &names)
{
    if (isRunning())
        return;
    m_isImport = false;
    start(tr("Exporting a class pack"), QStringLiteral("pack-export"),
          { { QStringLiteral("file"), QFileInfo(file).absoluteFilePath() },
            { QStringLiteral("names"), QJsonArray::fromStringList(names) } });
}

void ClassPack::importFrom(const QString &file)
{
    if (isRunning())
        return;
    m_isImport = true;
    start(tr("Importing %1").arg(visibleText(QFileInfo(file).fileName())),
          QStringLiteral("pack-import"),
          { { QStringLiteral("file"), QFileInfo(file).absoluteFilePath() } });
}

void ClassPack::start(const QString &title, const QString &script, const QJsonObject &question)
{
    m_job = std::make_unique<core::Job>(title);
    connect(m_job.get(), &core::Job::cancelRequested, &m_command, &NpmCommand::cancel);
    Q_EMIT jobStarted(m_job.get());
    m_command.ask(m_project.isEmpty() ? QDir::homePath() : m_project, script, question);
    Q_EMIT changed();
}

void ClassPack::end(const NpmCommand::Result &result)
{
    using State = core::Job::State;
    const QJsonObject answer = QJsonDocument::fromJson(result.output).object();
    if (result.outcome == NpmCommand::Outcome::Cancelled)
        m_job->finish(State::Cancelled);
    else if (result.outcome == NpmCommand::Outcome::Succeeded && !answer.isEmpty())
        m_job->finish(State::Succeeded, m_isImport ? importText(answer) : exportText(answer));
    else
        m_job->finish(State::Failed, problemText(result.problem));
    Q_EMIT changed();
}

} // namespace looptide::models
