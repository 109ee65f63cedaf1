// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/debuggedprogram.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;

// How a debugged program pauses, steps, continues and ends, in process and isolated.
class tst_DebugPauses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopsInLineOne_data() { DebuggedProgram::addWays(); }
    void stopsInLineOne();
    void outputIsThatOfARunWithoutDebugger_data() { DebuggedProgram::addWays(); }
    void outputIsThatOfARunWithoutDebugger();
    void exitCodeIsThatOfTheProgram_data() { DebuggedProgram::addWays(); }
    void exitCodeIsThatOfTheProgram();
    void stepsOverAndIntoAndOut();
    void stepOverAwaitEndsInTheNextLine();
    void stepIntoPassesNodesOwnCode();
    void stackHasItsAsyncParents();
    void uncaughtExceptionStops();
    void caughtExceptionStopsOnlyWhenAsked();
    void rejectionStops();
    void pauseReachesAnEndlessLoop_data() { DebuggedProgram::addWays(); }
    void pauseReachesAnEndlessLoop();
    void runsToTheCursor();
    void frameIsRestarted();
    void stopEndsAPausedProgram_data() { DebuggedProgram::addWays(); }
    void stopEndsAPausedProgram();
    void stopRunsNoMoreCodeOfAPausedProgram();
    void stopListenersRunWhenStoppedInAPause();
    void restartsWhilePaused_data() { DebuggedProgram::addWays(); }
    void restartsWhilePaused();
    void destructionEndsAPausedProgram_data() { DebuggedProgram::addWays(); }
    void destructionEndsAPausedProgram();
    void attachesToARunningProgram_data() { DebuggedProgram::addWays(); }
    void attachesToARunningProgram();
    void closedConnectionLetsTheProgramGoOn();
    void workerStops_data() { DebuggedProgram::addWays(); }
    void workerStops();
    void childProcessStops();
    void normalRunOpensNoInspector();
};

void tst_DebugPauses::stopsInLineOne()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.breakAt(1);
    program.start("const a = 1;\nconsole.log('two');\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 1);
    QCOMPARE(program.output, QByteArray());
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("two\r\n"));
    QCOMPARE(program.result->exitCode, 0);
}

void tst_DebugPauses::outputIsThatOfARunWithoutDebugger()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.start("console.log(1); console.error(2); setImmediate(() => console.log(4));"
                  "Promise.resolve().then(() => console.log(3));");
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("1\r\n2\r\n3\r\n4\r\n"));
    QCOMPARE(program.result->reason, core::RunResult::Reason::Exited);
}

void tst_DebugPauses::exitCodeIsThatOfTheProgram()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.start("setTimeout(() => process.exit(7), 1)");
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.result->exitCode, 7);
    QCOMPARE(program.output, QByteArray());
}

void tst_DebugPauses::stepsOverAndIntoAndOut()
{
    DebuggedProgram program(false);
    program.breakAt(5);
    program.start("function inner(x) {\n"
                  "  const y = x + 1;\n"
                  "  return y;\n"
                  "}\n"
                  "const a = inner(1);\n"
                  "const b = inner(a);\n"
                  "console.log(b);\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.steps(Step::Over));
    QCOMPARE(program.line(), 6);
    QVERIFY(program.steps(Step::Into));
    QCOMPARE(program.stack(), QStringLiteral("inner:2 -:6"));
    QVERIFY(program.steps(Step::Out));
    QCOMPARE(program.stack(), QStringLiteral("-:7"));
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("3\r\n"));
}

void tst_DebugPauses::stepOverAwaitEndsInTheNextLine()
{
    DebuggedProgram program(false);
    program.breakAt(3);
    program.start("const wait = () => new Promise((done) => setTimeout(done, 5));\n"
                  "async function main() {\n"
                  "  await wait();\n"
                  "  console.log('after');\n"
                  "}\n"
                  "main();\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.steps(Step::Over));
    QCOMPARE(program.line(), 4);
    QCOMPARE(program.frame().function, QStringLiteral("main"));
}

void tst_DebugPauses::stepIntoPassesNodesOwnCode()
{
    DebuggedProgram program(false);
    program.breakAt(2);
    program.start("const path = require('path');\n"
                  "const a = path.join('a', 'b');\n"
                  "const b = 2;\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.steps(Step::Into));
    QCOMPARE(program.line(), 3);
}

void tst_DebugPauses::stackHasItsAsyncParents()
{
    DebuggedProgram program(false);
    program.breakAt(3);
    program.start("async function inner() {\n"
                  "  await null;\n"
                  "  return 1;\n"
                  "}\n"
                  "async function outer() {\n"
                  "  await inner();\n"
                  "}\n"
                  "outer();\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.stack().section(u' ', 0, 0), QStringLiteral("inner:3"));
    QVERIFY2(program.stack().contains(u"[await] "), qPrintable(program.stack()));
    QVERIFY2(program.stack().contains(u"outer:6"), qPrintable(program.stack()));
}

void tst_DebugPauses::uncaughtExceptionStops()
{
    DebuggedProgram program(false);
    program.start("const f = () => {\n  throw new TypeError('no');\n};\nf();\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.session.shown()->pause()->reason, QStringLiteral("exception"));
    QVERIFY(program.session.shown()->pause()->isUncaught);
    QVERIFY(program.session.shown()->pause()->exception.description.startsWith(u"TypeError: no"));
    QCOMPARE(program.line(), 2);
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.result->exitCode, 1);
    QVERIFY(program.output.contains("TypeError: no"));
}

void tst_DebugPauses::caughtExceptionStopsOnlyWhenAsked()
{
    DebuggedProgram program(false);
    const QByteArray source =
        "try {\n  throw new Error('x');\n} catch { console.log('caught'); }\n";
    program.start(source);
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("caught\r\n"));
    DebugOptions options;
    options.pausesOnCaught = true;
    program.session.setOptions(options);
    program.start(source);
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
}

void tst_DebugPauses::rejectionStops()
{
    DebuggedProgram program(false);
    program.start("async function f() {\n  throw new Error('x');\n}\nf();\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
    QCOMPARE(program.session.shown()->pause()->reason, QStringLiteral("promiseRejection"));
}

void tst_DebugPauses::pauseReachesAnEndlessLoop()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.start("console.log('ready');\nlet n = 0;\nwhile (true)\n  ++n;\n");
    QVERIFY(program.waitForOutput("ready"));
    program.session.requestPause();
    QVERIFY(program.waitForPause());
    QVERIFY(program.line() >= 3);
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPauses::runsToTheCursor()
{
    DebuggedProgram program(false);
    program.breakAt(1);
    program.start("let n = 1;\nn += 1;\nn += 1;\nconsole.log(n);\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.pausesAfter([&] { QVERIFY(program.session.runTo(program.path(), 3)); }));
    QCOMPARE(program.line(), 3);
    QVERIFY(!program.session.runTo(program.path(QStringLiteral("absent.js")), 1));
}

void tst_DebugPauses::frameIsRestarted()
{
    DebuggedProgram program(false);
    program.breakAt(3);
    program.start("function f(n) {\n  let a = n;\n  a += 1;\n  return a;\n}\nconsole.log(f(1));\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.pausesAfter([&] { program.session.restartFrame(); }));
    QCOMPARE(program.line(), 2);
}

void tst_DebugPauses::stopEndsAPausedProgram()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.breakAt(1);
    program.start("setInterval(() => {}, 1000);\n");
    QVERIFY(program.waitForPause());
    program.stopAsTheWindow();
    QVERIFY(program.waitForEnd());
    QVERIFY(program.result->reason == core::RunResult::Reason::Stopped);
    QCOMPARE(program.session.state(), DebugSession::State::Off);
}

void tst_DebugPauses::stopRunsNoMoreCodeOfAPausedProgram()
{
    DebuggedProgram program(false);
    program.breakAt(1);
    program.start("const a = 1;\nconsole.log('must not run');\nwhile (true) {}\n");
    QVERIFY(program.waitForPause());
    program.stopAsTheWindow();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray());
}

void tst_DebugPauses::stopListenersRunWhenStoppedInAPause()
{
    DebuggedProgram program(false);
    program.start("process.on('SIGTERM', () => { console.log('bye'); process.exit(3); });\n"
                  "setInterval(() => {\n  globalThis.n = 1;\n}, 1);\nconsole.log('ready');\n");
    QVERIFY(program.waitForOutput("ready"));
    program.breakAt(3);
    QVERIFY(program.waitForPause());
    program.stopAsTheWindow();
    QVERIFY(program.waitForEnd());
    QVERIFY(program.output.contains("bye"));
}

void tst_DebugPauses::restartsWhilePaused()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.breakAt(1);
    for (int i = 0; i < 3; ++i) {
        program.start("console.log(1);\nsetInterval(() => {}, 1000);\n");
        QVERIFY(program.waitForPause());
        QCOMPARE(program.line(), 1);
        program.stopAsTheWindow();
        QVERIFY(program.waitForEnd());
    }
}

void tst_DebugPauses::destructionEndsAPausedProgram()
{
    QFETCH(bool, isIsolated);
    auto program = std::make_unique<DebuggedProgram>(isIsolated);
    program->breakAt(1);
    program->start("setInterval(() => {}, 1000);\n");
    QVERIFY(program->waitForPause());
    QElapsedTimer clock;
    clock.start();
    program.reset();
    QVERIFY2(clock.elapsed() < 2000, "the window must not wait for a paused program");
}

void tst_DebugPauses::attachesToARunningProgram()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.write(QStringLiteral("app.js"),
                  "setInterval(() => {\n  globalThis.n = 1;\n}, 1);\nconsole.log('ready');\n");
    core::RunRequest request;
    request.script = program.path();
    request.workingDirectory = program.path(QString());
    request.environment = QProcessEnvironment::systemEnvironment();
    program.runtime->start(request);
    QVERIFY(program.waitForOutput("ready"));
    program.breakAt(2);
    program.session.begin();
    QVERIFY(program.runtime->traceChannel()->commands.post(trace::Command::openDebugger()));
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
    QCOMPARE(program.output, QByteArray("ready\r\n"));
}

void tst_DebugPauses::closedConnectionLetsTheProgramGoOn()
{
    DebuggedProgram program(false);
    program.breakAt(1);
    program.start("console.log('goes on');\n");
    QVERIFY(program.waitForPause());
    program.session.end();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("goes on\r\n"));
}

void tst_DebugPauses::workerStops()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.write(QStringLiteral("worker.js"), "const w = 1;\nconsole.log(w);\n");
    program.breakAt(1, QStringLiteral("worker.js"));
    program.start("const { Worker } = require('worker_threads');\n"
                  "new Worker(__dirname + '/worker.js').on('exit', () => console.log('done'));\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(QStringLiteral("worker.js")));
    QVERIFY(!program.session.shown()->info().workerSession.isEmpty());
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QVERIFY2(program.output.contains("done"), program.output);
}

void tst_DebugPauses::childProcessStops()
{
    DebuggedProgram program(true);
    program.write(QStringLiteral("child.js"), "const w = 1;\nconsole.log('child', w);\n");
    program.breakAt(1, QStringLiteral("child.js"));
    program.start(
        "const { fork } = require('child_process');\n"
        "fork(__dirname + '/child.js').on('exit', (code) => console.log('code', code));\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(QStringLiteral("child.js")));
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("child 1\r\ncode 0\r\n"));
}

void tst_DebugPauses::normalRunOpensNoInspector()
{
    DebuggedProgram program(false);
    program.write(QStringLiteral("app.js"), "console.log(String(require('inspector').url()));\n");
    core::RunRequest request;
    request.script = program.path();
    request.workingDirectory = program.path(QString());
    request.environment = QProcessEnvironment::systemEnvironment();
    program.runtime->start(request);
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("undefined\r\n"));
    QCOMPARE(program.runtime->traceChannel()->debuggerAddress.url(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_DebugPauses)
#include "tst_debugpauses.moc"
