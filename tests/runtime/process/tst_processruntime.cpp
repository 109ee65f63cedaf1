// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processruntime.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace looptide::core;
using namespace looptide::process;
Q_DECLARE_METATYPE(looptide::core::RunRequest)

using Reason = RunResult::Reason;

class ProcessRuntimeTest : public QObject
{
    Q_OBJECT

private:
    static RunRequest shell(const QString &script)
    {
        RunRequest request;
        request.command = { QStringLiteral("sh"), QStringLiteral("-c"), script };
        request.workingDirectory = QDir::tempPath();
        request.environment = QProcessEnvironment::systemEnvironment();
        return request;
    }

    // One run, its output and its end.
    struct Run
    {
        explicit Run(const RunRequest &request)
            : finished(&runtime, &Runtime::runFinished), states(&runtime, &Runtime::stateChanged)
        {
            connect(&runtime, &Runtime::outputReceived, &runtime,
                    [this](const QByteArray &bytes) { output += bytes; });
            runtime.start(request);
        }
        RunResult result()
        {
            if (finished.isEmpty() && !finished.wait())
                return { .exitCode = -1, .message = QStringLiteral("did not end") };
            return finished.first().first().value<RunResult>();
        }

        ProcessRuntime runtime;
        QSignalSpy finished;
        QSignalSpy states;
        QByteArray output;
    };

private Q_SLOTS:
    void givesOutputAndExitCode()
    {
        Run run(shell(QStringLiteral("echo out; echo err >&2; exit 7")));
        const RunResult result = run.result();
        QCOMPARE(result.reason, Reason::Exited);
        QCOMPARE(result.exitCode, 7);
        QCOMPARE(run.output, QByteArray("out\r\nerr\r\n"));
        QCOMPARE(run.runtime.state(), RunState::Exited);
        QCOMPARE(run.states.size(), 3);
        QVERIFY(!run.runtime.traceChannel());
    }

    void hasATerminalOfTheRequestedSize()
    {
        RunRequest request =
            shell(QStringLiteral("test -t 0 && test -t 1 && test -t 2 && stty size; pwd"));
        request.columns = 91;
        request.rows = 17;
        request.workingDirectory = QStringLiteral("/usr");
        Run run(request);
        QCOMPARE(run.result().exitCode, 0);
        QCOMPARE(run.output, QByteArray("17 91\r\n/usr\r\n"));
    }

    void resizesTheTerminal()
    {
        Run run(shell(QStringLiteral(
            "trap 'stty size; exit 0' WINCH; echo ready; while :; do read x; done")));
        QTRY_VERIFY(run.output.contains("ready"));
        run.runtime.resizeTerminal(101, 33);
        QCOMPARE(run.result().exitCode, 0);
        QVERIFY2(run.output.contains("33 101"), run.output);
    }

    void handsOverWhatIsTyped()
    {
        Run run(shell(QStringLiteral("read line; echo got $line")));
        run.runtime.writeInput("hello\r");
        QCOMPARE(run.result().exitCode, 0);
        QVERIFY2(run.output.endsWith("got hello\r\n"), run.output);
    }

    void controlCInterrupts()
    {
        Run run(shell(QStringLiteral("echo ready; exec sleep 60")));
        QTRY_VERIFY(run.output.contains("ready"));
        run.runtime.writeInput("\x03");
        const RunResult result = run.result();
        QCOMPARE(result.reason, Reason::Signalled);
        QCOMPARE(result.signal, SIGINT);
    }

    void stopAsksFirst()
    {
        Run run(shell(QStringLiteral(
            "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done")));
        QTRY_VERIFY(run.output.contains("ready"));
        run.runtime.stop();
        run.runtime.stop();
        QCOMPARE(run.runtime.state(), RunState::Stopping);
        const RunResult result = run.result();
        QCOMPARE(result.reason, Reason::Stopped);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(run.output.endsWith("bye\r\n"), run.output);
    }

    void stopEndsWhatIgnoresIt()
    {
        // The child of the shell ignores it too: the whole group has to go.
        Run run(shell(QStringLiteral("trap '' TERM; sleep 60 & echo $!; wait")));
        QTRY_VERIFY(run.output.contains('\n'));
        const pid_t grandchild = run.output.trimmed().toInt();
        run.runtime.stop();
        const RunResult result = run.result();
        QCOMPARE(result.reason, Reason::Stopped);
        QCOMPARE(result.signal, SIGKILL);
        QTRY_VERIFY(::kill(grandchild, 0) != 0);
    }

    void stopWhileStartingStops()
    {
        Run run(shell(QStringLiteral("exec sleep 60")));
        run.runtime.stop();
        QCOMPARE(run.result().reason, Reason::Stopped);
    }

    void deliversAllOutputBeforeTheEnd()
    {
        Run run(shell(
            QStringLiteral("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done")));
        QCOMPARE(run.result().exitCode, 0);
        QCOMPARE(run.output.count('\n'), 20000);
        QVERIFY(run.output.endsWith("line 19999\r\n"));
    }

    void saysWhyItDidNotStart_data()
    {
        QTest::addColumn<RunRequest>("request");
        QTest::addColumn<QString>("message");

        RunRequest request = shell(QString());
        request.command = { QStringLiteral("no-such-program-here") };
        QTest::newRow("unknown program")
            << request << QStringLiteral("\"no-such-program-here\" was not found");
        request.command = { QStringLiteral("/etc/passwd") };
        QTest::newRow("not a program") << request << QStringLiteral("could not be started");
        request.command.clear();
        QTest::newRow("nothing") << request << QStringLiteral("no command");
        request = shell(QString());
        request.workingDirectory = QStringLiteral("/nowhere/at/all");
        QTest::newRow("no folder")
            << request << QStringLiteral("There is no folder /nowhere/at/all");
    }

    void saysWhyItDidNotStart()
    {
        QFETCH(RunRequest, request);
        QFETCH(QString, message);
        Run run(request);
        QVERIFY(run.finished.isEmpty()); // start() has returned before
        const RunResult result = run.result();
        QCOMPARE(result.reason, Reason::FailedToStart);
        QVERIFY2(result.message.contains(message), qPrintable(result.message));
        QCOMPARE(run.runtime.state(), RunState::Exited);
    }

    void canRunAgainFromTheEndOfARun()
    {
        ProcessRuntime runtime;
        QSignalSpy finished(&runtime, &Runtime::runFinished);
        connect(
            &runtime, &Runtime::runFinished, &runtime,
            [&] { runtime.start(shell(QStringLiteral("exit 5"))); }, Qt::SingleShotConnection);
        runtime.start(shell(QStringLiteral("exit 4")));
        QTRY_COMPARE(finished.size(), 2);
        QCOMPARE(finished.at(0).first().value<RunResult>().exitCode, 4);
        QCOMPARE(finished.at(1).first().value<RunResult>().exitCode, 5);
    }

    void destructionEndsTheChild()
    {
        pid_t child = 0;
        {
            Run run(shell(QStringLiteral("echo $$; exec sleep 60")));
            QTRY_VERIFY(run.output.contains('\n'));
            child = run.output.trimmed().toInt();
        }
        QVERIFY(::kill(child, 0) != 0);
    }
};

QTEST_GUILESS_MAIN(ProcessRuntimeTest)
#include "tst_processruntime.moc"
