// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/core/pausetracker.h"
#include "runtime/core/runtime.h"
#include "runtime/trace/tracechannel.h"

#include <QList>

namespace looptide::tests {

// A runtime that a test drives: it notes what it was asked and says what it is told to say.
// Everything happens in the call, on the caller's thread, so tests need no waiting. Owned by the
// test.
class FakeRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit FakeRuntime(QObject *parent = nullptr);

    // What the code under test asked for.
    QList<core::RunRequest> requests;
    QByteArray input;
    int stopCount = 0;
    int columns = 0;
    int rows = 0;

    // How it answers. With stopsByItself off, the test ends a stopped run with finish().
    bool stopsByItself = true;
    bool startsByItself = true; // off: stays in Starting until becomeRunning()

    core::RunState state() const override { return m_state; }
    core::PauseReason pauseReason() const override { return m_pause.reason(); }
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override { input += bytes; }
    void resizeTerminal(int columns, int rows) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override { return m_channel; }

    // The script of the test.
    void becomeRunning();
    void emitOutput(const QByteArray &bytes, const core::ByteRanges &errors = {})
    {
        Q_EMIT outputReceived(bytes, errors);
    }
    // A debugger pauses the program, or lets it go on (None).
    void pause(core::PauseReason reason);
    void finish(const core::RunResult &result = {});
    void listen(const trace::ListenAddress &address);
    // Pushes request and answer as the probes would; state Open pushes the request only.
    void exchange(const trace::HttpExchange &exchange);
    void record(const trace::Record &record) { m_channel->records.push(record); }
    // One visit of the loop to phase: busyNs of callbacks after waitNs of waiting (Poll).
    void visit(trace::LoopPhase phase, quint32 callbacks, quint64 busyNs, quint64 waitNs = 0);
    quint64 nowNs() const { return m_nowNs; } // the clock that visit() moves

private:
    void setState(core::RunState state);

    core::RunState m_state = core::RunState::Idle;
    std::shared_ptr<trace::TraceChannel> m_channel;
    core::PauseTracker m_pause;
    quint64 m_nowNs = 1'000'000'000;
};

} // namespace looptide::tests
