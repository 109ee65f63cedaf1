// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracereporter.h"

#include "runtime/process/endingsignal.h"
#include "runtime/process/tracesocket.h"

namespace looptide::process {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 16ms; // as often as the window looks
constexpr auto intervalWhenOff = 200ms; // only commands can come
constexpr auto patienceAtEnd = 180ms;
constexpr auto patienceForRoom = 20ms; // then it looks whether the program has ended

} // namespace

TraceReporter::TraceReporter(std::shared_ptr<trace::TraceChannel> channel,
                             FileDescriptor connection, Completeness completeness)
    : m_channel(std::move(channel)), m_connection(std::move(connection)),
      m_completeness(completeness)
{
    if (completeness == Completeness::Complete)
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

void TraceReporter::run()
{
    bool ending = false;
    bool reported = true;
    while (!ending && reported) {
        // Records that were written before the end was noticed are sent after it.
        ending = waitForMore() || EndingSignal::hasCome();
        receiveCommands();
        reported = report();
    }
    m_channel->abandon(); // nothing waits for this thread any more
    EndingSignal::deliver();
}

bool TraceReporter::report()
{
    bool more = true;
    while (more) {
        more = m_encoder.take(*m_channel, m_frames);
        if (!send(m_frames))
            return false;
    }
    return true;
}

bool TraceReporter::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype sent = sendTrace(m_connection.get(), bytes, patienceForRoom);
        if (sent < 0)
            return false;
        bytes = bytes.sliced(sent);
        if (isTimeToLeave())
            return bytes.isEmpty();
    }
    return true;
}

void TraceReporter::receiveCommands()
{
    constexpr qsizetype atATime = 4096;
    bool ended = false;
    m_commands.feed(receiveTrace(m_connection.get(), atATime, ended), m_channel->commands);
}

bool TraceReporter::isTimeToLeave()
{
    const std::scoped_lock lock(m_mutex);
    return m_completeness == Completeness::BestEffort && m_deadline && Clock::now() > *m_deadline;
}

bool TraceReporter::waitForMore()
{
    std::unique_lock lock(m_mutex);
    const bool isOff = m_channel->position().sinceNs == 0;
    return m_ending.wait_for(lock, isOff ? intervalWhenOff : interval,
                             [this] { return m_deadline.has_value(); });
}

} // namespace looptide::process
