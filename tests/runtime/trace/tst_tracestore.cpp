// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracestore.h"
#include "runtime/trace/tracesummary.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide::trace;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 ms = 1'000'000;
constexpr std::size_t chunk = TraceStore::chunkSize;

// Visits number first to last, 1 ms each.
TraceBatch visits(quint64 first, quint64 last)
{
    TraceBatch batch;
    for (quint64 i = first; i <= last; ++i)
        batch.records.append(PhaseVisit { LoopPhase::Poll, i * ms, (i + 1) * ms, 1, 0 }.toRecord());
    return batch;
}

HttpExchange exchange(quint64 id, HttpExchange::State state = HttpExchange::State::Finished)
{
    HttpExchange exchange;
    exchange.id = id;
    exchange.state = state;
    exchange.method = u"GET"_s;
    exchange.url = u"/item"_s;
    exchange.status = state == HttpExchange::State::Open ? 0 : 200;
    return exchange;
}

TraceBatch batchOf(const QList<HttpExchange> &exchanges)
{
    TraceBatch batch;
    batch.exchanges = exchanges;
    return batch;
}

} // namespace

class tst_TraceStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsKeepTheirNumbers();
    void aTimeFindsItsRecord();
    void theOldestRecordsGo();
    void aSmallerLimitAppliesAtOnce();
    void anExchangeIsThereOnce();
    void theOldestExchangesGo();
    void eachChangeIsARevision();
    void whatIsSavedIsLoaded();
    void aFileThatCannotBeWrittenIsSaid();
    void aDamagedFileGivesWhatCanBeRead();
};

void tst_TraceStore::recordsKeepTheirNumbers()
{
    TraceStore store;
    QVERIFY(store.isEmpty());
    store.append(visits(0, 9'999));
    store.append(visits(10'000, 19'999));
    QCOMPARE(store.firstRecord(), 0U);
    QCOMPARE(store.endRecord(), 20'000U);
    for (const quint64 number : { quint64(0), quint64(chunk) - 1, quint64(chunk), quint64(19'999) })
        QCOMPARE(store.record(number).beginNs, number * ms);
    store.clear();
    QVERIFY(store.isEmpty());
    QCOMPARE(store.endRecord(), 0U);
}

void tst_TraceStore::aTimeFindsItsRecord()
{
    TraceStore store;
    QCOMPARE(store.recordAt(0), 0U);
    store.append(visits(0, 19'999));
    QCOMPARE(store.recordAt(0), 0U);
    QCOMPARE(store.recordAt(5'000 * ms), 4'999U); // ends then
    QCOMPARE(store.recordAt(5'000 * ms + 1), 5'000U);
    QCOMPARE(store.recordAt(quint64(chunk) * ms), quint64(chunk) - 1);
    QCOMPARE(store.recordAt(quint64(chunk) * ms + 1), quint64(chunk));
    QCOMPARE(store.recordAt(20'000 * ms), 19'999U);
    QCOMPARE(store.recordAt(20'000 * ms + 1), store.endRecord());
    // A sample that is written late does not hide what comes after it.
    TraceBatch late;
    late.records = { HandleSample { 100 * ms, 0, 1, 1 }.toRecord() };
    store.append(late);
    store.append(visits(20'001, 20'001));
    QCOMPARE(store.recordAt(20'001 * ms), 20'001U);
}

void tst_TraceStore::theOldestRecordsGo()
{
    const qsizetype limit = 4 * qsizetype(chunk * sizeof(Record));
    TraceStore store(limit);
    store.append(visits(0, 10 * chunk - 1));
    QVERIFY(store.bytes() <= limit);
    QCOMPARE(store.endRecord(), 10U * chunk);
    QCOMPARE(store.firstRecord(), 6U * chunk);
    QCOMPARE(store.record(store.firstRecord()).beginNs, 6 * chunk * ms);
    QCOMPARE(store.recordAt(0), store.firstRecord());
    QCOMPARE(store.recordAt((8 * chunk) * ms + 1), quint64(8 * chunk));
}

void tst_TraceStore::aSmallerLimitAppliesAtOnce()
{
    TraceStore store(qsizetype { 4 } << 20);
    store.append(visits(0, 49'999));
    QCOMPARE(store.firstRecord(), 0U);
    const quint64 revision = store.revision();
    constexpr qsizetype smaller = qsizetype { 1 } << 20;
    store.setLimit(smaller);
    QVERIFY(store.bytes() <= smaller);
    QVERIFY(store.firstRecord() > 0);
    QCOMPARE(store.endRecord(), 50'000U);
    QVERIFY(store.revision() > revision);
}

void tst_TraceStore::anExchangeIsThereOnce()
{
    TraceStore store;
    store.append(batchOf({ exchange(1, HttpExchange::State::Open), exchange(2) }));
    store.append(batchOf({ exchange(1) }));
    QCOMPARE(store.exchanges().size(), 2U);
    QCOMPARE(store.exchanges().front().id, 1U);
    QCOMPARE(store.exchanges().front().status, 200);
}

void tst_TraceStore::theOldestExchangesGo()
{
    TraceStore store(100'000);
    for (quint64 id = 1; id <= 5'000; ++id)
        store.append(batchOf({ exchange(id) }));
    QVERIFY(store.bytes() <= 100'000);
    QCOMPARE(store.droppedExchanges() + store.exchanges().size(), 5'000U);
    QCOMPARE(store.exchanges().back().id, 5'000U);
    // One that went is a new one when it comes again.
    store.append(batchOf({ exchange(1) }));
    QCOMPARE(store.exchanges().back().id, 1U);
}

void tst_TraceStore::eachChangeIsARevision()
{
    TraceStore store;
    QSignalSpy changed(&store, &TraceStore::changed);
    store.append({});
    QCOMPARE(changed.size(), 0);
    const quint64 before = store.revision();
    store.append(visits(0, 1));
    store.clear();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(store.revision(), before + 2);
}

void tst_TraceStore::whatIsSavedIsLoaded()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"run.looptrace"_s);
    TraceStore store;
    TraceBatch batch = visits(0, 2 * chunk);
    for (quint64 id = 1; id <= 2'500; ++id)
        batch.exchanges.append(exchange(id));
    batch.listening = { { u"127.0.0.1"_s, 3000, true, false, true } };
    batch.lostMessages = 3;
    store.append(batch);
    QCOMPARE(store.save(path, { u"app.js"_s, { u"x"_s }, 5 }), QString());

    TraceStore loaded;
    TraceInfo info;
    QCOMPARE(loaded.load(path, &info), QString());
    QCOMPARE(info.program, u"app.js"_s);
    QCOMPARE(loaded.endRecord(), store.endRecord());
    QCOMPARE(loaded.record(chunk).beginNs, store.record(chunk).beginNs);
    QCOMPARE(loaded.exchanges().size(), 2'500U);
    QCOMPARE(loaded.listening(), store.listening());
    QCOMPARE(loaded.lostMessages(), 3U);
}

void tst_TraceStore::aFileThatCannotBeWrittenIsSaid()
{
    TraceStore store;
    store.append(visits(0, 2 * chunk));
    QVERIFY(store.save(u"/nowhere/at/all"_s, {}).contains(u"/nowhere/at/all"_s));
    if (QFile::exists(u"/dev/full"_s))
        QVERIFY(store.save(u"/dev/full"_s, {}).contains(u"/dev/full"_s));
}

void tst_TraceStore::aDamagedFileGivesWhatCanBeRead()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"run.looptrace"_s);
    TraceStore store;
    store.append(visits(0, 4 * chunk - 1));
    QCOMPARE(store.save(path, {}), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() - 100));
    QCOMPARE(file.write("damage"), 6);
    file.close();
    TraceStore loaded;
    TraceInfo info;
    QVERIFY(loaded.load(path, &info).contains(u"damaged"_s));
    QCOMPARE(loaded.endRecord(), 3U * chunk);
}

QTEST_APPLESS_MAIN(tst_TraceStore)
#include "tst_tracestore.moc"
