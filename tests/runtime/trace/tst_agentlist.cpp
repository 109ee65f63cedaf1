// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/agentlist.h"
#include "runtime/trace/httpmessages.h"
#include "runtime/trace/tracecollector.h"

#include <QTest>

using namespace looptide::trace;
using looptide::core::RecordLevel;

namespace {

std::shared_ptr<TraceChannel> channel()
{
    return std::make_shared<TraceChannel>();
}

Record phase(quint64 endNs)
{
    return PhaseVisit { LoopPhase::Timers, endNs, endNs, 1, 0 }.toRecord();
}

// Collects from a list, and remembers all batches as one.
struct Collected
{
    explicit Collected(const std::shared_ptr<AgentList> &agents)
    {
        QObject::connect(&collector, &TraceCollector::batchCollected, &collector,
                         [this](const TraceBatch &batch) {
                             all.records += batch.records;
                             all.exchanges += batch.exchanges;
                             all.requests = batch.requests;
                             for (const AgentState &state : batch.agents)
                                 states[state.info.id] = state;
                         });
        collector.attach(agents);
    }

    TraceCollector collector;
    TraceBatch all;
    QMap<quint16, AgentState> states;
};

} // namespace

class tst_AgentList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agentsGetIncreasingIds();
    void moreAgentsThanCanBeRecordedAreCounted();
    void theLevelReachesAllAgents();
    void recordsOfAllAgentsAreMergedByTime();
    void exchangesOfTwoAgentsWithTheSameIdStayApart();
    void anAgentThatEndsIsReadToItsEnd();
};

void tst_AgentList::agentsGetIncreasingIds()
{
    AgentList agents(channel());
    QCOMPARE(agents.add({}, channel()), std::optional<quint16>(1));
    QCOMPARE(agents.add({}, channel()), std::optional<quint16>(2));
    agents.remove(1);
    QCOMPARE(agents.add({}, channel()), std::optional<quint16>(3));
    QList<int> ids;
    for (const AgentList::Agent &agent : agents.agents())
        ids += agent.info.id;
    QCOMPARE(ids, QList<int>({ 0, 2, 3 }));
}

void tst_AgentList::moreAgentsThanCanBeRecordedAreCounted()
{
    AgentList agents(channel());
    const auto shared = channel();
    std::size_t added = 1; // the main agent
    while (agents.add({}, shared))
        ++added;
    QCOMPARE(added, AgentList::maxAgents);
    QVERIFY(added >= 64);
    QVERIFY(!agents.add({}, shared));
    QCOMPARE(agents.refused(), 2U);
    agents.remove(7);
    QVERIFY(agents.add({}, shared));
}

void tst_AgentList::theLevelReachesAllAgents()
{
    AgentList agents(channel());
    const auto other = channel();
    agents.add({}, other);
    agents.setLevel(RecordLevel::Phases);
    const std::vector<Command> expected { Command::setLevel(RecordLevel::Phases) };
    QCOMPARE(agents.mainChannel()->commands.take(), expected);
    QCOMPARE(other->commands.take(), expected);
    QCOMPARE(agents.level(), RecordLevel::Phases);
}

void tst_AgentList::recordsOfAllAgentsAreMergedByTime()
{
    const auto agents = std::make_shared<AgentList>(channel());
    const auto other = channel();
    const quint16 id = *agents->add({}, other);
    const quint64 now = monotonicNs();
    for (const quint64 after : { 1, 4, 5 })
        agents->mainChannel()->records.push(phase(now + after));
    for (const quint64 after : { 2, 3, 6 })
        other->records.push(phase(now + after));
    Collected collected(agents);
    collected.collector.collect();
    QList<std::pair<int, int>> seen;
    for (const Record &record : collected.all.records)
        seen += { record.agent, int(record.endNs - now) };
    const QList<std::pair<int, int>> expected { { 0, 1 }, { id, 2 }, { id, 3 },
                                                { 0, 4 }, { 0, 5 },  { id, 6 } };
    QCOMPARE(seen, expected);
}

void tst_AgentList::exchangesOfTwoAgentsWithTheSameIdStayApart()
{
    const auto agents = std::make_shared<AgentList>(channel());
    const auto other = channel();
    const quint16 id = *agents->add({}, other);
    for (const auto &each : { agents->mainChannel(), other }) {
        each->messages.push(MessageKind::HttpRequest, 1, monotonicNs(), {});
        each->records.push(HttpStart { monotonicNs(), 1 }.toRecord());
        each->setRequestCounts({ 1, 0 });
    }
    Collected collected(agents);
    collected.collector.collect();
    const auto &exchanges = collected.all.exchanges;
    QCOMPARE(exchanges.size(), 2);
    QCOMPARE(exchanges[0].agent, 0);
    QCOMPARE(exchanges[1].agent, id);
    QCOMPARE(exchanges[1].id, exchangeIdInRun(id, 1));
    QCOMPARE(collected.all.records[1].id, exchangeIdInRun(id, 1));
    QCOMPARE(collected.all.requests.received, 2U);
}

void tst_AgentList::anAgentThatEndsIsReadToItsEnd()
{
    const auto agents = std::make_shared<AgentList>(channel());
    const auto other = channel();
    const quint16 id = *agents->add({}, other);
    Collected collected(agents);
    other->messages.push(MessageKind::HttpRequest, 1, monotonicNs(), {});
    other->setRequestCounts({ 1, 0 });
    agents->end(id);
    collected.collector.collect();
    QCOMPARE(collected.all.exchanges.size(), 1);
    QCOMPARE(collected.all.exchanges[0].state, HttpExchange::State::Aborted);
    QVERIFY(collected.states[id].info.hasEnded);
    QCOMPARE(agents->agents().size(), 1U);
    QCOMPARE(collected.all.requests.received, 1U); // it still counts
}

QTEST_GUILESS_MAIN(tst_AgentList)
#include "tst_agentlist.moc"
