// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/agentlist.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace looptide::trace {

namespace {

auto find(auto &agents, quint16 id)
{
    return std::ranges::find(agents, id,
                             [](const AgentList::Agent &agent) { return agent.info.id; });
}

} // namespace

AgentList::AgentList(std::shared_ptr<TraceChannel> main)
    : m_main(std::move(main)), m_agents { { {}, m_main } }
{
}

void AgentList::setMain(AgentInfo info)
{
    const std::scoped_lock lock(m_mutex);
    info.id = 0;
    if (const auto main = find(m_agents, 0); main != m_agents.end())
        main->info = std::move(info);
}

std::optional<quint16> AgentList::add(AgentInfo info, std::shared_ptr<TraceChannel> channel)
{
    const std::scoped_lock lock(m_mutex);
    if (m_agents.size() >= maxAgents || m_lastId == std::numeric_limits<quint16>::max()) {
        ++m_refused;
        return std::nullopt;
    }
    info.id = ++m_lastId;
    if (m_detail != RequestDetail {})
        channel->commands.post(Command::setDetail(m_detail));
    if (!m_rules.isEmpty())
        channel->commands.post(Command::setRules(m_rules));
    m_agents.push_back({ std::move(info), std::move(channel) });
    return m_lastId;
}

void AgentList::end(quint16 id)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto agent = find(m_agents, id); agent != m_agents.end())
        agent->info.hasEnded = true;
}

std::vector<AgentList::Agent> AgentList::agents() const
{
    const std::scoped_lock lock(m_mutex);
    return m_agents;
}

void AgentList::remove(quint16 id)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto agent = find(m_agents, id); agent != m_agents.end())
        m_agents.erase(agent);
}

void AgentList::prepare(core::RecordLevel level, bool everyRequest)
{
    m_level = level;
    m_everyRequest = everyRequest && level != core::RecordLevel::Off;
}

void AgentList::setLevel(core::RecordLevel level)
{
    m_level = level;
    for (const Agent &agent : agents())
        agent.channel->commands.post(Command::setLevel(level));
}

void AgentList::setDetail(const RequestDetail &detail)
{
    const std::scoped_lock lock(m_mutex);
    m_detail = detail;
    for (const Agent &agent : m_agents)
        agent.channel->commands.post(Command::setDetail(detail));
}

void AgentList::setRules(const QByteArray &rules)
{
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_rules, rules) == rules)
        return;
    for (const Agent &agent : m_agents)
        agent.channel->commands.post(Command::setRules(rules));
}

} // namespace looptide::trace
