// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programbench.h"

#include <csignal>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

class tst_NodeStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outputArrivesBeforeTheEnd();
    void standardStreamsAreATerminalOfTheAskedSize();
    void writesPastNodeToDescriptorOneAreSeen();
    void typedTextReachesTheProgram();
    void interruptEndsAProgramWithoutListener();
    void interruptReachesAListener();
    void heldOutputWaits();
    void resizeIsSeenByTheProgram();
    void hugeOutputArrivesWhole();
};

void tst_NodeStreams::outputArrivesBeforeTheEnd()
{
    Bench bench;
    bench.start("for (let i = 0; i < 3; i++) console.log('line', i)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(
        bench.text(),
        QStringLiteral("line \x1b[33m0\x1b[39m\nline \x1b[33m1\x1b[39m\nline \x1b[33m2\x1b[39m\n"));
}

void tst_NodeStreams::standardStreamsAreATerminalOfTheAskedSize()
{
    Bench bench;
    RunRequest request = bench.request(
        "process.stdout.write(JSON.stringify([process.stdin.isTTY, process.stdout.isTTY,"
        "process.stderr.isTTY, process.stdout.columns, process.stdout.rows, process.env.TERM,"
        "process.stdout.getColorDepth()]))");
    request.columns = 101;
    request.rows = 33;
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("[true,true,true,101,33,\"xterm-256color\",24]"));
}

void tst_NodeStreams::writesPastNodeToDescriptorOneAreSeen()
{
    Bench bench;
    bench.start("require('fs').writeSync(1, 'one'); require('fs').writeSync(2, 'two');"
                "require('child_process').execSync('echo three', { stdio: 'inherit' })");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("onetwothree\n"));
}

void tst_NodeStreams::typedTextReachesTheProgram()
{
    Bench bench;
    bench.start("const r = require('readline').createInterface({ input: process.stdin,"
                "output: process.stdout });"
                "r.question('name? ', n => { console.log('hello ' + n); r.close() })");
    QVERIFY(bench.waitForOutput("name? "));
    bench.runtime.writeInput("Ada\r");
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.output.contains("hello Ada"), bench.output);
    QCOMPARE(bench.result().exitCode, 0);
}

void tst_NodeStreams::interruptEndsAProgramWithoutListener()
{
    Bench bench;
    bench.start("console.log('go'); for (;;) {}");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.writeInput("\x03");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Signalled);
    QCOMPARE(bench.result().signal, SIGINT);
    QCOMPARE(bench.result().exitCode, 130);
}

void tst_NodeStreams::interruptReachesAListener()
{
    Bench bench;
    bench.start("process.once('SIGINT', s => { console.log(s); process.exit(0) });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.writeInput("\x03");
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.output.contains("SIGINT"));
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, 0);
}

// Neither lost nor out of order; and a program that waits for its reader can be stopped.
void tst_NodeStreams::heldOutputWaits()
{
    Bench bench;
    bench.start("for (let i = 0;; i++) console.log(String(i))");
    QVERIFY(bench.waitForOutput("\n100\r\n"));
    QSignalSpy received(&bench.runtime, &core::Runtime::outputReceived);
    bench.runtime.holdOutput(true);
    QVERIFY(!received.wait(200));
    bench.runtime.holdOutput(false);
    QVERIFY(bench.waitForOutput("\n100000\r\n"));
    bench.runtime.holdOutput(true);
    const QList<QByteArray> lines = bench.output.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i)
        QCOMPARE(lines[i], QByteArray::number(i) + '\r');
    QVERIFY(bench.stop());
}

void tst_NodeStreams::resizeIsSeenByTheProgram()
{
    Bench bench;
    bench.start("process.stdout.on('resize', () => { process.stdout.write([process.stdout.columns,"
                "process.stdout.rows].join('x')); process.exit() });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.resizeTerminal(123, 45);
    QVERIFY(bench.waitForEnd());
    QVERIFY2(bench.output.contains("123x45"), bench.output);
}

void tst_NodeStreams::hugeOutputArrivesWhole()
{
    Bench bench;
    bench.start("for (let i = 0; i < 100000; i++) process.stdout.write(i + '\\n');"
                "process.stdout.write('x'.repeat(3e6)); process.exit(0)");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output.count('\n'), 100'000);
    QVERIFY(bench.output.endsWith(QByteArray(3'000'000, 'x')));
}

QTEST_GUILESS_MAIN(tst_NodeStreams)
#include "tst_nodestreams.moc"
