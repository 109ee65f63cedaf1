// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/programoutput.h"
#include "runtime/core/run.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace looptide::trace {
class TraceChannel;
}

namespace looptide::core {

// Something that runs one program at a time: in process (host::NodeRuntime), as a child process
// (process::ProcessRuntime) or scripted by a test (tests::FakeRuntime). Panels see only this.
//
// Owned by whoever made it (the app's RunController). Thread: GUI; every signal is emitted there.
// States go Idle -> Starting -> Running (<-> Paused) -> (Stopping ->) Exited -> Starting ...; a
// program can be stopped, and can end, from Paused too. stop() is allowed in every state and may be
// called twice. Destruction stops the program and waits for its end.
class Runtime : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual RunState state() const = 0;
    // Why the run is Paused. Changes only on the way to that state.
    virtual PauseReason pauseReason() const { return PauseReason::None; }
    // A hint: this is what the next start() will most likely ask for. Call it when a project is
    // opened, when what Run would run changes, and after each run; it is cheap when nothing
    // changed. start() may then be quicker; nothing else is different.
    virtual void prepare([[maybe_unused]] const RunRequest &request) { }
    // Returns at once. A request that cannot be started ends in runFinished(FailedToStart).
    virtual void start(const RunRequest &request) = 0;
    // Asks the program to end (SIGTERM handlers get their say), then ends it: within one second.
    virtual void stop() = 0;
    // What the person typed. Bytes as a terminal sends them: \x03 interrupts.
    virtual void writeInput(const QByteArray &bytes) = 0;
    virtual void resizeTerminal(int columns, int rows) = 0;
    // The reader of outputReceived has enough for now (or not any more). A program that goes on
    // writing then waits, as on any slow terminal; one that is being stopped does not.
    virtual void holdOutput([[maybe_unused]] bool hold) { }
    // Where the probes of the current run write; null when this runtime records nothing.
    // A new run has a new channel.
    virtual std::shared_ptr<trace::TraceChannel> traceChannel() const = 0;

Q_SIGNALS:
    void stateChanged(looptide::core::RunState state);
    // errors: what of it was written to standard error, with RunRequest::marksStderr.
    void outputReceived(const QByteArray &bytes, const looptide::core::ByteRanges &errors = {});
    void runFinished(const looptide::core::RunResult &result);
    // stop() has not ended the program within a second, because it blocks in native code. what says
    // in which call and what can be done (translated, for people). The runtime goes on trying.
    void stopBlocked(const QString &what);
};

} // namespace looptide::core
