// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracereceiver.h"

#include "runtime/core/randomtoken.h"
#include "runtime/process/processstatus.h"

#include <QSocketNotifier>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace looptide::process {

namespace {

constexpr qint64 longestCrashText = 64 * 1024;

// As long for each wrong token as for the right one.
bool isSame(QByteArrayView token, QByteArrayView other)
{
    if (token.size() != other.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < token.size(); ++i)
        difference |= token[i] ^ other[i];
    return difference == 0;
}

} // namespace

TraceReceiver::TraceReceiver(std::shared_ptr<trace::AgentList> agents, MainAgent main,
                             QObject *parent)
    : QObject(parent), m_agents(std::move(agents)), m_token(core::randomToken()),
      m_beginNs(trace::monotonicNs()), m_main(main)
{
    if (!m_listener.isValid())
        return;
    m_incoming = std::make_unique<QSocketNotifier>(m_listener.descriptor(), QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &TraceReceiver::accept);
}

TraceReceiver::~TraceReceiver() = default;

TraceTarget TraceReceiver::target() const
{
    TraceTarget target;
    target.path = path();
    target.level = m_agents->level();
    target.everyRequest = m_agents->isEveryRequestRecorded();
    target.token = m_token;
    return target;
}

void TraceReceiver::accept()
{
    for (;;) {
        FileDescriptor connection = m_listener.accept();
        if (!connection.isValid())
            return;
        auto agent = std::make_unique<AgentConnection>(
            std::move(connection), m_beginNs,
            [this](AgentConnection *from, const trace::Greeting &greeting) {
                return admit(from, greeting);
            });
        connect(agent.get(), &AgentConnection::closed, this,
                [this, closed = agent.get()] { forget(closed); });
        m_connections.push_back(std::move(agent));
    }
}

std::shared_ptr<trace::TraceChannel> TraceReceiver::admit(AgentConnection *connection,
                                                          const trace::Greeting &greeting)
{
    if (!isSame(greeting.token, m_token) || !isDescendant(connection->pid()))
        return nullptr;
    trace::AgentInfo info = greeting.info;
    info.pid = connection->pid();
    info.parentPid = processStatus(pid_t(info.pid)).parent;
    if (info.kind != trace::AgentInfo::Kind::Main)
        return admitOther(connection, info);
    const bool isExpected = m_main == MainAgent::Connects && m_mainPid == 0;
    return isExpected ? admitMain(connection, info) : nullptr;
}

bool TraceReceiver::isDescendant(qint64 pid) const
{
    const pid_t ancestor = m_mainPid != 0 ? pid_t(m_mainPid) : getpid();
    for (pid_t each = pid_t(pid); each > 1; each = processStatus(each).parent) {
        if (each == ancestor)
            return true;
        if (each == getpid())
            return false; // started by this process, but not for this run
    }
    return true; // an ancestor has ended
}

std::shared_ptr<trace::TraceChannel> TraceReceiver::admitMain(AgentConnection *connection,
                                                              trace::AgentInfo info)
{
    m_mainPid = info.pid;
    m_agents->setMain(info);
    connect(connection, &AgentConnection::received, this, [this] {
        const core::ProgramPause pause = m_agents->mainChannel()->pause();
        if (std::exchange(m_pause, pause) != pause)
            Q_EMIT pauseChanged();
    });
    // It has made the file before it connected, and its folder is removed at the end.
    m_crashFile.setFileName(TraceTarget { path() }.crashFile());
    [[maybe_unused]] const bool isThere = m_crashFile.open(QIODevice::ReadOnly);
    return m_agents->mainChannel();
}

std::shared_ptr<trace::TraceChannel> TraceReceiver::admitOther(AgentConnection *connection,
                                                               const trace::AgentInfo &info)
{
    auto channel = std::make_shared<trace::TraceChannel>();
    const auto id = m_agents->add(info, channel);
    if (!id)
        return nullptr;
    // Until the reader has seen the agent.
    channel->setDrain([main = m_agents->mainChannel()] { main->drain(); });
    connect(connection, &AgentConnection::closed, this, [this, id = *id] { m_agents->end(id); });
    return channel;
}

void TraceReceiver::forget(AgentConnection *connection)
{
    const auto found =
        std::ranges::find(m_connections, connection, [](const auto &each) { return each.get(); });
    if (found == m_connections.end())
        return; // finish() has it
    found->release()->deleteLater();
    m_connections.erase(found);
}

void TraceReceiver::finish(bool hasBegun)
{
    accept(); // they may have connected since the last wake-up
    // The greeting of the main process is in its first bytes.
    for (const auto &connection : std::exchange(m_connections, {}))
        connection->finish();
    if (m_main == MainAgent::Connects && m_mainPid == 0 && hasBegun)
        m_agents->mainChannel()->messages.skip(); // all is missing
    m_agents->mainChannel()->commands.close();
}

QString TraceReceiver::crashText()
{
    return m_crashFile.isOpen() ? QString::fromUtf8(m_crashFile.read(longestCrashText)) : QString();
}

} // namespace looptide::process
