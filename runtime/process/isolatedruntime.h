// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/runtime.h"

#include <memory>

namespace looptide::process {

// Runs a Node program in a process of its own: `looptide-node OPTIONS SCRIPT ARGUMENTS` as a child
// on a pseudo terminal (a ProcessRuntime does that), with the probes of a run in this process,
// which report over a local socket. What crashes or blocks there does no harm here, any number can
// run at the same time, and each can have its own options of Node. The program does not depend on
// being listened to; when this process is gone its terminal hangs up, as any terminal would.
//
// Owned by whoever made it. Thread: GUI (or main).
class IsolatedRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit IsolatedRuntime(QObject *parent = nullptr);
    ~IsolatedRuntime() override;

    core::RunState state() const override;
    core::PauseReason pauseReason() const override;
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override;

    // Of the running program; 0 when there is none.
    qint64 processId() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::process
