// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/processstatus.h"
#include "runtime/trace/tracefile.h"
#include "tests/runtime/cli/verbtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

using namespace looptide;

// What `looptide run` records, in process and isolated.
class tst_RunRecording : public VerbTest
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void logsEachRequestAsItEnds_data();
    void logsEachRequestAsItEnds();
    void fullDiskEndsTheLogOnly_data() { logsEachRequestAsItEnds_data(); }
    void fullDiskEndsTheLogOnly();
    void interruptedLogIsComplete_data() { logsEachRequestAsItEnds_data(); }
    void interruptedLogIsComplete();
    void killingItEndsAnIsolatedProgram();
    void isolatedPassesEverythingOn();
    void recordsATrace();
    void recordingEndsWellWhenInterrupted();
};

void tst_RunRecording::logsEachRequestAsItEnds_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("in process") << QStringList {};
    QTest::newRow("isolated") << QStringList { QStringLiteral("--isolated") };
}

void tst_RunRecording::logsEachRequestAsItEnds()
{
    QFETCH(const QStringList, options);
    write(QStringLiteral("server.js"),
          "const http = require('http'); const fs = require('fs');"
          "const lines = () => fs.readFileSync('http.log', 'utf8').split('\\n').length - 1;"
          "const s = http.createServer((q, r) => { r.writeHead(404, 'Gone Away', { 'X-A': 'b' }); "
          "r.end('no') });"
          "s.listen(0, '127.0.0.1', () => { http.get({ port: s.address().port, path: '/p?q=1',"
          "headers: { Cookie: 'c=1' } }, r => { r.resume(); const t = setInterval(() => {"
          "if (lines() === 1) { clearInterval(t); console.log('seen'); s.close() } }, 5) }) })");
    const Outcome outcome =
        looptideRun(options
                    + QStringList { QStringLiteral("--http-log"), QStringLiteral("http.log"),
                                    QStringLiteral("server.js") });
    QCOMPARE(outcome.out, "seen\n");
    QFile log(m_folder.filePath(QStringLiteral("http.log")));
    QCOMPARE(log.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(log.open(QIODevice::ReadOnly));
    const QJsonObject object = QJsonDocument::fromJson(log.readAll()).object();
    const auto value = [&](const char *name) { return object.value(QLatin1StringView(name)); };
    QCOMPARE(value("method").toString(), QStringLiteral("GET"));
    QCOMPARE(value("url").toString(), QStringLiteral("/p?q=1"));
    QCOMPARE(value("status").toInt(), 404);
    QCOMPARE(value("responseSize").toInt(), 2);
    QVERIFY(value("durationMs").toDouble() > 0);
    const QDateTime start = QDateTime::fromString(value("startTime").toString(), Qt::ISODateWithMs);
    QVERIFY(qAbs(start.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(value("requestHeaders")
                .toArray()
                .contains(QJsonArray { QStringLiteral("Cookie"), QStringLiteral("c=1") }));
    QVERIFY(value("responseHeaders")
                .toArray()
                .contains(QJsonArray { QStringLiteral("X-A"), QStringLiteral("b") }));
}

void tst_RunRecording::fullDiskEndsTheLogOnly()
{
    QFETCH(const QStringList, options);
    const QString full = QStringLiteral("/dev/full");
    const QFile::Permissions before = QFile::permissions(full);
    write(QStringLiteral("answers.js"),
          "const s = require('http').createServer((q, r) => r.end('x')).listen(0, async () => {"
          "for (let i = 0; i < 3; i++) await (await fetch(`http://localhost:${s.address().port}`))"
          ".text(); s.close(); s.closeAllConnections(); console.log('on');"
          "process.exitCode = +process.argv[2] })");
    const auto runWith = [&](const QString &exitCode) {
        return looptideRun(options
                           + QStringList { QStringLiteral("--http-log"), full,
                                           QStringLiteral("answers.js"), exitCode });
    };
    const Outcome outcome = runWith(QStringLiteral("0"));
    QCOMPARE(outcome.out, "on\n");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(runWith(QStringLiteral("5")).code, 5);
    QCOMPARE(outcome.err.count('\n'), 1);
    QVERIFY2(outcome.err.contains("/dev/full"), outcome.err);
    QCOMPARE(QFile::permissions(full), before);
}

void tst_RunRecording::interruptedLogIsComplete()
{
    // As soon as the client has its response.
    QFETCH(const QStringList, options);
    write(QStringLiteral("interrupted.js"),
          "const s = require('http').createServer((q, r) => r.end('x')).listen(0, async () => {"
          "for (let i = 0; i < 3; i++) await (await fetch(`http://localhost:${s.address().port}`))"
          ".text(); console.log('go'); for (;;); })");
    QProcess process;
    startListening(process,
                   options
                       + QStringList { QStringLiteral("--http-log"),
                                       QStringLiteral("interrupted.log"),
                                       QStringLiteral("interrupted.js") });
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitCode(), SIGINT);
    QFile log(m_folder.filePath(QStringLiteral("interrupted.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 3);
}

void tst_RunRecording::killingItEndsAnIsolatedProgram()
{
    write(QStringLiteral("stays.js"),
          "process.on('SIGHUP', () => {}); setInterval(() => {}, 1000);"
          "console.log('go', process.pid, '')");
    QProcess process;
    startListening(process, { QStringLiteral("--isolated"), QStringLiteral("stays.js") });
    const pid_t program = process.readAllStandardOutput().split(' ').value(1).toInt();
    QVERIFY(program > 0 && program != process.processId());
    process.kill();
    QVERIFY(process.waitForFinished(timeoutMs));
    QTRY_COMPARE(process::processStatus(program).id, 0);
}

void tst_RunRecording::isolatedPassesEverythingOn()
{
    const QString script = write(QStringLiteral("echo.js"),
                                 "process.stdin.on('data', (d) => process.stdout.write(d + process"
                                 ".execArgv + process.argv.slice(2) + process.env.LOOPTIDE_TRACE));"
                                 "process.stdin.on('end', () => { process.exitCode = 7 })");
    const Outcome outcome =
        looptideRun({ QStringLiteral("--isolated"), QStringLiteral("--no-warnings"), script,
                      QStringLiteral("--record"), QStringLiteral("x") },
                    "typed ");
    QCOMPARE(outcome.out, "typed --no-warnings--record,xundefined");
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 7);
    // A kill of the program ends the verb in the same way.
    const QString killed =
        write(QStringLiteral("killed.js"),
              "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1e3)");
    const Outcome end = looptideRun({ QStringLiteral("--isolated"), killed });
    QCOMPARE(end.status, QProcess::CrashExit);
    QCOMPARE(end.code, SIGKILL);
}

void tst_RunRecording::recordsATrace()
{
    const QString script = write(QStringLiteral("timer.js"), "setTimeout(() => {}, 20)");
    QCOMPARE(looptideRun({ QStringLiteral("--record"), QStringLiteral("r.trace"), script }).code,
             0);
    trace::TraceReader reader;
    QVERIFY(reader.open(m_folder.filePath(QStringLiteral("r.trace"))));
    QCOMPARE(reader.info().program, script);
    trace::TraceBatch batch;
    qsizetype records = 0;
    while (reader.readNext(batch))
        records += batch.records.size();
    QVERIFY(records > 3);
    QVERIFY(reader.errorString().isEmpty());
}

void tst_RunRecording::recordingEndsWellWhenInterrupted()
{
    write(QStringLiteral("one.js"),
          "const http = require('http'); const s = http.createServer((q, r) => r.end('x'));"
          "s.listen(0, () => http.get({ port: s.address().port, agent: false }, r => { r.resume();"
          "r.on('end', () => console.log('answered')) }))");
    QProcess process;
    startListening(process, { QStringLiteral("--http-log=i.log"), QStringLiteral("one.js") });
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(timeoutMs));
    QCOMPARE(process.exitCode(), SIGTERM);
    QFile log(m_folder.filePath(QStringLiteral("i.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count('\n'), 1);
}

QTEST_GUILESS_MAIN(tst_RunRecording)
#include "tst_runrecording.moc"
