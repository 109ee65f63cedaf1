// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/pty.h"
#include "runtime/trace/agentlist.h"
#include "runtime/trace/tracecodec.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QSocketNotifier;

namespace looptide::process {

// One connection of a process of the run: it carries the reports of one agent to the window, and
// commands back. What arrives is written into a channel of this process, from which a
// TraceCollector reads it like that of an in-process run.
//
// Owned by TraceReceiver. Thread: GUI, which is producer and consumer of the channel then.
class AgentConnection : public QObject
{
    Q_OBJECT
public:
    // Decides about a process that has introduced itself, and gives it a channel; null: it is
    // refused.
    using Admit = std::function<std::shared_ptr<trace::TraceChannel>(AgentConnection *,
                                                                     const trace::Greeting &)>;

    AgentConnection(FileDescriptor connection, quint64 beginNs, Admit admit);
    ~AgentConnection() override;

    qint64 pid() const { return m_pid; }
    bool isOpen() const { return m_connection.isValid(); }
    // Call it when the run has ended. Reads the rest.
    void finish();

Q_SIGNALS:
    void received();
    // Nothing more can come.
    void closed();

private:
    bool read(); // returns false when there was nothing to read
    bool take(QByteArrayView bytes);
    bool begin();
    void makeRoom();
    void sendCommands();
    void hangUp();

    FileDescriptor m_connection;
    qint64 m_pid;
    quint64 m_beginNs;
    Admit m_admit;
    trace::GreetingDecoder m_greeting;
    std::shared_ptr<trace::TraceChannel> m_channel; // when it is admitted
    std::optional<trace::TraceDecoder> m_decoder;
    QByteArray m_unsent; // commands
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable; // enabled while there are any
};

} // namespace looptide::process
