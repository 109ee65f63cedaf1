// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace looptide::host {

// Monitors the memory of this process while a program runs in it. V8 limits the heap of a program
// itself. Buffers, strings outside of the heap, and the memory of addons are limited only by the
// machine, and the kernel ends the whole process at that limit.
//
// Owned by NodeRuntime. Thread: GUI.
class MemoryGuard : public QObject
{
    Q_OBJECT
public:
    explicit MemoryGuard(QObject *parent = nullptr);

    // Starts a run, which may take a share of the memory that the machine has left now.
    void begin();
    void end() { m_timer.stop(); }

    // Replaces the share of the machine's memory; 0 restores it. For tests and special uses.
    static void setAllowance(qint64 bytes);

Q_SIGNALS:
    // Emitted once in a run: the process has grown by bytes since begin().
    void exceeded(qint64 bytes);

private:
    void look();

    QTimer m_timer;
    qint64 m_before = 0; // bytes
    qint64 m_allowance = 0; // bytes
};

} // namespace looptide::host
