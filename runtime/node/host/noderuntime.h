// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/runtime.h"

#include <memory>

namespace looptide::host {

// Runs Node programs inside of this process. Each run has its own thread, isolate, event loop and
// environment, and a pseudo terminal unless its stdio is inherited.
//
// A process has at most one run at a time, because a program sees the working directory, the
// environment variables and the standard streams of the process. Another start ends with
// FailedToStart. Owned by app::RunSession or a verb. Thread: GUI (or main).
class NodeRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit NodeRuntime(QObject *parent = nullptr);
    ~NodeRuntime() override;

    core::RunState state() const override;
    core::PauseReason pauseReason() const override;
    // Makes a warm instance for such a run in the background (about 60 ms of processor time),
    // unless a program runs. It stays until a run takes it or another request replaces it.
    void prepare(const core::RunRequest &request) override;
    // Whether a warm instance waits for a run.
    bool isPrepared() const;
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override;
    std::shared_ptr<trace::AgentList> agents() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::host
