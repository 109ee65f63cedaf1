// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runappearance.h"
#include "app/runs/runcontroller.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/support/fakeruntime.h"

#include <QHash>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace looptide::app;
using core::RunState;

class RunControllerTest : public QObject
{
    Q_OBJECT

    static RunPlan plan(const QString &name)
    {
        RunPlan plan;
        plan.title = QStringLiteral("node ") + name;
        plan.key = QStringLiteral("file:") + name;
        plan.request.script = name;
        return plan;
    }
    static RunPlan command(const QString &name)
    {
        RunPlan result = plan(name);
        result.request.command = QStringList(name);
        return result;
    }
    static core::RunResult end(core::RunResult::Reason reason, int exitCode, int signal)
    {
        core::RunResult result;
        result.reason = reason;
        result.exitCode = exitCode;
        result.signal = signal;
        return result;
    }
    RunSession *start(const QString &name) { return m_runs->start(plan(name)); }
    // "a:node/Running b:isolated/Exited", a star at the shown one.
    QString dump() const
    {
        QStringList parts;
        for (const RunSession *session : m_runs->sessions()) {
            const auto kind = session->kind() == RuntimeKind::Node ? QStringLiteral("node")
                : session->kind() == RuntimeKind::Isolated         ? QStringLiteral("isolated")
                                                                   : QStringLiteral("process");
            const char *const states[] = { "Idle",   "Starting", "Running",
                                           "Paused", "Stopping", "Exited" };
            parts.append(QStringLiteral("%1%2:%3/%4")
                             .arg(session == m_runs->shown() ? QStringLiteral("*") : QString(),
                                  session->plan().request.script, kind,
                                  QLatin1StringView(states[int(session->state())])));
        }
        return parts.join(u' ');
    }
    // Of the session that was started last.
    tests::FakeRuntime *runtime() const { return m_runtimes.constLast(); }

    QList<tests::FakeRuntime *> m_runtimes;
    std::unique_ptr<RunController> m_runs;

private Q_SLOTS:
    void init()
    {
        m_runtimes.clear();
        m_runs = std::make_unique<RunController>([this](RuntimeKind) {
            auto runtime = std::make_unique<tests::FakeRuntime>();
            m_runtimes.append(runtime.get());
            return runtime;
        });
    }
    void cleanup() { m_runs.reset(); }

    void hasOneIdleSessionAtFirst()
    {
        QCOMPARE(dump(), QStringLiteral("*:node/Idle"));
        start(QStringLiteral("a"));
        QCOMPARE(dump(), QStringLiteral("*a:node/Running"));
    }

    void runsASecondProgramBesideTheFirst()
    {
        RunSession *first = start(QStringLiteral("a"));
        RunSession *second = start(QStringLiteral("b"));
        QCOMPARE(dump(), QStringLiteral("a:node/Running *b:isolated/Running"));
        trace::HttpExchange exchange;
        exchange.id = 1;
        exchange.state = trace::HttpExchange::State::Finished;
        m_runtimes[1]->exchange(exchange);
        QTRY_COMPARE(second->requests()->totalCount(), 1U);
        QCOMPARE(first->requests()->totalCount(), 0U);
        m_runs->stop();
        QCOMPARE(dump(), QStringLiteral("a:node/Running *b:isolated/Exited"));
        m_runs->show(first);
        m_runs->stop();
        QCOMPARE(dump(), QStringLiteral("*a:node/Exited b:isolated/Exited"));
    }

    void goesBackInProcessWhenThatIsFreeAgain()
    {
        start(QStringLiteral("a"));
        start(QStringLiteral("b"));
        m_runtimes[0]->finish();
        m_runtimes[1]->finish();
        start(QStringLiteral("b"));
        QCOMPARE(dump(), QStringLiteral("a:node/Exited *b:node/Running"));
    }

    void restartsTheSameProgramWithoutAsking()
    {
        RunSession *session = start(QStringLiteral("a"));
        QSignalSpy states(session, &RunSession::stateChanged);
        QSignalSpy starts(session, &RunSession::started);
        QCOMPARE(start(QStringLiteral("a")), session);
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(runtime()->requests.size(), 2);
        QVERIFY(session->isRestart());
        QCOMPARE(dump(), QStringLiteral("*a:node/Running"));
        // No gap: never Exited or Idle on the way.
        QList<RunState> seen;
        for (const QList<QVariant> &arguments : states)
            seen.append(arguments[0].value<RunState>());
        QCOMPARE(seen,
                 QList<RunState>({ RunState::Stopping, RunState::Starting, RunState::Running }));
    }

    void aRestartWaitsForTheEnd()
    {
        RunSession *session = start(QStringLiteral("a"));
        runtime()->stopsByItself = false;
        session->restart(session->plan(), QStringLiteral("a.js changed"));
        session->restart(session->plan(), QStringLiteral("b.js changed"));
        QCOMPARE(session->state(), RunState::Stopping);
        QCOMPARE(runtime()->requests.size(), 1);
        QSignalSpy starts(session, &RunSession::started);
        runtime()->finish();
        QCOMPARE(session->state(), RunState::Stopping);
        QTRY_COMPARE(starts.size(), 1);
        QCOMPARE(session->restartCause(), QStringLiteral("b.js changed"));
    }

    void stopTakesBackARestart()
    {
        RunSession *session = start(QStringLiteral("a"));
        runtime()->stopsByItself = false;
        session->restart(session->plan());
        runtime()->finish();
        session->stop();
        QCOMPARE(session->state(), RunState::Exited);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(runtime()->requests.size(), 1);
    }

    void reusesTheTabOfAnEndedRun()
    {
        RunSession *first = start(QStringLiteral("a"));
        runtime()->finish();
        start(QStringLiteral("b"));
        QCOMPARE(start(QStringLiteral("a")), first);
        QVERIFY(!first->isRestart());
        QCOMPARE(dump(), QStringLiteral("*a:isolated/Running b:node/Running"));
    }

    void runsOtherProgramsBeside()
    {
        start(QStringLiteral("a"));
        m_runs->start(command(QStringLiteral("npm")));
        QCOMPARE(dump(), QStringLiteral("a:node/Running *npm:process/Running"));
    }

    void isolatesWhatAsksForIt()
    {
        RunPlan asking = plan(QStringLiteral("a"));
        asking.place = RunPlan::Place::Isolated;
        m_runs->start(asking);
        QCOMPARE(dump(), QStringLiteral("*a:isolated/Running"));
        runtime()->finish();
        RunPlan withOptions = plan(QStringLiteral("a"));
        withOptions.place = RunPlan::Place::InProcess;
        withOptions.request.nodeOptions = QStringList(QStringLiteral("--trace-warnings"));
        m_runs->start(withOptions);
        QCOMPARE(dump(), QStringLiteral("*a:isolated/Running"));
        runtime()->finish();
        withOptions.request.nodeOptions.clear();
        withOptions.request.environment.insert(QStringLiteral("NODE_OPTIONS"),
                                               QStringLiteral("--trace-warnings"));
        m_runs->start(withOptions);
        QCOMPARE(dump(), QStringLiteral("*a:isolated/Running"));
        runtime()->finish();
        start(QStringLiteral("a"));
        QCOMPARE(dump(), QStringLiteral("*a:node/Running"));
        runtime()->finish();
        m_runs->setIsolating(true);
        start(QStringLiteral("a"));
        QCOMPARE(dump(), QStringLiteral("*a:isolated/Running"));
        m_runs->start(command(QStringLiteral("npm")));
        QVERIFY(dump().endsWith(QStringLiteral("*npm:process/Running")));
    }

    void keepsABoundedNumberOfTabs()
    {
        RunSession *running = start(QStringLiteral("first"));
        QSignalSpy removed(m_runs.get(), &RunController::sessionRemoved);
        for (int i = 0; i < 20; ++i) {
            m_runs->start(command(QString::number(i)));
            runtime()->finish();
        }
        QCOMPARE(m_runs->sessions().size(), RunController::maximumSessions);
        QCOMPARE(removed.size(), 13);
        QCOMPARE(m_runs->sessions().constFirst(), running);
        QCOMPARE(m_runs->shown()->plan().request.script, QStringLiteral("19"));
    }

    void closesOnlyWhatHasEnded()
    {
        RunSession *first = start(QStringLiteral("a"));
        m_runs->close(first);
        QCOMPARE(dump(), QStringLiteral("*a:node/Running"));
        start(QStringLiteral("b"));
        runtime()->finish();
        m_runs->close(m_runs->shown());
        QCOMPARE(dump(), QStringLiteral("*a:node/Running"));
    }

    void endsAsFailedWhenThereIsNoRuntime()
    {
        RunController runs([](RuntimeKind) { return nullptr; });
        RunSession *session = runs.start(plan(QStringLiteral("a")));
        QCOMPARE(session->state(), RunState::Exited);
        QCOMPARE(session->result()->reason, core::RunResult::Reason::FailedToStart);
    }

    void tellsEveryState()
    {
        RunSession *session = m_runs->shown();
        QCOMPARE(runStateText(*session), QStringLiteral("Idle"));
        start(QStringLiteral("a"));
        QCOMPARE(runStateText(*session), QStringLiteral("Running node a"));
        runtime()->pause(core::PauseReason::Debugger);
        QCOMPARE(runStateText(*session), QStringLiteral("Paused by a debugger: node a"));
        runtime()->pause(core::PauseReason::None);
        QCOMPARE(runStateText(*session), QStringLiteral("Running node a"));
        runtime()->pause(core::PauseReason::AwaitsDebugger);
        QCOMPARE(runStateText(*session), QStringLiteral("Waiting for a debugger: node a"));
        using Reason = core::RunResult::Reason;
        const std::pair<core::RunResult, QString> ends[] = {
            { end(Reason::Exited, 3, 0), QStringLiteral("Exited with code 3") },
            { end(Reason::Signalled, 0, 9), QStringLiteral("Ended by signal 9 (SIGKILL)") },
            { end(Reason::Crashed, 139, 11), QStringLiteral("Crashed with signal 11 (SIGSEGV)") },
            { end(Reason::OutOfMemory, 134, 0), QStringLiteral("Out of memory") },
            { end(Reason::Stopped, 0, 0), QStringLiteral("Stopped") },
        };
        for (const auto &[result, text] : ends) {
            runtime()->finish(result);
            QCOMPARE(runStateText(*session), text + QStringLiteral(": node a"));
            QVERIFY(!runIcon(*session).isNull());
            start(QStringLiteral("a"));
        }
    }
};

QTEST_MAIN(RunControllerTest)
#include "tst_runcontroller.moc"
