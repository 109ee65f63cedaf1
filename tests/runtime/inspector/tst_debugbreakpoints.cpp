// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/debuggedprogram.h"

#include <QSignalSpy>

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;

// Where a debugged program stops: breakpoints, their conditions, and the lines they are bound to.
class tst_DebugBreakpoints : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void conditionDecides();
    void hitCountDecides();
    void logpointWritesAndGoesOn();
    void disabledBreakpointIsPassed();
    void breakpointSetWhileRunningStops_data() { DebuggedProgram::addWays(); }
    void breakpointSetWhileRunningStops();
    void removedBreakpointIsPassed();
    void bindingSaysWhereItIs();
    void bindingOfAnotherFileIsNotLoaded();
    void fileWithUnusualNameIsFound();
    void moduleStops();
    void debuggerStatementStops();
    void typeScriptKeepsItsLines();
    void sourceMapLeadsToTheSource_data();
    void sourceMapLeadsToTheSource();
};

void tst_DebugBreakpoints::conditionDecides()
{
    DebuggedProgram program(false);
    program.breakpoints.add({ 0, program.path(), 2, QStringLiteral("i === 3") });
    program.start("for (let i = 0; i < 5; ++i) {\n  console.log(i);\n}\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.output, QByteArray("0\r\n1\r\n2\r\n"));
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugBreakpoints::hitCountDecides()
{
    DebuggedProgram program(false);
    Breakpoint breakpoint { 0, program.path(), 2 };
    breakpoint.hitCount = 3;
    program.breakpoints.add(breakpoint);
    program.start("for (let i = 0; i < 4; ++i) {\n  console.log(i);\n}\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.waitForOutput("1\r\n"));
    QVERIFY(program.pausesAfter([&] { program.session.resume(); }));
    QVERIFY(program.waitForOutput("2\r\n"));
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugBreakpoints::logpointWritesAndGoesOn()
{
    DebuggedProgram program(false);
    Breakpoint breakpoint { 0, program.path(), 2 };
    breakpoint.logMessage = QStringLiteral("i is {i}, {({i})}!");
    program.breakpoints.add(breakpoint);
    program.start("for (let i = 0; i < 2; ++i) {\n  console.log(i);\n}\n");
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.logged,
             QStringList({ QStringLiteral("i is 0, {i: 0}!"), QStringLiteral("i is 1, {i: 1}!") }));
    QCOMPARE(program.output, QByteArray("0\r\n1\r\n"));
}

void tst_DebugBreakpoints::disabledBreakpointIsPassed()
{
    DebuggedProgram program(false);
    Breakpoint breakpoint { 0, program.path(), 1 };
    breakpoint.isEnabled = false;
    program.breakpoints.add(breakpoint);
    QSignalSpy pauses(&program.session, &DebugSession::pauseChanged);
    program.start("console.log(1);\n");
    QVERIFY(program.waitForEnd());
    QVERIFY(!program.session.isPaused());
    QCOMPARE(program.output, QByteArray("1\r\n"));
}

void tst_DebugBreakpoints::breakpointSetWhileRunningStops()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.start("setInterval(() => {\n  globalThis.n = 1;\n}, 1);\nconsole.log('ready');\n");
    QVERIFY(program.waitForOutput("ready"));
    program.breakAt(2);
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
}

void tst_DebugBreakpoints::removedBreakpointIsPassed()
{
    DebuggedProgram program(false);
    const int id = program.breakAt(2);
    program.start("const f = (i) => {\n  console.log(i);\n};\nf(1);\nf(2);\n");
    QVERIFY(program.waitForPause());
    program.breakpoints.remove(id);
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("1\r\n2\r\n"));
}

void tst_DebugBreakpoints::bindingSaysWhereItIs()
{
    DebuggedProgram program(false);
    const int id = program.breakAt(1);
    const int last = program.breakAt(4);
    QCOMPARE(program.session.bindingOf(id).state, Binding::State::NotDebugged);
    program.start("// nothing to stop at\n\nconst a = 1;\nconsole.log(a);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.session.bindingOf(id), (Binding { Binding::State::Bound, 3 }));
    QCOMPARE(program.session.bindingOf(last), (Binding { Binding::State::Bound, 4 }));
    program.breakpoints.removeAll();
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugBreakpoints::bindingOfAnotherFileIsNotLoaded()
{
    DebuggedProgram program(false);
    const int other = program.breakAt(1, QStringLiteral("other.js"));
    program.breakAt(1);
    program.start("console.log(1);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.session.bindingOf(other).state, Binding::State::NotLoaded);
}

void tst_DebugBreakpoints::fileWithUnusualNameIsFound()
{
    DebuggedProgram program(false);
    const QString name = QStringLiteral("a b%[c]'é#.js");
    program.breakAt(1, name);
    program.start("console.log(1);\n", name);
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(name));
}

void tst_DebugBreakpoints::moduleStops()
{
    DebuggedProgram program(false);
    const QString name = QStringLiteral("app.mjs");
    program.breakAt(1, QStringLiteral("dep.mjs"));
    program.write(QStringLiteral("dep.mjs"), "export const a = 1;\n");
    program.start("import { a } from './dep.mjs?version=2';\nconsole.log(a);\n", name);
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(QStringLiteral("dep.mjs")));
}

void tst_DebugBreakpoints::debuggerStatementStops()
{
    DebuggedProgram program(false);
    program.start("const a = 1;\ndebugger;\nconsole.log(a);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
}

void tst_DebugBreakpoints::typeScriptKeepsItsLines()
{
    DebuggedProgram program(false);
    const QString name = QStringLiteral("app.ts");
    program.breakAt(5, name);
    program.start("interface User {\n  name: string;\n}\nconst user: User = { name: 'Ada' };\n"
                  "console.log(user.name);\n",
                  name);
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 5);
    QCOMPARE(program.frame().place.path, program.path(name));
}

void tst_DebugBreakpoints::sourceMapLeadsToTheSource_data()
{
    QTest::addColumn<bool>("isInline");
    QTest::newRow("file") << false;
    QTest::newRow("inline") << true;
}

// Two lines of a source were compiled into lines 2 and 3 of a script; its first line has helpers.
void tst_DebugBreakpoints::sourceMapLeadsToTheSource()
{
    QFETCH(bool, isInline);
    DebuggedProgram program(false);
    const QByteArray map = R"({"version":3,"sources":["src/app.ts"],"names":[],)"
                           R"("mappings":";AAAA;AACA"})";
    const QByteArray url =
        isInline ? "data:application/json;base64," + map.toBase64() : QByteArray("app.js.map");
    program.write(QStringLiteral("app.js.map"), map);
    const QString source = QStringLiteral("src/app.ts");
    const int id = program.breakAt(1, source);
    program.start("'use strict';\nconst a = 1;\nconsole.log(a);\n//# sourceMappingURL=" + url
                  + '\n');
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(source));
    QCOMPARE(program.line(), 1);
    QCOMPARE(program.session.bindingOf(id).line, 1);
    QVERIFY(program.steps(Step::Over));
    QCOMPARE(program.line(), 2);
}

QTEST_GUILESS_MAIN(tst_DebugBreakpoints)
#include "tst_debugbreakpoints.moc"
