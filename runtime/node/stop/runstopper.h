// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/guard/memoryguard.h"
#include "runtime/process/descendantguard.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace looptide::host {

class InstanceHandle;

// Ends a run in this process, with everything that it has started: on request, or because the run
// takes too much. It continues until the thread of the program has ended, and reports after one
// second what blocks it.
//
// Owned by NodeRuntime. Thread: GUI.
class RunStopper : public QObject
{
    Q_OBJECT
public:
    explicit RunStopper(QObject *parent = nullptr);

    // Call it when a run begins. Only a bounded run is ended for what it takes.
    void begin(const std::shared_ptr<InstanceHandle> &handle,
               const process::Descendants::RunTraits &traits, bool isBounded);
    // Ends the run. SIGTERM listeners of the program have a moment to run.
    void stop();
    // Call it when the program is at its end. Repeatedly interrupts system calls in which it may
    // still block.
    void interruptRepeatedly() { m_wake.start(); }
    // Interrupts once, for an owner that waits without an event loop.
    void interrupt();
    void killDescendants() { m_descendants.kill(); }
    // Call it when the thread has ended or was abandoned. Processes that outlive the run are left
    // alone, unless they were to be ended.
    void runEnded();

    // A result if the run was ended for what it took; its durationMs is not set.
    std::optional<core::RunResult> excess() const;

Q_SIGNALS:
    // The run took too much and is being ended.
    void exceeded();
    // Processes that the last run left behind took too much and were ended. message: for users.
    void leftoversEnded(const QString &message);
    // As Runtime::stopBlocked.
    void blocked(const QString &what);

private:
    void watchDescendants();
    void endDescendants();
    void endNow();
    void tellWhatBlocks();
    void endForMemory(qint64 bytes);
    void endForDescendants();

    std::shared_ptr<InstanceHandle> m_handle; // set during a run
    process::Descendants::RunTraits m_traits;
    MemoryGuard m_memory;
    process::DescendantGuard m_descendants;
    qint64 m_exhausted = 0; // bytes that the process had grown when the run was ended for them
    QTimer m_grace;
    QTimer m_descendantGrace;
    QTimer m_wake;
    QTimer m_promise;
};

} // namespace looptide::host
