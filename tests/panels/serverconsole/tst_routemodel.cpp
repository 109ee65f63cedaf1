// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/routemodel.h"
#include "panels/serverconsole/list/urlpattern.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/panels/exchanges.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::RouteModel;
using models::ServerConsoleModel;
using tests::batchOf;
using tests::exchange;
using tests::State;
using trace::HttpExchange;

namespace {

// "GET /a 2 0.5" for each route: count and share of errors.
QString dump(const RouteModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto value = [&](int column) {
            return model.index(row, column).data(RouteModel::ValueRole).toString();
        };
        lines.append(QStringList { value(RouteModel::MethodColumn), value(RouteModel::RouteColumn),
                                   value(RouteModel::CountColumn), value(RouteModel::ErrorsColumn) }
                         .join(u' '));
    }
    return lines.join(u'\n');
}

} // namespace

class tst_RouteModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void idsHaveOnePattern();
    void requestsAreGrouped();
    void openRequestsCountWhenTheyEnd();
    void manyRoutesAreBounded();
};

void tst_RouteModel::idsHaveOnePattern()
{
    using models::urlPattern;
    QCOMPARE(urlPattern("/tasks/17?full=1#x"), u"/tasks/:id"_s);
    QCOMPARE(urlPattern("/a/9f1c0d1e-7a35-4b53-9d5a-6f1f5d2c7b10/b"), u"/a/:id/b"_s);
    QCOMPARE(urlPattern("/commit/deadbeef01"), u"/commit/:id"_s);
    QCOMPARE(urlPattern("/v2/users/ann"), u"/v2/users/ann"_s);
    QCOMPARE(urlPattern("/style.css"), u"/style.css"_s);
    QCOMPARE(urlPattern("/user_01HZX3J9KQ5T7W8Y"), u"/:id"_s);
    QCOMPARE(urlPattern(""), QString());
}

void tst_RouteModel::requestsAreGrouped()
{
    ServerConsoleModel requests;
    RouteModel routes(&requests);
    const QAbstractItemModelTester tester(&routes,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<HttpExchange> list { exchange(1, u"/tasks/1"_s), exchange(2, u"/tasks/2"_s, 404),
                               exchange(3, u"/"_s), exchange(4, u"/x/9"_s) };
    list[3].route = u"/x/:number"_s;
    requests.addBatch(batchOf(list));
    QCOMPARE(routes.rowCount(), 0); // until the next sample
    routes.sample();
    QCOMPARE(dump(routes), u"GET /tasks/:id 2 0.5\nGET / 1 0\nGET /x/:number 1 0"_s);
    QCOMPARE(routes.queryOf(0), u"method:GET path:/tasks/"_s);
    QCOMPARE(routes.queryOf(2), u"method:GET route:/x/:number"_s);
    const quint64 median =
        routes.index(0, RouteModel::MedianColumn).data(RouteModel::ValueRole).toULongLong();
    QVERIFY(qAbs(double(median) / 1'230'000 - 1) < 0.02);
    requests.clear();
    QCOMPARE(routes.rowCount(), 0);
}

void tst_RouteModel::openRequestsCountWhenTheyEnd()
{
    ServerConsoleModel requests;
    RouteModel routes(&requests);
    requests.addBatch(batchOf({ exchange(1, u"/slow"_s, 0, State::Open) }));
    routes.sample();
    QCOMPARE(dump(routes), QString());
    requests.addBatch(batchOf({ exchange(1, u"/slow"_s, 500) }));
    routes.sample();
    QCOMPARE(dump(routes), u"GET /slow 1 1"_s);
}

void tst_RouteModel::manyRoutesAreBounded()
{
    ServerConsoleModel requests;
    RouteModel routes(&requests);
    QList<HttpExchange> list;
    for (int i = 0; i < int(RouteModel::maxRoutes) + 500; ++i)
        list.append(exchange(quint64(i) + 1, u"/p%1x"_s.arg(i)));
    requests.addBatch(batchOf(list));
    routes.sample();
    QCOMPARE(routes.rowCount(), int(RouteModel::maxRoutes) + 1);
    QCOMPARE(routes.index(int(RouteModel::maxRoutes), RouteModel::CountColumn)
                 .data(RouteModel::ValueRole)
                 .toInt(),
             500);
}

QTEST_GUILESS_MAIN(tst_RouteModel)
#include "tst_routemodel.moc"
