// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinepanel.h"
#include "panels/timeline/timelinerange.h"
#include "panels/timeline/timelinesummary.h"
#include "panels/timeline/timelinetexts.h"
#include "tests/panels/fakefeed.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;
using core::RecordLevel;
using models::LaneKind;
using models::TimelineItem;
using models::TimelineLane;
using models::TimelineLanes;
using models::TimelineRange;
using panels::TimelinePanel;
using panels::TimelineView;
using trace::CallbackRun;
using trace::Record;
using trace::ResourceCreated;
using trace::TraceBatch;

namespace {

constexpr quint64 ms = 1'000'000;
constexpr quint64 origin = 1'000'000 * ms;

quint64 at(quint64 milliseconds)
{
    return origin + milliseconds * ms;
}

Record poll(quint64 begin, quint64 end, quint64 wait)
{
    return trace::PhaseVisit { trace::LoopPhase::Poll, at(begin), at(end), 1, wait * ms }
        .toRecord();
}

// Of type 1, "Timeout".
Record callback(quint64 begin, quint64 end, quint64 id, quint64 trigger = 0, quint8 depth = 0,
                quint32 place = 1)
{
    return CallbackRun { at(begin), at(end), id, { trigger, 1 }, place, depth }.toRecord();
}

Record created(quint64 time, quint64 id, quint64 trigger, quint32 place)
{
    return ResourceCreated { at(time), id, { trigger, 1 }, place }.toRecord();
}

TraceBatch batchOf(const QList<Record> &records)
{
    TraceBatch batch;
    batch.records = records;
    batch.types = { { 0, 1, u"Timeout"_s } };
    batch.places = { { 0, 1, { { u"/project/app.js"_s, 12, 5, u"work"_s } } },
                     { 0, 2, { { u"/project/timers.js"_s, 3, 1, u"plan"_s } } } };
    return batch;
}

// A timer at 10 ms whose callback schedules the one that runs at 30 ms for 60 ms.
TraceBatch twoTimers()
{
    return batchOf({ poll(0, 10, 9), callback(10, 20, 5, 1), created(15, 6, 5, 2), poll(20, 30, 10),
                     callback(31, 32, 7, 6, 1), callback(30, 90, 6, 5),
                     trace::GarbageCollection { at(90), at(93), 4 }.toRecord() });
}

QStringList laneTexts(const TimelineLanes &lanes)
{
    QStringList texts;
    for (const TimelineLane &lane : lanes.lanes())
        texts += u"%1 %2 %3: %4"_s.arg(lane.agent)
                     .arg(int(lane.kind))
                     .arg(lane.depth)
                     .arg(lane.items.size());
    return texts;
}

struct Shown
{
    tests::FakeFeed feed;
    TimelinePanel panel { &feed };
    TimelineView *view = panel.view();

    explicit Shown(const TraceBatch &batch)
    {
        feed.begin();
        feed.collect(batch);
        feed.run.isRunning = false;
        panel.resize(1000, 300);
        panel.show();
        QTest::keyClick(view, Qt::Key_Home);
    }
    QString details() const
    {
        QStringList texts;
        for (const QLabel *label : panel.findChildren<QLabel *>())
            texts += label->text();
        return texts.join(u'|');
    }
    const TimelineLane &lane(int index) const { return lanes()->lanes()[std::size_t(index)]; }
    const TimelineLanes *lanes() const { return panel.findChild<TimelineLanes *>(); }
    void select(int index, int item)
    {
        view->setCurrent({ index, lane(index).items[std::size_t(item)] });
    }
    QToolButton *button(const QString &text) const
    {
        for (auto *button : panel.findChildren<QToolButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
};

} // namespace

class tst_Timeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsBecomeLanes();
    void requestsAtTheSameTimeHaveRowsOfTheirOwn();
    void whatTheStoreDropsGoes();
    void aNewRunBeginsAnew();
    void smallItemsAreDrawnAsOne();
    void theCostOfADrawingDoesNotGrowWithTheRecords();
    void aCallbackIsFoundAtItsTime();
    void theRangeFollowsUntilTheUserLooksElsewhere();
    void timesAndPixelsAreInverse();
    void theSummaryAddsUpByFunction();
    void aSelectedCallbackSaysWhatItIs();
    void theCauseOfACallbackIsSelected();
    void theLinesOfACallbackAreOpened();
    void theKeyboardMovesFromItemToItem();
    void findSelectsTheNextItem();
    void theLevelIsChosenAndShown();
    void anEmptyPanelSaysWhatWillAppear();
    void hostileNamesAreShownAsText();
    void everyRangeIsPainted();
};

void tst_Timeline::recordsBecomeLanes()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    QVERIFY(!lanes.update());
    store.append(twoTimers());
    QVERIFY(lanes.update());
    QCOMPARE(laneTexts(lanes),
             (QStringList { u"0 0 0: 2"_s, u"0 1 0: 2"_s, u"0 1 1: 1"_s, u"0 3 0: 1"_s }));
    QCOMPARE(lanes.beginNs(), at(0));
    QCOMPARE(lanes.endNs(), at(93));
    QVERIFY(!lanes.update());
}

void tst_Timeline::requestsAtTheSameTimeHaveRowsOfTheirOwn()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    store.append(batchOf(
        { trace::HttpStart { at(0), 1 }.toRecord(), trace::HttpStart { at(1), 2 }.toRecord(),
          trace::HttpEnd { at(2), 1, 200 }.toRecord(), trace::HttpStart { at(3), 3 }.toRecord(),
          trace::HttpEnd { at(4), 3, 200 }.toRecord(), trace::HttpEnd { at(5), 2, 200 }.toRecord(),
          trace::HttpEnd { at(6), 99, 200 }.toRecord() }));
    lanes.update();
    QCOMPARE(laneTexts(lanes), (QStringList { u"0 4 0: 2"_s, u"0 4 1: 1"_s }));
}

void tst_Timeline::whatTheStoreDropsGoes()
{
    trace::TraceStore store(qsizetype(2 * trace::TraceStore::chunkSize * sizeof(Record)));
    TimelineLanes lanes(&store);
    for (quint64 i = 0; i < 5 * trace::TraceStore::chunkSize; i += 1024) {
        QList<Record> records;
        for (quint64 j = i; j < i + 1024; ++j)
            records += callback(j, j + 1, j + 10);
        store.append(batchOf(records));
        lanes.update();
    }
    QVERIFY(store.firstRecord() > 0);
    const auto &items = lanes.lanes().front().items;
    QCOMPARE(quint64(items.size()), store.endRecord() - store.firstRecord());
    QCOMPARE(items.front().record, store.firstRecord());
}

void tst_Timeline::aNewRunBeginsAnew()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    store.append(twoTimers());
    lanes.update();
    store.clear();
    store.append(batchOf({ callback(200, 201, 5) }));
    lanes.update();
    QCOMPARE(laneTexts(lanes), QStringList { u"0 1 0: 1"_s });
    QCOMPARE(lanes.beginNs(), at(200));
}

void tst_Timeline::smallItemsAreDrawnAsOne()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    QList<Record> records;
    for (quint64 i = 0; i < 100; ++i)
        records += callback(i, i + 1, i + 10);
    records += callback(100, 200, 999);
    store.append(batchOf(records));
    lanes.update();
    int drawings = 0;
    int items = 0;
    TimelineLanes::forRange(lanes.lanes().front(), at(0), at(300), 25 * ms,
                            [&](const TimelineItem &item, int count) {
                                ++drawings;
                                items += count;
                                QVERIFY(count == 1 || item.endNs - item.beginNs <= 26 * ms);
                            });
    QCOMPARE(items, 101);
    QCOMPARE(drawings, 5);
}

void tst_Timeline::theCostOfADrawingDoesNotGrowWithTheRecords()
{
    trace::TraceStore store(std::numeric_limits<qsizetype>::max());
    TimelineLanes lanes(&store);
    QList<Record> records;
    constexpr quint64 count = 200'000;
    for (quint64 i = 0; i < count; ++i)
        records += callback(i, i + 1, i + 10);
    store.append(batchOf(records));
    lanes.update();
    constexpr int pixels = 1000;
    int drawings = 0;
    TimelineLanes::forRange(lanes.lanes().front(), at(0), at(count), count * ms / pixels,
                            [&](const TimelineItem &, int) { ++drawings; });
    QVERIFY2(drawings <= pixels + 1, qPrintable(QString::number(drawings)));
}

void tst_Timeline::aCallbackIsFoundAtItsTime()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    store.append(twoTimers());
    lanes.update();
    int lane = -1;
    const auto inner = lanes.callbackAt(0, at(31) + 1, &lane);
    QVERIFY(inner && lane == 2);
    const auto outer = lanes.callbackAt(0, at(50), &lane);
    QVERIFY(outer && lane == 1);
    QCOMPARE(outer->beginNs, at(30));
    QVERIFY(!lanes.callbackAt(0, at(25), &lane));
    const auto creation = lanes.creationOf(store.record(outer->record));
    QVERIFY(creation);
    QCOMPARE(store.record(*creation).beginNs, at(15));
}

void tst_Timeline::theRangeFollowsUntilTheUserLooksElsewhere()
{
    TimelineRange range;
    range.setLimits(at(0), at(10'000));
    QCOMPARE(range.endNs(), at(10'000));
    range.zoom(2, at(9'000));
    QVERIFY(range.isFollowing());
    QCOMPARE(range.endNs(), at(10'000));
    range.zoom(0.5, at(10'000));
    QVERIFY(range.isFollowing());
    range.zoom(0.5, range.beginNs() + range.lengthNs() / 4);
    QVERIFY(!range.isFollowing());
    const quint64 end = range.endNs();
    range.setLimits(at(0), at(20'000));
    QCOMPARE(range.endNs(), end);
    range.setFollowing(true);
    QCOMPARE(range.endNs(), at(20'000));
    range.pan(-qint64(ms));
    QVERIFY(!range.isFollowing());
    range.pan(std::numeric_limits<qint64>::min() / 2);
    QVERIFY(range.endNs() >= at(0));
    range.zoom(1e-12, at(5));
    QCOMPARE(range.lengthNs(), TimelineRange::leastNs);
    range.zoom(1e30, at(5));
    QCOMPARE(range.lengthNs(), TimelineRange::mostNs);
}

void tst_Timeline::timesAndPixelsAreInverse()
{
    TimelineRange range;
    range.setLimits(at(0), at(10'000));
    range.show(at(100), at(1100));
    QCOMPARE(range.timeAt(range.xOf(at(350), 800), 800), at(350));
    QCOMPARE(range.xOf(at(100), 800), 0.);
    QCOMPARE(range.xOf(at(1100), 800), 800.);
    QVERIFY(range.xOf(at(0), 800) < 0);
}

void tst_Timeline::theSummaryAddsUpByFunction()
{
    trace::TraceStore store;
    TimelineLanes lanes(&store);
    models::TimelineSummary summary(&lanes);
    const QAbstractItemModelTester tester(&summary);
    store.append(twoTimers());
    lanes.update();
    summary.setRange(at(0), at(100));
    QStringList rows;
    for (int row = 0; row < summary.rowCount({}); ++row) {
        QStringList cells;
        for (int column = 0; column < models::TimelineSummary::ColumnCount; ++column)
            cells += summary.index(row, column).data().toString();
        rows += cells.join(u"; "_s);
    }
    QCOMPARE(rows,
             (QStringList { u"timer: app.js:12:5 work; 3; 71.0 ms; 60.0 ms"_s,
                            u"Poll (I/O); 2; 20.0 ms; 10.0 ms"_s,
                            u"mark-compact; 1; 3.00 ms; 3.00 ms"_s }));
    QVERIFY(!summary.isPartial());
    summary.setRange(at(95), at(99));
    QCOMPARE(summary.rowCount({}), 0);
}

void tst_Timeline::aSelectedCallbackSaysWhatItIs()
{
    Shown s(twoTimers());
    s.select(1, 1);
    const QString text = s.details();
    for (const auto &part : { u"timer: app.js:12:5 work"_s, u"for 60.0 ms"_s, u"async id 6"_s,
                              u"caused by async id 5"_s, u"scheduled at timers.js:3:1 plan"_s })
        QVERIFY2(text.contains(part), qPrintable(part + u" in "_s + text));
}

void tst_Timeline::theCauseOfACallbackIsSelected()
{
    Shown s(twoTimers());
    s.select(1, 1);
    QToolButton *cause = s.button(u"Cause"_s);
    QVERIFY(cause && cause->isEnabled());
    cause->click();
    QCOMPARE(s.view->current().item.beginNs, at(10));
    QVERIFY(!cause->isEnabled()); // the main script scheduled it
}

void tst_Timeline::theLinesOfACallbackAreOpened()
{
    Shown s(twoTimers());
    QSignalSpy opened(&s.panel, &TimelinePanel::fileActivated);
    s.select(1, 1);
    s.button(u"Function"_s)->click();
    QCOMPARE(opened.takeFirst(), (QVariantList { u"/project/app.js"_s, 12, 5 }));
    s.button(u"Scheduled at"_s)->click();
    QCOMPARE(opened.takeFirst(), (QVariantList { u"/project/timers.js"_s, 3, 1 }));
    QTest::keyClick(s.view, Qt::Key_Return);
    QCOMPARE(opened.takeFirst(), (QVariantList { u"/project/app.js"_s, 12, 5 }));
    s.select(0, 0);
    QVERIFY(!s.button(u"Function"_s)->isEnabled());
    QTest::keyClick(s.view, Qt::Key_Return);
    QVERIFY(opened.isEmpty());
}

void tst_Timeline::theKeyboardMovesFromItemToItem()
{
    Shown s(twoTimers());
    QSignalSpy left(&s.panel, &TimelinePanel::leaveRequested);
    QTest::keyClick(s.view, Qt::Key_Down);
    QCOMPARE(s.view->current().lane, 0);
    QTest::keyClick(s.view, Qt::Key_Down);
    QCOMPARE(s.view->current().lane, 1);
    QTest::keyClick(s.view, Qt::Key_Right);
    QTest::keyClick(s.view, Qt::Key_Right); // there is no further one
    QCOMPARE(s.view->current().item.beginNs, at(30));
    QTest::keyClick(s.view, Qt::Key_Left);
    QCOMPARE(s.view->current().item.beginNs, at(10));
    QVERIFY(s.view->accessibleDescription().contains(u"work"_s));
    QTest::keyClick(s.view, Qt::Key_Escape);
    QVERIFY(!s.view->current().isValid());
    QVERIFY(left.isEmpty());
    QTest::keyClick(s.view, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void tst_Timeline::findSelectsTheNextItem()
{
    Shown s(twoTimers());
    auto *search = s.panel.findChild<QLineEdit *>();
    search->setText(u"WORK"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(s.view->current().item.beginNs, at(10));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(s.view->current().item.beginNs, at(30));
    search->setText(u"nowhere"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(s.details().contains(u"“nowhere”"_s));
}

void tst_Timeline::theLevelIsChosenAndShown()
{
    Shown s(twoTimers());
    auto *levels = s.panel.findChild<QComboBox *>();
    QCOMPARE(levels->currentText(), u"Record phases"_s);
    levels->setFocus();
    QTest::keyClick(levels, Qt::Key_Down);
    QCOMPARE(s.feed.level, RecordLevel::Callbacks);
    s.feed.setRecordLevel(RecordLevel::Off);
    QCOMPARE(levels->currentText(), u"Record nothing"_s);
}

void tst_Timeline::anEmptyPanelSaysWhatWillAppear()
{
    tests::FakeFeed feed;
    TimelinePanel panel(&feed);
    panel.show();
    QSignalSpy runs(&panel, &TimelinePanel::runRequested);
    auto *button = panel.findChild<QPushButton *>();
    QVERIFY(button && button->isVisible());
    button->click();
    QCOMPARE(runs.size(), 1);
    feed.begin();
    feed.collect(twoTimers());
    QTRY_VERIFY(panel.view()->isVisible());
}

void tst_Timeline::hostileNamesAreShownAsText()
{
    TraceBatch batch = batchOf({ callback(0, 50, 5, 1, 0, 3) });
    batch.types = { { 0, 1, u"<img src=x>\x1b[31m"_s } };
    batch.places += trace::Place { 0, 3, { { u"/a/\n<b>.js"_s, 1, 1, QString(5000, u'f') } } };
    Shown s(batch);
    s.select(0, 0);
    QVERIFY(!s.details().contains(u'\x1b'));
    QVERIFY(!s.view->grab().isNull());
}

void tst_Timeline::everyRangeIsPainted()
{
    Shown s(twoTimers());
    const QImage whole = s.view->grab().toImage();
    for (int i = 0; i < 120; ++i)
        QTest::keyClick(s.view, Qt::Key_Plus);
    QVERIFY(s.view->grab().toImage() != whole);
    for (int i = 0; i < 250; ++i)
        QTest::keyClick(s.view, Qt::Key_Minus);
    QVERIFY(s.view->grab().toImage() != whole);
    s.panel.resize(s.panel.minimumSizeHint());
    QVERIFY(!s.view->grab().isNull());
}

QTEST_MAIN(tst_Timeline)
#include "tst_timeline.moc"
