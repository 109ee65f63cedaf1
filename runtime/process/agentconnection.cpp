// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/agentconnection.h"

#include "runtime/process/tracesocket.h"

#include <QSocketNotifier>

#include <utility>

namespace looptide::process {

namespace {

// One wake-up takes at most this much, well under a millisecond of work; the sender waits with
// more.
constexpr qsizetype bitePerWakeUp = 256 * 1024;
// Limits how much is read at the end of a run from a connection that another process keeps open and
// full. The run itself has sent everything by then, so only what the system buffers is left.
constexpr int bitesAtEnd = 32;

} // namespace

AgentConnection::AgentConnection(FileDescriptor connection, quint64 beginNs, Admit admit)
    : m_connection(std::move(connection)), m_pid(peerProcess(m_connection.get())),
      m_beginNs(beginNs), m_admit(std::move(admit)),
      m_readable(std::make_unique<QSocketNotifier>(m_connection.get(), QSocketNotifier::Read)),
      m_writable(std::make_unique<QSocketNotifier>(m_connection.get(), QSocketNotifier::Write))
{
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &AgentConnection::read);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &AgentConnection::sendCommands);
}

AgentConnection::~AgentConnection()
{
    if (m_channel)
        m_channel->commands.close();
}

bool AgentConnection::read()
{
    makeRoom();
    bool ended = false;
    const QByteArray bytes = receiveTrace(m_connection.get(), bitePerWakeUp, ended);
    const bool isGood = take(bytes);
    Q_EMIT received();
    if (!isGood || ended)
        hangUp();
    return !bytes.isEmpty();
}

bool AgentConnection::take(QByteArrayView bytes)
{
    if (m_decoder)
        return m_decoder->feed(bytes);
    if (!m_greeting.feed(bytes))
        return false;
    return !m_greeting.greeting() || begin();
}

bool AgentConnection::begin()
{
    m_channel = m_admit(this, *m_greeting.greeting());
    if (!m_channel)
        return false;
    // Called with the commands locked.
    m_channel->commands.listen([this] {
        QMetaObject::invokeMethod(this, &AgentConnection::sendCommands, Qt::QueuedConnection);
    });
    m_decoder.emplace(*m_channel, m_beginNs);
    return m_decoder->feed(m_greeting.takeRest());
}

// Makes room for the next data in the rings, because nothing can wait for this thread, which also
// drains them. Each frame takes at least as many bytes as it needs in a ring.
void AgentConnection::makeRoom()
{
    if (!m_decoder)
        return;
    const auto next = std::size_t(m_decoder->bytesKept() + bitePerWakeUp);
    const auto isTight = [&] {
        return m_channel->messages.bytesUsed() + next > trace::MessageRing::capacity
            || m_channel->records.size() + next / sizeof(trace::Record)
            > trace::RecordRing::capacity;
    };
    for (std::size_t left = trace::MessageRing::capacity; isTight();) {
        m_channel->drain();
        const std::size_t now = m_channel->messages.bytesUsed();
        if (now >= left)
            return; // there is no consumer
        left = now;
    }
}

// A process that does not read its commands makes them wait here.
void AgentConnection::sendCommands()
{
    if (!m_connection.isValid())
        return;
    for (const trace::Command &command : m_channel->commands.take())
        m_unsent += trace::encodeCommand(command);
    const qsizetype sent = sendTrace(m_connection.get(), m_unsent, std::chrono::milliseconds(0));
    m_unsent.remove(0, qMax<qsizetype>(sent, 0));
    m_writable->setEnabled(sent >= 0 && !m_unsent.isEmpty());
}

void AgentConnection::hangUp()
{
    m_readable->setEnabled(false); // not deleted: one of them may be what calls
    m_writable->setEnabled(false);
    m_connection.reset();
    if (m_decoder)
        m_decoder->finish();
    if (m_channel)
        m_channel->commands.close();
    Q_EMIT closed();
}

void AgentConnection::finish()
{
    for (int bite = 0; m_connection.isValid() && bite < bitesAtEnd && read(); ++bite) { }
    if (m_connection.isValid())
        hangUp();
}

} // namespace looptide::process
