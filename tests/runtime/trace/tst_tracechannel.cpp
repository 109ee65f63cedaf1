// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecollector.h"
#include "tests/support/fakeruntime.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <thread>
#include <vector>

using namespace looptide::trace;
using looptide::tests::FakeRuntime;
using namespace Qt::StringLiterals;

namespace {

bool pushText(MessageRing &ring, quint64 id, const QByteArray &text)
{
    const QByteArrayView part(text);
    return ring.push(MessageKind::HttpRequest, id, id, { &part, 1 });
}

Record numbered(quint64 number)
{
    return { RecordKind::Phase, 0, 0, quint32(number), number, ~number, number * 3, number * 5 };
}

HttpExchange finished(quint64 id)
{
    HttpExchange exchange;
    exchange.id = id;
    exchange.state = HttpExchange::State::Finished;
    exchange.durationNs = 1'500'000;
    exchange.method = QStringLiteral("GET");
    exchange.url = QStringLiteral("/tasks?x=ü");
    exchange.httpVersion = QStringLiteral("1.1");
    exchange.remoteAddress = QStringLiteral("127.0.0.1");
    exchange.localPort = 3000;
    exchange.status = 200;
    exchange.statusMessage = QStringLiteral("OK");
    exchange.responseBytes = 42;
    exchange.requestHeaders = { { QStringLiteral("Host"), QStringLiteral("localhost") },
                                { QStringLiteral("X-Empty"), QString() } };
    exchange.responseHeaders = { { QStringLiteral("Set-Cookie"), QStringLiteral("a=1") },
                                 { QStringLiteral("Set-Cookie"), QStringLiteral("b=2") } };
    return exchange;
}

// A runtime that is running, a collector on its channel, and all batches so far.
struct Collected
{
    FakeRuntime runtime;
    TraceCollector collector;
    QList<TraceBatch> batches;

    Collected()
    {
        runtime.start({});
        QObject::connect(&collector, &TraceCollector::batchCollected, &collector,
                         [this](const TraceBatch &batch) { batches.append(batch); });
        collector.attach(runtime.traceChannel());
    }
};

} // namespace

class tst_TraceChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsComeOutInOrderAcrossTheWrap();
    void fullRecordRingDropsAndCounts();
    void messagesOfAnySizeComeOutWholeAcrossTheWrap();
    void fullMessageRingDropsAndCounts();
    void messageThatIsTooLongIsDropped();
    void aCompleteChannelWaitsForRoom();
    void nobodyWaitsForAReaderThatIsGone();
    void twoThreadsLoseNoRecordThatWasAccepted();
    void twoThreadsTearNoMessage();
    void positionSurvivesPacking();

    void requestAndAnswerInOneDrainAreOneExchange();
    void laterAnswerCarriesTheRequest();
    void answerWithoutRequestIsKept();
    void exchangesThatAreOpenAtTheEndAreAborted();
    void openExchangesAreBounded();
    void equalHeadersAreShared();
    void listeningAddressesAreRead();
    void lossIsReported();
    void requestsThatAreOnlyCountedArePublished();
    void hostilePayloadsAreHarmless();
    void newPositionAloneIsPublishedOnce();
    void nothingNewIsNotPublished();
    void timerDrainsByItself();
    void urlsCanBeOpened_data();
    void urlsCanBeOpened();
};

void tst_TraceChannel::recordsComeOutInOrderAcrossTheWrap()
{
    RecordRing ring;
    std::array<Record, 1000> out;
    quint64 written = 0;
    quint64 read = 0;
    for (int round = 0; round < 200; ++round) {
        for (int i = 0; i < 700; ++i)
            QVERIFY(ring.push(numbered(written++)));
        const std::size_t count = ring.pop(out);
        QCOMPARE(count, std::size_t(700));
        for (std::size_t i = 0; i < count; ++i, ++read)
            QCOMPARE(out[i].beginNs, read);
    }
    QCOMPARE(ring.pop(out), std::size_t(0));
    QCOMPARE(ring.takeLost(), quint64(0));
}

void tst_TraceChannel::fullRecordRingDropsAndCounts()
{
    RecordRing ring;
    for (std::size_t i = 0; i < RecordRing::capacity; ++i)
        QVERIFY(ring.push(numbered(i)));
    QVERIFY(!ring.push(numbered(0)));
    QVERIFY(!ring.push(numbered(0)));
    QCOMPARE(ring.takeLost(), quint64(2));
    QCOMPARE(ring.takeLost(), quint64(0));
    std::array<Record, 1> out;
    QCOMPARE(ring.pop(out), std::size_t(1));
    QCOMPARE(out[0].beginNs, quint64(0));
    QVERIFY(ring.push(numbered(7)));
}

void tst_TraceChannel::messagesOfAnySizeComeOutWholeAcrossTheWrap()
{
    MessageRing ring;
    MessageRing::Message message;
    quint64 id = 0;
    for (std::size_t total = 0; total < 3 * MessageRing::capacity; ++id) {
        const QByteArray text(qsizetype(id * 997 % 60'000), char('a' + id % 26));
        QVERIFY(pushText(ring, id, text));
        QVERIFY(ring.pop(message));
        QCOMPARE(message.id, id);
        QCOMPARE(message.payload, text);
        total += std::size_t(text.size());
    }
    QVERIFY(!ring.pop(message));
}

void tst_TraceChannel::fullMessageRingDropsAndCounts()
{
    MessageRing ring;
    const QByteArray text(100'000, 'x');
    int accepted = 0;
    while (pushText(ring, quint64(accepted), text))
        ++accepted;
    QVERIFY(accepted > 40);
    QCOMPARE(ring.takeLost(), quint64(1));
    MessageRing::Message message;
    for (int i = 0; i < accepted; ++i) {
        QVERIFY(ring.pop(message));
        QCOMPARE(message.id, quint64(i));
        QCOMPARE(message.payload, text);
    }
    QVERIFY(!ring.pop(message));
}

void tst_TraceChannel::messageThatIsTooLongIsDropped()
{
    MessageRing ring;
    QVERIFY(!pushText(ring, 1, QByteArray(qsizetype(MessageRing::maxPayload) + 1, 'x')));
    QCOMPARE(ring.takeLost(), quint64(1));
    QVERIFY(pushText(ring, 2, QByteArray(qsizetype(MessageRing::maxPayload), 'x')));
}

void tst_TraceChannel::aCompleteChannelWaitsForRoom()
{
    TraceChannel channel;
    channel.setComplete();
    constexpr quint64 total = 2'000;
    const QByteArray text(10'000, 'x'); // several times what fits
    std::thread producer([&] {
        for (quint64 i = 0; i < total; ++i) {
            pushText(channel.messages, i, text);
            for (int n = 0; n < 50; ++n)
                channel.records.push(numbered(i));
        }
    });
    MessageRing::Message message;
    std::vector<Record> records(1000);
    quint64 received = 0;
    std::size_t recorded = 0;
    bool ordered = true;
    while (received < total || recorded < 50 * total) {
        if (channel.messages.pop(message))
            ordered = ordered && message.id == received++ && message.payload == text;
        recorded += channel.records.pop(records);
    }
    producer.join();
    QVERIFY(ordered);
    QCOMPARE(channel.messages.takeLost(), 0U);
    QCOMPARE(channel.records.takeLost(), 0U);
}

void tst_TraceChannel::nobodyWaitsForAReaderThatIsGone()
{
    auto channel = std::make_shared<TraceChannel>();
    channel->setComplete();
    std::atomic<int> accepted = 0;
    std::thread producer([&] {
        const QByteArray text(1'000'000, 'x');
        for (quint64 i = 0; i < 20; ++i)
            accepted += pushText(channel->messages, i, text) ? 1 : 0;
    });
    auto collector = std::make_unique<TraceCollector>();
    collector->attach(channel);
    QTRY_VERIFY(accepted > 8);
    collector.reset();
    producer.join(); // does not wait for ever
    QVERIFY(channel->messages.takeLost() > 0 || accepted == 20);
}

void tst_TraceChannel::twoThreadsLoseNoRecordThatWasAccepted()
{
    RecordRing ring;
    constexpr quint64 total = 2'000'000;
    quint64 accepted = 0;
    std::atomic<bool> done = false;
    std::thread producer([&] {
        for (quint64 i = 1; i <= total; ++i)
            accepted += ring.push(numbered(i)) ? 1 : 0;
        done.store(true, std::memory_order_release);
    });
    std::vector<Record> out(777);
    quint64 received = 0;
    quint64 lost = 0;
    quint64 last = 0;
    bool ordered = true;
    for (bool finishing = false;;) {
        const std::size_t count = ring.pop(out);
        for (std::size_t i = 0; i < count; ++i) {
            const Record &r = out[i];
            ordered = ordered && r.beginNs > last && r.endNs == ~r.beginNs && r.id == r.beginNs * 3
                && r.extra == r.beginNs * 5;
            last = r.beginNs;
        }
        received += count;
        lost += ring.takeLost();
        if (count == 0 && finishing)
            break;
        finishing = done.load(std::memory_order_acquire);
    }
    producer.join();
    QVERIFY(ordered);
    QCOMPARE(received, accepted);
    QCOMPARE(received + lost, total);
}

void tst_TraceChannel::twoThreadsTearNoMessage()
{
    MessageRing ring;
    constexpr quint64 total = 200'000;
    std::atomic<bool> done = false;
    std::thread producer([&] {
        for (quint64 i = 1; i <= total; ++i) {
            const QByteArray first(qsizetype(i % 300), char(i));
            const QByteArray second(qsizetype(i % 7), char(i));
            const std::array parts { QByteArrayView(first), QByteArrayView(second) };
            ring.push(MessageKind::HttpResponse, i, i * 2, parts);
        }
        done.store(true, std::memory_order_release);
    });
    MessageRing::Message message;
    quint64 received = 0;
    quint64 lost = 0;
    bool whole = true;
    for (bool finishing = false;;) {
        if (ring.pop(message)) {
            const quint64 i = message.id;
            whole = whole && message.timeNs == i * 2
                && message.payload == QByteArray(qsizetype(i % 300 + i % 7), char(i));
            ++received;
            continue;
        }
        lost += ring.takeLost();
        if (finishing)
            break;
        finishing = done.load(std::memory_order_acquire);
    }
    producer.join();
    QVERIFY(whole);
    QCOMPARE(received + lost, total);
}

void tst_TraceChannel::positionSurvivesPacking()
{
    TraceChannel channel;
    QCOMPARE(channel.position(), LoopPosition());
    const LoopPosition waiting { LoopPhase::Poll, true, 123'456'789'012'345 };
    channel.setPosition(waiting);
    QCOMPARE(channel.position(), waiting);
    const LoopPosition outside { LoopPhase::Outside, false, 1 };
    channel.setPosition(outside);
    QCOMPARE(channel.position(), outside);
}

void tst_TraceChannel::requestAndAnswerInOneDrainAreOneExchange()
{
    Collected c;
    c.runtime.exchange(finished(1));
    c.collector.collect();
    QCOMPARE(c.batches.size(), 1);
    QCOMPARE(c.batches[0].exchanges.size(), 1);
    const HttpExchange &got = c.batches[0].exchanges[0];
    const HttpExchange sent = finished(1);
    QCOMPARE(got.state, sent.state);
    QCOMPARE(got.url, sent.url);
    QCOMPARE(got.status, sent.status);
    QCOMPARE(got.durationNs, sent.durationNs);
    QCOMPARE(got.localPort, sent.localPort);
    QCOMPARE(got.responseBytes, sent.responseBytes);
    QCOMPARE(got.requestHeaders, sent.requestHeaders);
    QCOMPARE(got.responseHeaders, sent.responseHeaders);
}

void tst_TraceChannel::laterAnswerCarriesTheRequest()
{
    Collected c;
    HttpExchange exchange = finished(9);
    exchange.state = HttpExchange::State::Open;
    c.runtime.exchange(exchange);
    c.collector.collect();
    QCOMPARE(c.batches.last().exchanges[0].state, HttpExchange::State::Open);
    const QByteArray answer = "5\0"
                              "A\0"
                              "0\0\0"
                              "0\0"_ba;
    const QByteArrayView part(answer);
    c.runtime.traceChannel()->messages.push(MessageKind::HttpResponse, 9, c.runtime.nowNs() + 5'000,
                                            { &part, 1 });
    c.collector.collect();
    const HttpExchange &got = c.batches.last().exchanges[0];
    QCOMPARE(got.state, HttpExchange::State::Aborted);
    QCOMPARE(got.url, exchange.url);
    QCOMPARE(got.durationNs, quint64(5'000));
    QCOMPARE(got.requestBytes, qint64(5));
}

void tst_TraceChannel::answerWithoutRequestIsKept()
{
    Collected c;
    const QByteArray answer = "0\0"
                              "F\0"
                              "204\0No Content\0"_ba;
    const QByteArrayView part(answer);
    c.runtime.traceChannel()->messages.push(MessageKind::HttpResponse, 3, 10, { &part, 1 });
    c.collector.collect();
    QCOMPARE(c.batches[0].exchanges[0].id, quint64(3));
    QCOMPARE(c.batches[0].exchanges[0].status, 204);
    QVERIFY(c.batches[0].exchanges[0].url.isEmpty());
}

void tst_TraceChannel::exchangesThatAreOpenAtTheEndAreAborted()
{
    Collected c;
    HttpExchange exchange = finished(1);
    exchange.state = HttpExchange::State::Open;
    c.runtime.exchange(exchange);
    c.collector.detach();
    QCOMPARE(c.batches.size(), 2);
    QCOMPARE(c.batches[0].exchanges[0].state, HttpExchange::State::Open);
    QCOMPARE(c.batches[1].exchanges[0].state, HttpExchange::State::Aborted);
    c.collector.detach();
    QCOMPARE(c.batches.size(), 2);
}

void tst_TraceChannel::openExchangesAreBounded()
{
    Collected c;
    HttpExchange exchange = finished(1);
    exchange.state = HttpExchange::State::Open;
    exchange.requestHeaders.clear();
    const auto total = TraceCollector::maxOpenExchanges + 500;
    for (std::size_t i = 0; i < total; ++i) {
        exchange.id = i;
        c.runtime.exchange(exchange);
        if (i % 1000 == 0)
            c.collector.collect();
    }
    c.collector.collect();
    const qsizetype before = c.batches.size();
    c.collector.detach();
    QCOMPARE(c.batches.size(), before + 1);
    QCOMPARE(std::size_t(c.batches.last().exchanges.size()), TraceCollector::maxOpenExchanges);
    QCOMPARE(c.batches.last().exchanges.first().id, quint64(500));
    quint64 lost = 0;
    for (const TraceBatch &batch : std::as_const(c.batches))
        lost += batch.lostMessages;
    QCOMPARE(lost, 500U);
}

void tst_TraceChannel::equalHeadersAreShared()
{
    Collected c;
    c.runtime.exchange(finished(1));
    c.runtime.exchange(finished(2));
    HttpExchange other = finished(3);
    other.requestHeaders[1].second = QStringLiteral("other");
    c.runtime.exchange(other);
    c.collector.collect();
    const auto &got = c.batches[0].exchanges;
    QCOMPARE(got[0].requestHeaders.constData(), got[1].requestHeaders.constData());
    QCOMPARE(got[2].requestHeaders[0].second.constData(),
             got[0].requestHeaders[0].second.constData());
    QCOMPARE(got[2].requestHeaders, other.requestHeaders);
}

void tst_TraceChannel::listeningAddressesAreRead()
{
    Collected c;
    const ListenAddress address { QStringLiteral("::"), 3000, true, false, true };
    c.runtime.listen(address);
    c.collector.collect();
    QCOMPARE(c.batches[0].listening, QList { address });
}

void tst_TraceChannel::lossIsReported()
{
    Collected c;
    for (std::size_t i = 0; i < RecordRing::capacity + 3; ++i)
        c.runtime.record(numbered(i));
    pushText(c.runtime.traceChannel()->messages, 1,
             QByteArray(qsizetype(MessageRing::maxPayload) + 1, 'x'));
    c.collector.collect();
    QCOMPARE(std::size_t(c.batches[0].records.size()), RecordRing::capacity);
    QCOMPARE(c.batches[0].lostRecords, quint64(3));
    QCOMPARE(c.batches[0].lostMessages, quint64(1));
}

void tst_TraceChannel::requestsThatAreOnlyCountedArePublished()
{
    Collected c;
    c.runtime.traceChannel()->setRequestCounts({ 757'673, 757'670 });
    c.collector.collect();
    c.collector.collect();
    QCOMPARE(c.batches.size(), 1);
    QCOMPARE(c.batches[0].requests.received, 757'673U);
    QCOMPARE(c.batches[0].requests.answered, 757'670U);
}

void tst_TraceChannel::hostilePayloadsAreHarmless()
{
    Collected c;
    MessageRing &ring = c.runtime.traceChannel()->messages;
    pushText(ring, 1, QByteArray());
    pushText(ring, 2, QByteArray("GET"));
    pushText(ring, 3, "\0\0\0\0notanumber\0name-without-value"_ba);
    pushText(ring, 4, "\xff\xfe\xc0\x80\0/\xed\xa0\x80\0"_ba);
    ring.push(MessageKind(999), 5, 5, {});
    c.collector.collect();
    QCOMPARE(c.batches[0].exchanges.size(), 4);
    QCOMPARE(c.batches[0].exchanges[1].method, QStringLiteral("GET"));
    QCOMPARE(c.batches[0].exchanges[2].localPort, 0);
    QCOMPARE(c.batches[0].exchanges[2].requestHeaders.size(), 1);
    QCOMPARE(c.batches[0].lostMessages, quint64(1));
}

void tst_TraceChannel::newPositionAloneIsPublishedOnce()
{
    Collected c;
    const LoopPosition position { LoopPhase::Check, false, 77 };
    c.runtime.traceChannel()->setPosition(position);
    c.collector.collect();
    c.collector.collect();
    QCOMPARE(c.batches.size(), 1);
    QVERIFY(c.batches[0].isEmpty());
    QCOMPARE(c.batches[0].position, position);
}

void tst_TraceChannel::nothingNewIsNotPublished()
{
    Collected c;
    c.collector.collect();
    c.collector.detach();
    c.collector.collect();
    QVERIFY(c.batches.isEmpty());
}

void tst_TraceChannel::timerDrainsByItself()
{
    Collected c;
    c.runtime.exchange(finished(1));
    QTRY_COMPARE(c.batches.size(), 1);
}

void tst_TraceChannel::urlsCanBeOpened_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const char *host, int port, bool secure,
                        const char *url) {
        QTest::newRow(name) << QString::fromLatin1(host) << port << secure
                            << QString::fromLatin1(url);
    };
    row("any v6", "::", 3000, false, "http://localhost:3000/");
    row("any v4", "0.0.0.0", 3000, false, "http://127.0.0.1:3000/");
    row("v4", "127.0.0.1", 8443, true, "https://127.0.0.1:8443/");
    row("v6", "::1", 3000, false, "http://[::1]:3000/");
    row("default port", "::", 80, false, "http://localhost/");
    row("socket", "/tmp/x.sock", 0, false, "");
}

void tst_TraceChannel::urlsCanBeOpened()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, secure);
    QTEST(ListenAddress({ host, port, true, secure, true }).url(), "url");
    QCOMPARE(ListenAddress({ host, port, false, secure, true }).url(), QString());
}

QTEST_GUILESS_MAIN(tst_TraceChannel)
#include "tst_tracechannel.moc"
