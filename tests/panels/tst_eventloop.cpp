// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Longer than 500 lines: the tests share one panel, its models and the run that feeds them.
#include "panels/common/emptystate.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/eventloop/handlelist.h"
#include "panels/eventloop/loopphasemodel.h"
#include "panels/eventloop/loopplot.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/phasering.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/fakeruntime.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::LoopPhaseModel;
using models::LoopStats;
using trace::GarbageCollection;
using trace::HandleSample;
using trace::LoopPhase;
using trace::MicrotaskDrains;
using trace::PhaseVisit;
using trace::RecordKind;

namespace {

constexpr quint64 ms = 1'000'000;

// A runtime whose records go to LoopStats, on a clock that only the test moves.
struct Loop
{
    tests::FakeRuntime runtime;
    trace::TraceCollector collector;
    LoopStats stats;
    quint64 aheadNs = 0; // of the last record

    Loop()
    {
        stats.setClock([this] { return runtime.nowNs() + aheadNs; });
        QObject::connect(&collector, &trace::TraceCollector::batchCollected, &stats,
                         &LoopStats::addBatch);
        runtime.start({});
        collector.attach(runtime.traceChannel());
    }
    // Each iteration waits 8 ms, handles an event for 1 ms and runs setImmediate for 1 ms.
    void iterate(int count)
    {
        for (int i = 0; i < count; ++i) {
            runtime.visit(LoopPhase::Poll, 1, 1 * ms, 8 * ms);
            runtime.visit(LoopPhase::Check, 2, 1 * ms);
        }
        collector.collect();
        stats.setClock([this] { return runtime.nowNs() + aheadNs; });
    }
    void position(LoopPhase phase, bool waiting)
    {
        runtime.traceChannel()->setPosition({ phase, waiting, runtime.nowNs() });
        collector.collect();
    }
    void pass(quint64 ns)
    {
        aheadNs += ns;
        stats.advance();
    }
    template <typename View>
    void record(const View &view)
    {
        runtime.record(view.toRecord());
    }
    void handles()
    {
        const quint64 now = runtime.nowNs();
        record(HandleSample { now, 1, 2, 0 }); // async, none referenced
        record(HandleSample { now, 12, 5, 4 }); // tcp
        record(HandleSample { now, 13, 0, 0 }); // timer, none active
        record(HandleSample { now, 0, 7, 4 });
        collector.collect();
    }
};

bool isClose(double a, double b, double tolerance = 0.02)
{
    return std::abs(a - b) <= tolerance;
}

// How many different colours a picture of it has: an empty one has a few.
qsizetype colorsOf(QWidget &widget)
{
    const QImage image = widget.grab().toImage();
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    }
    return colors.size();
}

// It has a size, and no part of it is cut off at the left or the right.
bool isWithin(const QWidget &panel, const QWidget *part)
{
    const QRect place(part->mapTo(&panel, QPoint()), part->size());
    return !place.isEmpty() && place.left() >= 0 && place.right() < panel.width();
}

} // namespace

class tst_EventLoop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsKnownBeforeTheFirstRecord();
    void ratesAndUtilisationOfASteadyLoop();
    void lagIsTheBusyTimeBetweenPolls();
    void longCallbackFillsTheSamplesItSpans();
    void waitingLoopIsIdleWithoutRecords();
    void callbackWithoutEndIsBlocked();
    void pausedIsNotBlocked();
    void figuresContainTheCallbackThatRuns();
    void positionUnknownIsNotBlocked();
    void samplesBeforeTheRunAreUnknown();
    void windowForgetsWhatIsOlderThanAMinute();
    void longSilenceIsHarmless();
    void endedRunKeepsItsFigures();
    void clearBeginsAnew();
    void malformedRecordsAreIgnored();

    void tableShowsPhasesInLoopOrder();

    void panelIsEmptyBeforeTheFirstRun();
    void panelShowsFiguresAndHandles();
    void lossIsVisible();
    void ringRestsWhenTheLoopDoes();
    void oneIterationIsOneLap();
    void hiddenPanelDoesNotAnimate();
    void pointingAtASegmentExplainsIt();
    void everySizeIsPainted();
    void lagScaleIsLogarithmic();
};

void tst_EventLoop::nothingIsKnownBeforeTheFirstRecord()
{
    LoopStats stats;
    QVERIFY(!stats.hasData());
    QCOMPARE(stats.activity(), LoopStats::Activity::None);
    QCOMPARE(stats.blockedNs(), quint64(0));
    QCOMPARE(stats.utilisationOf(1), -1.);
    stats.advance();
    stats.endRun();
    QVERIFY(!stats.hasEnded());
}

void tst_EventLoop::ratesAndUtilisationOfASteadyLoop()
{
    Loop loop;
    loop.iterate(300); // 3 s
    const LoopStats::Now &now = loop.stats.now();
    QVERIFY(isClose(now.utilisation, 0.2));
    QVERIFY(isClose(now.waitShare, 0.8));
    QVERIFY(isClose(now.iterationsPerSecond, 100, 3));
    const auto &check = now.phases[std::size_t(LoopPhase::Check)];
    QVERIFY(isClose(check.callbacksPerSecond, 200, 6));
    QVERIFY(isClose(check.busyShare, 0.1));
    QCOMPARE(loop.stats.totals().iterations(), quint64(300));
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Busy);
    for (int age = 1; age <= 10; ++age)
        QVERIFY(isClose(loop.stats.utilisationOf(age), 0.2, 0.03));
}

void tst_EventLoop::lagIsTheBusyTimeBetweenPolls()
{
    Loop loop;
    loop.iterate(200);
    QCOMPARE(loop.stats.now().longestLagNs, 2 * ms);
    QCOMPARE(loop.stats.totals().lagNs().maximum(), 2 * ms);
}

void tst_EventLoop::longCallbackFillsTheSamplesItSpans()
{
    Loop loop;
    loop.iterate(100);
    loop.runtime.visit(LoopPhase::Poll, 1, 1000 * ms, 0);
    loop.iterate(1);
    QVERIFY(isClose(loop.stats.utilisationOf(1), 1));
    QVERIFY(isClose(loop.stats.utilisationOf(2), 1));
    quint64 longest = 0;
    for (int age = 0; age < 8; ++age)
        longest = std::max(longest, loop.stats.sample(age).longestLagNs);
    QVERIFY(longest >= 1000 * ms);
}

void tst_EventLoop::waitingLoopIsIdleWithoutRecords()
{
    Loop loop;
    loop.iterate(100);
    loop.position(LoopPhase::Poll, true);
    loop.pass(5000 * ms);
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Waiting);
    QCOMPARE(loop.stats.now().utilisation, 0.);
    QCOMPARE(loop.stats.utilisationOf(3), 0.);
}

void tst_EventLoop::callbackWithoutEndIsBlocked()
{
    Loop loop;
    loop.iterate(100);
    loop.position(LoopPhase::Check, false);
    loop.pass(100 * ms);
    QVERIFY(loop.stats.activity() != LoopStats::Activity::Blocked);
    loop.pass(2900 * ms);
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Blocked);
    QCOMPARE(loop.stats.blockedNs(), 3000 * ms);
    QCOMPARE(loop.stats.now().utilisation, 1.);
    QCOMPARE(loop.stats.utilisationOf(2), 1.);
    loop.position(LoopPhase::Poll, true);
    QVERIFY(loop.stats.activity() != LoopStats::Activity::Blocked);
}

void tst_EventLoop::pausedIsNotBlocked()
{
    Loop loop;
    loop.iterate(100);
    loop.position(LoopPhase::Check, false);
    loop.runtime.pause(core::PauseReason::Debugger);
    loop.collector.collect();
    loop.pass(3000 * ms);
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Paused);
    loop.runtime.pause(core::PauseReason::None);
    loop.collector.collect();
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Blocked); // it has not come to an end yet
    loop.runtime.pause(core::PauseReason::Debugger);
    loop.collector.detach();
    loop.stats.endRun();
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Ended);
}

// A main script that never ends is in no record.
void tst_EventLoop::figuresContainTheCallbackThatRuns()
{
    Loop loop;
    LoopPhaseModel model(&loop.stats);
    const auto text = [&model](LoopPhase phase, int column) {
        return model.index(int(phase), column).data().toString();
    };
    loop.position(LoopPhase::Outside, false);
    loop.pass(3000 * ms);
    QCOMPARE(text(LoopPhase::Outside, LoopPhaseModel::ShareColumn), u"100.0 %"_s);
    QCOMPARE(text(LoopPhase::Outside, LoopPhaseModel::TotalTimeColumn), u"3.00 s"_s);
    QCOMPARE(text(LoopPhase::Check, LoopPhaseModel::ShareColumn), u"–"_s);
    loop.position(LoopPhase::Poll, true);
    loop.pass(3000 * ms);
    QCOMPARE(text(LoopPhase::Poll, LoopPhaseModel::ShareColumn), u"–"_s);
}

void tst_EventLoop::positionUnknownIsNotBlocked()
{
    Loop loop;
    loop.iterate(100);
    loop.pass(5000 * ms);
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Waiting);
    QCOMPARE(loop.stats.blockedNs(), quint64(0));
}

void tst_EventLoop::samplesBeforeTheRunAreUnknown()
{
    Loop loop;
    loop.iterate(200); // 2 s
    QVERIFY(loop.stats.utilisationOf(7) >= 0);
    QCOMPARE(loop.stats.utilisationOf(12), -1.);
}

void tst_EventLoop::windowForgetsWhatIsOlderThanAMinute()
{
    Loop loop;
    loop.runtime.visit(LoopPhase::Poll, 1, 1000 * ms);
    loop.iterate(6200); // 62 s
    for (int age = 0; age < LoopStats::sampleCount; ++age)
        QVERIFY(loop.stats.sample(age).longestLagNs <= 2 * ms);
    QCOMPARE(loop.stats.totals().iterations(), quint64(6201));
}

void tst_EventLoop::longSilenceIsHarmless()
{
    Loop loop;
    loop.iterate(10);
    loop.position(LoopPhase::Poll, true);
    loop.pass(quint64(86'400'000) * ms);
    QCOMPARE(loop.stats.now().iterationsPerSecond, 0.);
    QCOMPARE(loop.stats.utilisationOf(200), 0.);
}

void tst_EventLoop::endedRunKeepsItsFigures()
{
    Loop loop;
    loop.iterate(300);
    loop.stats.endRun();
    loop.pass(10'000 * ms);
    QCOMPARE(loop.stats.activity(), LoopStats::Activity::Ended);
    QVERIFY(isClose(loop.stats.now().utilisation, 0.2));
    QVERIFY(isClose(loop.stats.utilisationOf(1), 0.2, 0.03));
}

void tst_EventLoop::clearBeginsAnew()
{
    Loop loop;
    loop.iterate(300);
    loop.stats.endRun();
    loop.stats.clear();
    QVERIFY(!loop.stats.hasData());
    QCOMPARE(loop.stats.totals().iterations(), quint64(0));
    QCOMPARE(loop.stats.utilisationOf(1), -1.);
    loop.iterate(100);
    QCOMPARE(loop.stats.totals().iterations(), quint64(100));
}

void tst_EventLoop::malformedRecordsAreIgnored()
{
    Loop loop;
    const quint64 now = loop.runtime.nowNs();
    loop.record(PhaseVisit { LoopPhase(200), now, now + 5, 1, 0 });
    loop.record(PhaseVisit { LoopPhase::Poll, now, now - 5, 1, 0 }); // ends before it begins
    loop.record(PhaseVisit { LoopPhase::Poll, now, now + 5, 1, ~quint64(0) }); // waits for ever
    loop.runtime.record({ RecordKind(99), 3, 0, 1, now, now + 5, 0, 0 });
    loop.record(GarbageCollection { now, now - 1, 1 });
    loop.iterate(10);
    QCOMPARE(loop.stats.totals().iterations(), quint64(11));
}

void tst_EventLoop::tableShowsPhasesInLoopOrder()
{
    Loop loop;
    LoopPhaseModel model(&loop.stats);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data().toString());
    QCOMPARE(names,
             QStringList({ u"Timers"_s, u"Pending"_s, u"Prepare"_s, u"Poll (I/O)"_s, u"Check"_s,
                           u"Closing"_s, u"Main script"_s, u"Microtasks"_s, u"GC (memory)"_s }));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    loop.iterate(300);
    QCOMPARE(changed.size(), 1);
    const int check = int(LoopPhase::Check);
    QCOMPARE(model.index(check, LoopPhaseModel::RateColumn).data().toString(), u"200/s"_s);
    QCOMPARE(model.index(check, LoopPhaseModel::ShareColumn).data().toString(), u"10.0 %"_s);
    QCOMPARE(model.index(check, LoopPhaseModel::TotalColumn).data().toString(), u"600"_s);
    QCOMPARE(model.index(check, LoopPhaseModel::TotalTimeColumn).data().toString(), u"300 ms"_s);
    QCOMPARE(model.index(int(LoopPhase::Timers), LoopPhaseModel::RateColumn).data().toString(),
             u"–"_s);
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(!model.index(row, 0).data(LoopPhaseModel::ExplanationRole).toString().isEmpty());
}

void tst_EventLoop::panelIsEmptyBeforeTheFirstRun()
{
    Loop loop;
    panels::EventLoopPanel panel(&loop.stats);
    panel.show();
    auto *empty = panel.findChild<panels::EmptyState *>();
    QVERIFY(empty->isVisible());
    QSignalSpy run(&panel, &panels::EventLoopPanel::runRequested);
    empty->findChild<QPushButton *>()->click();
    QCOMPARE(run.size(), 1);
    loop.iterate(10);
    QVERIFY(!empty->isVisible());
}

void tst_EventLoop::panelShowsFiguresAndHandles()
{
    Loop loop;
    panels::EventLoopPanel panel(&loop.stats);
    panel.resize(400, 700);
    panel.show();
    loop.iterate(300);
    loop.handles();
    QCOMPARE(panel.findChild<panels::HandleList *>()->text(), u"5 TCP, 2 Wake-up"_s);
    auto *table = panel.findChild<QTableView *>();
    QCOMPARE(table->model()->index(4, LoopPhaseModel::RateColumn).data().toString(), u"200/s"_s);
}

void tst_EventLoop::lossIsVisible()
{
    Loop loop;
    panels::EventLoopPanel panel(&loop.stats);
    panel.show();
    for (std::size_t i = 0; i < trace::RecordRing::capacity + 12'345; ++i)
        loop.record(MicrotaskDrains { loop.runtime.nowNs(), 1 });
    loop.collector.collect();
    const auto labels = panel.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisibleTo(label->window()) && label->text().contains(u"12.3k records"_s);
    }));
}

void tst_EventLoop::ringRestsWhenTheLoopDoes()
{
    Loop loop;
    panels::PhaseRing ring(&loop.stats);
    ring.resize(300, 300);
    ring.show();
    loop.iterate(50);
    loop.position(LoopPhase::Poll, true);
    QVERIFY(ring.isAnimating());
    loop.pass(5000 * ms);
    QTRY_VERIFY(!ring.isAnimating());
}

void tst_EventLoop::oneIterationIsOneLap()
{
    Loop loop;
    panels::PhaseRing ring(&loop.stats);
    ring.advance(0.03);
    const double rest = ring.markerLaps();
    loop.iterate(1);
    ring.advance(0.03);
    QVERIFY(ring.markerLaps() != rest);
    for (int frame = 0; frame < 100; ++frame)
        ring.advance(0.03);
    QVERIFY(isClose(ring.markerLaps(), rest, 1e-9));
}

void tst_EventLoop::hiddenPanelDoesNotAnimate()
{
    Loop loop;
    panels::PhaseRing ring(&loop.stats);
    loop.iterate(50);
    QVERIFY(!ring.isAnimating());
    ring.show();
    QVERIFY(ring.isAnimating());
    ring.hide();
    QVERIFY(!ring.isAnimating());
}

void tst_EventLoop::pointingAtASegmentExplainsIt()
{
    Loop loop;
    panels::EventLoopPanel panel(&loop.stats);
    panel.resize(400, 800);
    panel.show();
    loop.iterate(10);
    auto *ring = panel.findChild<panels::PhaseRing *>();
    const QPointF centre = QRectF(ring->rect()).center();
    const double radius = std::min(ring->width(), ring->height()) / 2. - 20;
    QCOMPARE(ring->rowAt(centre), -1);
    QCOMPARE(ring->rowAt(centre - QPointF(0, radius)), int(LoopPhase::Timers));
    QCOMPARE(ring->rowAt(centre + QPointF(0, radius)), int(LoopPhase::Poll));
    QCOMPARE(ring->rowAt(centre + QPointF(radius, 10)), int(LoopPhase::Prepare));
    QCOMPARE(ring->rowAt(centre - QPointF(radius, -10)), int(LoopPhase::Check));
    QTest::mouseClick(ring, Qt::LeftButton, {}, (centre + QPointF(0, radius)).toPoint());
    const auto labels = panel.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"your request handlers start here"_s);
    }));
    QCOMPARE(panel.findChild<QTableView *>()->currentIndex().row(), int(LoopPhase::Poll));
}

void tst_EventLoop::everySizeIsPainted()
{
    Loop loop;
    panels::EventLoopPanel panel(&loop.stats);
    panel.show();
    loop.iterate(500);
    loop.handles();
    for (const QSize size :
         { QSize(300, 500), QSize(700, 600), QSize(1200, 400), QSize(1600, 1000) }) {
        panel.resize(size);
        QVERIFY2(colorsOf(panel) > 20, qPrintable(QString::number(colorsOf(panel))));
        QVERIFY(isWithin(panel, panel.findChild<panels::PhaseRing *>()));
        QVERIFY(isWithin(panel, panel.findChild<QTableView *>()));
    }
    // Each state has a picture of its own.
    const QImage running = panel.grab().toImage();
    loop.position(LoopPhase::Check, false);
    loop.pass(1000 * ms);
    const QImage blocked = panel.grab().toImage();
    QVERIFY(blocked != running);
    loop.stats.endRun();
    QVERIFY(panel.grab().toImage() != blocked);
}

void tst_EventLoop::lagScaleIsLogarithmic()
{
    using panels::LoopPlot;
    QCOMPARE(LoopPlot::lagShare(0), 0.);
    QVERIFY(isClose(LoopPlot::lagShare(1 * ms), 0.2, 1e-9));
    QVERIFY(isClose(LoopPlot::lagShare(100 * ms), 0.6, 1e-9));
    QCOMPARE(LoopPlot::lagShare(quint64(100'000) * ms), 1.);
}

QTEST_MAIN(tst_EventLoop)
#include "tst_eventloop.moc"
