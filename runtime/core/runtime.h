// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programoutput.h"
#include "runtime/core/run.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace looptide::trace {
class AgentList;
class TraceChannel;
} // namespace looptide::trace

namespace looptide::core {

// The interface of everything that runs one program at a time: in process (host::NodeRuntime), as a
// child process (process::ProcessRuntime, process::IsolatedRuntime) or scripted by a test
// (tests::FakeRuntime). Panels and app see only this.
//
// Owned by its creator (app::RunSession, a verb). Thread: GUI; every signal is emitted there. The
// states are Idle -> Starting -> Running (<-> Paused) -> (Stopping ->) Exited -> Starting ... A
// program can also be stopped, and can exit, while it is Paused. stop() is allowed in every state
// and may be called twice. The destructor stops the program and waits for its end.
class Runtime : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual RunState state() const = 0;
    // The reason of the state Paused. It changes only immediately before that state.
    virtual PauseReason pauseReason() const { return PauseReason::None; }
    // A hint: the next start() will likely get this request. Call it when a project is opened, when
    // the entry that Run starts changes, and after each run. It is cheap when nothing has changed.
    // It may make start() faster and changes nothing else.
    virtual void prepare([[maybe_unused]] const RunRequest &request) { }
    // Returns at once. A request that cannot be started ends with runFinished() and FailedToStart.
    virtual void start(const RunRequest &request) = 0;
    // Ends the program within one second. SIGTERM listeners of the program run first.
    virtual void stop() = 0;
    // Input from the user, as the bytes that a terminal sends: \x03 interrupts.
    virtual void writeInput(const QByteArray &bytes) = 0;
    virtual void resizeTerminal(int columns, int rows) = 0;
    // Pauses or resumes outputReceived. While it is paused, a program that continues to write
    // waits, as on any slow terminal. A program that is being stopped does not wait.
    virtual void holdOutput([[maybe_unused]] bool hold) { }
    // The channel into which the probes of the current run write; null when this runtime records
    // nothing. Each run has a new channel.
    virtual std::shared_ptr<trace::TraceChannel> traceChannel() const = 0;
    // The agents of the current run, with traceChannel() as that of the main agent; null when this
    // runtime records nothing or only its main agent.
    virtual std::shared_ptr<trace::AgentList> agents() const { return nullptr; }

Q_SIGNALS:
    void stateChanged(looptide::core::RunState state);
    // errors: what of it was written to standard error, with RunRequest::marksStderr.
    void outputReceived(const QByteArray &bytes, const looptide::core::ByteRanges &errors = {});
    void runFinished(const looptide::core::RunResult &result);
    // stop() has not ended the program within a second, because it blocks in native code. what
    // names the call and what the user can do (translated). The runtime keeps trying.
    void stopBlocked(const QString &what);
};

} // namespace looptide::core
