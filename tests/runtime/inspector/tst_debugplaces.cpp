// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/requestrule.h"
#include "tests/support/debuggedprogram.h"

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;
using trace::RequestRule;

namespace {

Breakpoint onFunction(const QString &name)
{
    Breakpoint breakpoint;
    breakpoint.kind = Breakpoint::Kind::Function;
    breakpoint.name = name;
    return breakpoint;
}

// A breakpoint on requests, as the window sets it: in the debugger, and as a rule in the program.
void breakOnRequests(DebuggedProgram &program, const QString &path, const QString &method = {})
{
    Breakpoint breakpoint;
    breakpoint.kind = Breakpoint::Kind::Request;
    breakpoint.name = path;
    breakpoint.method = method;
    program.breakpoints.add(breakpoint);
    RequestRule rule;
    rule.action = RequestRule::Action::Break;
    rule.path = path;
    rule.method = method;
    program.runtime->agents()->setRules(trace::encodeRules({ rule }));
}

// Sends requests until one arrives after the rule, which takes its own way to the program.
bool pausesAtRequest(DebuggedProgram &program, const QByteArray &path)
{
    const QByteArray answer = "got own " + path;
    for (int i = 0; i < 1000 && !program.session.isPaused(); ++i) {
        program.output.clear();
        program.runtime->writeInput(path + '\n');
        if (!QTest::qWaitFor(
                [&] { return program.session.isPaused() || program.output.contains(answer); },
                DebuggedProgram::timeoutMs))
            return false;
    }
    return program.session.isPaused();
}

// Sends itself a request for each line of input.
const QByteArray server = R"(const http = require('http');
function handle(request, response) {
  const answer = 'own ' + request.url;
  response.end(answer);
}
const server = http.createServer(handle);
server.listen(0, '127.0.0.1', () => {
  process.stdin.on('data', (line) => {
    const path = String(line).trim();
    http.get({ port: server.address().port, host: '127.0.0.1', path }, (response) =>
      response.setEncoding('utf8').on('data', (text) => console.log('got', text)));
  });
  console.log('ready');
});
)";

} // namespace

// Breakpoints that are not in a line: on the name of a function, on a request.
class tst_DebugPlaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void functionStops_data() { DebuggedProgram::addWays(); }
    void functionStops();
    void functionThatIsCalledWhileItsScriptLoads();
    void functionOfAModule();
    void functionOfTypeScript();
    void functionSetWhileRunning();
    void functionWithACondition();
    void unknownFunctionIsNotLoaded();
    void methodsOfSeveralClasses();
    void temporaryStopsOnce();
    void requestStopsInTheHandler_data() { DebuggedProgram::addWays(); }
    void requestStopsInTheHandler();
    void requestStopsWithoutSkipping();
    void otherRequestsPass();
    void requestOfAWorkerStops();
};

void tst_DebugPlaces::functionStops()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    const int id = program.breakpoints.add(onFunction(QStringLiteral("inner")));
    program.start("function outer(a) {\n"
                  "  return inner(a);\n"
                  "}\n"
                  "const inner = (a) => {\n"
                  "  return a + 1;\n"
                  "};\n"
                  "console.log(outer(1));\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.stack(), QStringLiteral("inner:5 outer:2 -:7"));
    QCOMPARE(program.session.bindingOf(id).state, Binding::State::Bound);
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("2\r\n"));
}

void tst_DebugPlaces::functionThatIsCalledWhileItsScriptLoads()
{
    DebuggedProgram program(false);
    program.breakpoints.add(onFunction(QStringLiteral("first")));
    program.write(QStringLiteral("part.js"), "function first() { return 1; }\nfirst();\n");
    program.start("require('./part.js');\nconsole.log('end');\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.stack(), QStringLiteral("first:1 -:2 -:1"));
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("end\r\n"));
}

void tst_DebugPlaces::functionOfAModule()
{
    DebuggedProgram program(false);
    program.breakpoints.add(onFunction(QStringLiteral("twice")));
    program.write(QStringLiteral("part.mjs"), "export function twice(a) {\n  return 2 * a;\n}\n");
    program.start("import { twice } from './part.mjs';\nconsole.log(twice(4));\n",
                  QStringLiteral("app.mjs"));
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().place.path, program.path(QStringLiteral("part.mjs")));
    QCOMPARE(program.line(), 2);
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::functionOfTypeScript()
{
    DebuggedProgram program(false);
    program.breakpoints.add(onFunction(QStringLiteral("add")));
    program.start("interface A { n: number }\n"
                  "class Counter {\n"
                  "  add(a: A, b: number): number {\n"
                  "    return a.n + b;\n"
                  "  }\n"
                  "}\n"
                  "console.log(new Counter().add({ n: 1 }, 2));\n",
                  QStringLiteral("app.ts"));
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 4);
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("3\r\n"));
}

void tst_DebugPlaces::functionSetWhileRunning()
{
    DebuggedProgram program(false);
    program.start("function tick() {\n  return 1;\n}\nsetInterval(() => tick(), 5);\n"
                  "console.log('ready');\n");
    QVERIFY(program.waitForOutput("ready"));
    const int id = program.breakpoints.add(onFunction(QStringLiteral("tick")));
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
    program.breakpoints.remove(id);
    program.session.resume();
    QTRY_VERIFY(!program.session.isPaused());
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::functionWithACondition()
{
    DebuggedProgram program(false);
    Breakpoint breakpoint = onFunction(QStringLiteral("add"));
    breakpoint.condition = QStringLiteral("a === 3");
    program.breakpoints.add(breakpoint);
    program.start("const add = (a) => {\n  return a;\n};\nfor (let i = 0; i < 5; ++i) add(i);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.evaluate(QStringLiteral("a")).value.value.toInt(), 3);
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::unknownFunctionIsNotLoaded()
{
    DebuggedProgram program(false);
    const int id = program.breakpoints.add(onFunction(QStringLiteral("nobody")));
    program.start("setInterval(() => {}, 1000); console.log('ready');\n");
    QVERIFY(program.waitForOutput("ready"));
    QCOMPARE(program.session.bindingOf(id).state, Binding::State::NotLoaded);
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::methodsOfSeveralClasses()
{
    DebuggedProgram program(false);
    program.breakpoints.add(onFunction(QStringLiteral("run")));
    program.start("class A {\n  run() { return 1; }\n}\nclass B {\n  run() { return 2; }\n}\n"
                  "new A().run();\nnew B().run();\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.line(), 2);
    QVERIFY(program.pausesAfter([&] { program.session.resume(); }));
    QCOMPARE(program.line(), 5);
    program.session.resume();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::temporaryStopsOnce()
{
    DebuggedProgram program(false);
    Breakpoint breakpoint { 0, program.path(), 2 };
    breakpoint.isTemporary = true;
    program.breakpoints.add(breakpoint);
    program.start("for (let i = 0; i < 3; ++i)\n  console.log(i);\n");
    QVERIFY(program.waitForPause());
    QCOMPARE(program.output, QByteArray());
    QVERIFY(program.breakpoints.isEmpty());
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("0\r\n1\r\n2\r\n"));
}

void tst_DebugPlaces::requestStopsInTheHandler()
{
    QFETCH(bool, isIsolated);
    DebuggedProgram program(isIsolated);
    program.start(server);
    QVERIFY(program.waitForOutput("ready"));
    breakOnRequests(program, QStringLiteral("/stop/:id"), QStringLiteral("GET"));
    QVERIFY(pausesAtRequest(program, "/stop/1"));
    QVERIFY(program.session.shown()->isAtRequest());
    QCOMPARE(program.frame().function, QStringLiteral("handle"));
    QCOMPARE(program.line(), 3);
    QCOMPARE(program.evaluate(QStringLiteral("request.url")).value.value.toString(),
             QStringLiteral("/stop/1"));
    QVERIFY(program.steps(Step::Over));
    QCOMPARE(program.line(), 4);
    QVERIFY(!program.session.shown()->isAtRequest());
    program.session.resume();
    QVERIFY(program.waitForOutput("got own /stop/1"));
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

// With Node's own code among what steps go into, the handler still comes first.
void tst_DebugPlaces::requestStopsWithoutSkipping()
{
    DebuggedProgram program(false);
    DebugOptions options;
    options.skipsForeign = false;
    program.session.setOptions(options);
    program.start(server);
    QVERIFY(program.waitForOutput("ready"));
    breakOnRequests(program, QStringLiteral("*"));
    QVERIFY(pausesAtRequest(program, "/stop"));
    QCOMPARE(program.frame().function, QStringLiteral("handle"));
    QCOMPARE(program.line(), 3);
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::otherRequestsPass()
{
    DebuggedProgram program(false);
    program.start(server);
    QVERIFY(program.waitForOutput("ready"));
    breakOnRequests(program, QStringLiteral("/stop"));
    program.runtime->writeInput("/pass\n");
    QVERIFY(program.waitForOutput("got own /pass"));
    QVERIFY(!program.session.isPaused());
    program.runtime->stop();
    QVERIFY(program.waitForEnd());
}

void tst_DebugPlaces::requestOfAWorkerStops()
{
    DebuggedProgram program(false);
    program.write(
        QStringLiteral("worker.js"),
        "const http = require('http');\n"
        "function handle(request, response) {\n"
        "  response.end('own');\n"
        "}\n"
        "const server = http.createServer(handle);\n"
        "server.listen(0, '127.0.0.1', async () => {\n"
        "  console.log('ready');\n"
        "  for (;;) await (await fetch('http://127.0.0.1:' + server.address().port)).text();\n"
        "});\n");
    program.start("const { Worker } = require('worker_threads');\n"
                  "new Worker(__dirname + '/worker.js');\n");
    QVERIFY(program.waitForOutput("ready"));
    breakOnRequests(program, QStringLiteral("*"));
    QVERIFY(program.waitForPause());
    QCOMPARE(program.frame().function, QStringLiteral("handle"));
    program.stopAsTheWindow();
    QVERIFY(program.waitForEnd());
}

QTEST_GUILESS_MAIN(tst_DebugPlaces)
#include "tst_debugplaces.moc"
