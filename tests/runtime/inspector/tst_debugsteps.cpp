// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/debuggedprogram.h"

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;
using namespace Qt::StringLiterals;

// Where steps and continuing end: one scenario for each row. A program stops at its breakpoint,
// gets the commands, and must be at these places afterwards ("function:line", "-" for a script).
class tst_DebugSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsEndAt_data();
    void stepsEndAt();
    void exceptionsStop_data();
    void exceptionsStop();
    void conditions_data();
    void conditions();
    void asyncParents_data();
    void asyncParents();
    void asyncDepthZeroHasNoParents();
    void outerFrameIsEvaluated();
    void outerFrameIsRestarted();
    void runsToTheCursorInAnotherFile();
    void cursorThatIsNotReachedStopsNothing();
    void twoWorkersStopIndependently();
    void exceptionInAChildStops();
};

void tst_DebugSteps::stepsEndAt_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("commands");
    QTest::addColumn<QString>("places");
    const auto row = [](const char *name, const char *source, int line, const QString &commands,
                        const QString &places) {
        QTest::newRow(name) << QByteArray(source) << line << commands << places;
    };
    row("over the end of a function", "function f() {\n  return 1;\n}\nf();\nconst a = 1;\n", 2,
        u"over over"_s, u"f:2 -:5"_s);
    row("into a callback of an array", "[1, 2].map((x) => {\n  return x;\n});\nconst a = 1;\n", 1,
        u"into over over"_s, u"-:2 -:2 -:2"_s);
    row("into a constructor",
        "class A {\n  constructor() {\n    this.x = 1;\n  }\n}\nnew A();\nconst a = 1;\n", 6,
        u"into out"_s, u"A:3 -:7"_s);
    row("into a getter", "const o = {\n  get x() {\n    return 1;\n  }\n};\nconst a = o.x;\n", 6,
        u"into out"_s, u"get x:3 -:6"_s);
    row("into a generator",
        "function* g() {\n  yield 1;\n  yield 2;\n}\nconst i = g();\ni.next();\ni.next();\n", 6,
        u"into out into"_s, u"g:2 -:7 g:3"_s);
    row("over a throw that is caught",
        "function f() {\n  throw new Error('x');\n}\ntry {\n  f();\n} catch {\n  f.done = 1;\n}\n",
        5, u"over over"_s, u"-:7 -:8"_s);
    row("over an await that rejects",
        "async function f() {\n  try {\n    await Promise.reject(new Error('x'));\n  } catch (e) "
        "{\n"
        "    f.done = e;\n  }\n}\nf();\n",
        3, u"over over"_s, u"f:5 f:7"_s);
    row("over awaits in a loop",
        "async function f() {\n  for (let i = 0; i < 2; ++i) {\n    await i;\n    f.last = i;\n  "
        "}\n}\n"
        "f();\n",
        3, u"over over"_s, u"f:4 f:2"_s);
    row("over an await of a file",
        "const fs = require('fs/promises');\nasync function f() {\n"
        "  const text = await fs.readFile(__filename);\n  f.text = text;\n}\nf();\n",
        3, u"over"_s, u"f:4"_s);
    row("over for await",
        "async function* g() {\n  yield 1;\n}\nasync function f() {\n  for await (const x of g()) "
        "{\n"
        "    f.x = x;\n  }\n  f.done = 1;\n}\nf();\n",
        6, u"over over over"_s, u"f:5 f:8 f:9"_s);
    row("into an asynchronous function",
        "async function f() {\n  return 1;\n}\nasync function main() {\n  const a = await f();\n"
        "  main.a = a;\n}\nmain();\n",
        5, u"into out over"_s, u"f:2 main:6 main:7"_s);
    row("out of a callback of a timer",
        "setTimeout(() => {\n  setTimeout(next, 1);\n}, 1);\nfunction next() {\n  next.a = 1;\n}\n",
        5, u"over"_s, u"next:6"_s);
    row("over a recursive call",
        "function f(n) {\n  if (n === 0) return 0;\n  const rest = f(n - 1);\n  return rest + "
        "1;\n}\n"
        "f(3);\n",
        6, u"into over over over"_s, u"f:2 f:3 f:4 f:4"_s);
    row("over a statement in several lines", "const a = [\n  1,\n  2,\n];\nconst b = 2;\n", 1,
        u"over"_s, u"-:5"_s);
    row("continue to the next breakpoint of a loop",
        "for (let i = 0; i < 3; ++i) {\n  globalThis.i = i;\n}\n", 2, u"continue continue"_s,
        u"-:2 -:2"_s);
    row("into a callback that a package of Node calls",
        "const { EventEmitter } = require('events');\nconst e = new EventEmitter();\n"
        "e.on('x', () => {\n  e.done = 1;\n});\ne.emit('x');\nconst end = 1;\n",
        6, u"into out"_s, u"-:4 -:7"_s);
    row("over the callbacks that it causes",
        "const { EventEmitter } = require('events');\nconst e = new EventEmitter();\n"
        "e.on('x', () => {\n  e.done = 1;\n});\ne.emit('x');\nconst end = 1;\n",
        6, u"over"_s, u"-:7"_s);
}

void tst_DebugSteps::stepsEndAt()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, line);
    QFETCH(const QString, commands);
    QFETCH(const QString, places);
    DebuggedProgram program(false);
    program.breakAt(line);
    program.start(source);
    QVERIFY(program.waitForPause());
    QStringList found;
    for (const QString &command : commands.split(u' ')) {
        const bool isPaused = command == u"continue"
            ? program.pausesAfter([&] { program.session.resume(); })
            : program.steps(command == u"over"       ? Step::Over
                                : command == u"into" ? Step::Into
                                                     : Step::Out);
        QVERIFY2(isPaused, qPrintable(found.join(u' ')));
        found.append(program.stack().section(u' ', 0, 0));
        if (program.frame().function.contains(u' ')) // "get x"
            found.last() = program.frame().function + u':' + QString::number(program.line());
    }
    QCOMPARE(found.join(u' '), places);
    program.breakpoints.removeAll();
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugSteps::exceptionsStop_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("onCaught");
    QTest::addColumn<bool>("onUncaught");
    QTest::addColumn<int>("line"); // 0: none
    const auto row = [](const char *name, const char *source, bool caught, bool uncaught,
                        int line) {
        QTest::newRow(name) << QByteArray(source) << caught << uncaught << line;
    };
    const char *const timer = "setTimeout(() => {\n  throw new Error('x');\n}, 1);\n";
    row("uncaught in a timer", timer, false, true, 2);
    row("uncaught in a timer, not wanted", timer, false, false, 0);
    row("a value that is no error", "const a = 1;\nthrow 'text';\n", false, true, 2);
    row("undefined thrown", "const a = 1;\nthrow undefined;\n", false, true, 2);
    row("caught by an asynchronous function",
        "async function f() {\n  try {\n    await 1;\n    JSON.parse('{');\n  } catch "
        "{}\n}\nf();\n",
        true, false, 4);
    row("caught by a promise, not wanted",
        "new Promise(() => {\n  throw new Error('x');\n}).catch(() => {});\n", false, true, 0);
    row("caught by a promise",
        "new Promise(() => {\n  throw new Error('x');\n}).catch(() => {});\n", true, true, 2);
    row("in a callback of Node", "process.nextTick(() => {\n  null.x;\n});\n", false, true, 2);
    row("file that is not there, caught by Node",
        "const fs = require('fs');\nif (!fs.existsSync('/none')) fs.done = 1;\n", false, true, 0);
    row("in a listener",
        "process.on('exit', () => {});\nprocess.emit('x');\n"
        "const e = new (require('events'))();\ne.on('a', () => {\n  e.b.c;\n});\n"
        "e.emit('a');\n",
        false, true, 5);
}

void tst_DebugSteps::exceptionsStop()
{
    QFETCH(const QByteArray, source);
    QFETCH(const bool, onCaught);
    QFETCH(const bool, onUncaught);
    QFETCH(const int, line);
    DebuggedProgram program(false);
    DebugOptions options;
    options.pausesOnCaught = onCaught;
    options.pausesOnUncaught = onUncaught;
    program.session.setOptions(options);
    program.start(source);
    if (line == 0) {
        QVERIFY(program.waitForEnd());
        return;
    }
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), line);
    QVERIFY(program.session.shown()->pause()->exception.isValid());
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugSteps::conditions_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("visit"); // the number of visits from which it stops
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("stoppedAt"); // i; -1: never
    QTest::addColumn<QStringList>("logged");
    const auto row = [](const char *name, const QString &condition, int visit,
                        const QString &message, int stoppedAt, const QStringList &logged = {}) {
        QTest::newRow(name) << condition << visit << message << stoppedAt << logged;
    };
    row("condition that throws passes", u"nobody.x"_s, 0, {}, -1);
    row("condition that is no JavaScript passes", u"((("_s, 0, {}, -1);
    row("condition and visits", u"i % 2 === 1"_s, 2, {}, 3);
    row("condition with a text", u"name === 'n2'"_s, 0, {}, 2);
    row("visits that are not reached", {}, 9, {}, -1);
    row("message in each turn", {}, 0, u"i is {i}"_s, -1,
        { u"i is 0"_s, u"i is 1"_s, u"i is 2"_s, u"i is 3"_s, u"i is 4"_s });
    row("message with a condition", u"i > 3"_s, 0, u"{name} {({ a: [i] }).a.length}"_s, -1,
        { u"n4 1"_s });
    row("message from a visit on", {}, 4, u"{i}"_s, -1, { u"3"_s, u"4"_s });
    row("message that throws", u"i === 0"_s, 0, u"{nobody.x}"_s, -1,
        { u"ReferenceError: nobody is not defined"_s });
    row("message with an open brace", u"i === 0"_s, 0, u"a {i"_s, -1, { u"a {i"_s });
}

void tst_DebugSteps::conditions()
{
    QFETCH(const QString, condition);
    QFETCH(const int, visit);
    QFETCH(const QString, message);
    QFETCH(const int, stoppedAt);
    QFETCH(const QStringList, logged);
    DebuggedProgram program(false);
    program.breakpoints.add({ 0, program.path(), 3, condition, visit, message });
    program.start(
        "for (let i = 0; i < 5; ++i) {\n  const name = 'n' + i;\n  globalThis.last = name;\n}\n"
        "console.log('end');\n");
    if (stoppedAt < 0) {
        QVERIFY(program.waitForEnd());
        QCOMPARE(program.output, QByteArray("end\r\n"));
        QCOMPARE(program.logged, logged);
        return;
    }
    QVERIFY(program.waitForPause());
    QCOMPARE(program.evaluate(u"i"_s).value.value.toInt(), stoppedAt);
    program.breakpoints.removeAll();
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugSteps::asyncParents_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("parent"); // in the stack
    const auto row = [](const char *name, const char *source, int line, const QString &parent) {
        QTest::newRow(name) << QByteArray(source) << line << parent;
    };
    row("timer", "function plan() {\n  setTimeout(() => {\n    plan.a = 1;\n  }, 1);\n}\nplan();\n",
        3, u"plan:2"_s);
    row("then",
        "function plan() {\n  Promise.resolve().then(() => {\n    plan.a = 1;\n  });\n}\nplan();\n",
        3, u"plan:2"_s);
    row("microtask",
        "function plan() {\n  queueMicrotask(() => {\n    plan.a = 1;\n  });\n}\nplan();\n", 3,
        u"plan:2"_s);
    row("three awaits",
        "async function a() {\n  await 1;\n  a.x = 1;\n}\nasync function b() {\n  await a();\n}\n"
        "async function c() {\n  await b();\n}\nc();\n",
        3, u"c:9"_s);
    row("immediate",
        "function plan() {\n  setImmediate(() => {\n    plan.a = 1;\n  });\n}\nplan();\n", 3,
        u"plan:2"_s);
    row("tick",
        "function plan() {\n  process.nextTick(() => {\n    plan.a = 1;\n  });\n}\nplan();\n", 3,
        u"plan:2"_s);
}

void tst_DebugSteps::asyncParents()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, line);
    QFETCH(const QString, parent);
    DebuggedProgram program(false);
    program.breakAt(line);
    program.start(source);
    QVERIFY(program.waitForPause());
    const QString stack = program.stack();
    const qsizetype heading = stack.indexOf(u'[');
    QVERIFY2(heading > 0 && stack.indexOf(parent) > heading, qPrintable(stack));
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugSteps::asyncDepthZeroHasNoParents()
{
    DebuggedProgram program(false);
    DebugOptions options;
    options.asyncDepth = 0;
    program.session.setOptions(options);
    program.breakAt(2);
    program.start("setTimeout(() => {\n  globalThis.a = 1;\n}, 1);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.stack(), u"-:2"_s);
}

void tst_DebugSteps::outerFrameIsEvaluated()
{
    DebuggedProgram program(false);
    program.breakAt(2);
    program.start(
        "function inner(x) {\n  return x;\n}\nfunction outer(y) {\n  return inner(y + 1);\n}\n"
        "outer(1);\n");
    QVERIFY(program.waitForPause());
    program.session.showFrame(1);
    QCOMPARE(program.evaluate(u"y"_s).value.value.toInt(), 1);
    QVERIFY(!program.evaluate(u"x"_s).isGood());
    program.session.showFrame(0);
    QCOMPARE(program.evaluate(u"x"_s).value.value.toInt(), 2);
}

void tst_DebugSteps::outerFrameIsRestarted()
{
    DebuggedProgram program(false);
    program.breakAt(3);
    program.start("let calls = 0;\nfunction inner() {\n  return ++calls;\n}\nfunction outer() {\n"
                  "  calls += 10;\n  return inner();\n}\nconsole.log(outer());\n");
    QVERIFY(program.waitForPause());
    program.session.showFrame(1);
    QVERIFY(program.pausesAfter([&] { program.session.restartFrame(); }));
    QCOMPARE(program.stack(), u"outer:6 -:9"_s);
    program.breakpoints.removeAll();
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("21\r\n"));
}

void tst_DebugSteps::runsToTheCursorInAnotherFile()
{
    DebuggedProgram program(false);
    program.write(u"part.js"_s, "exports.f = () => {\n  const a = 1;\n  return a;\n};\n");
    program.breakAt(2);
    program.start("const { f } = require('./part.js');\nconst b = 1;\nf();\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.pausesAfter([&] { program.session.runTo(program.path(u"part.js"_s), 3); }));
    QCOMPARE(program.frame().place.path, program.path(u"part.js"_s));
    QCOMPARE(program.line(), 3);
}

void tst_DebugSteps::cursorThatIsNotReachedStopsNothing()
{
    DebuggedProgram program(false);
    program.breakAt(4);
    program.start("function f() {\n  return 1;\n}\nconst a = 1;\nconsole.log('end');\n");
    QVERIFY(program.waitForPause());
    QVERIFY(program.session.runTo(program.path(), 2));
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("end\r\n"));
}

void tst_DebugSteps::twoWorkersStopIndependently()
{
    DebuggedProgram program(false);
    program.write(u"worker.js"_s, "const a = 1;\nconst b = 2;\n");
    program.breakAt(1, u"worker.js"_s);
    program.start("const { Worker } = require('worker_threads');\n"
                  "new Worker(__dirname + '/worker.js');\nnew Worker(__dirname + '/worker.js');\n");
    const auto paused = [&] {
        QList<DebugTarget *> found = program.session.targets();
        found.removeIf([](const DebugTarget *target) { return !target->isPaused(); });
        return found;
    };
    QTRY_COMPARE_WITH_TIMEOUT(paused().size(), 2, DebuggedProgram::timeoutMs);
    DebugTarget *first = paused().first();
    DebugTarget *second = paused().last();
    program.session.show(first);
    program.session.step(Step::Over);
    QTRY_VERIFY(first->isPaused() && first->frames().first().place.line == 2);
    QVERIFY(second->isPaused());
    QCOMPARE(second->frames().first().place.line, 1);
    first->resume();
    second->resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugSteps::exceptionInAChildStops()
{
    DebuggedProgram program(true);
    program.write(u"child.js"_s, "const a = 1;\nthrow new Error('of the child');\n");
    program.start(
        "const { fork } = require('child_process');\n"
        "fork(__dirname + '/child.js').on('exit', (code) => console.log(`code ${code}`));\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(u"child.js"_s));
    QCOMPARE(program.line(), 2);
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QVERIFY(program.output.contains("code 1"));
}

QTEST_GUILESS_MAIN(tst_DebugSteps)
#include "tst_debugsteps.moc"
