// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/commandchannel.h"

#include <algorithm>
#include <utility>

namespace looptide::trace {

namespace {

bool isStep(const Command &command)
{
    return command.stepTarget().has_value();
}

} // namespace

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

std::optional<StepTarget> Command::stepTarget() const
{
    if (kind == CommandKind::StepToCallback && argument != 0)
        return StepTarget::Callback;
    if (kind == CommandKind::StepToPhase && argument != 0)
        return StepTarget::Phase;
    if (kind != CommandKind::StepLoop || argument > quint32(lastStepTarget))
        return std::nullopt;
    return StepTarget(argument);
}

bool CommandChannel::post(const Command &command)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed)
        return false;
    m_commands.push_back(command);
    if (m_isHeld)
        m_posted.notify_one();
    else if (m_wake && m_commands.size() == 1)
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
    m_posted.notify_one();
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

void CommandChannel::hold()
{
    const std::scoped_lock lock(m_mutex);
    m_isHeld = true;
}

void CommandChannel::endHold()
{
    const std::scoped_lock lock(m_mutex);
    m_isHeld = false;
    if (m_wake && !m_commands.empty())
        m_wake();
}

Command CommandChannel::nextStep()
{
    std::unique_lock lock(m_mutex);
    auto step = m_commands.end();
    m_posted.wait(lock, [&] {
        step = std::ranges::find_if(m_commands, isStep);
        return step != m_commands.end() || m_isClosed || m_isAbandoned;
    });
    if (step == m_commands.end())
        return Command::stepLoop(StepTarget::Continue);
    const Command command = *step;
    m_commands.erase(step);
    return command;
}

std::optional<Command> CommandChannel::takeSteps()
{
    const std::scoped_lock lock(m_mutex);
    std::optional<Command> last;
    for (const Command &command : m_commands) {
        if (isStep(command))
            last = command;
    }
    std::erase_if(m_commands, isStep);
    return last;
}

void CommandChannel::abandon()
{
    const std::scoped_lock lock(m_mutex);
    m_isAbandoned = true;
    m_posted.notify_one();
}

} // namespace looptide::trace
