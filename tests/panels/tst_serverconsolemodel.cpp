// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsoleproxy.h"
#include "tests/panels/agents.h"
#include "tests/panels/exchanges.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ServerConsoleModel;
using models::ServerConsoleProxy;
using tests::batchOf;
using tests::dump;
using tests::exchange;
using tests::State;
using trace::HttpExchange;

namespace {

quint64 nextId = 1;
constexpr int maxRows = 50'000;
constexpr int dropChunk = maxRows / 10;

class SmallModel : public ServerConsoleModel
{
public:
    SmallModel() { setLimits({ maxRows }); }
};

// A batch with a main thread (0), a cluster worker (1) and another process (2), and an exchange for
// each of the given agents.
trace::TraceBatch answered(const QList<quint16> &agents)
{
    trace::TraceBatch batch;
    batch.agents = {
        tests::agent(0, tests::Kind::Main, 200, 100, 0, u"/app/main.js"_s),
        tests::agent(1, tests::Kind::ClusterWorker, 201, 200, 1, u"/app/main.js"_s),
        tests::agent(2, tests::Kind::Process, 202, 200, 0, u"/app/a.js"_s),
    };
    for (const quint16 id : agents) {
        batch.exchanges.append(exchange(nextId++));
        batch.exchanges.last().agent = id;
    }
    return batch;
}

QString agentsOf(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines += model.index(row, ServerConsoleModel::AgentColumn).data().toString();
    return lines.join(u'\n');
}

} // namespace

class tst_ServerConsoleModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void batchArrivesInOneInsertion();
    void openRowIsUpdatedInPlace();
    void updatesOfNeighboursAreOneSignal();
    void sameIdInALaterRunIsANewRow();
    void oldestRowsAreDroppedInChunks();
    void updateOfADroppedRowIsHarmless();
    void hugeBatchKeepsTheNewest();
    void clearForgetsAll();
    void rateCountsTheLastSeconds();
    void curlCommandIsQuoted();
    void filterByWordsMethodAndStatus();
    void rowAppearsWhenItsAnswerFitsTheFilter();
    void rowsNameTheAgentThatAnswered();
    void agentsOfAnEarlierRunKeepTheirNames();
    void filterByAgent();
};

void tst_ServerConsoleModel::batchArrivesInOneInsertion()
{
    ServerConsoleModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy counts(&model, &ServerConsoleModel::countsChanged);
    model.addBatch(batchOf({ exchange(1, u"/a"_s), exchange(2, u"/b?x=1"_s, 404),
                             exchange(3, u"/c"_s, 0, State::Open),
                             exchange(4, u"/d"_s, 200, State::Aborted) }));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(counts.size(), 1);
    QCOMPARE(dump(model), u"GET /a 200\nGET /b?x=1 404\nGET /c open\nGET /d aborted"_s);
    QCOMPARE(model.index(0, ServerConsoleModel::DurationColumn).data().toString(), u"1.23 ms"_s);
    QCOMPARE(model.index(0, ServerConsoleModel::SizeColumn).data().toString(), u"512 B"_s);
    QCOMPARE(model.index(2, ServerConsoleModel::DurationColumn).data().toString(), QString());
}

void tst_ServerConsoleModel::openRowIsUpdatedInPlace()
{
    ServerConsoleModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addBatch(batchOf({ exchange(1, u"/slow"_s, 0, State::Open), exchange(2) }));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addBatch(batchOf({ exchange(1, u"/slow"_s, 201) }));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(dump(model), u"GET /slow 201\nGET / 200"_s);
    QCOMPARE(model.totalCount(), quint64(2));
}

void tst_ServerConsoleModel::updatesOfNeighboursAreOneSignal()
{
    ServerConsoleModel model;
    QList<HttpExchange> open;
    QList<HttpExchange> ended;
    for (quint64 id = 0; id < 100; ++id) {
        open.append(exchange(id, u"/"_s, 0, State::Open));
        if (id != 50)
            ended.prepend(exchange(id));
    }
    model.addBatch(batchOf(open));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.addBatch(batchOf(ended));
    QCOMPARE(changed.size(), 2);
}

void tst_ServerConsoleModel::sameIdInALaterRunIsANewRow()
{
    ServerConsoleModel model;
    model.addBatch(batchOf({ exchange(1, u"/first"_s) }));
    HttpExchange later = exchange(1, u"/second"_s);
    later.startNs = 99'000;
    model.addBatch(batchOf({ later }));
    QCOMPARE(dump(model), u"GET /first 200\nGET /second 200"_s);
}

void tst_ServerConsoleModel::oldestRowsAreDroppedInChunks()
{
    SmallModel model;
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.addBatch(batchOf(1, maxRows));
    QCOMPARE(removed.size(), 0);
    model.addBatch(batchOf(maxRows + 1, 1));
    QCOMPARE(removed.size(), 1);
    const int rows = maxRows - dropChunk + 1;
    QCOMPARE(model.rowCount(), rows);
    QCOMPARE(model.exchangeAt(0)->id, quint64(dropChunk) + 1);
    QCOMPARE(model.exchangeAt(rows - 1)->id, quint64(maxRows) + 1);
    QCOMPARE(model.droppedCount(), quint64(dropChunk));
    QCOMPARE(model.totalCount(), quint64(maxRows) + 1);
}

void tst_ServerConsoleModel::updateOfADroppedRowIsHarmless()
{
    SmallModel model;
    model.addBatch(batchOf({ exchange(1, u"/old"_s, 0, State::Open) }));
    model.addBatch(batchOf(2, maxRows));
    QCOMPARE(model.exchangeAt(0)->id, quint64(2));
    model.addBatch(batchOf({ exchange(1, u"/old"_s) }));
    QCOMPARE(model.exchangeAt(model.rowCount() - 1)->url, u"/old"_s);
}

void tst_ServerConsoleModel::hugeBatchKeepsTheNewest()
{
    SmallModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addBatch(batchOf(1, 10));
    model.addBatch(batchOf(100, maxRows + 5));
    QCOMPARE(model.rowCount(), maxRows);
    QCOMPARE(model.exchangeAt(0)->id, quint64(105));
    QCOMPARE(model.droppedCount(), quint64(15));
}

void tst_ServerConsoleModel::clearForgetsAll()
{
    ServerConsoleModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addBatch(batchOf({ exchange(1, u"/a"_s, 0, State::Open) }));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.totalCount(), quint64(0));
    QVERIFY(!model.exchangeAt(0));
    model.addBatch(batchOf({ exchange(1, u"/a"_s) }));
    QCOMPARE(dump(model), u"GET /a 200"_s);
}

void tst_ServerConsoleModel::rateCountsTheLastSeconds()
{
    ServerConsoleModel model;
    trace::TraceBatch batch = batchOf(1, 100);
    for (int i = 0; i < 100; ++i)
        batch.exchanges[i].startedMs = 10'000 + i * 100; // ten a second
    model.addBatch(batch);
    QCOMPARE(model.requestsPerSecond(19'950), 10.);
    QCOMPARE(model.requestsPerSecond(60'000), 0.);
}

void tst_ServerConsoleModel::curlCommandIsQuoted()
{
    HttpExchange e = exchange(1, u"/a?b='c'&d=$(e)"_s);
    QCOMPARE(models::curlCommand(e, u"http://localhost:3000"_s),
             u"curl --globoff --compressed --header 'X-Quote: it'\\''s' "
             u"'http://localhost:3000/a?b='\\''c'\\''&d=$(e)'"_s);
    e.method = u"OPTIONS"_s;
    e.url = u"*"_s;
    e.requestHeaders.clear();
    QCOMPARE(models::curlCommand(e, u"http://localhost:3000"_s),
             u"curl --globoff --request 'OPTIONS' --request-target '*' 'http://localhost:3000'"_s);
}

void tst_ServerConsoleModel::filterByWordsMethodAndStatus()
{
    ServerConsoleModel model;
    ServerConsoleProxy proxy(&model);
    const QAbstractItemModelTester tester(&proxy,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<HttpExchange> list { exchange(1, u"/api/Tasks"_s),
                               exchange(2, u"/style.css"_s, 304),
                               exchange(3, u"/api/tasks/9"_s, 404),
                               exchange(4, u"/boom"_s, 500),
                               exchange(5, u"/gone"_s, 200, State::Aborted),
                               exchange(6, u"/wait"_s, 0, State::Open) };
    list[2].method = u"DELETE"_s;
    model.addBatch(batchOf(list));
    QCOMPARE(proxy.rowCount(), 6);
    proxy.setFilter({ { u"tasks"_s, u"api"_s }, {}, {}, false });
    QCOMPARE(dump(proxy), u"GET /api/Tasks 200\nDELETE /api/tasks/9 404"_s);
    proxy.setFilter({ { u"404"_s }, {}, {}, false });
    QCOMPARE(dump(proxy), u"DELETE /api/tasks/9 404"_s);
    proxy.setFilter({ {}, u"DELETE"_s, {}, false });
    QCOMPARE(proxy.rowCount(), 1);
    proxy.setFilter({ {}, {}, { 3, 5 }, false });
    QCOMPARE(dump(proxy), u"GET /style.css 304\nGET /boom 500"_s);
    proxy.setFilter({ {}, {}, {}, true });
    QCOMPARE(dump(proxy), u"DELETE /api/tasks/9 404\nGET /boom 500\nGET /gone aborted"_s);
    proxy.setFilter({});
    QCOMPARE(proxy.rowCount(), 6);
    QVERIFY(!proxy.isFiltering());
}

void tst_ServerConsoleModel::rowAppearsWhenItsAnswerFitsTheFilter()
{
    ServerConsoleModel model;
    ServerConsoleProxy proxy(&model);
    proxy.setFilter({ {}, {}, {}, true });
    model.addBatch(batchOf({ exchange(1, u"/x"_s, 0, State::Open) }));
    QCOMPARE(proxy.rowCount(), 0);
    model.addBatch(batchOf({ exchange(1, u"/x"_s, 503) }));
    QCOMPARE(dump(proxy), u"GET /x 503"_s);
}

void tst_ServerConsoleModel::rowsNameTheAgentThatAnswered()
{
    ServerConsoleModel model;
    const QAbstractItemModelTester tester(&model);
    model.addBatch(answered({ 1, 1 }));
    QVERIFY(!model.hasSeveralAgents());
    QCOMPARE(agentsOf(model), u"Cluster worker 1\nCluster worker 1"_s);
    model.addBatch(answered({ 2, 9 }));
    QVERIFY(model.hasSeveralAgents());
    QCOMPARE(agentsOf(model), u"Cluster worker 1\nCluster worker 1\nnode a.js\n"_s);
    QCOMPARE(model.agentAt(0), u"Cluster worker 1 · node main.js (process 201)"_s);
    QCOMPARE(model.agentAt(3), QString()); // was never reported
    model.clear();
    QVERIFY(!model.hasSeveralAgents());
}

// The ids begin anew with each run.
void tst_ServerConsoleModel::agentsOfAnEarlierRunKeepTheirNames()
{
    ServerConsoleModel model;
    model.addBatch(answered({ 2 }));
    model.addMark(u"Restarted"_s);
    model.beginRun();
    trace::TraceBatch batch = tests::batchOf({ exchange(nextId++) });
    batch.exchanges.first().agent = 2;
    batch.agents = { tests::agent(2, tests::Kind::Worker, 300, 0, 7) };
    model.addBatch(batch);
    QCOMPARE(agentsOf(model), u"node a.js\n\nWorker 7"_s);
    QVERIFY(!model.hasSeveralAgents()); // of one run
}

void tst_ServerConsoleModel::filterByAgent()
{
    ServerConsoleModel model;
    ServerConsoleProxy proxy(&model);
    model.addBatch(answered({ 1, 2, 0, 2 }));
    const auto rows = [&proxy](const QString &word) {
        proxy.setFilter({ { word }, {}, {}, false });
        return agentsOf(proxy);
    };
    QCOMPARE(rows(u"agent:2"_s), u"node a.js\nnode a.js"_s); // its number
    QCOMPARE(rows(u"agent:201"_s), u"Cluster worker 1"_s); // its process
    QCOMPARE(rows(u"AGENT:clusterWORKER1"_s), u"Cluster worker 1"_s);
    QCOMPARE(rows(u"agent:main.js"_s), u"Cluster worker 1\nMain thread"_s);
    QCOMPARE(rows(u"agent:0"_s), u"Main thread"_s);
    QCOMPARE(rows(u"agent:nobody"_s), QString());
    rows(u"agent:"_s); // not typed to its end
    QCOMPARE(proxy.rowCount(), 4);
}

QTEST_GUILESS_MAIN(tst_ServerConsoleModel)
#include "tst_serverconsolemodel.moc"
