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

// Listens for the reports of one isolated run and writes them into a channel of this process, from
// where a TraceCollector takes them as it takes those of a run in this process. The first that
// connects is listened to, nobody after it.
//
// Owned by IsolatedRuntime, one a run. Thread: GUI, which is both ends of the channel then.
class TraceReceiver : public QObject
{
    Q_OBJECT
public:
    explicit TraceReceiver(std::shared_ptr<trace::TraceChannel> channel, QObject *parent = nullptr);
    ~TraceReceiver() override;

    bool isValid() const { return m_listener.isValid(); }
    QString errorText() const { return m_listener.errorText(); }
    QString path() const { return m_listener.path(); }

    // The run has ended: takes what is left. A program that began and never connected counts as
    // one lost message.
    void finish(bool hasBegun = true);
    // The native stack that the run has left when it crashed; empty when there is none.
    QString crashText();

Q_SIGNALS:
    // TraceChannel::pause() is another one.
    void pauseChanged();

private:
    void accept();
    bool read(); // false when nothing was there
    void makeRoom();
    void hangUp();

    std::shared_ptr<trace::TraceChannel> m_channel;
    trace::TraceDecoder m_decoder;
    TraceListener m_listener;
    FileDescriptor m_connection;
    core::ProgramPause m_pause; // last told
    QFile m_crashFile; // stays readable when it is removed with its folder
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::unique_ptr<QSocketNotifier> m_readable;
};

} // namespace looptide::process
