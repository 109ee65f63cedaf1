// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/exchangeeventmessages.h"
#include "runtime/trace/exchangeevents.h"
#include "runtime/trace/messagefields.h"
#include "runtime/trace/textpool.h"
#include "runtime/trace/tracecollector.h"
#include "runtime/trace/tracestore.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace looptide::trace;
using namespace Qt::StringLiterals;
using Kind = ExchangeEvent::Kind;

namespace {

ExchangeEvent made(quint64 id, quint64 exchange, Kind kind = Kind::Output, qsizetype size = 1)
{
    ExchangeEvent event;
    event.id = id;
    event.exchange = exchange;
    event.kind = kind;
    event.text = QString(size, u'x');
    return event;
}

std::string payload(const ExchangeEventFields<std::string_view> &fields)
{
    std::string text;
    FieldWriter writer(text);
    writeExchangeEvent(writer, fields);
    return text;
}

QByteArrayView viewOf(const std::string &text)
{
    return { text.data(), qsizetype(text.size()) };
}

} // namespace

class tst_ExchangeEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMessageIsReadAsItWasWritten();
    void aMalformedMessageIsLost();
    void theCollectorTellsAgentsApart();
    void aLaterStateReplacesAnEarlierOne();
    void theEventsOfTheOldestRequestsGo();
    void oneRequestWithTooManyLosesTheOlderHalf();
    void errorsAreFound();
    void aFileHasThem();
};

void tst_ExchangeEvents::aMessageIsReadAsItWasWritten()
{
    const std::string text = payload({ .kind = Kind::Call,
                                       .exchange = 7,
                                       .startNs = 100,
                                       .name = "GET",
                                       .text = "http://a/\xc3\xa4",
                                       .note = "late",
                                       .number = 404,
                                       .size = 12 });
    TextPool pool;
    ExchangeEvent read;
    QVERIFY(readExchangeEvent(viewOf(text), 150, pool, read));
    QCOMPARE(read.kind, Kind::Call);
    QCOMPARE(read.exchange, 7U);
    QCOMPARE(read.startNs, 100U);
    QCOMPARE(read.durationNs, 50U);
    QCOMPARE(read.name, u"GET"_s);
    QCOMPARE(read.text, u"http://a/ä"_s);
    QCOMPARE(read.note, u"late"_s);
    QCOMPARE(read.number, 404);
    QCOMPARE(read.size, 12);
    QVERIFY(!read.isOpen);
}

void tst_ExchangeEvents::aMalformedMessageIsLost()
{
    TextPool pool;
    ExchangeEvent read;
    QVERIFY(!readExchangeEvent("9", 1, pool, read));
    QVERIFY(!readExchangeEvent("-1", 1, pool, read));
    // A start after the end, and figures that nobody can have.
    QVERIFY(readExchangeEvent(QByteArrayView("0\0-5\0900\0F\0-3\0-9\0", 19), 10, pool, read));
    QCOMPARE(read.exchange, 0U);
    QCOMPARE(read.startNs, 10U);
    QCOMPARE(read.durationNs, 0U);
    QCOMPARE(read.number, 0);
    QCOMPARE(read.size, -1);
}

void tst_ExchangeEvents::theCollectorTellsAgentsApart()
{
    const auto agents = std::make_shared<AgentList>();
    const auto worker = std::make_shared<TraceChannel>();
    const auto id = agents->add({}, worker);
    QVERIFY(id);
    const std::string text = payload({ .kind = Kind::Output, .exchange = 3, .text = "a" });
    const std::array parts { viewOf(text) };
    agents->mainChannel()->messages.push(MessageKind::ExchangeEvent, 1, 5, parts);
    worker->messages.push(MessageKind::ExchangeEvent, 1, 5, parts);
    const std::array broken { QByteArrayView("77") };
    worker->messages.push(MessageKind::ExchangeEvent, 2, 5, broken);
    QList<ExchangeEvent> events;
    quint64 lost = 0;
    TraceCollector collector;
    connect(&collector, &TraceCollector::batchCollected, this, [&](const TraceBatch &batch) {
        events += batch.events;
        lost += batch.lostMessages;
    });
    collector.attach(agents);
    collector.collect();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].exchange, 3U);
    QCOMPARE(events[1].exchange, exchangeIdInRun(*id, 3));
    QVERIFY(events[0].id != events[1].id);
    QCOMPARE(lost, 1U);
}

void tst_ExchangeEvents::aLaterStateReplacesAnEarlierOne()
{
    ExchangeEvents events;
    ExchangeEvent call = made(1, 5, Kind::Call);
    call.isOpen = true;
    events.add(call);
    events.add(made(2, 5));
    call.isOpen = false;
    call.number = 200;
    events.add(call);
    QCOMPARE(events.of(5).size(), 2);
    QCOMPARE(events.of(5).first(), call);
    QCOMPARE(events.count(5, Kind::Call), 1);
    QCOMPARE(events.count(5, Kind::Output), 1);
    QCOMPARE(events.of(6).size(), 0);
}

void tst_ExchangeEvents::theEventsOfTheOldestRequestsGo()
{
    constexpr qsizetype limit = 100'000;
    ExchangeEvents events(limit);
    for (quint64 i = 1; i <= 1000; ++i)
        events.add(made(i, i, Kind::Output, 500));
    QVERIFY(events.bytes() <= limit);
    QCOMPARE(events.of(1).size(), 0);
    QCOMPARE(events.of(1000).size(), 1);
    QCOMPARE(events.dropped() + quint64(events.all().size()), 1000U);
}

void tst_ExchangeEvents::oneRequestWithTooManyLosesTheOlderHalf()
{
    constexpr qsizetype limit = 100'000;
    ExchangeEvents events(limit);
    for (quint64 i = 1; i <= 1000; ++i)
        events.add(made(i, 1, Kind::Output, 500));
    QVERIFY(events.bytes() <= limit);
    QCOMPARE(events.of(1).last().id, 1000U);
    QCOMPARE(events.dropped() + quint64(events.of(1).size()), 1000U);
}

void tst_ExchangeEvents::errorsAreFound()
{
    ExchangeEvents events;
    ExchangeEvent call = made(1, 1, Kind::Call);
    call.number = 200;
    events.add(call);
    QVERIFY(!events.hasError(1));
    call.id = 2;
    call.number = 500;
    events.add(call);
    QVERIFY(events.hasError(1));
    ExchangeEvent step = made(3, 2, Kind::Step);
    step.note = u"thrown"_s;
    events.add(step);
    QVERIFY(events.hasError(2));
    events.clear();
    QVERIFY(events.isEmpty());
    QCOMPARE(events.bytes(), 0);
}

void tst_ExchangeEvents::aFileHasThem()
{
    const QTemporaryDir folder;
    TraceBatch batch;
    ExchangeEvent call = made(4, 3, Kind::Call);
    call.durationNs = 9;
    call.note = u"ECONNREFUSED"_s;
    batch.events = { call, made(5, 3) };
    TraceStore store;
    store.append(batch);
    QCOMPARE(store.save(folder.filePath(u"t"_s), {}), QString());
    TraceStore read;
    TraceInfo info;
    QCOMPARE(read.load(folder.filePath(u"t"_s), &info), QString());
    QCOMPARE(read.events().of(3), batch.events);
}

QTEST_GUILESS_MAIN(tst_ExchangeEvents)
#include "tst_exchangeevents.moc"
