// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace looptide::host {

// Looks at the memory of this process while a program runs in it. V8 bounds the heap of a program
// by itself; buffers, strings outside of the heap and what addons take have no bound but the
// machine's memory, and the kernel ends the whole process there.
//
// Owned by NodeRuntime. Thread: GUI.
class MemoryGuard : public QObject
{
    Q_OBJECT
public:
    explicit MemoryGuard(QObject *parent = nullptr);

    // The run may take this share of what the machine has left now.
    void begin();
    void end() { m_timer.stop(); }

    // Instead of what the machine has; 0: as it was. For tests, and for whoever knows better.
    static void setAllowance(qint64 bytes);

Q_SIGNALS:
    // Once a run: the process has grown by bytes since begin().
    void exceeded(qint64 bytes);

private:
    void look();

    QTimer m_timer;
    qint64 m_before = 0; // bytes
    qint64 m_allowance = 0; // bytes
};

} // namespace looptide::host
