// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/commandchannel.h"

#include <utility>

namespace looptide::trace {

std::optional<core::RecordLevel> Command::level() const
{
    if (kind != CommandKind::SetLevel || argument > quint32(core::highestRecordLevel))
        return std::nullopt;
    return core::RecordLevel(argument);
}

std::optional<RequestDetail> Command::detail() const
{
    if (kind != CommandKind::SetDetail || argument >> 2 > RequestDetail::largestBodyLimit)
        return std::nullopt;
    return RequestDetail { (argument & 1) != 0, argument >> 2, (argument & 2) != 0 };
}

bool CommandChannel::post(const Command &command)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed)
        return false;
    m_commands.push_back(command);
    if (m_wake && m_commands.size() == 1)
        m_wake();
    return true;
}

void CommandChannel::listen(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
    if (!m_commands.empty())
        m_wake();
}

void CommandChannel::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosed = true;
    m_wake = nullptr;
    m_commands.clear();
}

std::vector<Command> CommandChannel::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return m_commands;
}

std::vector<Command> CommandChannel::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_commands, {});
}

} // namespace looptide::trace
