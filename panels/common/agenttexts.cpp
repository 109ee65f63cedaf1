// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/agenttexts.h"

#include "panels/common/displaytext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <utility>

namespace looptide::models {

using trace::AgentInfo;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCommand = 60;
constexpr qsizetype longestScanned = 4096; // a title may be as long as a command line can be

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::AgentTexts)
};

// The length of the script at the begin of a title. A path may contain spaces, so a word that ends
// like a script counts more than the first space.
qsizetype scriptLength(const QString &title)
{
    static const QRegularExpression ending(u"\\.[cm]?[jt]sx?(?= |$)"_s);
    if (title.startsWith(u'/')) {
        const auto match = ending.match(title);
        if (match.hasMatch() && !title.first(match.capturedStart()).contains(" -"_L1))
            return match.capturedEnd();
    }
    const qsizetype space = title.indexOf(u' ');
    return space < 0 ? title.size() : space;
}

// The commands that users know by another name than that of their script.
QString programOf(const QString &script)
{
    static constexpr std::array commands {
        std::pair("npm-cli.js"_L1, "npm"_L1), std::pair("npx-cli.js"_L1, "npx"_L1),
        std::pair("yarn.js"_L1, "yarn"_L1),   std::pair("yarn.cjs"_L1, "yarn"_L1),
        std::pair("pnpm.cjs"_L1, "pnpm"_L1),
    };
    for (const auto &[file, command] : commands) {
        if (script == file)
            return command;
    }
    return "node "_L1 + script;
}

} // namespace

QString agentCommand(const AgentInfo &agent)
{
    const QString title = agent.title.first(std::min(agent.title.size(), longestScanned)).trimmed();
    if (title.isEmpty())
        return {};
    const qsizetype length = scriptLength(title);
    const QString script = title.first(length).section(u'/', -1);
    QString command = visibleText(programOf(script) + title.sliced(length));
    if (command.size() > longestCommand)
        command = command.first(longestCommand - 1) + QChar(0x2026);
    return command;
}

QString agentName(const AgentInfo &agent)
{
    switch (agent.kind) {
    case AgentInfo::Kind::Main:
        return Text::tr("Main thread");
    case AgentInfo::Kind::Worker:
        return Text::tr("Worker %1").arg(agent.number);
    case AgentInfo::Kind::ClusterWorker:
        return Text::tr("Cluster worker %1").arg(agent.number);
    case AgentInfo::Kind::Process:
        break;
    }
    const QString command = agentCommand(agent);
    return command.isEmpty() ? Text::tr("Process %1").arg(agent.pid) : command;
}

QString agentDescription(const AgentInfo &agent)
{
    const QString command = agentCommand(agent);
    if (agent.kind == AgentInfo::Kind::Process || command.isEmpty())
        return agentName(agent);
    return Text::tr("%1 · %2", "name of a thread or process, its command")
        .arg(agentName(agent), command);
}

QString agentNameWithProcess(const AgentInfo &agent)
{
    return Text::tr("%1 (process %2)").arg(agentName(agent)).arg(agent.pid);
}

QHash<quint16, QString> agentNames(const QList<AgentInfo> &agents)
{
    QHash<quint16, QString> names;
    QHash<QString, int> uses;
    for (const AgentInfo &agent : agents) {
        const QString name = agentName(agent);
        ++uses[name];
        names.insert(agent.id, name);
    }
    for (const AgentInfo &agent : agents) {
        if (uses.value(names.value(agent.id)) > 1)
            names[agent.id] = agentNameWithProcess(agent);
    }
    return names;
}

} // namespace looptide::models
