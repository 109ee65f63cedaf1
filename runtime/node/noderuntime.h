// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/runtime.h"

#include <memory>

namespace looptide::host {

// Runs Node programs inside this process: each run has a thread, an isolate, an event loop and an
// environment of its own, and a pseudo terminal unless its stdio is inherited.
//
// At most one run at a time in a process, since a program sees the working directory, the
// environment variables and the standard streams of the process. Another start ends in
// FailedToStart. Owned by the app's RunController or a verb. Thread: GUI (or main).
class NodeRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit NodeRuntime(QObject *parent = nullptr);
    ~NodeRuntime() override;

    core::RunState state() const override;
    core::PauseReason pauseReason() const override;
    // Makes a warm instance for such a run, in the background (about 60 ms of processor time),
    // unless a program runs. It stays until a run takes it or another request needs another one.
    void prepare(const core::RunRequest &request) override;
    // A warm instance waits for a run.
    bool isPrepared() const;
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::host
