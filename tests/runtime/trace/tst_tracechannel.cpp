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

QTEST_GUILESS_MAIN(tst_TraceChannel)
#include "tst_tracechannel.moc"
