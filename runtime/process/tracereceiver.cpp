// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/tracereceiver.h"

#include <QFile>
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
constexpr qint64 longestCrashText = 64 * 1024;

} // namespace

TraceReceiver::TraceReceiver(std::shared_ptr<trace::TraceChannel> channel, QObject *parent)
    : QObject(parent), m_channel(std::move(channel)), m_decoder(*m_channel)
{
    if (!m_listener.isValid())
        return;
    m_incoming = std::make_unique<QSocketNotifier>(m_listener.descriptor(), QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &TraceReceiver::accept);
    // Called with the channel locked.
    m_channel->commands.listen([this] {
        QMetaObject::invokeMethod(this, &TraceReceiver::sendCommands, Qt::QueuedConnection);
    });
}

TraceReceiver::~TraceReceiver()
{
    m_channel->commands.close();
}

void TraceReceiver::accept()
{
    m_connection = m_listener.accept();
    if (!m_connection.isValid())
        return;
    m_incoming->setEnabled(false); // not deleted: it may be what calls
    // The run has made it before it connected. With this, nothing of the run is left in the file
    // system, whatever becomes of the two processes.
    m_crashFile.setFileName(TraceTarget { path() }.crashFile());
    [[maybe_unused]] const bool isThere = m_crashFile.open(QIODevice::ReadOnly);
    m_listener.close();
    m_readable = std::make_unique<QSocketNotifier>(m_connection.get(), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &TraceReceiver::read);
    m_writable = std::make_unique<QSocketNotifier>(m_connection.get(), QSocketNotifier::Write);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &TraceReceiver::sendCommands);
}

// A program that does not read its commands makes them wait here.
void TraceReceiver::sendCommands()
{
    if (!m_connection.isValid())
        return; // they are sent when it has connected
    for (const trace::Command &command : m_channel->commands.take())
        m_unsent += trace::encodeCommand(command);
    const qsizetype sent = sendTrace(m_connection.get(), m_unsent, std::chrono::milliseconds(0));
    m_unsent.remove(0, qMax<qsizetype>(sent, 0));
    m_writable->setEnabled(sent >= 0 && !m_unsent.isEmpty());
}

bool TraceReceiver::read()
{
    makeRoom();
    bool ended = false;
    const QByteArray bytes = receiveTrace(m_connection.get(), bitePerWakeUp, ended);
    if (!m_decoder.feed(bytes) || ended)
        hangUp();
    if (const core::ProgramPause pause = m_channel->pause(); std::exchange(m_pause, pause) != pause)
        Q_EMIT pauseChanged();
    return !bytes.isEmpty();
}

// Makes room for the next data in the rings, because nothing can wait for this thread, which also
// drains them. Each frame takes at least as many bytes as it needs in a ring.
void TraceReceiver::makeRoom()
{
    const auto next = std::size_t(m_decoder.bytesKept() + bitePerWakeUp);
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

void TraceReceiver::hangUp()
{
    m_decoder.finish();
    m_channel->commands.close();
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_connection.reset();
}

void TraceReceiver::finish(bool hasBegun)
{
    if (m_listener.isValid())
        accept(); // it may have connected and ended since the last wake-up
    if (m_listener.isValid() && hasBegun)
        m_channel->messages.skip(); // it has not, and all is missing
    for (int bite = 0; m_connection.isValid() && bite < bitesAtEnd && read(); ++bite) { }
    if (m_connection.isValid())
        hangUp();
}

QString TraceReceiver::crashText()
{
    return m_crashFile.isOpen() ? QString::fromUtf8(m_crashFile.read(longestCrashText)) : QString();
}

} // namespace looptide::process
