// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/runtime.h"
#include "runtime/core/stderrmarks.h"

#include <memory>

namespace looptide::process {

// Runs RunRequest::command as a child process on its own pseudo terminal and in its own session, so
// that a typed \x03 interrupts it as in any terminal. Records nothing: traceChannel() is null.
//
// stop() sends SIGTERM to the child's process group and SIGKILL 800 ms later. All output of the
// child arrives before runFinished.
class ProcessRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit ProcessRuntime(QObject *parent = nullptr);
    ~ProcessRuntime() override;

    core::RunState state() const override;
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override;

    // For the next run: see PtyMaster::setMarks().
    void setStderrMarks(const core::StderrMarks &marks);
    // The process id of the running child; 0 when there is none.
    qint64 processId() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace looptide::process
