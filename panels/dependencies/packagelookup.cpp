// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/packagelookup.h"

#include "panels/dependencies/npmproblemtexts.h"

#include <QJsonObject>

#include <chrono>

namespace looptide::models {

using project::NpmCommand;

namespace {

using namespace std::chrono_literals;

constexpr auto pauseInTyping = 300ms;
constexpr qsizetype shortestQuery = 2;

} // namespace

PackageLookup::PackageLookup(const QString &projectDir, QObject *parent)
    : QObject(parent), m_project(projectDir)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(pauseInTyping);
    connect(&m_debounce, &QTimer::timeout, this, &PackageLookup::startSearch);
    connect(&m_searching, &NpmCommand::finished, this, &PackageLookup::endSearch);
    connect(&m_asking, &NpmCommand::finished, this, &PackageLookup::endVersions);
}

void PackageLookup::search(const QString &query)
{
    m_searching.stop();
    m_query = query.trimmed();
    if (m_query.size() < shortestQuery)
        m_debounce.stop();
    else
        m_debounce.start();
    Q_EMIT changed();
}

void PackageLookup::startSearch()
{
    m_searching.ask(m_project, QStringLiteral("search"), { { QStringLiteral("query"), m_query } });
    Q_EMIT changed();
}

void PackageLookup::askForVersions(const QString &name)
{
    m_asking.stop();
    m_asking.ask(m_project, QStringLiteral("versions"), { { QStringLiteral("name"), name } });
    Q_EMIT changed();
}

void PackageLookup::cancel()
{
    m_debounce.stop();
    m_searching.stop();
    m_asking.stop();
    Q_EMIT changed();
}

void PackageLookup::endSearch(const NpmCommand::Result &result)
{
    const auto answer = project::parseSearchAnswer(result.output);
    Q_EMIT changed();
    if (result.outcome == NpmCommand::Outcome::Succeeded && answer)
        Q_EMIT found(*answer);
    else
        Q_EMIT searchFailed(textOf(result.problem));
}

void PackageLookup::endVersions(const NpmCommand::Result &result)
{
    const auto versions = project::parseVersionsAnswer(result.output);
    Q_EMIT changed();
    if (result.outcome == NpmCommand::Outcome::Succeeded && versions)
        Q_EMIT versionsReceived(*versions);
    else
        Q_EMIT versionsFailed(textOf(result.problem));
}

} // namespace looptide::models
