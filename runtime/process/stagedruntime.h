// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/processruntime.h"

#include <QList>

namespace looptide::process {

// A command that runs before or after a program, with its own environment.
struct RunStage
{
    QStringList command;
    QProcessEnvironment environment;

    bool operator==(const RunStage &) const = default;
};

// Runs a program with the commands that npm runs around it (prestart, poststart), as one run. The
// stages follow one another as long as they exit with 0; any other result ends the run. Only the
// program is recorded. Without stages it only forwards to the program's own runtime.
//
// Owns both runtimes. Thread: GUI. Each stage reports Running again. The trace channel exists when
// the program runs.
class StagedRuntime : public core::Runtime
{
    Q_OBJECT
public:
    explicit StagedRuntime(std::unique_ptr<core::Runtime> program, QObject *parent = nullptr);
    ~StagedRuntime() override;

    // Sets the stages of the next start().
    void setStages(const QList<RunStage> &before, const QList<RunStage> &after);

    core::RunState state() const override { return m_state; }
    core::PauseReason pauseReason() const override;
    void prepare(const core::RunRequest &request) override;
    void start(const core::RunRequest &request) override;
    void stop() override;
    void writeInput(const QByteArray &bytes) override;
    void resizeTerminal(int columns, int rows) override;
    void holdOutput(bool hold) override;
    std::shared_ptr<trace::TraceChannel> traceChannel() const override;
    std::shared_ptr<trace::AgentList> agents() const override;

    core::Runtime *program() const { return m_program.get(); }

private:
    void follow(core::Runtime *runtime);
    void startNext();
    void startStage(const RunStage &stage);
    void takeState(const core::Runtime *from, core::RunState state);
    void takeResult(core::RunResult result);
    void setState(core::RunState state);

    std::unique_ptr<core::Runtime> m_program;
    ProcessRuntime m_command;
    core::Runtime *m_current; // one of the two
    core::RunRequest m_request;
    QList<RunStage> m_nextBefore;
    QList<RunStage> m_nextAfter;
    QList<RunStage> m_before; // still to run
    QList<RunStage> m_after;
    qint64 m_earlierMs = 0; // of the stages that have ended
    core::RunState m_state = core::RunState::Idle;
    bool m_hasRunProgram = false;
    bool m_isStopping = false;
};

} // namespace looptide::process
