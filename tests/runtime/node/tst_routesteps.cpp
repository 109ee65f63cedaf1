// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/node/exchangebench.h"

using namespace looptide::tests;
using namespace Qt::StringLiterals;

namespace {

// The steps of a request that the program itself defines: "name line" in their order.
QStringList steps(const ExchangeBench &bench, const QString &url)
{
    QStringList names;
    for (const ExchangeEvent &step : bench.of(url, Kind::Step)) {
        if (step.text.endsWith("app.js"_L1))
            names.append(step.name);
    }
    return names;
}

QByteArray requireFrom(const char *id, const char *package)
{
    return QByteArray("require('") + TEMPLATES + '/' + id + "/node_modules/" + package + "')";
}

QByteArray expressApp()
{
    return "(() => { const express = " + requireFrom("express", "express")
        + ";\n"
          "const app = express(), inner = express.Router();\n"
          "app.use(function slow(q, r, next) { setTimeout(next, 15) });\n"
          "inner.get('/item/:id', function auth(q, r, next) { next() },\n"
          "  function item(q, r) { setTimeout(() => r.end('i'), 10) });\n"
          "app.use('/in', inner);\n"
          "app.get('/bad', async function bad() { throw new Error('no luck') });\n"
          "app.use(function whenBad(e, q, r, next) { r.status(500).end(e.message) });\n"
          "return app })()";
}

QByteArray koaApp()
{
    return "(() => { const Koa = " + requireFrom("koa", "koa")
        + ";\n"
          "const app = new Koa();\n"
          "app.silent = true;\n"
          "app.use(async function timer(c, next) { await next() });\n"
          "app.use(async function page(c) { if (c.path === '/bad') throw new Error('no luck');\n"
          "  await new Promise(done => setTimeout(done, 12)); c.body = 'k' });\n"
          "return app.callback() })()";
}

} // namespace

class tst_RouteSteps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expressReportsWhatARequestPassed();
    void anErrorInAHandlerIsSaid();
    void koaReportsItsMiddleware();
    void theProgramGetsTheSameFunctions();
};

void tst_RouteSteps::expressReportsWhatARequestPassed()
{
    ExchangeBench bench;
    QVERIFY(bench.run(expressApp(), "await get('/in/item/7'); await get('/none');"));
    QCOMPARE(steps(bench, u"/in/item/7"_s), QStringList({ u"slow"_s, u"auth"_s, u"item"_s }));
    QCOMPARE(steps(bench, u"/none"_s), QStringList({ u"slow"_s }));
    const HttpExchange exchange = bench.exchanges.value(bench.idOf(u"/in/item/7"_s));
    quint64 endNs = exchange.startNs;
    for (const ExchangeEvent &step : bench.of(u"/in/item/7"_s, Kind::Step)) {
        QVERIFY(!step.isOpen);
        QVERIFY(step.startNs >= endNs);
        endNs = step.startNs + step.durationNs;
        if (step.name == "slow"_L1) {
            QVERIFY(step.durationNs > 10'000'000);
            QCOMPARE(step.number, 3);
        }
        if (step.name == "item"_L1)
            QVERIFY(step.durationNs > 7'000'000);
    }
    QVERIFY(endNs <= exchange.startNs + exchange.durationNs + 1'000'000);
}

void tst_RouteSteps::anErrorInAHandlerIsSaid()
{
    ExchangeBench bench;
    QVERIFY(bench.run(expressApp(), "await get('/bad');"));
    QCOMPARE(steps(bench, u"/bad"_s), QStringList({ u"slow"_s, u"bad"_s, u"whenBad"_s }));
    for (const ExchangeEvent &step : bench.of(u"/bad"_s, Kind::Step))
        QCOMPARE(step.note, step.name == "bad"_L1 ? u"no luck"_s : QString());
    QCOMPARE(bench.textOf(u"/bad"_s), u"error:no luck"_s);
    QVERIFY(bench.events.hasError(bench.idOf(u"/bad"_s)));
}

void tst_RouteSteps::koaReportsItsMiddleware()
{
    ExchangeBench bench;
    QVERIFY(bench.run(koaApp(), "await get('/ok'); await get('/bad');"));
    QCOMPARE(steps(bench, u"/ok"_s), QStringList({ u"timer"_s, u"page"_s }));
    QVERIFY(bench.of(u"/ok"_s, Kind::Step).last().durationNs > 8'000'000);
    QCOMPARE(bench.textOf(u"/bad"_s), u"error:no luck"_s);
}

// What a handler sees of its stack, its next() and its framework.
void tst_RouteSteps::theProgramGetsTheSameFunctions()
{
    const QByteArray app = "(() => { const express = " + requireFrom("express", "express")
        + ";\n"
          "const app = express();\n"
          "app.get('/a', function first(q, r, next) { q.seen = [next.name, next.length,\n"
          "  new Error().stack.split('\\n').map(l => l.trim().split(' ')[1]).join()]; next() },\n"
          "  (q, r) => r.end(JSON.stringify(q.seen)));\n"
          "return app })()";
    QStringList answers;
    for (const bool isTraced : { false, true }) {
        ExchangeBench bench;
        QVERIFY(bench.run(app, "process.stdout.write('seen ' + await get('/a'));", isTraced));
        answers.append(bench.text().section(u"seen "_s, 1));
        QCOMPARE(steps(bench, u"/a"_s).size(), isTraced ? 2 : 0);
    }
    QVERIFY(answers[0].contains(u"next"_s));
    QCOMPARE(answers[1], answers[0]);
}

QTEST_GUILESS_MAIN(tst_RouteSteps)
#include "tst_routesteps.moc"
