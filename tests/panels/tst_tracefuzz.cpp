// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Trace files from elsewhere are hostile. Many damaged ones, with correct checksums, go
// through all that reads a trace: the file reader, the store, the summary, the exports, the
// timeline and the statistics of the loop.
#include "panels/eventloop/loopstats.h"
#include "panels/timeline/timelinelanes.h"
#include "panels/timeline/timelinetexts.h"
#include "runtime/trace/traceexport.h"
#include "runtime/trace/tracefile.h"
#include "runtime/trace/tracesummary.h"

#include <QBuffer>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace looptide;
using namespace Qt::StringLiterals;
using trace::LoopPhase;

namespace {

constexpr quint64 ms = 1'000'000;
constexpr qsizetype headSize = 20; // magic and version
constexpr qsizetype frameHeadSize = 8; // size, checksum, reserved

// Has something of each kind.
trace::TraceBatch sampleBatch(quint64 beginMs)
{
    trace::TraceBatch batch;
    const auto at = [beginMs](quint64 after) { return (beginMs + after) * ms; };
    batch.records = {
        trace::PhaseVisit { LoopPhase::Outside, at(0), at(5), 1, 0 }.toRecord(),
        trace::PhaseVisit { LoopPhase::Poll, at(5), at(20), 2, 9 * ms }.toRecord(),
        trace::ResourceCreated { at(6), 7, { 3, 1 }, 2 }.toRecord(),
        trace::HttpStart { at(7), 1 }.toRecord(),
        trace::CallbackRun { at(8), at(9), 8, { 7, 1 }, 1, 1 }.toRecord(),
        trace::CallbackRun { at(7), at(12), 7, { 3, 1 }, 1, 0 }.toRecord(),
        trace::MicrotaskDrains { at(12), 3, at(11), 9 }.toRecord(),
        trace::GarbageCollection { at(13), at(14), 4 }.toRecord(),
        trace::HttpEnd { at(15), 1, 200 }.toRecord(),
        trace::HandleSample { at(16), 12, 3, 2 }.toRecord(),
        trace::HandleSample { at(16), 0, 3, 2 }.toRecord(),
    };
    trace::HttpExchange exchange;
    exchange.id = 1;
    exchange.state = trace::HttpExchange::State::Finished;
    exchange.startNs = at(7);
    exchange.durationNs = 8 * ms;
    exchange.method = u"GET"_s;
    exchange.url = u"/api/tasks?x=1"_s;
    exchange.status = 200;
    exchange.requestHeaders = { { u"host"_s, u"localhost"_s } };
    exchange.responseBody = "{\"a\":1}";
    batch.exchanges = { exchange };
    trace::ExchangeEvent call;
    call.id = 1;
    call.exchange = 1;
    call.startNs = at(8);
    call.durationNs = 2 * ms;
    call.name = u"GET"_s;
    call.text = u"http://127.0.0.1:4000/x"_s;
    call.number = 200;
    batch.events = { call };
    batch.listening = { { u"127.0.0.1"_s, 3000, true, false, true } };
    batch.types = { { 0, 1, u"Timeout"_s } };
    batch.places = { { 0, 1, { { u"/p/app.js"_s, 3, 5, u"work"_s } } },
                     { 0, 2, { { u"/p/app.js"_s, 9, 1, {} }, { u"node:net"_s, 1, 1, {} } } } };
    trace::AgentState agent;
    agent.info.title = u"app.js"_s;
    batch.agents = { agent };
    batch.position = { LoopPhase::Poll, true, at(20) };
    return batch;
}

// The frames of a file, without their heads.
struct File
{
    QByteArray head;
    QList<QByteArray> payloads;

    explicit File(const QByteArray &bytes) : head(bytes.first(headSize))
    {
        for (qsizetype at = headSize; at + frameHeadSize <= bytes.size();) {
            quint32 size = 0;
            std::memcpy(&size, bytes.constData() + at, sizeof size);
            payloads.append(bytes.sliced(at + frameHeadSize, size));
            at += frameHeadSize + qsizetype(size);
        }
    }
    QByteArray bytes() const
    {
        QByteArray all = head;
        for (const QByteArray &payload : payloads) {
            const quint32 size = quint32(payload.size());
            const quint16 checksum = qChecksum(payload);
            all.append(reinterpret_cast<const char *>(&size), sizeof size);
            all.append(reinterpret_cast<const char *>(&checksum), sizeof checksum);
            all.append(2, '\0');
            all += payload;
        }
        return all;
    }
};

void damage(QByteArray &bytes, QRandomGenerator &random)
{
    if (bytes.isEmpty())
        return;
    const qsizetype at = random.bounded(bytes.size());
    switch (random.bounded(6)) {
    case 0: // a bit
        bytes[at] = char(bytes.at(at) ^ (1 << random.bounded(8)));
        break;
    case 1: // a number, perhaps a huge length
        for (qsizetype i = at; i < qMin(at + 4, bytes.size()); ++i)
            bytes[i] = char(random.bounded(2) ? 0xff : 0x7f);
        break;
    case 2:
        bytes.truncate(at);
        break;
    case 3:
        bytes.insert(at, bytes.sliced(at, qMin<qsizetype>(64, bytes.size() - at)));
        break;
    case 4:
        bytes.remove(at, 1 + random.bounded(16));
        break;
    default:
        bytes[at] = char(random.generate());
    }
}

void readAll(const trace::TraceStore &store)
{
    trace::TraceSummary summary;
    models::LoopStats stats;
    for (const trace::TraceBatch &batch : store.batches()) {
        summary.add(batch);
        stats.addBatch(batch);
    }
    QVERIFY(!summary.toJson().isEmpty());
    for (const auto format : { trace::ExportFormat::ChromeTrace, trace::ExportFormat::Csv }) {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly) && trace::exportTrace(store, format, out));
    }
    models::TimelineLanes lanes(&store);
    lanes.update();
    for (const models::TimelineLane &lane : lanes.lanes()) {
        for (const models::TimelineItem &item : lane.items) {
            models::TimelineTexts::itemName(store, lane, item);
            models::TimelineTexts::itemFacts(store, lane, item);
        }
        models::TimelineLanes::forRange(lane, lanes.beginNs(), lanes.endNs(), ms,
                                        [](auto &&...) { });
    }
}

} // namespace

class tst_TraceFuzz : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void damagedFilesDoNoHarm();
};

void tst_TraceFuzz::damagedFilesDoNoHarm()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"a.looptrace"_s);
    trace::TraceWriter writer;
    QVERIFY(writer.open(path, { u"app.js"_s, { u"--port"_s }, 1'700'000'000'000 }));
    for (const quint64 begin : { 1000, 1100, 1200 })
        QVERIFY(writer.append(sampleBatch(begin)));
    writer.close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray original = file.readAll();
    file.close();
    QCOMPARE(File(original).bytes(), original);

    constexpr quint32 files = 1500;
    int whole = 0;
    for (quint32 seed = 0; seed < files; ++seed) {
        QRandomGenerator random(seed);
        File damaged(original);
        for (int i = 0; i <= random.bounded(3); ++i)
            damage(damaged.payloads[random.bounded(damaged.payloads.size())], random);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(damaged.bytes()) > 0);
        file.close();
        trace::TraceStore store;
        trace::TraceInfo info;
        whole += store.load(path, &info).isEmpty() ? 1 : 0;
        readAll(store);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"with the seed %1"_s.arg(seed)));
    }
    // Some damage is in a figure or a text, and leaves a readable file; most of it is noticed.
    QVERIFY2(whole > 0 && whole < int(files), qPrintable(QString::number(whole)));
}

QTEST_GUILESS_MAIN(tst_TraceFuzz)
#include "tst_tracefuzz.moc"
