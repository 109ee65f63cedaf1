// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/memoryguard.h"
#include "runtime/process/descendantguard.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace looptide::host {

class InstanceHandle;

// Ends a run in this process, with all that it has started: because somebody asks for it, or
// because of what the run takes. Goes on until the thread of the program has ended, and says after
// a second what keeps it.
//
// Owned by NodeRuntime. Thread: GUI.
class RunStopper : public QObject
{
    Q_OBJECT
public:
    explicit RunStopper(QObject *parent = nullptr);

    // A run begins; only a bounded one is ended for what it takes.
    void begin(const std::shared_ptr<InstanceHandle> &handle,
               const process::Descendants::RunTraits &traits, bool isBounded);
    // SIGTERM listeners of the program get their say for a moment.
    void stop();
    // The program is at its end: what it may still block in is interrupted.
    void interruptRepeatedly() { m_wake.start(); }
    // For an owner that waits without an event loop: once.
    void interrupt();
    void killDescendants() { m_descendants.kill(); }
    // The thread has ended, or was given up. What outlives the run is left alone, unless it was
    // told to end.
    void runEnded();

    // What the run was ended for, if it was for what it took; durationMs is not filled in.
    std::optional<core::RunResult> excess() const;

Q_SIGNALS:
    // The run took too much and is being ended.
    void exceeded();
    // What the last run left behind took too much, and was ended. For people.
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

    std::shared_ptr<InstanceHandle> m_handle; // while there is a run
    process::Descendants::RunTraits m_traits;
    MemoryGuard m_memory;
    process::DescendantGuard m_descendants;
    qint64 m_exhausted = 0; // bytes, when the run was ended for them
    QTimer m_grace;
    QTimer m_descendantGrace;
    QTimer m_wake;
    QTimer m_promise;
};

} // namespace looptide::host
