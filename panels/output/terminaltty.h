// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace looptide::panels {

// The way into a QTermWidget that its documentation names: a tty, of which the widget reads the
// other end in this same thread. So a write must not wait for room.
//
// Thread: GUI. The terminal, which owns the descriptor, must outlive it.
class TerminalTty : public QObject
{
    Q_OBJECT
public:
    explicit TerminalTty(int slaveFd, QObject *parent = nullptr);

    // Takes all; what does not fit waits.
    void write(const QByteArray &bytes);
    bool isFull() const { return !m_rest.isEmpty(); }

Q_SIGNALS:
    void emptied();

private:
    void flush();

    int m_fd;
    QByteArray m_rest;
    QSocketNotifier m_writable;
};

} // namespace looptide::panels
