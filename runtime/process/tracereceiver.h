// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/tracesocket.h"
#include "runtime/trace/tracecodec.h"

#include <QFile>
#include <QObject>

#include <memory>

class QSocketNotifier;

namespace looptide::process {

// Receives the reports of one isolated run and writes them into a channel of this process, from
// which a TraceCollector reads them like those of an in-process run. Accepts the first connection
// only.
//
// Owned by IsolatedRuntime, one for each run. Thread: GUI, which is producer and consumer of the
// channel then.
class TraceReceiver : public QObject
{
    Q_OBJECT
public:
    explicit TraceReceiver(std::shared_ptr<trace::TraceChannel> channel, QObject *parent = nullptr);
    ~TraceReceiver() override;

    bool isValid() const { return m_listener.isValid(); }
    QString errorText() const { return m_listener.errorText(); }
    QString path() const { return m_listener.path(); }

    // Call it when the run has ended. Reads the rest. A program that began and never connected
    // counts as one lost message.
    void finish(bool hasBegun = true);
    // The native stack that a crashed run has written; empty when there is none.
    QString crashText();

Q_SIGNALS:
    // TraceChannel::pause() has changed.
    void pauseChanged();

private:
    void accept();
    bool read(); // returns false when there was nothing to read
    void makeRoom();
    void sendCommands();
    void hangUp();

    std::shared_ptr<trace::TraceChannel> m_channel;
    trace::TraceDecoder m_decoder;
    TraceListener m_listener;
    FileDescriptor m_connection;
    core::ProgramPause m_pause; // last reported
    QByteArray m_unsent; // commands
    std::unique_ptr<QSocketNotifier> m_writable; // while there are any
    QFile m_crashFile; // opened early: its folder is removed
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::unique_ptr<QSocketNotifier> m_readable;
};

} // namespace looptide::process
