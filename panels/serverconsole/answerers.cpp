// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/answerers.h"

#include "panels/common/agenttexts.h"

#include <QCoreApplication>

namespace looptide::models {

using trace::AgentInfo;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::Answerers)
};

} // namespace

void Answerers::add(const QList<trace::AgentState> &agents)
{
    if (agents.isEmpty())
        return;
    Run &run = m_runs[m_run];
    for (const trace::AgentState &state : agents) {
        const auto known = run.agents.constFind(state.info.id);
        if (known != run.agents.cend() && *known == state.info)
            continue;
        run.agents[state.info.id] = state.info;
        run.names.clear();
    }
}

void Answerers::forgetBefore(quint32 run)
{
    while (!m_runs.isEmpty() && m_runs.firstKey() < run)
        m_runs.erase(m_runs.begin());
}

const AgentInfo *Answerers::find(quint32 run, quint16 agent) const
{
    const auto agents = m_runs.constFind(run);
    if (agents == m_runs.cend())
        return nullptr;
    const auto known = agents->agents.constFind(agent);
    return known == agents->agents.cend() ? nullptr : &*known;
}

QString Answerers::name(quint32 run, quint16 agent) const
{
    const auto known = m_runs.constFind(run);
    if (known == m_runs.cend())
        return {};
    if (known->names.isEmpty())
        known->names = agentNames(known->agents.values());
    return known->names.value(agent);
}

QString Answerers::description(quint32 run, quint16 agent) const
{
    const AgentInfo *info = find(run, agent);
    if (!info)
        return {};
    return Text::tr("%1 (process %2)").arg(agentDescription(*info)).arg(info->pid);
}

bool Answerers::isMeant(quint32 run, quint16 agent, const QString &text) const
{
    const AgentInfo *info = find(run, agent);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        return number == agent || (info && number == info->pid);
    const QString wanted = QString(text).remove(u' ');
    return wanted.isEmpty()
        || (info && agentDescription(*info).remove(u' ').contains(wanted, Qt::CaseInsensitive));
}

} // namespace looptide::models
