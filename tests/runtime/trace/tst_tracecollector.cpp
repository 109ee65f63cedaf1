// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecollector.h"
#include "tests/support/fakeruntime.h"

#include <QDateTime>
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

class tst_TraceCollector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestAndAnswerInOneDrainAreOneExchange();
    void laterAnswerCarriesTheRequest();
    void briefExchangesAndBodiesArrive();
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

void tst_TraceCollector::requestAndAnswerInOneDrainAreOneExchange()
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

void tst_TraceCollector::laterAnswerCarriesTheRequest()
{
    Collected c;
    HttpExchange exchange = finished(9);
    exchange.state = HttpExchange::State::Open;
    c.runtime.exchange(exchange);
    c.collector.collect();
    QCOMPARE(c.batches.last().exchanges[0].state, HttpExchange::State::Open);
    const QByteArray answer = "5\0"
                              "0\0\0"
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

void tst_TraceCollector::briefExchangesAndBodiesArrive()
{
    Collected c;
    const quint64 now = monotonicNs();
    const QByteArray brief = "GET\0/a\0"
                             "1.1\0::1\0"
                             "3000\0"_ba
        + QByteArray::number(now) + '\0'
        + "F\0"
          "200\0"
          "0\0"
          "5\0\0"_ba;
    const QByteArrayView part(brief);
    auto &messages = c.runtime.traceChannel()->messages;
    messages.push(MessageKind::HttpBrief, 4, now + 700, { &part, 1 });
    const QByteArray body("a\0b", 3);
    const QByteArrayView bodyPart(body);
    messages.push(MessageKind::HttpResponseBody, 99, now, { &bodyPart, 1 }); // of nothing known
    c.collector.collect();
    QCOMPARE(c.batches[0].exchanges.size(), 1);
    const HttpExchange &got = c.batches[0].exchanges[0];
    QVERIFY(got.isBrief);
    QCOMPARE(got.id, quint64(4));
    QCOMPARE(got.durationNs, quint64(700));
    QVERIFY(qAbs(got.startedMs - QDateTime::currentMSecsSinceEpoch()) < 10'000);
    QCOMPARE(c.batches[0].lostMessages, 0U);
}

void tst_TraceCollector::answerWithoutRequestIsKept()
{
    Collected c;
    const QByteArray answer = "0\0"
                              "0\0\0"
                              "0\0" // no effects of rules
                              "F\0"
                              "204\0No Content\0"_ba;
    const QByteArrayView part(answer);
    c.runtime.traceChannel()->messages.push(MessageKind::HttpResponse, 3, 10, { &part, 1 });
    c.collector.collect();
    QCOMPARE(c.batches[0].exchanges[0].id, quint64(3));
    QCOMPARE(c.batches[0].exchanges[0].status, 204);
    QVERIFY(c.batches[0].exchanges[0].url.isEmpty());
}

void tst_TraceCollector::exchangesThatAreOpenAtTheEndAreAborted()
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

void tst_TraceCollector::openExchangesAreBounded()
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

void tst_TraceCollector::equalHeadersAreShared()
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

void tst_TraceCollector::listeningAddressesAreRead()
{
    Collected c;
    const ListenAddress address { QStringLiteral("::"), 3000, true, false, true };
    c.runtime.listen(address);
    c.collector.collect();
    QCOMPARE(c.batches[0].listening, QList { address });
}

void tst_TraceCollector::lossIsReported()
{
    Collected c;
    for (std::size_t i = 0; i < RecordRing::capacity + 3; ++i)
        c.runtime.record(PhaseVisit { LoopPhase::Timers, i, i, 1, 0 }.toRecord());
    pushText(c.runtime.traceChannel()->messages, 1,
             QByteArray(qsizetype(MessageRing::maxPayload) + 1, 'x'));
    c.collector.collect();
    QCOMPARE(std::size_t(c.batches[0].records.size()), RecordRing::capacity);
    QCOMPARE(c.batches[0].lostRecords, quint64(3));
    QCOMPARE(c.batches[0].lostMessages, quint64(1));
}

void tst_TraceCollector::requestsThatAreOnlyCountedArePublished()
{
    Collected c;
    c.runtime.traceChannel()->setRequestCounts({ 757'673, 757'670 });
    c.collector.collect();
    c.collector.collect();
    QCOMPARE(c.batches.size(), 1);
    QCOMPARE(c.batches[0].requests.received, 757'673U);
    QCOMPARE(c.batches[0].requests.answered, 757'670U);
}

void tst_TraceCollector::hostilePayloadsAreHarmless()
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

void tst_TraceCollector::newPositionAloneIsPublishedOnce()
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

void tst_TraceCollector::nothingNewIsNotPublished()
{
    Collected c;
    c.collector.collect();
    c.collector.detach();
    c.collector.collect();
    QVERIFY(c.batches.isEmpty());
}

void tst_TraceCollector::timerDrainsByItself()
{
    Collected c;
    c.runtime.exchange(finished(1));
    QTRY_COMPARE(c.batches.size(), 1);
}

void tst_TraceCollector::urlsCanBeOpened_data()
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

void tst_TraceCollector::urlsCanBeOpened()
{
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, secure);
    QTEST(ListenAddress({ host, port, true, secure, true }).url(), "url");
    QCOMPARE(ListenAddress({ host, port, false, secure, true }).url(), QString());
}

QTEST_GUILESS_MAIN(tst_TraceCollector)
#include "tst_tracecollector.moc"
