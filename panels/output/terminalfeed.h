// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>

class QSocketNotifier;

namespace looptide::panels {

// Hands bytes to a terminal's tty only as fast as the terminal takes them, so that a program that
// prints without end never stops the window. What waits is bounded: beyond that the oldest whole
// lines go, and a notice says how much went. (They would have scrolled out of the history anyway.)
//
// Thread: GUI. Does not own the descriptor.
class TerminalFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype defaultLimit = 8 * 1024 * 1024;

    // ttyFd is switched to raw and non-blocking: bytes arrive as they were written.
    explicit TerminalFeed(int ttyFd, QObject *parent = nullptr);

    void append(const QByteArray &bytes);
    void discard();
    void setLimit(qsizetype bytes);
    qsizetype pendingBytes() const { return m_pendingBytes; }

Q_SIGNALS:
    void drained();

private:
    void writeSome();
    void dropOldest();

    int m_fd;
    QSocketNotifier *m_writable;
    QList<QByteArray> m_pending;
    qsizetype m_offset = 0; // of what was written of m_pending.first()
    qsizetype m_pendingBytes = 0;
    qsizetype m_limit = defaultLimit;
};

} // namespace looptide::panels
