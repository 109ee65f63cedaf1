// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/runtime.h"

#include <memory>

namespace looptide::process {

// Runs a Node program in its own process: `looptide-node OPTIONS SCRIPT ARGUMENTS` as a child on a
// pseudo terminal (through a ProcessRuntime), with the probes of an in-process run, which report
// over a local socket. Or it runs RunRequest::command (npm, for example); then the Node processes
// that descend from it report. A crash or a blocked call there does no harm here, any number of
// programs can run at the same time, and each can have its own Node options. The program does not
// depend on its reports being read. When this process ends, the program's terminal hangs up, as any
// terminal does.
//
// Owned by its creator. Thread: GUI (or main).
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
    std::shared_ptr<trace::AgentList> agents() const override;

    // The process id of the running program; 0 when there is none.
    qint64 processId() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::process
