// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/programbench.h"

#include <csignal>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

class tst_NodeStop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopEndsABusyLoop_data();
    void stopEndsABusyLoop();
    void stopWhileStarting();
    void stopLetsSigtermListenersSpeak();
    void stopEndsChildren();
    void destructionEndsTheProgram();
    void stopWorksWhileOutputIsBlocked();
};

void tst_NodeStop::stopEndsABusyLoop_data()
{
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char *name, const char *source) {
        QTest::newRow(name) << QByteArray(source);
    };
    row("script", "console.log('go'); for (;;) {}");
    row("microtasks", "console.log('go'); (function f() { Promise.resolve().then(f) })()");
    row("nextTick", "console.log('go'); (function f() { process.nextTick(f) })()");
    row("timer", "console.log('go'); setInterval(() => {}, 1000)");
    row("worker",
        "const { Worker } = require('worker_threads');"
        "new Worker('for(;;);', { eval: true }).on('online', () => console.log('go'))");
    row("Atomics.wait",
        "console.log('go'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)");
    row("catastrophic expression", "console.log('go'); /(a+)+$/.test('a'.repeat(40) + 'b')");
    row("keeps catching",
        "console.log('go'); for (;;) { try { for (;;) {} } catch {} finally {} }");
    row("execSync", "console.log('go'); require('child_process').execSync('sleep 100')");
    row("ignores SIGTERM",
        "process.on('SIGTERM', () => {}); console.log('go');"
        "setInterval(() => {}, 1000)");
    row("server",
        "const http = require('http'); http.createServer(() => {}).listen(0, function() {"
        "http.get({ port: this.address().port }).on('error', () => {});"
        "console.log('go') })");
    row("reads a line", "console.log('go'); process.stdin.on('data', () => {})");
    row("reads a line and waits for it",
        "console.log('go'); require('fs').readSync(0, Buffer.alloc(9))");
}

void tst_NodeStop::stopEndsABusyLoop()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    bench.start(source);
    QVERIFY(bench.waitForOutput("go"));
    QElapsedTimer clock;
    clock.start();
    bench.runtime.stop();
    QVERIFY2(clock.elapsed() < 50, "stop() blocked the window");
    QVERIFY(bench.waitForEnd());
    QVERIFY2(clock.elapsed() < stopMs, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(bench.result().reason, Reason::Stopped);
    QCOMPARE(bench.runtime.state(), RunState::Exited);
}

void tst_NodeStop::stopWhileStarting()
{
    Bench bench;
    bench.start("for (;;) {}");
    bench.runtime.stop();
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    bench.start("console.log('again')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("again\n"));
}

void tst_NodeStop::stopLetsSigtermListenersSpeak()
{
    Bench bench;
    bench.start("process.on('SIGTERM', () => { console.log('bye'); process.exit(7) });"
                "setInterval(() => {}, 1000); console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("go\nbye\n"));
    QCOMPARE(bench.result().exitCode, 7);
}

void tst_NodeStop::stopEndsChildren()
{
    Bench bench;
    bench.start(
        "const c = require('child_process').spawn('sh', ['-c', 'sleep 100 & echo $!; wait']);"
        "c.stdout.on('data', d => console.log('pid', c.pid, +d, 'end'))");
    QVERIFY(bench.waitForOutput("end"));
    const QStringList words =
        bench.text().remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m"))).split(u' ');
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    for (const int word : { 1, 2 }) {
        const pid_t child = words.at(word).toInt();
        QVERIFY(child > 0);
        QTRY_VERIFY(kill(child, 0) != 0
                    || QFile::exists(QStringLiteral("/proc/%1/exe").arg(child)) == false);
    }
}

void tst_NodeStop::destructionEndsTheProgram()
{
    QElapsedTimer clock;
    for (const char *source : { "for (;;) console.log('x'.repeat(1000))", "for (;;) {}" }) {
        Bench bench;
        bench.start(source);
        QTRY_COMPARE(bench.runtime.state(), RunState::Running);
        clock.start();
    }
    QVERIFY(clock.elapsed() < stopMs);
}

void tst_NodeStop::stopWorksWhileOutputIsBlocked()
{
    Bench bench;
    bench.start("for (;;) process.stdout.write('y'.repeat(100000))");
    QVERIFY(bench.waitForOutput("y"));
    QElapsedTimer clock;
    clock.start();
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QVERIFY(clock.elapsed() < stopMs);
}

QTEST_GUILESS_MAIN(tst_NodeStop)
#include "tst_nodestop.moc"
