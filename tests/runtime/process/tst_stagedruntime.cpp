// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/stagedruntime.h"
#include "tests/support/fakeruntime.h"

#include <QSignalSpy>
#include <QTest>

using namespace looptide::core;
using namespace looptide::process;
using looptide::tests::FakeRuntime;

// With commands of a shell around a program that the test drives.
class StagedRuntimeTest : public QObject
{
    Q_OBJECT

    static RunStage stage(const QString &command)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("STAGE"), command.section(u' ', -1));
        return { { QStringLiteral("/bin/sh"), QStringLiteral("-c"), command }, environment };
    }

    void start(const QList<RunStage> &before, const QList<RunStage> &after)
    {
        auto program = std::make_unique<FakeRuntime>();
        m_program = program.get();
        m_runtime = std::make_unique<StagedRuntime>(std::move(program));
        m_states.clear();
        m_output.clear();
        connect(m_runtime.get(), &Runtime::stateChanged, this,
                [this](RunState state) { m_states.append(state); });
        connect(m_runtime.get(), &Runtime::outputReceived, this,
                [this](const QByteArray &bytes) { m_output += bytes; });
        m_finished = std::make_unique<QSignalSpy>(m_runtime.get(), &Runtime::runFinished);
        m_runtime->setStages(before, after);
        RunRequest request;
        request.script = QStringLiteral("/app.js");
        request.workingDirectory = QStringLiteral("/");
        m_runtime->start(request);
    }
    static RunResult failure(int exitCode)
    {
        RunResult failed;
        failed.exitCode = exitCode;
        return failed;
    }
    RunResult result() const { return m_finished->constFirst().constFirst().value<RunResult>(); }

    FakeRuntime *m_program = nullptr;
    std::unique_ptr<StagedRuntime> m_runtime;
    std::unique_ptr<QSignalSpy> m_finished;
    QList<RunState> m_states;
    QByteArray m_output;

private Q_SLOTS:
    void cleanup() { m_runtime.reset(); }

    void withoutStagesItIsTheProgram()
    {
        start({}, {});
        QCOMPARE(m_program->requests.constLast().script, QStringLiteral("/app.js"));
        m_program->finish(failure(3));
        QCOMPARE(m_finished->size(), 1);
        QCOMPARE(result().exitCode, 3);
        QCOMPARE(m_runtime->state(), RunState::Exited);
    }

    void stagesFollowOneAnother()
    {
        start({ stage(QStringLiteral("echo $STAGE first")) },
              { stage(QStringLiteral("echo $STAGE last")) });
        QVERIFY(m_program->state() == RunState::Idle);
        QTRY_COMPARE(m_program->state(), RunState::Running);
        QCOMPARE(m_output.trimmed(), "first first");
        QVERIFY(m_finished->isEmpty());
        m_program->finish();
        QTRY_COMPARE(m_finished->size(), 1);
        QVERIFY2(m_output.trimmed().endsWith("last last"), m_output);
        QCOMPARE(result().exitCode, 0);
        // As one run: the states of the stages in between are nobody's business.
        QCOMPARE(m_states,
                 QList<RunState>({ RunState::Starting, RunState::Running, RunState::Running,
                                   RunState::Running, RunState::Exited }));
    }

    void aStageThatFailsIsTheEnd()
    {
        start({ stage(QStringLiteral("exit 4")) }, { stage(QStringLiteral("echo never")) });
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(result().exitCode, 4);
        QVERIFY(m_program->state() == RunState::Idle);
    }

    void aProgramThatFailsIsTheEnd()
    {
        start({}, { stage(QStringLiteral("echo never")) });
        m_program->finish(failure(1));
        QCOMPARE(m_finished->size(), 1);
        QCOMPARE(result().exitCode, 1);
        QVERIFY(m_output.isEmpty());
    }

    void stopEndsItInAnyStage()
    {
        start({ stage(QStringLiteral("sleep 60")) }, {});
        QTRY_COMPARE(m_runtime->state(), RunState::Running);
        m_runtime->stop();
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(result().reason, RunResult::Reason::Stopped);
        QVERIFY(m_program->state() == RunState::Idle);
        QCOMPARE(m_runtime->state(), RunState::Exited);
    }
};

QTEST_GUILESS_MAIN(StagedRuntimeTest)
#include "tst_stagedruntime.moc"
