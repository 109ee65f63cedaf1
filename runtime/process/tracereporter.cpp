// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracereporter.h"

#include "runtime/process/endingsignal.h"

#include <algorithm>

namespace looptide::process {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 16ms; // as often as the window looks
constexpr auto intervalWhenOff = 200ms; // only commands can come
constexpr auto patienceAtEnd = 180ms;
constexpr auto patienceForRoom = 20ms; // then it looks whether the program has ended

} // namespace

std::unique_ptr<TraceReporter> TraceReporter::create(std::shared_ptr<trace::AgentList> agents,
                                                     const TraceTarget &target)
{
    auto main = connectAgent(target, agents->agents().front().info);
    if (!main)
        return nullptr;
    return std::unique_ptr<TraceReporter>(
        new TraceReporter(std::move(agents), target, std::move(*main)));
}

TraceReporter::TraceReporter(std::shared_ptr<trace::AgentList> agents, const TraceTarget &target,
                             Stream main)
    : m_agents(std::move(agents)), m_target(target)
{
    m_streams.emplace(0, std::move(main));
    if (target.everyRequest)
        EndingSignal::postpone();
    m_thread = startWithoutSignals([this] { run(); });
}

TraceReporter::~TraceReporter()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_deadline = Clock::now() + patienceAtEnd;
    }
    m_ending.notify_one();
    m_thread.join();
}

std::optional<TraceReporter::Stream> TraceReporter::connectAgent(const TraceTarget &target,
                                                                 const trace::AgentInfo &info)
{
    FileDescriptor connection = connectTrace(target.path);
    const QByteArray greeting = trace::encodeGreeting({ target.token, info });
    // The buffer of a new connection has room for it.
    if (!connection.isValid()
        || sendTrace(connection.get(), greeting, patienceForRoom) != greeting.size())
        return std::nullopt;
    return Stream { std::move(connection) };
}

void TraceReporter::run()
{
    bool ending = false;
    while (!ending && m_streams[0].connection.isValid()) {
        // Records that were written before the end was noticed are sent after it.
        ending = waitForMore() || EndingSignal::hasCome();
        reportAll();
    }
    // Nobody reads from now on. Agents that begin later record nothing either.
    m_agents->prepare(core::RecordLevel::Off, false);
    m_agents->setLevel(core::RecordLevel::Off);
    for (const trace::AgentList::Agent &agent : m_agents->agents())
        agent.channel->abandon(); // its producer does not wait
    EndingSignal::deliver();
}

void TraceReporter::reportAll()
{
    for (const trace::AgentList::Agent &agent : m_agents->agents()) {
        Stream &stream = streamOf(agent);
        if (stream.connection.isValid())
            receiveCommands(stream, *agent.channel);
        if (!stream.connection.isValid() || !report(stream, *agent.channel)) {
            stream.connection.reset();
            agent.channel->abandon();
        }
        if (agent.info.hasEnded) {
            m_agents->remove(agent.info.id);
            m_streams.erase(agent.info.id);
        }
    }
}

TraceReporter::Stream &TraceReporter::streamOf(const trace::AgentList::Agent &agent)
{
    const auto known = m_streams.find(agent.info.id);
    if (known != m_streams.end())
        return known->second;
    auto stream = connectAgent(m_target, agent.info);
    return m_streams.emplace(agent.info.id, stream ? std::move(*stream) : Stream {}).first->second;
}

bool TraceReporter::report(Stream &stream, trace::TraceChannel &channel)
{
    bool more = true;
    while (more) {
        more = stream.encoder.take(channel, m_frames);
        if (!send(stream, m_frames))
            return false;
    }
    return true;
}

bool TraceReporter::send(const Stream &stream, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype sent = sendTrace(stream.connection.get(), bytes, patienceForRoom);
        if (sent < 0)
            return false;
        bytes = bytes.sliced(sent);
        if (isTimeToLeave())
            return bytes.isEmpty();
    }
    return true;
}

void TraceReporter::receiveCommands(Stream &stream, trace::TraceChannel &channel)
{
    constexpr qsizetype atATime = 4096;
    bool ended = false;
    stream.commands.feed(receiveTrace(stream.connection.get(), atATime, ended), channel.commands);
}

bool TraceReporter::isTimeToLeave()
{
    const std::scoped_lock lock(m_mutex);
    return !m_target.everyRequest && m_deadline && Clock::now() > *m_deadline;
}

bool TraceReporter::waitForMore()
{
    const auto agents = m_agents->agents();
    const bool isOff = std::ranges::all_of(agents, [](const trace::AgentList::Agent &agent) {
        return agent.channel->position().sinceNs == 0 && !agent.info.hasEnded;
    });
    std::unique_lock lock(m_mutex);
    return m_ending.wait_for(lock, isOff ? intervalWhenOff : interval,
                             [this] { return m_deadline.has_value(); });
}

} // namespace looptide::process
