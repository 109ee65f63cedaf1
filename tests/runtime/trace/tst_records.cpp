// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/records.h"

#include <QTest>

#include <limits>

using namespace looptide::trace;

namespace {

constexpr quint64 largest = std::numeric_limits<quint64>::max();

// The view of a record that this view made, if it is of the same type.
template <typename View>
std::optional<View> readBack(const View &view)
{
    const auto read = viewOf(view.toRecord());
    const auto *same = read ? std::get_if<View>(&*read) : nullptr;
    return same ? std::optional(*same) : std::nullopt;
}

} // namespace

class tst_Records : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachKindIsReadAsItWasWritten();
    void aCallbackFits();
    void whatNoProbeWritesHasNoView_data();
    void whatNoProbeWritesHasNoView();
    void aPartIsNeverLargerThanItsWhole();
};

void tst_Records::eachKindIsReadAsItWasWritten()
{
    const auto visit = readBack(PhaseVisit { LoopPhase::Poll, 10, 50, 3, 25 });
    QVERIFY(visit && visit->phase == LoopPhase::Poll && visit->callbacks == 3);
    QCOMPARE(visit->beginNs, 10U);
    QCOMPARE(visit->endNs, 50U);
    QCOMPARE(visit->waitNs, 25U);
    QCOMPARE(visit->busyNs(), 15U);
    const auto microtasks = readBack(MicrotaskDrains { 7, 9 });
    QVERIFY(microtasks && microtasks->timeNs == 7 && microtasks->drains == 9);
    const auto drain = readBack(MicrotaskDrains { 9, 1, 7, 12 });
    QVERIFY(drain && drain->beginNs == 7 && drain->timeNs == 9 && drain->microtasks == 12);
    const auto created = readBack(ResourceCreated { 7, 99, { 98, 3 }, 5 });
    QVERIFY(created && created->timeNs == 7 && created->asyncId == 99 && created->place == 5);
    QVERIFY(created->origin.triggerId == 98 && created->origin.type == 3);
    const auto handles = readBack(HandleSample { 7, 12, 5, 4 });
    QVERIFY(handles && handles->timeNs == 7 && handles->type == 12 && !handles->isLast());
    QVERIFY(handles->active == 5 && handles->referenced == 4);
    QVERIFY(readBack(HandleSample { 7, 0, 5, 4 })->isLast());
    const auto start = readBack(HttpStart { 7, 99 });
    QVERIFY(start && start->timeNs == 7 && start->exchange == 99);
    const auto end = readBack(HttpEnd { 8, 99, 404 });
    QVERIFY(end && end->timeNs == 8 && end->exchange == 99 && end->status == 404);
    const auto collection = readBack(GarbageCollection { 10, 30, 2 });
    QVERIFY(collection && collection->type == 2);
    QCOMPARE(collection->durationNs(), 20U);
}

// With ids and times of the largest size, and the agent beside them.
void tst_Records::aCallbackFits()
{
    const AsyncOrigin origin { (quint64 { 1 } << AsyncOrigin::idBits) - 1, 65'535 };
    const CallbackRun run { largest - 1, largest, largest, origin, 4'000'000'000, 255 };
    Record record = run.toRecord();
    record.agent = 65'535;
    const auto view = viewOf(record);
    QVERIFY(view && std::holds_alternative<CallbackRun>(*view));
    const auto &read = std::get<CallbackRun>(*view);
    QCOMPARE(read.beginNs, run.beginNs);
    QCOMPARE(read.endNs, run.endNs);
    QCOMPARE(read.asyncId, run.asyncId);
    QCOMPARE(read.origin.triggerId, origin.triggerId);
    QCOMPARE(read.origin.type, origin.type);
    QCOMPARE(read.place, run.place);
    QCOMPARE(read.depth, run.depth);
}

void tst_Records::whatNoProbeWritesHasNoView_data()
{
    QTest::addColumn<quint8>("kind");
    QTest::addColumn<quint8>("detail");
    QTest::addColumn<quint64>("endNs");
    QTest::newRow("no kind") << quint8(0) << quint8(0) << quint64(20);
    QTest::newRow("unknown kind") << quint8(99) << quint8(0) << quint64(20);
    QTest::newRow("unknown phase")
        << quint8(RecordKind::Phase) << quint8(loopPhaseCount) << quint64(20);
    for (int kind = 1; kind <= int(RecordKind::Created); ++kind) {
        QTest::addRow("kind %d ends before it begins", kind)
            << quint8(kind) << quint8(0) << quint64(9);
    }
}

void tst_Records::whatNoProbeWritesHasNoView()
{
    QFETCH(const quint8, kind);
    QFETCH(const quint8, detail);
    QFETCH(const quint64, endNs);
    QVERIFY(!viewOf({ RecordKind(kind), detail, 0, 1, 10, endNs, 0, 0 }));
}

void tst_Records::aPartIsNeverLargerThanItsWhole()
{
    QCOMPARE(readBack(PhaseVisit { LoopPhase::Poll, 10, 50, 1, largest })->waitNs, 40U);
    QCOMPARE(readBack(PhaseVisit { LoopPhase::Poll, 10, 50, 1, largest })->busyNs(), 0U);
    QCOMPARE(readBack(HandleSample { 7, 12, 5, 6 })->referenced, 5U);
}

QTEST_APPLESS_MAIN(tst_Records)
#include "tst_records.moc"
