// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programbench.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <sys/stat.h>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

class tst_WarmInstance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void programSeesNoDifference();
    void modulesLookUnloadedUntilTheyAreLoaded();
    void clocksCountFromTheRun();
    void timeZoneIsThatOfTheRun();
    void variablesThatNodeReadsEarlyAreThoseOfTheRun();
    void anotherProgramGetsAnotherEnvironment();
    void anotherRuntimeTakesTheProcess();
    void stoppedBeforeItBegins();
    void missingFolderFailsToStart();
    void isNotMadeWhileAProgramRuns();
    void isMadeAgainAfterEachRun();
    void unusedOneGoesWithItsOwner();
};

// All that a program can easily ask about where it runs.
static const QByteArray inquiry = R"js(
const { executionAsyncId, AsyncResource } = require('async_hooks');
const { threadId, isMainThread } = require('worker_threads');
const fs = require('fs');
const list = [...process.moduleLoadList];
const facts = {
  cwd: process.cwd() === __dirname, argv: process.argv, argv0: process.argv0, exec: process.execArgv,
  umask: process.umask(), given: process.env.LOOPTIDE_TEST_GIVEN, kept: process.env.LOOPTIDE_TEST_KEPT,
  names: Object.getOwnPropertyNames(process), globals: Reflect.ownKeys(globalThis).map(String),
  listeners: process.eventNames().map(String), symbols: Object.getOwnPropertySymbols(process).length,
  tty: [process.stdin.isTTY, process.stdout.isTTY, process.stdout.columns, process.stdout.rows],
  threadId, isMainThread, title: process.title, main: require.main === module,
  asyncId: executionAsyncId(), nextAsyncId: new AsyncResource('x').asyncId(),
  active: process.getActiveResourcesInfo(), uptime: process.uptime() < 60, now: performance.now() < 60e3,
  timing: Object.keys(performance.nodeTiming.toJSON()), exitCode: process.exitCode,
  chdir: String(process.chdir), defineProperty: Object.defineProperty.name, list: list.sort(),
  offset: new Date(0).getTimezoneOffset(), error: new Error('x').stack.split('\n').slice(2),
  failure: (() => { try { require('assert').strictEqual(1, 2) } catch (e) { return e.message } })(),
  entries: performance.getEntries().length, memory: Object.keys(process.memoryUsage()),
};
process.stdout.write(JSON.stringify(facts));
)js";

void tst_WarmInstance::programSeesNoDifference()
{
    Bench bench;
    RunRequest request = bench.request(inquiry);
    request.columns = 90;
    request.arguments = { QStringLiteral("--port"), QStringLiteral("1") };
    request.environment.insert(QStringLiteral("LOOPTIDE_TEST_GIVEN"), QStringLiteral("given"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    const QJsonObject fresh = QJsonDocument::fromJson(bench.output).object();
    QVERIFY2(!fresh.isEmpty(), bench.output);

    RunRequest earlier = request; // what is known ahead is not all that the run will bring
    earlier.columns = 80;
    earlier.environment.remove(QStringLiteral("LOOPTIDE_TEST_GIVEN"));
    earlier.workingDirectory = QStringLiteral("/");
    QVERIFY(bench.prepare(earlier));
    const mode_t mask = umask(0027);
    bench.start(request);
    QVERIFY(!bench.runtime.isPrepared()); // taken
    QVERIFY(bench.waitForEnd());
    umask(mask);
    QJsonObject warm = QJsonDocument::fromJson(bench.output).object();
    QCOMPARE(warm.value(QStringLiteral("umask")).toInt(), 0027);
    warm.insert(QStringLiteral("umask"), fresh.value(QStringLiteral("umask")));
    const QStringList keys = fresh.keys();
    for (const QString &key : keys)
        QCOMPARE(warm.value(key), fresh.value(key));
}

void tst_WarmInstance::modulesLookUnloadedUntilTheyAreLoaded()
{
    Bench bench;
    const RunRequest request = bench.request(
        "const has = (id) => process.moduleLoadList.includes(`NativeModule ${id}`);"
        "const dispatcher = () => Object.getOwnPropertySymbols(globalThis).filter("
        "s => /undici/.test(String(s))).length;"
        "const facts = [has('zlib'), has('http'), dispatcher()];"
        "const { createGzip } = require('zlib'); facts.push(has('zlib'), typeof createGzip);"
        "fetch('data:,hello').then(r => r.text()).then(t => {"
        "facts.push(t, dispatcher() > 0); process.stdout.write(facts.join()) })");
    QVERIFY(bench.prepare(request));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("false,false,0,true,function,hello,true"));
}

void tst_WarmInstance::clocksCountFromTheRun()
{
    Bench bench;
    const RunRequest request = bench.request(
        "process.stdout.write(JSON.stringify([performance.timeOrigin, performance.now(),"
        "process.uptime() * 1000, performance.nodeTiming.bootstrapComplete,"
        "performance.nodeTiming.nodeStart]))");
    for (const bool ahead : { true, false }) {
        if (ahead)
            QVERIFY(bench.prepare(request));
        const qint64 before = QDateTime::currentMSecsSinceEpoch();
        bench.start(request);
        QVERIFY(bench.waitForEnd());
        const qint64 after = QDateTime::currentMSecsSinceEpoch();
        const QVariantList facts = QJsonDocument::fromJson(bench.output).toVariant().toList();
        QCOMPARE(facts.size(), 5);
        const double origin = facts.at(0).toDouble();
        QVERIFY2(origin >= double(before - 1) && origin <= double(after + 1),
                 qPrintable(QStringLiteral("%1 %2 %3").arg(before).arg(origin, 0, 'f').arg(after)));
        for (const QVariant &duration : facts.sliced(1)) {
            QVERIFY2(duration.toDouble() >= 0 && duration.toDouble() <= double(after - before) + 1,
                     bench.output);
        }
    }
}

void tst_WarmInstance::timeZoneIsThatOfTheRun()
{
    Bench bench;
    for (const bool ahead : { true, false }) {
        for (const auto &[zone, offset] :
             { std::pair("Asia/Tokyo", "-540"), std::pair("America/New_York", "300") }) {
            RunRequest request =
                bench.request("process.stdout.write(String(new Date(0).getTimezoneOffset()));"
                              "process.env.TZ = 'Asia/Kolkata'; new Date().getTimezoneOffset()");
            if (ahead)
                QVERIFY(bench.prepare(request));
            request.environment.insert(QStringLiteral("TZ"), QString::fromLatin1(zone));
            bench.start(request);
            QVERIFY(bench.waitForEnd());
            QCOMPARE(bench.output, QByteArray(offset));
        }
    }
}

void tst_WarmInstance::variablesThatNodeReadsEarlyAreThoseOfTheRun()
{
    Bench bench;
    RunRequest request = bench.request("process.emitWarning('careful'); console.log('end')");
    QVERIFY(bench.prepare(request));
    request.environment.insert(QStringLiteral("NODE_NO_WARNINGS"), QStringLiteral("1"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("end\n"));
    // And it is not made in vain.
    bench.runtime.prepare(request);
    QVERIFY(!bench.runtime.isPrepared());
}

void tst_WarmInstance::anotherProgramGetsAnotherEnvironment()
{
    Bench bench;
    const RunRequest first = bench.request("console.log('first')", QStringLiteral("first.js"));
    RunRequest second =
        bench.request("console.log(process.argv[1].slice(-9) + ' ' + process.argv[2])",
                      QStringLiteral("second.js"));
    QVERIFY(bench.prepare(first));
    bench.start(second);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("second.js undefined\n"));
    QVERIFY(bench.prepare(second));
    second.arguments = { QStringLiteral("word") };
    bench.start(second);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("second.js word\n"));
}

void tst_WarmInstance::anotherRuntimeTakesTheProcess()
{
    Bench first;
    Bench second;
    const RunRequest request = first.request("console.log('hello')");
    QVERIFY(first.prepare(request));
    second.start("console.log('mine')");
    QVERIFY(!first.runtime.isPrepared());
    QVERIFY(second.waitForEnd());
    QCOMPARE(second.text(), QStringLiteral("mine\n"));
    QVERIFY(second.prepare(second.request("1")));
    first.start(request);
    QVERIFY(first.waitForEnd());
    QCOMPARE(first.text(), QStringLiteral("hello\n"));
}

void tst_WarmInstance::stoppedBeforeItBegins()
{
    Bench bench;
    const RunRequest request = bench.request("for (;;) {}");
    bench.runtime.prepare(request);
    bench.start(request);
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
}

void tst_WarmInstance::missingFolderFailsToStart()
{
    Bench bench;
    RunRequest request = bench.request("");
    QVERIFY(bench.prepare(request));
    request.workingDirectory = bench.folder.filePath(QStringLiteral("nowhere"));
    bench.start(request);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::FailedToStart);
    QVERIFY(bench.result().message.contains(QStringLiteral("nowhere")));
}

void tst_WarmInstance::isNotMadeWhileAProgramRuns()
{
    Bench bench;
    const RunRequest request = bench.request("setInterval(() => {}, 1000); console.log('go')");
    bench.start(request);
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.prepare(request);
    QVERIFY(!bench.runtime.isPrepared());
    Bench other;
    other.runtime.prepare(request);
    QVERIFY(!other.runtime.isPrepared());
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
}

void tst_WarmInstance::isMadeAgainAfterEachRun()
{
    Bench bench;
    const RunRequest request = bench.request("process.exit(3)");
    for (int run = 0; run < 10; ++run) {
        QVERIFY(bench.prepare(request));
        bench.runtime.prepare(request); // changes nothing
        QVERIFY(bench.runtime.isPrepared());
        bench.start(request);
        QVERIFY(bench.waitForEnd());
        QCOMPARE(bench.result().exitCode, 3);
    }
}

void tst_WarmInstance::unusedOneGoesWithItsOwner()
{
    for (const bool ready : { true, false }) {
        Bench bench;
        const RunRequest request = bench.request("1");
        if (ready)
            QVERIFY(bench.prepare(request));
        else
            bench.runtime.prepare(request);
    }
    Bench bench;
    bench.start("console.log('free')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("free\n"));
}

QTEST_GUILESS_MAIN(tst_WarmInstance)
#include "tst_warminstance.moc"
