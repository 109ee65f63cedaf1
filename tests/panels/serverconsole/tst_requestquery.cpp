// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/requestquery.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsoleproxy.h"
#include "tests/panels/exchanges.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::RequestQuery;
using models::ServerConsoleModel;
using models::ServerConsoleProxy;
using tests::batchOf;
using tests::exchange;
using tests::State;
using trace::HttpExchange;

namespace {

QList<HttpExchange> sample()
{
    QList<HttpExchange> list {
        exchange(1, u"/api/Tasks?q=a:b"_s),           exchange(2, u"/style.css"_s, 304),
        exchange(3, u"/api/tasks/9"_s, 404),          exchange(4, u"/größe x"_s, 500),
        exchange(5, u"/gone"_s, 200, State::Aborted), exchange(6, u"/wait"_s, 0, State::Open)
    };
    list[0].requestBody = "{\"title\":\"Buy Milk\"}";
    list[1].durationNs = 150'000'000;
    list[1].responseBytes = 20'000;
    list[2].method = u"DELETE"_s;
    list[2].route = u"/api/tasks/:id"_s;
    list[2].responseHeaders = { { u"X-Reason"_s, u"no such task"_s } };
    list[3].durationNs = 2'000'000'000;
    list[4].isBrief = true;
    return list;
}

// The numbers of the requests that fit.
QString fitting(const QString &query)
{
    ServerConsoleModel model;
    model.addBatch(batchOf(sample()));
    ServerConsoleProxy proxy(&model);
    proxy.setFilter({ RequestQuery::wordsOf(query), {}, {}, false });
    QString ids;
    for (int row = 0; row < proxy.rowCount(); ++row)
        ids += QString::number(model.rowAt(proxy.mapToSource(proxy.index(row, 0)).row()).id);
    return ids;
}

} // namespace

class tst_RequestQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void termsFindTheirRequests_data();
    void termsFindTheirRequests();
    void mistakesAreNamedAndFitNothing();
    void quotesKeepBlanksTogether();
    void completionOffersKeysAndThenValues();
    void sortedRowsMoveIntoTheirPlaces();
    void aMillionRowsAreFilteredAtOnce();
};

void tst_RequestQuery::termsFindTheirRequests_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *query, const char *ids) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromLatin1(ids);
    };
    row("", "123456");
    row("tasks", "13");
    row("TASKS delete", "3");
    row("q=a:b", "1"); // a colon without a key
    row("größe", "4");
    row("GRÖSSE", "");
    row("method:delete,put", "3");
    row("-method:DELETE", "12456");
    row("method:", "123456"); // being typed
    row("status:404", "3");
    row("status:4", "3"); // being typed
    row("status:3xx,5xx", "24");
    row("status:400-499", "3");
    row("status:>=400", "34");
    row("status:<400", "125");
    row("status:open", "6");
    row("status:aborted", "5");
    row("path:/api", "13");
    row("route:/tasks/:id", "3");
    row("header:x-reason", "3");
    row("header:X-Reason=SUCH", "3");
    row("header:x-reason=other", "");
    row("header:host=localhost", "12346"); // those of a brief one are not known
    row("body:milk", "1");
    row("slower:100ms", "24");
    row("slower:0.15s", "24");
    row("slower:100", "24");
    row("faster:2ms", "135");
    row("larger:10k", "2");
    row("smaller:1kb", "1345");
    row("is:error", "345");
    row("is:open", "6");
    row("is:full", "12346");
    row("-is:error -status:open path:/", "12");
}

void tst_RequestQuery::termsFindTheirRequests()
{
    QFETCH(const QString, query);
    QFETCH(const QString, ids);
    QCOMPARE(fitting(query), ids);
    QCOMPARE(RequestQuery(query).mistakes(), QStringList());
}

void tst_RequestQuery::mistakesAreNamedAndFitNothing()
{
    for (const char *text : { "status:abc", "slower:fast", "larger:10q", "is:nice" }) {
        const QString query = QString::fromLatin1(text);
        QCOMPARE(RequestQuery(query).mistakes(), QStringList(query));
        QCOMPARE(fitting(query), QString());
    }
    QCOMPARE(RequestQuery(u"slower:99999999999999999999s"_s).mistakes(), QStringList());
}

void tst_RequestQuery::quotesKeepBlanksTogether()
{
    QCOMPARE(RequestQuery::wordsOf(u"a  \"b c\" path:\"d e\" \"open"_s),
             QStringList({ u"a"_s, u"b c"_s, u"path:d e"_s, u"open"_s }));
    QCOMPARE(fitting(u"path:\"größe x\""_s), u"4"_s);
}

void tst_RequestQuery::completionOffersKeysAndThenValues()
{
    const QHash<QString, QStringList> known { { u"method:"_s, { u"GET"_s, u"POST"_s } } };
    const auto complete = [&known](const QString &text) {
        return models::queryCompletions(text, known);
    };
    QCOMPARE(complete(u"me"_s), QStringList({ u"method:"_s }));
    QCOMPARE(complete(u"/api -S"_s),
             QStringList({ u"/api -status:"_s, u"/api -slower:"_s, u"/api -smaller:"_s }));
    QCOMPARE(complete(u"x method:"_s), QStringList({ u"x method:GET"_s, u"x method:POST"_s }));
    QCOMPARE(complete(u"method:p"_s), QStringList({ u"method:POST"_s }));
    QCOMPARE(complete(u"nothing"_s), QStringList());
}

void tst_RequestQuery::sortedRowsMoveIntoTheirPlaces()
{
    ServerConsoleModel model;
    ServerConsoleProxy proxy(&model);
    const QAbstractItemModelTester tester(&proxy,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addBatch(batchOf(sample()));
    proxy.sort(ServerConsoleModel::DurationColumn, Qt::DescendingOrder);
    const auto first = [&] { return proxy.index(0, ServerConsoleModel::UrlColumn).data(); };
    QCOMPARE(first(), u"/größe x"_s);
    const QPersistentModelIndex kept = proxy.index(0, 0);
    HttpExchange slowest = exchange(7, u"/slowest"_s);
    slowest.durationNs = 9'000'000'000;
    model.addBatch(batchOf({ slowest }));
    QTRY_COMPARE(first(), u"/slowest"_s);
    QCOMPARE(kept.row(), 1);
    proxy.sort(-1);
    QCOMPARE(first(), u"/api/Tasks?q=a:b"_s);
    QCOMPARE(proxy.rowCount(), 7);
}

void tst_RequestQuery::aMillionRowsAreFilteredAtOnce()
{
    constexpr int rows = 1'000'000;
    constexpr int atOnce = 10'000;
    ServerConsoleModel model;
    for (int i = 0; i < rows; i += atOnce) {
        trace::TraceBatch batch = batchOf(quint64(i) + 1, atOnce);
        for (HttpExchange &e : batch.exchanges)
            e.isBrief = true;
        model.addBatch(batch);
    }
    QCOMPARE(model.rowCount(), rows);
    ServerConsoleProxy proxy(&model);
    const std::clock_t begin = std::clock(); // of the processor: the machine may be busy
    proxy.setFilter({ { u"path:99999"_s, u"status:2xx"_s }, {}, {}, false });
    const double ms = double(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
    qInfo("filtered in %.0f ms; %lld MiB", ms, model.log().bytes() >> 20);
    QCOMPARE(proxy.rowCount(), 19); // 99999, x99999 (9), 99999x (10, one of them counted) ...
    QVERIFY2(ms < 500, "100 ms on a quiet machine");
    QVERIFY(model.log().bytes() < qsizetype { 160 } << 20);
}

QTEST_GUILESS_MAIN(tst_RequestQuery)
#include "tst_requestquery.moc"
