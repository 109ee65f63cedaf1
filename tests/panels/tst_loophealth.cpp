// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loophealth.h"
#include "panels/eventloop/loopstats.h"

#include <QTest>

using namespace looptide;
using models::LoopHealth;
using models::LoopStats;
using trace::LoopPhase;
using trace::PhaseVisit;
using Verdict = LoopHealth::Verdict;

namespace {

constexpr quint64 ms = 1'000'000;

// A loop whose time only the test moves.
class Loop
{
public:
    Loop()
    {
        stats.setClock([this] { return m_nowNs; });
    }
    // Each iteration waits, then handles one event.
    void iterate(int count, quint64 waitNs, quint64 busyNs)
    {
        trace::TraceBatch batch;
        for (int i = 0; i < count; ++i) {
            PhaseVisit visit { LoopPhase::Poll, m_nowNs, m_nowNs + waitNs + busyNs, 1, waitNs };
            batch.records.append(visit.toRecord());
            m_nowNs = visit.endNs;
            batch.position = { LoopPhase::Poll, true, m_nowNs };
        }
        add(batch);
    }
    void add(const trace::TraceBatch &batch)
    {
        stats.addBatch(batch);
        stats.advance();
    }
    void collect(quint64 durationNs)
    {
        trace::TraceBatch batch;
        batch.position = stats.position();
        batch.records = {
            trace::GarbageCollection { m_nowNs - durationNs, m_nowNs, 1 }.toRecord()
        };
        add(batch);
    }
    void haveTimers(quint32 count)
    {
        trace::TraceBatch batch;
        batch.position = stats.position();
        constexpr quint8 timer = 13;
        batch.records = { trace::HandleSample { m_nowNs, timer, count, count }.toRecord(),
                          trace::HandleSample { m_nowNs, 0, count, count }.toRecord() };
        add(batch);
    }
    // A callback that has not returned after this time; its location is known.
    void block(quint64 durationNs)
    {
        trace::TraceBatch batch;
        batch.position = { LoopPhase::Timers, false, m_nowNs };
        batch.blocked = { m_nowNs, 3, 3, "/p/index.js", "spin" };
        add(batch);
        m_nowNs += durationNs;
        stats.advance();
    }
    // The program ends in a timer's callback after this time.
    void endIn(quint64 durationNs)
    {
        trace::TraceBatch batch;
        const PhaseVisit visit { LoopPhase::Timers, m_nowNs, m_nowNs + durationNs, 1, 0 };
        batch.records = { visit.toRecord() };
        m_nowNs = visit.endNs;
        batch.position = { LoopPhase::Outside, false, m_nowNs };
        add(batch);
        stats.endRun();
    }
    Verdict verdict() const { return LoopHealth::of(stats).verdict; }

    LoopStats stats;

private:
    quint64 m_nowNs = 1000 * LoopStats::sampleNs;
};

} // namespace

class tst_LoopHealth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isUnknownAtFirst();
    void aQuietServerIsIdle();
    void anOrdinaryServerIsHealthy();
    void aBusyLoopIsOverloaded();
    void oneLongCallbackIsNamed();
    void aCallbackThatDoesNotReturnIsNamed();
    void theEndKeepsTheTimeOfABlockedCallback();
    void collectionsAndTimersAreNamed();
    void theLagOfTheRunHasPercentiles();
};

void tst_LoopHealth::isUnknownAtFirst()
{
    Loop loop;
    QCOMPARE(loop.verdict(), Verdict::Unknown);
    QCOMPARE(LoopHealth::of(loop.stats).text, QString());
    QCOMPARE(LoopHealth::lagText(loop.stats), QString());
}

void tst_LoopHealth::aQuietServerIsIdle()
{
    Loop loop;
    loop.iterate(20, 1000 * ms, ms / 10);
    QCOMPARE(loop.verdict(), Verdict::Idle);
    QVERIFY(!LoopHealth::of(loop.stats).isWarning());
}

void tst_LoopHealth::anOrdinaryServerIsHealthy()
{
    Loop loop;
    loop.iterate(1500, 8 * ms, 2 * ms);
    QCOMPARE(loop.verdict(), Verdict::Healthy);
    const QString text = LoopHealth::of(loop.stats).text;
    QVERIFY2(text.contains(QStringLiteral("busy for 20 %")), qPrintable(text));
}

void tst_LoopHealth::aBusyLoopIsOverloaded()
{
    Loop loop;
    loop.iterate(1500, ms / 2, 9 * ms);
    QCOMPARE(loop.verdict(), Verdict::Overloaded);
    QVERIFY(LoopHealth::of(loop.stats).isWarning());
    QVERIFY(!LoopHealth::of(loop.stats).advice.isEmpty());
    // Ten seconds later it has recovered.
    loop.iterate(1500, 8 * ms, 2 * ms);
    QCOMPARE(loop.verdict(), Verdict::Healthy);
}

void tst_LoopHealth::oneLongCallbackIsNamed()
{
    Loop loop;
    loop.iterate(500, 8 * ms, 2 * ms);
    loop.iterate(1, 8 * ms, 150 * ms);
    loop.iterate(200, 8 * ms, 2 * ms);
    QCOMPARE(loop.verdict(), Verdict::LateCallbacks);
    const QString text = LoopHealth::of(loop.stats).text;
    QVERIFY2(text.contains(QStringLiteral("150 ms")), qPrintable(text));
}

void tst_LoopHealth::aCallbackThatDoesNotReturnIsNamed()
{
    Loop loop;
    loop.iterate(1500, 8 * ms, 2 * ms);
    loop.block(3000 * ms);
    QCOMPARE(loop.verdict(), Verdict::Blocked);
    QVERIFY(LoopHealth::of(loop.stats).isWarning());
    const QString text = LoopHealth::of(loop.stats).text;
    QVERIFY2(text.contains(QStringLiteral("3.00 s")), qPrintable(text));
    loop.stats.endRun();
    QCOMPARE(LoopHealth::of(loop.stats).text, QString());
}

// No record contains it, or the record of its phase is the last one.
void tst_LoopHealth::theEndKeepsTheTimeOfABlockedCallback()
{
    Loop loop;
    loop.iterate(1500, 8 * ms, 2 * ms);
    loop.block(3000 * ms);
    loop.stats.endRun();
    QCOMPARE(loop.stats.utilisationOf(2), 1.);
    QVERIFY(loop.stats.sample(0).longestLagNs >= 3000 * ms);

    Loop other;
    other.iterate(1500, 8 * ms, 2 * ms);
    other.endIn(3000 * ms);
    QCOMPARE(other.stats.utilisationOf(2), 1.);
    QVERIFY(other.stats.sample(0).longestLagNs >= 3000 * ms);
}

void tst_LoopHealth::collectionsAndTimersAreNamed()
{
    Loop loop;
    loop.iterate(1000, 8 * ms, 2 * ms);
    loop.haveTimers(LoopHealth::manyTimersFrom);
    QCOMPARE(loop.verdict(), Verdict::ManyTimers);
    loop.collect(2000 * ms);
    loop.iterate(30, 8 * ms, 2 * ms);
    QCOMPARE(loop.verdict(), Verdict::Collecting);
}

void tst_LoopHealth::theLagOfTheRunHasPercentiles()
{
    Loop loop;
    loop.iterate(1000, 8 * ms, 2 * ms);
    const QString text = LoopHealth::lagText(loop.stats);
    QVERIFY2(text.contains(QStringLiteral("(median)")), qPrintable(text));
}

QTEST_GUILESS_MAIN(tst_LoopHealth)
#include "tst_loophealth.moc"
