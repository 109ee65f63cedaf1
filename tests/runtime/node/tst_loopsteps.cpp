// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracedrun.h"

#include <algorithm>

using namespace looptide;
using namespace looptide::tests;
using core::PauseReason;
using core::RunState;
using trace::Command;
using trace::LoopPause;
using trace::LoopPhase;
using trace::StepTarget;
using namespace Qt::StringLiterals;

namespace {

class SteppedRun : public TracedRun
{
public:
    explicit SteppedRun(bool isolated) : TracedRun(isolated)
    {
        connect(&collector, &trace::TraceCollector::batchCollected, this,
                [this](const trace::TraceBatch &batch) {
                    for (const trace::ResourceType &type : batch.types)
                        places.add(type);
                    for (const trace::Place &place : batch.places)
                        places.add(place);
                    pauses += batch.pauses;
                    for (const auto &list : batch.resources)
                        resources = list;
                });
    }

    bool post(const Command &command) { return runtime->traceChannel()->commands.post(command); }
    // Waits for the pause that follows.
    bool step(const Command &command)
    {
        const qsizetype before = pauses.size();
        return post(command)
            && QTest::qWaitFor([&] { return pauses.size() > before && isPaused(); }, timeoutMs);
    }
    bool step(StepTarget target) { return step(Command::stepLoop(target)); }
    bool isPaused() const
    {
        return runtime->state() == RunState::Paused
            && runtime->pauseReason() == PauseReason::Stepping;
    }
    bool proceed()
    {
        return post(Command::stepLoop(StepTarget::Continue))
            && QTest::qWaitFor([&] { return runtime->state() == RunState::Running; }, timeoutMs);
    }
    const LoopPause &last() const { return pauses.constLast(); }
    QString nextType() const { return places.typeName(last().agent, last().next.origin.type); }
    int nextLine() const { return places.frames(last().agent, last().next.place).value(0).line; }

    trace::PlaceTable places;
    QList<LoopPause> pauses;
    trace::ActiveResources resources;
};

} // namespace

class tst_LoopSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anIdleLoopPausesAtOnce_data() { TracedRun::addRuntimeRows(); }
    void anIdleLoopPausesAtOnce();
    void stepsFromCallbackToCallback_data() { TracedRun::addRuntimeRows(); }
    void stepsFromCallbackToCallback();
    void stepsThroughThePhases_data() { TracedRun::addRuntimeRows(); }
    void stepsThroughThePhases();
    void runsUntilAResourceIsCalled_data() { TracedRun::addRuntimeRows(); }
    void runsUntilAResourceIsCalled();
    void connectionsStayOpen_data() { TracedRun::addRuntimeRows(); }
    void connectionsStayOpen();
    void aPauseIsNoBusyTime_data() { TracedRun::addRuntimeRows(); }
    void aPauseIsNoBusyTime();
    void aStopIsNotOvertakenByAPause_data() { TracedRun::addRuntimeRows(); }
    void aStopIsNotOvertakenByAPause();
    void thePauseEndsWithTheRun_data() { TracedRun::addRuntimeRows(); }
    void thePauseEndsWithTheRun();
};

void tst_LoopSteps::anIdleLoopPausesAtOnce()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start("setInterval(function tick() {}, 60000);\nconsole.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Microtask));
    QCOMPARE(run.last().phase, LoopPhase::Poll);
    QCOMPARE(run.last().next.asyncId, quint64(0));
    QTRY_COMPARE(run.resources.items.size(), 1);
    QCOMPARE(run.resources.items[0].callback.function, u"tick"_s);
    QVERIFY(run.proceed());
    // Again, now that it has stepped.
    QVERIFY(run.step(StepTarget::Phase));
    QCOMPARE(run.last().phase, LoopPhase::Poll);
    QVERIFY(run.proceed());
    QVERIFY(run.stop());
}

void tst_LoopSteps::stepsFromCallbackToCallback()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start(R"(
        setInterval(function onTimer() {
            console.log('timer.');
            setImmediate(function onImmediate() { console.log('immediate.'); });
            Promise.resolve().then(function onPromise() { console.log('promise.'); });
            process.nextTick(function onTick() { console.log('tick.'); });
        }, 500);
        console.log('ready.');
    )");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Microtask));
    run.output.clear();
    QVERIFY(run.step(StepTarget::Callback));
    QCOMPARE(run.nextLine(), run.nextType().isEmpty() ? 0 : 2);
    QCOMPARE(run.last().phase, LoopPhase::Timers);
    QVERIFY(run.step(StepTarget::Microtask));
    QTRY_COMPARE(run.output.simplified(), "timer.");
    QCOMPARE(run.nextType(), u"TickObject"_s);
    QCOMPARE(run.nextLine(), 6);
    QCOMPARE(run.last().tickCount, quint64(1));
    QVERIFY(run.step(StepTarget::Microtask));
    QTRY_COMPARE(run.output.simplified(), "timer. tick.");
    QCOMPARE(run.nextType(), u"PROMISE"_s);
    QVERIFY(run.step(StepTarget::Callback));
    QTRY_COMPARE(run.output.simplified(), "timer. tick. promise.");
    QCOMPARE(run.nextType(), u"Immediate"_s);
    QCOMPARE(run.nextLine(), 4);
    QCOMPARE(run.last().phase, LoopPhase::Check);
    QVERIFY(run.step(StepTarget::Callback));
    QTRY_COMPARE(run.output.simplified(), "timer. tick. promise. immediate.");
    QVERIFY(run.proceed());
    QVERIFY(run.waitForOutput("immediate.\r\ntimer.") || run.output.contains("immediate.\ntimer."));
    QVERIFY(run.stop());
}

void tst_LoopSteps::stepsThroughThePhases()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start("setInterval(() => setImmediate(() => {}), 10);\nconsole.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Phase));
    QList<LoopPhase> phases;
    for (int i = 0; i < 8; ++i) {
        QVERIFY(run.step(StepTarget::Phase));
        QVERIFY(run.last().isPhaseBegin);
        phases.append(run.last().phase);
    }
    // In their order, whether or not a timer is due.
    phases.removeAll(LoopPhase::Timers);
    for (qsizetype i = 0; i < phases.size(); ++i)
        QCOMPARE(phases[i], i % 2 == 0 ? LoopPhase::Check : LoopPhase::Poll);
    QVERIFY(run.step(StepTarget::Iteration));
    QCOMPARE(run.last().phase, LoopPhase::Prepare);
    QVERIFY(run.stop());
}

void tst_LoopSteps::runsUntilAResourceIsCalled()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start("setInterval(() => {}, 5);\nsetInterval(function rare() {}, 300);\n"
              "console.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Microtask));
    const auto rare = [&] {
        return std::ranges::find_if(run.resources.items, [](const trace::ActiveResource &each) {
            return each.callback.function == u"rare";
        });
    };
    QTRY_VERIFY(rare() != run.resources.items.end());
    const quint64 id = rare()->asyncId;
    QVERIFY(run.step(Command::stepToCallback(quint32(id))));
    QCOMPARE(run.last().next.asyncId, id);
    QVERIFY(run.stop());
}

void tst_LoopSteps::connectionsStayOpen()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start(R"(
        const http = require('http');
        const server = http.createServer((request, response) => response.end('hello'));
        server.listen(0, '127.0.0.1', () => {
            setTimeout(() => http.get(server.address(), (response) => {
                response.on('data', (text) => console.log(`${text} there.`));
            }), 100);
            console.log('ready.');
        });
    )");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Callback));
    for (int i = 0; i < 10 && !run.output.contains("hello there."); ++i)
        QVERIFY(run.step(StepTarget::Microtask));
    QVERIFY(run.proceed());
    QVERIFY(run.waitForOutput("hello there."));
    QVERIFY(run.stop());
}

void tst_LoopSteps::aPauseIsNoBusyTime()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    quint64 longest = 0;
    connect(&run.collector, &trace::TraceCollector::batchCollected, &run,
            [&](const trace::TraceBatch &batch) {
                for (const trace::Record &record : batch.records) {
                    const auto view = trace::viewOf(record);
                    if (const auto *visit = view ? std::get_if<trace::PhaseVisit>(&*view) : nullptr)
                        longest = std::max(longest, visit->busyNs());
                }
            });
    run.start("setInterval(() => {}, 20);\nconsole.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    constexpr quint64 pauseNs = 500'000'000;
    for (const StepTarget target : { StepTarget::Microtask, StepTarget::Callback }) {
        QVERIFY(run.step(target));
        const quint64 begin = trace::monotonicNs();
        QVERIFY(QTest::qWaitFor([&] { return trace::monotonicNs() - begin > pauseNs; }, 30'000));
    }
    QVERIFY(run.proceed());
    QVERIFY(run.waitForIdleLoop(1'000'000));
    QVERIFY2(longest < pauseNs, qPrintable(QString::number(longest)));
    QCOMPARE(run.blocked.sinceNs, quint64(0)); // nothing claims that the loop was blocked
    QVERIFY(run.stop());
}

void tst_LoopSteps::aStopIsNotOvertakenByAPause()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start("setInterval(() => {}, 10);\nconsole.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.post(Command::stepLoop(StepTarget::Callback)));
    QVERIFY(run.stop());
}

void tst_LoopSteps::thePauseEndsWithTheRun()
{
    QFETCH(const bool, isolated);
    SteppedRun run(isolated);
    run.start("setInterval(() => {}, 10);\n"
              "process.on('SIGTERM', () => { console.log('bye.'); process.exit(); });\n"
              "console.log('ready.');");
    QVERIFY(run.waitForOutput("ready."));
    QVERIFY(run.step(StepTarget::Microtask));
    QVERIFY(run.step(StepTarget::Callback));
    QVERIFY(run.stop());
    QVERIFY(run.output.contains("bye."));
}

QTEST_GUILESS_MAIN(tst_LoopSteps)
#include "tst_loopsteps.moc"
