// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/commandchannel.h"
#include "runtime/trace/tracecodec.h"

#include <QTest>

#include <thread>

using namespace looptide::trace;
using looptide::core::RecordLevel;

namespace {

const Command off = Command::setLevel(RecordLevel::Off);
const Command phases = Command::setLevel(RecordLevel::Phases);
using Commands = std::vector<Command>;

} // namespace

class tst_CommandChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandsWaitForTheLoopThread();
    void onlyTheFirstCommandInAnEmptyQueueWakes();
    void nothingIsPostedToAProgramThatHasEnded();
    void aHeldLoopGetsOnlyItsSteps();
    void aHeldLoopContinuesWhenItsReaderIsGone();
    void commandsCrossAProcessBoundaryInPieces();
    void rulesCrossAProcessBoundary();
    void malformedFramesPostNothing_data();
    void malformedFramesPostNothing();
};

void tst_CommandChannel::commandsWaitForTheLoopThread()
{
    CommandChannel channel;
    QVERIFY(channel.post(off));
    QVERIFY(channel.post(phases));
    int wakes = 0;
    channel.listen([&] { ++wakes; });
    QCOMPARE(wakes, 1);
    QCOMPARE(channel.waiting(), Commands({ off, phases }));
    QCOMPARE(channel.take(), Commands({ off, phases }));
    QCOMPARE(channel.take(), Commands());
}

void tst_CommandChannel::onlyTheFirstCommandInAnEmptyQueueWakes()
{
    CommandChannel channel;
    int wakes = 0;
    channel.listen([&] { ++wakes; });
    QCOMPARE(wakes, 0);
    channel.post(off);
    channel.post(phases);
    QCOMPARE(wakes, 1);
    channel.take();
    channel.post(off);
    QCOMPARE(wakes, 2);
}

void tst_CommandChannel::nothingIsPostedToAProgramThatHasEnded()
{
    CommandChannel channel;
    int wakes = 0;
    channel.listen([&] { ++wakes; });
    channel.close();
    QVERIFY(!channel.post(phases));
    QCOMPARE(wakes, 0);
    QCOMPARE(channel.take(), Commands());
}

void tst_CommandChannel::aHeldLoopGetsOnlyItsSteps()
{
    CommandChannel channel;
    int wakes = 0;
    channel.listen([&] { ++wakes; });
    channel.hold();
    channel.post(off);
    channel.post(Command::stepLoop(StepTarget::Phase));
    QCOMPARE(channel.nextStep(), Command::stepLoop(StepTarget::Phase));
    QCOMPARE(wakes, 0);
    channel.endHold();
    QCOMPARE(wakes, 1);
    QCOMPARE(channel.take(), Commands({ off }));

    channel.post(Command::stepLoop(StepTarget::Phase));
    channel.post(off);
    channel.post(Command::stepToCallback(7));
    QCOMPARE(channel.takeSteps(), Command::stepToCallback(7));
    QCOMPARE(channel.take(), Commands({ off }));
    QVERIFY(!channel.takeSteps());
}

void tst_CommandChannel::aHeldLoopContinuesWhenItsReaderIsGone()
{
    CommandChannel channel;
    channel.hold();
    std::thread loop(
        [&] { QCOMPARE(channel.nextStep(), Command::stepLoop(StepTarget::Continue)); });
    channel.abandon();
    loop.join();
}

void tst_CommandChannel::commandsCrossAProcessBoundaryInPieces()
{
    const QByteArray frames = encodeCommand(off) + encodeCommand(phases);
    CommandChannel channel;
    CommandDecoder decoder;
    for (const char byte : frames)
        decoder.feed({ &byte, 1 }, channel);
    QCOMPARE(channel.take(), Commands({ off, phases }));
}

void tst_CommandChannel::rulesCrossAProcessBoundary()
{
    const Command rules = Command::setRules(QByteArray(100'000, 'x'));
    const QByteArray frames = encodeCommand(rules) + encodeCommand(Command::setRules({}))
        + encodeCommand(Command::stepToPhase(9)) + encodeCommand(off);
    CommandChannel channel;
    CommandDecoder decoder;
    for (qsizetype at = 0; at < frames.size(); at += 1000)
        decoder.feed(
            QByteArrayView(frames).sliced(at).first(std::min<qsizetype>(1000, frames.size() - at)),
            channel);
    QCOMPARE(channel.take(),
             Commands({ rules, Command::setRules({}), Command::stepToPhase(9), off }));
}

void tst_CommandChannel::malformedFramesPostNothing_data()
{
    QTest::addColumn<QByteArray>("frame");
    const QByteArray frame = encodeCommand(phases);
    const auto changed = [&](qsizetype at, char value) {
        QByteArray bytes = frame;
        bytes[at] = value;
        return bytes;
    };
    QTest::newRow("another size") << changed(0, 9);
    QTest::newRow("another kind of frame") << changed(4, 2);
    QTest::newRow("an unknown command") << changed(8, 77);
    QTest::newRow("a level that does not exist") << changed(12, 77);
}

void tst_CommandChannel::malformedFramesPostNothing()
{
    QFETCH(const QByteArray, frame);
    CommandChannel channel;
    CommandDecoder decoder;
    decoder.feed(frame + encodeCommand(off), channel);
    QCOMPARE(channel.take(), Commands());
}

QTEST_GUILESS_MAIN(tst_CommandChannel)
#include "tst_commandchannel.moc"
