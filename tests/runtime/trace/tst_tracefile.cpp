// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracefile.h"
#include "runtime/trace/tracesummary.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::trace;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 ms = 1'000'000;

Record visit(LoopPhase phase, quint64 beginMs, quint64 endMs, quint32 callbacks, quint64 waitMs = 0)
{
    return PhaseVisit { phase, beginMs * ms, endMs * ms, callbacks, waitMs * ms }.toRecord();
}

HttpExchange exchange(quint64 id, const QString &url, int status, quint64 durationMs)
{
    HttpExchange e;
    e.id = id;
    e.state = HttpExchange::State::Finished;
    e.startNs = 1000 + id;
    e.startedMs = 1'700'000'000'000;
    e.durationNs = durationMs * ms;
    e.method = u"GET"_s;
    e.url = url;
    e.status = status;
    e.responseBytes = 10;
    e.requestHeaders = { { u"host"_s, u"localhost"_s } };
    return e;
}

TraceBatch sampleBatch()
{
    TraceBatch batch;
    batch.records = { visit(LoopPhase::Outside, 1000, 1010, 1),
                      visit(LoopPhase::Poll, 1010, 1110, 1, 90), // waits 90, works 10
                      visit(LoopPhase::Check, 1110, 1115, 2),
                      visit(LoopPhase::Poll, 1120, 1210, 0, 90), // came 20 ms after the wait
                      MicrotaskDrains { 1210 * ms, 5 }.toRecord(),
                      GarbageCollection { 1112 * ms, 1114 * ms, 1 }.toRecord(),
                      HandleSample { 1200 * ms, 12, 3, 2 }.toRecord(),
                      HandleSample { 1200 * ms, 0, 3, 2 }.toRecord() };
    batch.exchanges = { exchange(1, u"/a?x=1"_s, 200, 5), exchange(2, u"/a?x=2"_s, 404, 1),
                        exchange(3, u"/b"_s, 500, 100) };
    batch.listening = { { u"::"_s, 3000, true, false, true } };
    batch.lostMessages = 2;
    batch.position = { LoopPhase::Poll, true, 1210 * ms };
    return batch;
}

class TraceFile
{
public:
    TraceFile() : path(m_dir.filePath(u"run.looptrace"_s)) { }

    const TraceInfo info { u"/home/ü/app.js"_s, { u"--x"_s }, 1'700'000'000'123 };
    bool write(int batches)
    {
        TraceWriter writer;
        if (!writer.open(path, info))
            return false;
        for (int i = 0; i < batches; ++i) {
            if (!writer.append(sampleBatch()))
                return false;
        }
        return true;
    }
    QByteArray bytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void replace(const QByteArray &bytes) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    // Batches that can be read.
    int readAll(TraceReader &reader) const
    {
        TraceBatch batch;
        int count = 0;
        if (reader.open(path)) {
            while (reader.readNext(batch))
                ++count;
        }
        return count;
    }

private:
    QTemporaryDir m_dir;

public:
    const QString path;
};

} // namespace

class tst_TraceFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsBackWhatWasWritten();
    void onlyTheOwnerMayReadIt();
    void replacedFileIsTightened();
    void everyTornTailIsReadUpToTheTear();
    void damageIsReported();
    void foreignFileIsNotATrace_data();
    void foreignFileIsNotATrace();
    void otherFormatIsNamed();
    void missingAndUnwritablePathsSaySo();

    void summaryCountsPhasesAndWaiting();
    void summaryGroupsRoutesAndStatus();
    void summaryOfNothingIsEmpty();
    void openExchangesAreCountedOnce();
    void percentilesAreCloseToTheTruth();
    void jsonHoldsTheFigures();
};

void tst_TraceFile::readsBackWhatWasWritten()
{
    TraceFile file;
    QVERIFY(file.write(2));
    TraceReader reader;
    QVERIFY2(reader.open(file.path), qPrintable(reader.errorString()));
    QCOMPARE(reader.info().program, file.info.program);
    QCOMPARE(reader.info().arguments, file.info.arguments);
    QCOMPARE(reader.info().startedMs, file.info.startedMs);
    const TraceBatch written = sampleBatch();
    TraceBatch read;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(reader.readNext(read));
        QCOMPARE(read.records.size(), written.records.size());
        QCOMPARE(memcmp(read.records.constData(), written.records.constData(),
                        std::size_t(read.records.size()) * sizeof(Record)),
                 0);
        QCOMPARE(read.exchanges.size(), written.exchanges.size());
        QCOMPARE(read.exchanges[0].url, written.exchanges[0].url);
        QCOMPARE(read.exchanges[0].state, written.exchanges[0].state);
        QCOMPARE(read.exchanges[0].requestHeaders, written.exchanges[0].requestHeaders);
        QCOMPARE(read.exchanges[2].durationNs, written.exchanges[2].durationNs);
        QCOMPARE(read.listening, written.listening);
        QCOMPARE(read.lostMessages, written.lostMessages);
        QCOMPARE(read.position, written.position);
    }
    QVERIFY(!reader.readNext(read));
    QVERIFY(!reader.isTruncated());
    QCOMPARE(reader.errorString(), QString());
}

void tst_TraceFile::onlyTheOwnerMayReadIt()
{
    TraceFile file;
    QVERIFY(file.write(1));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file.path) & others));
}

void tst_TraceFile::replacedFileIsTightened()
{
    TraceFile file;
    file.replace("an older file");
    QVERIFY(
        QFile::setPermissions(file.path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(file.write(1));
    QVERIFY(!(QFile::permissions(file.path) & QFile::ReadOther));
    TraceReader reader;
    QCOMPARE(file.readAll(reader), 1);
}

void tst_TraceFile::everyTornTailIsReadUpToTheTear()
{
    TraceFile file;
    QVERIFY(file.write(1));
    const qsizetype one = file.bytes().size();
    QVERIFY(file.write(2));
    const QByteArray two = file.bytes();
    for (qsizetype size = one + 1; size < two.size(); size += 7) {
        file.replace(two.first(size));
        TraceReader reader;
        QCOMPARE(file.readAll(reader), 1);
        QVERIFY(reader.isTruncated());
        QCOMPARE(reader.errorString(), QString());
    }
}

void tst_TraceFile::damageIsReported()
{
    TraceFile file;
    QVERIFY(file.write(3));
    QByteArray bytes = file.bytes();
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 0x55);
    file.replace(bytes);
    TraceReader reader;
    QVERIFY(file.readAll(reader) < 3);
    QVERIFY2(reader.errorString().contains(u"damaged"_s), qPrintable(reader.errorString()));
}

void tst_TraceFile::foreignFileIsNotATrace_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << QByteArray("LOOP");
    QTest::newRow("text") << QByteArray(4096, 'x');
}

void tst_TraceFile::foreignFileIsNotATrace()
{
    QFETCH(QByteArray, content);
    TraceFile file;
    file.replace(content);
    TraceReader reader;
    QVERIFY(!reader.open(file.path));
    QVERIFY2(reader.errorString().contains(u"is not a Looptide trace"_s),
             qPrintable(reader.errorString()));
}

void tst_TraceFile::otherFormatIsNamed()
{
    TraceFile file;
    QVERIFY(file.write(1));
    QByteArray bytes = file.bytes();
    bytes[16] = 77; // after the magic
    file.replace(bytes);
    TraceReader reader;
    QVERIFY(!reader.open(file.path));
    QVERIFY2(reader.errorString().contains(u"format 77"_s), qPrintable(reader.errorString()));
}

void tst_TraceFile::missingAndUnwritablePathsSaySo()
{
    QTemporaryDir dir;
    TraceReader reader;
    QVERIFY(!reader.open(dir.filePath(u"none"_s)));
    QVERIFY(reader.errorString().contains(dir.filePath(u"none"_s)));
    QVERIFY(!reader.open(dir.path()));
    QVERIFY(reader.errorString().contains(u"folder"_s));
    TraceWriter writer;
    QVERIFY(!writer.open(dir.filePath(u"none/run"_s), {}));
    QVERIFY(writer.errorString().contains(u"none/run"_s));
    QVERIFY(!writer.append(sampleBatch()));
}

void tst_TraceFile::summaryCountsPhasesAndWaiting()
{
    TraceSummary summary;
    summary.add(sampleBatch());
    QCOMPARE(summary.iterations(), quint64(2));
    QCOMPARE(summary.phase(LoopPhase::Poll).busyNs, 10 * ms);
    QCOMPARE(summary.phase(LoopPhase::Poll).waitNs, 180 * ms);
    QCOMPARE(summary.phase(LoopPhase::Check).callbacks, quint64(2));
    QCOMPARE(summary.phase(LoopPhase::Outside).busyNs, 10 * ms);
    QCOMPARE(summary.utilisation(), 0.1); // 180 of 200 ms in the loop were waiting
    QCOMPARE(summary.lagNs().count(), quint64(1));
    QCOMPARE(summary.lagNs().maximum(), 20 * ms);
    QCOMPARE(summary.microtaskDrains(), quint64(5));
    QCOMPARE(summary.collections().longestNs, 2 * ms);
    QCOMPARE(summary.handles().size(), 1);
    QCOMPARE(summary.handles()[0].active, quint32(3));
}

void tst_TraceFile::summaryGroupsRoutesAndStatus()
{
    TraceSummary summary;
    summary.add(sampleBatch());
    const auto routes = summary.busiestRoutes(10);
    QCOMPARE(routes.size(), 2);
    QCOMPARE(routes[0].path, u"/a"_s);
    QCOMPARE(routes[0].count, quint64(2));
    QCOMPARE(routes[1].errors, quint64(1));
    QCOMPARE(summary.requests().byStatusClass[2], quint64(1));
    QCOMPARE(summary.requests().byStatusClass[4], quint64(1));
    QCOMPARE(summary.requests().byStatusClass[5], quint64(1));
}

void tst_TraceFile::summaryOfNothingIsEmpty()
{
    const TraceSummary summary;
    QCOMPARE(summary.utilisation(), 0.);
    QCOMPARE(summary.iterations(), quint64(0));
    QVERIFY(summary.busiestRoutes(5).isEmpty());
    QCOMPARE(summary.toJson()[u"durationMs"_s].toDouble(), 0.);
}

void tst_TraceFile::openExchangesAreCountedOnce()
{
    TraceSummary summary;
    TraceBatch batch;
    batch.exchanges = { exchange(1, u"/"_s, 0, 0) };
    batch.exchanges[0].state = HttpExchange::State::Open;
    summary.add(batch);
    summary.add(batch);
    QCOMPARE(summary.requests().open, quint64(1));
    batch.exchanges[0].state = HttpExchange::State::Finished;
    batch.exchanges[0].status = 201;
    summary.add(batch);
    QCOMPARE(summary.requests().open, quint64(0));
    QCOMPARE(summary.requests().finished, quint64(1));
}

void tst_TraceFile::percentilesAreCloseToTheTruth()
{
    Histogram histogram;
    QCOMPARE(histogram.percentile(.5), quint64(0));
    for (quint64 i = 1; i <= 100'000; ++i)
        histogram.add(i * 1000);
    const auto near = [](quint64 got, double truth) {
        return std::abs(double(got) - truth) <= truth * 0.016;
    };
    QVERIFY(near(histogram.percentile(.5), 50e6));
    QVERIFY(near(histogram.percentile(.95), 95e6));
    QVERIFY(near(histogram.percentile(.99), 99e6));
    QCOMPARE(histogram.percentile(1), quint64(100'000'000));
    QCOMPARE(histogram.maximum(), quint64(100'000'000));
    histogram.clear();
    histogram.add(~quint64(0));
    histogram.add(0);
    QCOMPARE(histogram.percentile(.5), quint64(0));
    QCOMPARE(histogram.percentile(1), ~quint64(0));
}

void tst_TraceFile::jsonHoldsTheFigures()
{
    TraceSummary summary;
    summary.add(sampleBatch());
    const QJsonObject json = summary.toJson();
    QCOMPARE(json[u"loop"_s][u"iterations"_s].toInt(), 2);
    QCOMPARE(json[u"loop"_s][u"phases"_s][3][u"phase"_s].toString(), u"poll"_s);
    QCOMPARE(json[u"loop"_s][u"phases"_s][3][u"waitMs"_s].toDouble(), 180.);
    QCOMPARE(json[u"http"_s][u"byStatus"_s][u"4xx"_s].toInt(), 1);
    QCOMPARE(json[u"http"_s][u"routes"_s][0][u"path"_s].toString(), u"/a"_s);
    QCOMPARE(json[u"handles"_s][0][u"type"_s].toString(), u"tcp"_s);
    QCOMPARE(json[u"lost"_s][u"messages"_s].toInt(), 2);
    QCOMPARE(json[u"listening"_s][0][u"url"_s].toString(), u"http://localhost:3000/"_s);
}

QTEST_GUILESS_MAIN(tst_TraceFile)
#include "tst_tracefile.moc"
