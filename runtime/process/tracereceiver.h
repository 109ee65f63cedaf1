// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/agentconnection.h"
#include "runtime/process/tracesocket.h"

#include <QFile>

#include <memory>
#include <vector>

namespace looptide::process {

// Receives the reports of the Node processes of one run, each on connections of its own, and adds
// their agents to the list of the run. It accepts processes of this user that know the token of the
// run and descend from it. A process whose ancestors have ended has only the token.
//
// Owned by the runtime, one for each run. Thread: GUI.
class TraceReceiver : public QObject
{
    Q_OBJECT
public:
    enum class MainAgent : quint8 {
        Connects, // the run has started a Node process; its main thread is the main agent
        IsElsewhere, // a thread of this process is the main agent, or there is none
    };

    TraceReceiver(std::shared_ptr<trace::AgentList> agents, MainAgent main,
                  QObject *parent = nullptr);
    ~TraceReceiver() override;

    bool isValid() const { return m_listener.isValid(); }
    QString errorText() const { return m_listener.errorText(); }
    QString path() const { return m_listener.path(); }
    // What the main process of the run has to know.
    TraceTarget target() const;

    // Call it when the run has ended. Reads the rest and removes the socket. A main process that
    // began and never connected counts as one lost message.
    void finish(bool hasBegun = true);
    // The native stack that a crashed main process has written; empty when there is none.
    QString crashText();

Q_SIGNALS:
    // TraceChannel::pause() of the main agent has changed.
    void pauseChanged();

private:
    void accept();
    std::shared_ptr<trace::TraceChannel> admit(AgentConnection *connection,
                                               const trace::Greeting &greeting);
    bool isDescendant(qint64 pid) const;
    std::shared_ptr<trace::TraceChannel> admitMain(AgentConnection *connection,
                                                   trace::AgentInfo info);
    std::shared_ptr<trace::TraceChannel> admitOther(AgentConnection *connection,
                                                    const trace::AgentInfo &info);
    void forget(AgentConnection *connection);

    std::shared_ptr<trace::AgentList> m_agents;
    QByteArray m_token;
    quint64 m_beginNs;
    TraceListener m_listener;
    std::vector<std::unique_ptr<AgentConnection>> m_connections;
    MainAgent m_main;
    qint64 m_mainPid = 0; // when it has connected
    core::ProgramPause m_pause; // last reported
    QFile m_crashFile;
    std::unique_ptr<QSocketNotifier> m_incoming;
};

} // namespace looptide::process
