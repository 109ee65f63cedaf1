// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/systemmemory.h"
#include "tests/support/programbench.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <csignal>

using namespace looptide;
using namespace looptide::tests;
using core::RunRequest;
using core::RunState;
using Reason = core::RunResult::Reason;

// What a program can do to the process that hosts it. What may cost the process runs in one of its
// own (hostonce.cpp).
class tst_Robustness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void abortEndsTheRunAndNotTheProcess_data();
    void abortEndsTheRunAndNotTheProcess();
    void memoryOutsideOfTheHeapIsBounded_data();
    void memoryOutsideOfTheHeapIsBounded();
    void workerThatFillsItsHeapEndsAlone_data();
    void workerThatFillsItsHeapEndsAlone();
    void programThatExhaustsSomethingEndsByItself_data();
    void programThatExhaustsSomethingEndsByItself();
    void aMillionTimers();
    void processesWithoutEndAreStopped();
    void endlessOutputIsNotKept_data();
    void endlessOutputIsNotKept();
    void outputIsPassedOnAsItIs();
};

static QJsonObject hostOnce(const QByteArray &source, const QProcessEnvironment &more = {})
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("app.js")));
    if (!script.open(QIODevice::WriteOnly) || script.write(source) != source.size())
        qFatal("cannot write the program");
    script.close();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(more);
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/hostonce"),
                  { script.fileName() });
    if (!process.waitForFinished(60'000))
        return {};
    const QByteArray output = process.readAllStandardOutput();
    QJsonObject facts = QJsonDocument::fromJson(output).object();
    facts.insert(QStringLiteral("exitCode"),
                 process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1);
    return facts;
}

void tst_Robustness::abortEndsTheRunAndNotTheProcess_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("inMessage");
    QTest::newRow("a check of Node")
        << QByteArray("process.noDeprecation = true; process.binding('fs').internalModuleStat()")
        << QStringLiteral("libnode");
    QTest::newRow("a fatal error of V8")
        << QByteArray("require('v8').setFlagsFromString('--allow-natives-syntax');"
                      "eval('%AbortJS(\"on purpose\")')")
        << QStringLiteral("libnode");
    QTest::newRow("an addon") << QByteArray("process.dlopen({ exports: {} }, '" BLOCKING_ADDON_FILE
                                            "')")
                              << QStringLiteral("looptide_test_abort (blocking_addon.node)");
    QTest::newRow("a worker") << QByteArray(
        "const { Worker } = require('worker_threads'); setInterval(() => {}, 1000);"
        "new Worker('process.noDeprecation = true;"
        "process.binding(\"fs\").internalModuleStat()', { eval: true })")
                              << QStringLiteral("libnode");
}

void tst_Robustness::abortEndsTheRunAndNotTheProcess()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QString, inMessage);
    QProcessEnvironment mode;
    mode.insert(QStringLiteral("MODE"), QStringLiteral("abort"));
    const QJsonObject facts = hostOnce(source, mode);
    const QJsonObject first = facts.value(QStringLiteral("first")).toObject();
    const QString message = first.value(QStringLiteral("message")).toString();
    QCOMPARE(first.value(QStringLiteral("reason")).toInt(-1), int(Reason::Crashed));
    QCOMPARE(first.value(QStringLiteral("code")).toInt(), 128 + SIGABRT);
    QVERIFY2(message.contains(inMessage), qPrintable(message));
    QVERIFY(facts.value(QStringLiteral("isBack")).toBool());
    // Nothing else can run there, and the process ends as it should.
    const QJsonObject second = facts.value(QStringLiteral("second")).toObject();
    QCOMPARE(second.value(QStringLiteral("reason")).toInt(-1), int(Reason::FailedToStart));
    QVERIFY(!second.value(QStringLiteral("message")).toString().isEmpty());
    QCOMPARE(facts.value(QStringLiteral("exitCode")).toInt(), 7);
}

void tst_Robustness::memoryOutsideOfTheHeapIsBounded_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("buffers") << QByteArray(
        "const a = []; for (;;) a.push(Buffer.alloc(1 << 20, 1))");
    QTest::newRow("array buffers, slowly") << QByteArray(
        "const a = []; setInterval(() => a.push(new Uint8Array(1 << 22).fill(1)), 1)");
    QTest::newRow("worker") << QByteArray(
        "const { Worker } = require('worker_threads');"
        "new Worker('const a = []; for (;;) a.push(Buffer.alloc(1 << 20, 1))', { eval: true })");
}

void tst_Robustness::memoryOutsideOfTheHeapIsBounded()
{
    QFETCH(const QByteArray, source);
    QProcessEnvironment allowance;
    allowance.insert(QStringLiteral("LOOPTIDE_TEST_MEMORY"), QString::number(256 << 20));
    const QJsonObject facts = hostOnce(source, allowance);
    const QJsonObject first = facts.value(QStringLiteral("first")).toObject();
    QCOMPARE(first.value(QStringLiteral("reason")).toInt(-1), int(Reason::OutOfMemory));
    QVERIFY(!first.value(QStringLiteral("message")).toString().isEmpty());
    const QJsonObject second = facts.value(QStringLiteral("second")).toObject();
    QCOMPARE(second.value(QStringLiteral("output")).toString(), QStringLiteral("alive"));
    QCOMPARE(facts.value(QStringLiteral("exitCode")).toInt(), 7);
}

void tst_Robustness::workerThatFillsItsHeapEndsAlone_data()
{
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char *name, const char *source) {
        QTest::newRow(name) << QByteArray(source);
    };
    row("objects", "const a = []; for (let i = 0;; i++) a.push({ i, s: String(i) })");
    // Here Node's own room to unwind is not enough, most times, and V8 aborts.
    row("arrays", "const a = []; for (;;) a.push(new Array(1000).fill(1.5))");
    row("large arrays", "const a = []; for (;;) a.push(new Array(1e6).fill(1))");
    row("in callbacks",
        "const a = []; setInterval(() => { for (let i = 0; i < 1e4; i++) a.push([i]) }, 0)");
    row("in promises", "const a = []; (async () => { for (;;) { a.push([1]); await 0 } })()");
    row("it catches all",
        "const a = []; for (;;) { try { a.push([a]) } catch {} finally { a.push([a]) } }");
}

void tst_Robustness::workerThatFillsItsHeapEndsAlone()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    bench.start("const { Worker } = require('worker_threads');"
                "new Worker(`"
                + source
                + "`, { eval: true,"
                  "resourceLimits: { maxOldGenerationSizeMb: 16 } })"
                  ".on('error', e => console.log(e.code, e.message, e.stack.includes('looptide')))"
                  ".on('exit', code => console.log('exit ' + code))");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, 0);
    const QString text = bench.text().remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m")));
    QCOMPARE(text,
             QStringLiteral("ERR_WORKER_OUT_OF_MEMORY Worker terminated due to reaching memory "
                            "limit: JS heap out of memory false\nexit 1\n"));
}

void tst_Robustness::programThatExhaustsSomethingEndsByItself_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *source, int code, const char *text) {
        QTest::newRow(name) << QByteArray(source) << code << QByteArray(text);
    };
    row("stack", "(function f() { f() })()", 1, "Maximum call stack size exceeded");
    row("stack, caught",
        "let n = 0; const f = () => { n++; f() }; try { f() } catch { console.log(n > 1000) }", 0,
        "true");
    row("stack of JSON", "let s = []; for (let i = 0; i < 1e6; i++) s = [s]; JSON.stringify(s)", 1,
        "Maximum call stack size exceeded");
    row("stack of an expression",
        "try { new RegExp('('.repeat(1e5) + ')'.repeat(1e5)) } catch (e) { console.log(e.name) }",
        0, "Error");
    row("stack of a native call", "const a = []; a[0] = a; const f = () => [1].map(f); f()", 1,
        "Maximum call stack size exceeded");
    row("string", "'x'.repeat(2 ** 30)", 1, "Invalid string length");
    row("buffer", "new ArrayBuffer(2 ** 53 - 1)", 1, "Array buffer allocation failed");
    row("array", "new Array(2 ** 32)", 1, "Invalid array length");
}

void tst_Robustness::programThatExhaustsSomethingEndsByItself()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, code);
    QFETCH(const QByteArray, text);
    Bench bench;
    bench.start(source);
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Exited);
    QCOMPARE(bench.result().exitCode, code);
    QVERIFY2(bench.output.contains(text), bench.output.right(500));
    bench.start("process.stdout.write('alive')");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.text(), QStringLiteral("alive"));
}

void tst_Robustness::aMillionTimers()
{
    Bench bench;
    bench.start("for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1e6 + i % 1000);"
                "console.log('go')");
    QVERIFY(bench.waitForOutput("go"));
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
}

void tst_Robustness::processesWithoutEndAreStopped()
{
    Bench bench;
    // Each child waits for its own child; a bound, in case that nobody stops it.
    bench.start("const { spawn } = require('child_process'); let n = 0;"
                "const more = () => { if (n++ < 200) spawn('sh', ['-c', 'sleep 1000 & wait'],"
                "{ stdio: 'ignore' }).on('spawn', more);"
                "if (n === 20) console.log('go', process.pid, 'end') }; more()");
    QVERIFY(bench.waitForOutput("end"));
    bench.runtime.stop();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.result().reason, Reason::Stopped);
    const auto children = [] {
        int count = 0;
        const QStringList tasks =
            QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &task : tasks) {
            QFile file(QStringLiteral("/proc/self/task/%1/children").arg(task));
            if (file.open(QIODevice::ReadOnly))
                count += int(file.readAll().simplified().count(' '));
        }
        return count;
    };
    QTRY_COMPARE(children(), 0);
}

void tst_Robustness::endlessOutputIsNotKept_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("lines") << QByteArray(
        "const line = 'a line of output like any other, of some length\\n'.repeat(100);"
        "for (let i = 0; i < 20000; i++) process.stdout.write(line)");
    QTest::newRow("one line") << QByteArray("const part = 'x'.repeat(1 << 20); for (let i = 0; i < "
                                            "100; i++) process.stdout.write(part)");
}

void tst_Robustness::endlessOutputIsNotKept()
{
    QFETCH(const QByteArray, source);
    Bench bench;
    qint64 received = 0;
    qint64 largest = 0;
    bench.runtime.disconnect(&bench);
    connect(&bench.runtime, &core::Runtime::outputReceived, this, [&](const QByteArray &bytes) {
        received += bytes.size();
        largest = qMax(largest, process::residentBytes());
    });
    bench.start("1");
    QVERIFY(bench.waitForEnd());
    const qint64 before = process::residentBytes();
    bench.start(source);
    QVERIFY(bench.finished.wait(120'000));
    QVERIFY(received > 80'000'000);
    // The program's own heap is in this process too.
    QVERIFY2(largest - before < 64 << 20, qPrintable(QString::number((largest - before) >> 20)));
}

void tst_Robustness::outputIsPassedOnAsItIs()
{
    Bench bench;
    bench.start("const fs = require('fs');"
                "fs.writeSync(1, Buffer.from([0xff, 0xfe, 0x80, 0xc3, 0x28, 0, 0x1b, 0x5d, 0x35]));"
                "fs.writeSync(1, Buffer.from([0x1b, 0x5b, 0x32, 0x4a, 7, 0xe2, 0x82]))");
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.output,
             QByteArray::fromHex("fffe80c328001b5d35"
                                 "1b5b324a07e282"));
}

QTEST_GUILESS_MAIN(tst_Robustness)
#include "tst_robustness.moc"
