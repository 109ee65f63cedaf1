// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracefile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::trace;
using namespace Qt::StringLiterals;

// `looptide trace` as a person runs it: the program itself, its output and its exit code.
class tst_TraceVerb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void summaryIsReadable();
    void jsonIsParsed();
    void controlCharactersDoNotReachTheTerminal();
    void tornTraceIsSummedUpWithANote();
    void badInputEndsWithTwo_data();
    void badInputEndsWithTwo();

private:
    struct Outcome
    {
        int exitCode = -1;
        QString out;
        QString err;
    };
    Outcome run(const QStringList &arguments) const;

    QTemporaryDir m_dir;
    QString m_trace = m_dir.filePath(u"run.looptrace"_s);
};

void tst_TraceVerb::initTestCase()
{
    TraceWriter writer;
    QVERIFY(writer.open(m_trace, { u"app.js"_s, { u"--port=1"_s }, 1'700'000'000'000 }));
    TraceBatch batch;
    batch.records = {
        PhaseVisit { LoopPhase::Poll, 1'000'000, 11'000'000, 3, 9'000'000 }.toRecord()
    };
    HttpExchange exchange;
    exchange.id = 1;
    exchange.state = HttpExchange::State::Finished;
    exchange.method = u"GET"_s;
    exchange.url = u"/a\x1b[2J?q=1"_s;
    exchange.status = 404;
    exchange.durationNs = 2'500'000;
    batch.exchanges = { exchange };
    QVERIFY(writer.append(batch));
}

tst_TraceVerb::Outcome tst_TraceVerb::run(const QStringList &arguments) const
{
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + u"/looptide"_s,
                  QStringList { u"trace"_s } + arguments);
    if (!process.waitForFinished())
        return {};
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
             QString::fromUtf8(process.readAllStandardError()) };
}

void tst_TraceVerb::summaryIsReadable()
{
    for (const QStringList &options : { QStringList(), QStringList { u"--summary"_s } }) {
        const Outcome got = run(QStringList { m_trace } + options);
        QCOMPARE(got.exitCode, 0);
        QCOMPARE(got.err, QString());
        QVERIFY2(got.out.startsWith(u"app.js --port=1\n"_s), qPrintable(got.out));
        QVERIFY2(got.out.contains(u"1 iterations, 10.0 % busy"_s), qPrintable(got.out));
        QVERIFY2(got.out.contains(u"4xx: 1"_s), qPrintable(got.out));
    }
}

void tst_TraceVerb::jsonIsParsed()
{
    const Outcome got = run({ u"--json"_s, m_trace });
    QCOMPARE(got.exitCode, 0);
    const QJsonDocument json = QJsonDocument::fromJson(got.out.toUtf8());
    QCOMPARE(json[u"program"_s].toString(), u"app.js"_s);
    QCOMPARE(json[u"started"_s].toString(), u"2023-11-14T22:13:20.000Z"_s);
    QCOMPARE(json[u"truncated"_s].toBool(true), false);
    QCOMPARE(json[u"http"_s][u"routes"_s][0][u"path"_s].toString(), u"/a\x1b[2J"_s);
    QCOMPARE(json[u"http"_s][u"durationMs"_s][u"max"_s].toDouble(), 2.5);
}

void tst_TraceVerb::controlCharactersDoNotReachTheTerminal()
{
    QVERIFY(!run({ m_trace }).out.contains(QChar(0x1b)));
    QVERIFY(!run({ m_trace, u"--json"_s }).out.contains(QChar(0x1b)));
}

void tst_TraceVerb::tornTraceIsSummedUpWithANote()
{
    const QString torn = m_dir.filePath(u"torn"_s);
    QVERIFY(QFile::copy(m_trace, torn));
    QVERIFY(QFile::resize(torn, QFileInfo(torn).size() - 5));
    const Outcome got = run({ torn });
    QCOMPARE(got.exitCode, 0);
    QVERIFY2(got.err.contains(u"ends within a record"_s), qPrintable(got.err));
    QVERIFY(got.out.contains(u"app.js"_s));
}

void tst_TraceVerb::badInputEndsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const QString missing = m_dir.filePath(u"missing"_s);
    QTest::newRow("no file") << QStringList() << u"one trace file"_s;
    QTest::newRow("two files") << QStringList { m_trace, m_trace } << u"one trace file"_s;
    QTest::newRow("missing") << QStringList { missing } << missing;
    QTest::newRow("folder") << QStringList { m_dir.path() } << u"is a folder"_s;
    QTest::newRow("no trace") << QStringList { QCoreApplication::applicationFilePath() }
                              << u"is not a Looptide trace"_s;
    QTest::newRow("option") << QStringList { u"--nope"_s, m_trace } << u"nope"_s;
    QTest::newRow("both") << QStringList { u"--json"_s, u"--summary"_s, m_trace } << u"not both"_s;
}

void tst_TraceVerb::badInputEndsWithTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const Outcome got = run(arguments);
    QCOMPARE(got.exitCode, 2);
    QCOMPARE(got.out, QString());
    QVERIFY2(got.err.contains(message), qPrintable(got.err));
    QCOMPARE(got.err.count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(tst_TraceVerb)
#include "tst_traceverb.moc"
