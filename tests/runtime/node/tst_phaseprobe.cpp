// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracedrun.h"

#include <cmath>

using namespace looptide;
using namespace looptide::tests;

namespace {

constexpr quint64 ms = 1'000'000;

} // namespace

class tst_PhaseProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSignalDoesNotTurnWaitingIntoWork_data() { TracedRun::addRuntimeRows(); }
    void aSignalDoesNotTurnWaitingIntoWork();
    void utilisationIsThatOfNode_data();
    void utilisationIsThatOfNode();
    void onlyDrainsThatRanMicrotasksAreCounted_data() { TracedRun::addRuntimeRows(); }
    void onlyDrainsThatRanMicrotasksAreCounted();
};

// A terminal that is resized sends SIGWINCH; Node listens to it for process.stdout.
void tst_PhaseProbe::aSignalDoesNotTurnWaitingIntoWork()
{
    QFETCH(const bool, isolated);
    TracedRun run(isolated);
    run.start("let count = 0;"
              "process.stdout.on('resize', () => console.log('resized ' + ++count));"
              "setInterval(() => {}, 1e6);"
              "console.log('ready')");
    QVERIFY(run.waitForOutput("ready"));
    for (int i = 1; i <= 4; ++i) {
        QVERIFY(run.waitForIdleLoop(300 * ms));
        run.runtime->resizeTerminal(80 + i, 24);
        QVERIFY(run.waitForOutput("resized " + QByteArray::number(i)));
    }
    QVERIFY(run.stop());
    QVERIFY2(run.summary.utilisation() < 0.1,
             qPrintable(QString::number(run.summary.utilisation())));
    QVERIFY2(run.summary.lagNs().maximum() < 200 * ms,
             qPrintable(QString::number(run.summary.lagNs().maximum() / ms)));
}

void tst_PhaseProbe::utilisationIsThatOfNode_data()
{
    QTest::addColumn<bool>("isolated");
    QTest::addColumn<QByteArray>("work");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    const QByteArray spin = "const spin = ms => { const end = performance.now() + ms;"
                            "while (performance.now() < end); };";
    const QByteArray again = "const until = performance.now() + 1100;"
                             "const again = () => { spin(5);"
                             "if (performance.now() < until) setImmediate(again) };"
                             "setImmediate(again);";
    for (const bool isolated : { false, true }) {
        const char *where = isolated ? "isolated" : "in process";
        QTest::addRow("idle, %s", where) << isolated << QByteArray() << 0. << 0.5;
        QTest::addRow("half busy, %s", where)
            << isolated << spin + "setInterval(() => spin(20), 40).unref();" << 0.3 << 1.;
        QTest::addRow("busy, %s", where) << isolated << spin + again << 0.7 << 1.;
    }
}

// Of a loop that nothing interrupts; what Node counts after a signal is not to be trusted.
void tst_PhaseProbe::utilisationIsThatOfNode()
{
    QFETCH(const bool, isolated);
    QFETCH(const QByteArray, work);
    QFETCH(const double, least);
    QFETCH(const double, most);
    TracedRun run(isolated);
    run.start(work
              + "setTimeout(() => process.stdout.write(String("
                "performance.eventLoopUtilization().utilization)), 1000)");
    QVERIFY(run.waitForEnd());
    const double expected = run.output.toDouble();
    const double recorded = run.summary.utilisation();
    // On a machine that does other work nothing is idle: Node's own figure is what counts.
    const QByteArray figures = QByteArray::number(recorded) + " instead of " + run.output;
    QVERIFY2(std::abs(recorded - expected) < 0.05, figures);
    QVERIFY2(recorded >= least && recorded <= most, figures);
}

void tst_PhaseProbe::onlyDrainsThatRanMicrotasksAreCounted()
{
    QFETCH(const bool, isolated);
    TracedRun idle(isolated);
    idle.start("let count = 0; const timer = setInterval(() => {"
               "if (++count === 20) clearInterval(timer); }, 10);");
    QVERIFY(idle.waitForEnd());
    QVERIFY(idle.summary.iterations() >= 20);
    QCOMPARE(idle.summary.microtaskDrains(), quint64(0));

    TracedRun busy(isolated);
    busy.start("let count = 0; const timer = setInterval(() => {"
               "Promise.resolve().then(() => {}).then(() => {});"
               "if (++count === 20) clearInterval(timer); }, 10);");
    QVERIFY(busy.waitForEnd());
    QCOMPARE(busy.summary.microtaskDrains(), quint64(20));
}

QTEST_GUILESS_MAIN(tst_PhaseProbe)
#include "tst_phaseprobe.moc"
