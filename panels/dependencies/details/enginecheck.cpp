// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/enginecheck.h"

#include "runtime/project/packages/registryanswers.h"

#include <QJsonArray>

namespace looptide::models {

using project::NpmCommand;

EngineCheck::EngineCheck(QObject *parent) : QObject(parent)
{
    connect(&m_command, &NpmCommand::finished, this, [this](const NpmCommand::Result &result) {
        const auto comparison = project::parseComparison(result.output);
        if (!comparison) {
            m_asked.clear();
            return;
        }
        for (const QString &range : comparison->unfitEngines)
            m_unfit.insert(range);
        Q_EMIT checked(comparison->node, m_unfit);
    });
}

void EngineCheck::check(const QString &projectDir, const QStringList &ranges)
{
    const QSet<QString> wanted(ranges.begin(), ranges.end());
    if (m_asked.contains(wanted))
        return;
    m_command.stop();
    m_asked += wanted;
    m_command.ask(projectDir, QStringLiteral("compare"),
                  { { QStringLiteral("engines"),
                      QJsonArray::fromStringList({ m_asked.begin(), m_asked.end() }) } });
}

} // namespace looptide::models
