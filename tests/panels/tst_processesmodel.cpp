// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/processes/processesmodel.h"
#include "tests/panels/agents.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ProcessesModel;
using tests::agent;
using tests::batchOf;
using tests::ended;
using tests::Kind;

namespace {

constexpr quint64 s = 1'000'000'000;
constexpr qint64 windowPid = 100;

// A model on a system that only the test moves.
struct Processes
{
    quint64 nowNs = 1000 * s;
    qint64 nowMs = 1'000'000;
    QHash<qint64, process::ProcessUsage> usages;
    QHash<qint64, qint64> parents;
    ProcessesModel model { ProcessesModel::System {
        [this] { return nowNs; }, [this] { return nowMs; },
        [this](qint64 pid) { return usages.value(pid); },
        [this](qint64 pid) { return parents.value(pid); }, windowPid } };
    QAbstractItemModelTester tester { &model };

    void pass(quint64 ns)
    {
        nowNs += ns;
        nowMs += qint64(ns / 1'000'000);
        model.sample();
    }
    // A line for each row: the cells, and two spaces for each level before it.
    QString dump(const QList<int> &columns, const QModelIndex &parent = {}, int depth = 0) const
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            QStringList cells;
            for (const int column : columns)
                cells += model.index(row, column, parent).data().toString();
            text += QString(2 * depth, u' ') + cells.join(u" | "_s) + u'\n';
            text += dump(columns, model.index(row, 0, parent), depth + 1);
        }
        return text;
    }
    QString names() const { return dump({ ProcessesModel::NameColumn, ProcessesModel::IdColumn }); }
    QString cell(quint16 id, int column) const
    {
        return model.indexOf(id).siblingAtColumn(column).data().toString();
    }
};

trace::Record poll(quint16 agent, quint64 beginNs, quint64 endNs, quint64 waitNs)
{
    trace::PhaseVisit visit;
    visit.phase = trace::LoopPhase::Poll;
    visit.beginNs = beginNs;
    visit.endNs = endNs;
    visit.callbacks = 1;
    visit.waitNs = waitNs;
    trace::Record record = visit.toRecord();
    record.agent = agent;
    return record;
}

} // namespace

class tst_ProcessesModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void processesAreBelowThoseThatStartedThem();
    void shellsBetweenProcessesAreSkipped();
    void aCommandThatIsNotNodeHasNoRow();
    void processorTimeIsThatSinceTheLastSample();
    void aReusedIdIsAnotherProcess();
    void threadsHaveNoFiguresOfTheirProcess();
    void utilisationIsTheTimeWithoutWaiting();
    void statesFollowTheLoop();
    void requestsAreCountedForEachAgent();
    void nothingIsMeasuredWhileSamplingIsOff();
    void endedAgentsStayUntilThereAreTooMany();
    void aNewRunBeginsEmpty();
    void onlyProcessesOfTheirOwnCanBeSignalled();
    void toolTipsAreNotInterpreted();
    void theSystemReportsThisProcess();
};

void tst_ProcessesModel::processesAreBelowThoseThatStartedThem()
{
    Processes p;
    p.model.addBatch(batchOf({ agent(0, Kind::Main, 200, 100, 0, u"/app/main.js"_s),
                               agent(1, Kind::ClusterWorker, 201, 200, 1, u"/app/main.js"_s),
                               agent(2, Kind::Process, 202, 201, 0, u"/app/child.js a"_s) }));
    p.model.addBatch(
        batchOf({ agent(3, Kind::Worker, 202, 0, 1), agent(4, Kind::Worker, 200, 0, 1) }));
    QCOMPARE(p.names(),
             u"Main thread · node main.js | 200\n"
             "  Cluster worker 1 · node main.js | 201\n"
             "    node child.js a | 202\n"
             "      Worker 1 | thread 1\n"
             "  Worker 1 | thread 1\n"_s);
}

void tst_ProcessesModel::shellsBetweenProcessesAreSkipped()
{
    Processes p;
    p.parents = { { 302, 301 }, { 301, 300 } }; // two shells
    p.model.addBatch(batchOf({ agent(1, Kind::Process, 300, 100, 0, u"/npm/npm-cli.js start"_s),
                               agent(2, Kind::Process, 303, 302, 0, u"a.js"_s) }));
    QCOMPARE(p.names(), u"npm start | 300\n  node a.js | 303\n"_s);
}

void tst_ProcessesModel::aCommandThatIsNotNodeHasNoRow()
{
    Processes p;
    p.model.addBatch(batchOf({ trace::AgentState() }));
    QVERIFY(p.model.isEmpty());
}

void tst_ProcessesModel::processorTimeIsThatSinceTheLastSample()
{
    Processes p;
    p.usages[200] = { 5 * s, 50'000'000, 7 };
    p.model.addBatch(batchOf({ agent(0, Kind::Main, 200, 100) }));
    p.model.setSampling(true);
    QCOMPARE(p.cell(0, ProcessesModel::CpuColumn), QString());
    QCOMPARE(p.cell(0, ProcessesModel::MemoryColumn), u"50.0 MB"_s);
    p.usages[200].cpuNs += s / 2;
    p.pass(2 * s);
    QCOMPARE(p.cell(0, ProcessesModel::CpuColumn), u"25 %"_s);
    p.usages[200].cpuNs += 3 * s; // on several processors
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::CpuColumn), u"300 %"_s);
    p.usages.remove(200);
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::CpuColumn), QString());
    QCOMPARE(p.cell(0, ProcessesModel::MemoryColumn), QString());
}

void tst_ProcessesModel::aReusedIdIsAnotherProcess()
{
    Processes p;
    p.usages[200] = { s, 1000, 7 };
    p.model.addBatch(batchOf({ agent(0, Kind::Main, 200, 100) }));
    p.model.setSampling(true);
    p.usages[200] = { 9 * s, 1000, 8 };
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::CpuColumn), QString());
}

void tst_ProcessesModel::threadsHaveNoFiguresOfTheirProcess()
{
    Processes p;
    p.usages = { { 200, { s, 1000, 7 } }, { windowPid, { s, 1000, 8 } } };
    p.model.addBatch(
        batchOf({ agent(0, Kind::Main, windowPid, 0), agent(1, Kind::Process, 200, 100),
                  agent(2, Kind::Worker, 200, 0, 1) }));
    p.model.setSampling(true);
    QCOMPARE(p.dump({ ProcessesModel::NameColumn, ProcessesModel::MemoryColumn }),
             u"Main thread | \n  Process 200 | 1.0 kB\n    Worker 1 | \n"_s);
    const auto hint = [&](quint16 id) {
        return p.model.indexOf(id)
            .siblingAtColumn(ProcessesModel::MemoryColumn)
            .data(Qt::ToolTipRole)
            .toString();
    };
    QVERIFY(hint(0).contains("inside Looptide"_L1));
    QCOMPARE(hint(1), QString());
    QVERIFY(hint(2).contains("shares the figures"_L1));
}

void tst_ProcessesModel::utilisationIsTheTimeWithoutWaiting()
{
    Processes p;
    auto main = agent(0, Kind::Main, 200, 100);
    main.position = { trace::LoopPhase::Poll, true, p.nowNs };
    p.model.addBatch(batchOf({ main, agent(1, Kind::Worker, 200, 0, 1) }));
    p.model.setSampling(true);
    const quint64 begin = p.nowNs;
    trace::TraceBatch batch;
    // Waiting began before the first sample, and a second wait has not ended.
    batch.records = { poll(0, begin - 5 * s, begin + s * 3 / 4, 5 * s + s / 4) };
    main.position = { trace::LoopPhase::Poll, true, begin + s * 3 / 4 };
    batch.agents = { main };
    p.model.addBatch(batch);
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::UtilisationColumn), u"50 %"_s);
    QCOMPARE(p.cell(1, ProcessesModel::UtilisationColumn), QString()); // nothing is known
    // The rest of that wait is not counted twice.
    batch.records = { poll(0, begin + s * 3 / 4, begin + 2 * s, s * 5 / 4) };
    batch.agents.clear();
    p.model.addBatch(batch);
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::UtilisationColumn), u"0 %"_s);
}

void tst_ProcessesModel::statesFollowTheLoop()
{
    Processes p;
    auto main = agent(0, Kind::Main, 200, 100);
    const auto state = [&](const trace::AgentState &now) {
        p.model.addBatch(batchOf({ now }));
        p.pass(s);
        return p.cell(0, ProcessesModel::StateColumn);
    };
    p.model.addBatch(batchOf({ main }));
    p.model.setSampling(true);
    QCOMPARE(state(main), u"running"_s);
    main.position = { trace::LoopPhase::Poll, true, p.nowNs };
    QCOMPARE(state(main), u"waiting"_s);
    main.position = { trace::LoopPhase::Timers, false, p.nowNs + s * 9 / 10 };
    QCOMPARE(state(main), u"busy"_s);
    main.position = { trace::LoopPhase::Timers, false, p.nowNs };
    QCOMPARE(state(main), u"blocked"_s);
    main.pause.reason = core::PauseReason::Debugger;
    QCOMPARE(state(main), u"paused"_s);
    QCOMPARE(state(ended(main)), u"ended"_s);
}

void tst_ProcessesModel::requestsAreCountedForEachAgent()
{
    Processes p;
    auto first = agent(1, Kind::Process, 201, 200);
    auto second = agent(2, Kind::Process, 202, 200);
    first.requests.received = 400;
    p.model.addBatch(batchOf({ first, second }));
    p.model.setSampling(true);
    first.requests.received = 900;
    second.requests.received = 3;
    p.model.addBatch(batchOf({ first, second }));
    p.pass(2 * s);
    QCOMPARE(p.dump({ ProcessesModel::RateColumn, ProcessesModel::RequestsColumn }),
             u"250 | 900\n1.5 | 3\n"_s);
}

void tst_ProcessesModel::nothingIsMeasuredWhileSamplingIsOff()
{
    Processes p;
    auto main = agent(0, Kind::Main, 200, 100);
    main.position = { trace::LoopPhase::Poll, true, p.nowNs };
    p.model.addBatch(batchOf({ main }));
    QSignalSpy changes(&p.model, &QAbstractItemModel::dataChanged);
    trace::TraceBatch batch;
    batch.agents = { main };
    batch.agents[0].requests.received = 100;
    for (int i = 0; i < 100; ++i)
        batch.records += poll(0, p.nowNs + quint64(i), p.nowNs + quint64(i) + 1, 0);
    p.model.addBatch(batch);
    QCOMPARE(changes.count(), 0);
    p.nowNs += 60 * s;
    p.model.setSampling(true);
    // The figures are of the time from now on.
    QCOMPARE(p.cell(0, ProcessesModel::RateColumn), QString());
    p.pass(s);
    QCOMPARE(p.cell(0, ProcessesModel::RateColumn), u"0"_s);
    QCOMPARE(p.cell(0, ProcessesModel::UtilisationColumn), u"0 %"_s);
}

void tst_ProcessesModel::endedAgentsStayUntilThereAreTooMany()
{
    Processes p;
    p.model.addBatch(batchOf({ agent(0, Kind::Main, 200, 100) }));
    auto parent = agent(1, Kind::Process, 201, 200);
    p.model.addBatch(batchOf({ parent, agent(2, Kind::Process, 202, 201) }));
    p.nowMs += 5'000;
    p.model.addBatch(batchOf({ ended(parent) }));
    p.nowMs += 60'000;
    QCOMPARE(p.cell(1, ProcessesModel::StateColumn), u"ended"_s);
    QCOMPARE(p.cell(1, ProcessesModel::AgeColumn), u"5.00 s"_s);
    for (quint16 id = 3; id < 3 + ProcessesModel::maxEnded + 10; ++id) {
        const auto child = agent(id, Kind::Process, 1000 + id, 200);
        p.model.addBatch(batchOf({ child }));
        p.model.addBatch(batchOf({ ended(child) }));
    }
    QVERIFY(p.model.indexOf(1).isValid()); // a process that runs is below it
    QVERIFY(!p.model.indexOf(3).isValid());
    QVERIFY(p.model.indexOf(3 + ProcessesModel::maxEnded + 9).isValid());
    QCOMPARE(p.model.runningCount(), 2);
    QCOMPARE(p.model.rowCount(p.model.indexOf(0)), ProcessesModel::maxEnded);
}

void tst_ProcessesModel::aNewRunBeginsEmpty()
{
    Processes p;
    auto batch = batchOf({ agent(0, Kind::Main, 200, 100), ended(agent(1, Kind::Worker, 200, 0)) });
    batch.refusedAgents = 7;
    p.model.addBatch(batch);
    p.model.addBatch({}); // the run has ended
    QCOMPARE(p.model.refusedCount(), 7);
    p.model.clear();
    QVERIFY(p.model.isEmpty());
    QCOMPARE(p.model.refusedCount(), 0);
    QCOMPARE(p.model.runningCount(), 0);
    p.model.addBatch(batchOf({ agent(0, Kind::Main, 300, 100) }));
    QCOMPARE(p.names(), u"Main thread | 300\n"_s);
}

void tst_ProcessesModel::onlyProcessesOfTheirOwnCanBeSignalled()
{
    const Processes p;
    const auto reason = [&](const trace::AgentState &state) {
        return p.model.noSignalReason(state.info);
    };
    QVERIFY(reason(agent(0, Kind::Main, windowPid, 0)).contains("inside Looptide"_L1));
    QVERIFY(reason(agent(1, Kind::Worker, 200, 0)).contains("is a thread"_L1));
    QVERIFY(reason(ended(agent(1, Kind::Process, 200, 0))).contains("has ended"_L1));
    QCOMPARE(reason(agent(0, Kind::Main, 200, windowPid)), QString());
    QCOMPARE(reason(agent(1, Kind::ClusterWorker, 200, windowPid)), QString());
}

void tst_ProcessesModel::toolTipsAreNotInterpreted()
{
    Processes p;
    p.model.addBatch(batchOf({ agent(1, Kind::Process, 200, 0, 0, u"/a/b.js <b>x</b>\u202E"_s) }));
    const QString toolTip = p.model.indexOf(1).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains("/a/b.js &lt;b&gt;x&lt;/b&gt;&lt;U+202E&gt;"_L1),
             qPrintable(toolTip));
}

void tst_ProcessesModel::theSystemReportsThisProcess()
{
    const auto system = ProcessesModel::System::real();
    const auto before = system.usage(system.ownPid);
    QVERIFY(before.isValid());
    QCOMPARE_GT(before.residentBytes, 1'000'000);
    while (system.usage(system.ownPid).cpuNs == before.cpuNs) { } // uses processor time
    QCOMPARE(system.usage(system.ownPid).start, before.start);
    QVERIFY(!system.usage(0x7fff'fffe).isValid());
}

QTEST_GUILESS_MAIN(tst_ProcessesModel)
#include "tst_processesmodel.moc"
