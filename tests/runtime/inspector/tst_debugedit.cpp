// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/debuggedprogram.h"

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;
using State = SourceChange::State;

Q_DECLARE_METATYPE(State)

namespace {

// Says what f returns for each line of input.
const QByteArray program = "function f(a) {\n"
                           "  return a + 1;\n"
                           "}\n"
                           "process.stdin.on('data', () => {\n"
                           "  console.log('f gives ' + f(1) + '.');\n"
                           "});\n"
                           "console.log('ready');\n";

QString stateText(const SourceChange &change)
{
    const QStringList names { QStringLiteral("NotLoaded"),      QStringLiteral("Applied"),
                              QStringLiteral("Compiled"),       QStringLiteral("CallsFunction"),
                              QStringLiteral("AwaitsFunction"), QStringLiteral("NoScript"),
                              QStringLiteral("Refused") };
    return names.at(qsizetype(change.state))
        + (change.reason.isEmpty() ? QString() : u' ' + change.reason);
}

SourceChange apply(DebuggedProgram &debugged, const QByteArray &text,
                   const QString &name = QStringLiteral("app.js"))
{
    std::optional<SourceChange> answer;
    debugged.session.applyChange(debugged.path(name), QString::fromUtf8(text), &debugged,
                                 [&](const SourceChange &change) { answer = change; });
    const bool hasAnswer =
        QTest::qWaitFor([&] { return answer.has_value(); }, DebuggedProgram::timeoutMs);
    return hasAnswer ? *answer : SourceChange { State::Refused, QStringLiteral("no answer") };
}

} // namespace

// A changed file that goes into the running program.
class tst_DebugEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runningProgramGetsTheNewFunction_data();
    void runningProgramGetsTheNewFunction();
    void breakpointsFollow();
    void pausedFunctionIsChanged();
    void functionThatIsBeingCalledIsRefused();
    void functionThatWaitsIsRefused();
    void errorIsRefused();
    void typeScriptIsRefused();
    void otherFilesAreNotLoaded();
    void changeInAWorkerIsRefused();
};

void tst_DebugEdit::runningProgramGetsTheNewFunction_data()
{
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<QString>("name");
    QTest::newRow("in process") << false << QStringLiteral("app.js");
    QTest::newRow("isolated") << true << QStringLiteral("app.js");
    QTest::newRow("module") << false << QStringLiteral("app.mjs");
}

void tst_DebugEdit::runningProgramGetsTheNewFunction()
{
    QFETCH(const bool, isIsolated);
    QFETCH(const QString, name);
    DebuggedProgram debugged(isIsolated);
    debugged.start(program, name);
    QVERIFY(debugged.waitForOutput("ready"));
    debugged.runtime->writeInput("\n");
    QVERIFY(debugged.waitForOutput("f gives 2."));
    const SourceChange change =
        apply(debugged, QByteArray(program).replace("a + 1", "a + 40"), name);
    QCOMPARE(stateText(change), QStringLiteral("Applied"));
    debugged.runtime->writeInput("\n");
    QVERIFY(debugged.waitForOutput("f gives 41."));
    // What ran once does not run again.
    QCOMPARE(debugged.output.count("ready"), 1);
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::breakpointsFollow()
{
    DebuggedProgram debugged(false);
    debugged.start(program);
    QVERIFY(debugged.waitForOutput("ready"));
    const int id = debugged.breakAt(5);
    QTRY_COMPARE(debugged.session.bindingOf(id).state, Binding::State::Bound);
    debugged.breakpoints.move(id, 7);
    QCOMPARE(apply(debugged, "\n\n" + program).state, State::Applied);
    debugged.runtime->writeInput("\n");
    QVERIFY(debugged.waitForPause());
    QCOMPARE(debugged.line(), 7);
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::pausedFunctionIsChanged()
{
    DebuggedProgram debugged(false);
    debugged.breakAt(2);
    debugged.start(program);
    QVERIFY(debugged.waitForOutput("ready"));
    debugged.runtime->writeInput("\n");
    QVERIFY(debugged.waitForPause());
    QCOMPARE(apply(debugged, QByteArray(program).replace("a + 1", "a + 40")).state, State::Applied);
    debugged.breakpoints.removeAll();
    QTRY_VERIFY(debugged.session.isPaused());
    debugged.session.resume();
    QVERIFY(debugged.waitForOutput("f gives 41."));
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::functionThatIsBeingCalledIsRefused()
{
    DebuggedProgram debugged(false);
    debugged.breakAt(2);
    const QByteArray source = "function inner() {\n"
                              "  return 1;\n"
                              "}\n"
                              "function outer() {\n"
                              "  return inner() + 1;\n"
                              "}\n"
                              "console.log(outer());\n";
    debugged.start(source);
    QVERIFY(debugged.waitForPause());
    const SourceChange change = apply(debugged, QByteArray(source).replace("+ 1", "+ 2"));
    QCOMPARE(stateText(change), QStringLiteral("CallsFunction"));
    debugged.breakpoints.removeAll();
    debugged.session.resume();
    QVERIFY(debugged.waitForEnd());
    QCOMPARE(debugged.output, QByteArray("2\r\n"));
}

void tst_DebugEdit::functionThatWaitsIsRefused()
{
    DebuggedProgram debugged(false);
    const QByteArray source = "async function wait() {\n"
                              "  await new Promise((done) => process.stdin.once('data', done));\n"
                              "  console.log('old');\n"
                              "}\n"
                              "wait();\n"
                              "console.log('ready');\n";
    debugged.start(source);
    QVERIFY(debugged.waitForOutput("ready"));
    const SourceChange change = apply(debugged, QByteArray(source).replace("old", "new"));
    QCOMPARE(stateText(change), QStringLiteral("AwaitsFunction"));
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::errorIsRefused()
{
    DebuggedProgram debugged(false);
    debugged.start(program);
    QVERIFY(debugged.waitForOutput("ready"));
    const SourceChange change = apply(debugged, "function f( {\n");
    QCOMPARE(change.state, State::NoScript);
    QVERIFY2(change.reason.contains(u"SyntaxError"), qPrintable(change.reason));
    debugged.runtime->writeInput("\n");
    QVERIFY(debugged.waitForOutput("f gives 2."));
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::typeScriptIsRefused()
{
    DebuggedProgram debugged(false);
    debugged.start(program, QStringLiteral("app.ts"));
    QVERIFY(debugged.waitForOutput("ready"));
    QCOMPARE(apply(debugged, program, QStringLiteral("app.ts")).state, State::Compiled);
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::otherFilesAreNotLoaded()
{
    DebuggedProgram debugged(false);
    debugged.start(program);
    QVERIFY(debugged.waitForOutput("ready"));
    QCOMPARE(apply(debugged, "1", QStringLiteral("other.js")).state, State::NotLoaded);
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

void tst_DebugEdit::changeInAWorkerIsRefused()
{
    DebuggedProgram debugged(false);
    const QByteArray source = "function f(a) {\n  return a + 1;\n}\n"
                              "setInterval(() => console.log('f gives ' + f(1) + '.'), 5);\n";
    debugged.write(QStringLiteral("worker.js"), source);
    debugged.start("const { Worker } = require('worker_threads');\n"
                   "new Worker(__dirname + '/worker.js');\n");
    QVERIFY(debugged.waitForOutput("f gives 2."));
    const SourceChange change =
        apply(debugged, QByteArray(source).replace("a + 1", "a + 40"), QStringLiteral("worker.js"));
    QCOMPARE(change.state, State::Refused);
    debugged.runtime->stop();
    QVERIFY(debugged.waitForEnd());
}

QTEST_GUILESS_MAIN(tst_DebugEdit)
#include "tst_debugedit.moc"
