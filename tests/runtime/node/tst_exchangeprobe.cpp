// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/node/exchangebench.h"

using namespace looptide::tests;
using namespace Qt::StringLiterals;

class tst_ExchangeProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallBelongsToTheRequestThatCausedIt();
    void fetchIsACall();
    void aCallThatFailsSaysWhy();
    void aCallOfTheProgramItselfHasNoRequest();
    void outputBelongsToTheRequestThatCausedIt();
    void whatFollowsABodyBelongsToItsRequest();
    void nothingIsRecordedUnlessAsked();
    void theProgramSeesNothingOfIt();
    void oneRequestCannotFillTheMemory();
};

void tst_ExchangeProbe::aCallBelongsToTheRequestThatCausedIt()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => http.get(there + (q.url === '/a' ? '/x?1' : '/missing'), o => {"
                      "  o.resume(); o.on('end', () => r.end('done')) })",
                      "await Promise.all([get('/a'), get('/b')]);"));
    const QList<ExchangeEvent> a = bench.of(u"/a"_s, Kind::Call);
    QCOMPARE(a.size(), 1);
    QCOMPARE(a[0].name, u"GET"_s);
    QVERIFY(a[0].text.startsWith(u"http://127.0.0.1:"_s) && a[0].text.endsWith(u"/x?1"_s));
    QCOMPARE(a[0].number, 200);
    QCOMPARE(a[0].note, QString());
    QVERIFY(!a[0].isOpen);
    const HttpExchange caller = bench.exchanges.value(a[0].exchange);
    QVERIFY(a[0].startNs >= caller.startNs);
    QVERIFY(a[0].durationNs > 15'000'000 && a[0].durationNs <= caller.durationNs);
    const QList<ExchangeEvent> b = bench.of(u"/b"_s, Kind::Call);
    QCOMPARE(b.size(), 1);
    QCOMPARE(b[0].number, 404);
    QVERIFY(bench.events.hasError(b[0].exchange));
    QVERIFY(!bench.events.hasError(a[0].exchange));
    QCOMPARE(bench.lost, 0U);
}

void tst_ExchangeProbe::fetchIsACall()
{
    ExchangeBench bench;
    QVERIFY(bench.run("async (q, r) => { const o = await fetch(there + '/f', { method: 'POST',"
                      "  body: 'b' }); r.end(await o.text()) }",
                      "await get('/a');"));
    const QList<ExchangeEvent> calls = bench.of(u"/a"_s, Kind::Call);
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls[0].name, u"POST"_s);
    QVERIFY(calls[0].text.endsWith(u"/f"_s));
    QCOMPARE(calls[0].number, 200);
    QVERIFY(!calls[0].isOpen);
    QVERIFY(calls[0].durationNs > 15'000'000);
}

void tst_ExchangeProbe::aCallThatFailsSaysWhy()
{
    ExchangeBench bench;
    QVERIFY(bench.run("async (q, r) => { const url = `http://127.0.0.1:${globalThis.closed}/`;"
                      "  if (q.url === '/fetch') await fetch(url).catch(() => {});"
                      "  else await new Promise(done => http.get(url).on('error', done));"
                      "  r.end() }",
                      "const s = http.createServer().listen(0, '127.0.0.1');"
                      "await new Promise(done => s.on('listening', done));"
                      "globalThis.closed = s.address().port; s.close();"
                      "await get('/fetch'); await get('/http');"));
    for (const QString &url : { u"/fetch"_s, u"/http"_s }) {
        const QList<ExchangeEvent> calls = bench.of(url, Kind::Call);
        QCOMPARE(calls.size(), 1);
        QVERIFY2(calls[0].note.contains(u"ECONNREFUSED"_s), qPrintable(calls[0].note));
        QCOMPARE(calls[0].number, 0);
        QVERIFY(!calls[0].isOpen);
    }
}

void tst_ExchangeProbe::aCallOfTheProgramItselfHasNoRequest()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => r.end()", "await get('/a');"));
    QCOMPARE(bench.of(u"/a"_s, Kind::Call).size(), 0);
    const QList<ExchangeEvent> calls = bench.events.of(0);
    QCOMPARE(calls.size(), 1);
    QVERIFY(calls[0].text.endsWith(u"/a"_s));
    QCOMPARE(calls[0].number, 200);
}

void tst_ExchangeProbe::outputBelongsToTheRequestThatCausedIt()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { console.log('begin %s', q.url, { a: 1 });"
                      "  setTimeout(() => { process.stdout.write('raw' + q.url + '\\n');"
                      "    console.error(new Error('bad').message); r.end() }, 5) }",
                      "console.log('before'); await Promise.all([get('/a'), get('/b')]);"
                      "console.log('after');"));
    for (const QString &url : { u"/a"_s, u"/b"_s }) {
        const QString text = bench.textOf(url);
        QVERIFY2(text.contains(u"out:begin "_s + url + u" { a: "_s), qPrintable(text));
        QVERIFY2(text.contains(u"out:raw"_s + url + u'\n'), qPrintable(text));
        QVERIFY2(text.contains(u"err:"_s) && text.contains(u"bad"_s), qPrintable(text));
        QVERIFY(!text.contains(u"before"_s) && !text.contains(u"after"_s));
        QCOMPARE(bench.of(url, Kind::Output).size(), 3);
    }
}

void tst_ExchangeProbe::whatFollowsABodyBelongsToItsRequest()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { let t = ''; q.on('data', d => t += d);"
                      "  q.on('end', () => { console.log('got ' + t); r.end() }) }",
                      "const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });"
                      "await get('/a', { agent, method: 'POST' }, 'one');"
                      "await get('/b', { agent, method: 'POST' }, 'two');"
                      "agent.destroy();"));
    QCOMPARE(bench.textOf(u"/a"_s), u"out:got one\n"_s);
    QCOMPARE(bench.textOf(u"/b"_s), u"out:got two\n"_s);
}

void tst_ExchangeProbe::nothingIsRecordedUnlessAsked()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { console.log('x'); http.get(there, o => {"
                      "  o.resume(); o.on('end', () => r.end()) }) }",
                      "await get('/a');", false));
    QVERIFY(bench.idOf(u"/a"_s) != 0);
    QVERIFY(bench.events.isEmpty());
}

// Stacks, listeners, and the program's own async contexts.
void tst_ExchangeProbe::theProgramSeesNothingOfIt()
{
    const QByteArray handler =
        "(q, r) => { const { AsyncLocalStorage } = require('async_hooks');"
        "  const als = globalThis.als = globalThis.als || new AsyncLocalStorage();"
        "  const seen = [als.getStore()];"
        "  als.run(q.url, () => {"
        "    const o = http.get(there, o => { seen.push(als.getStore(), new Error().stack"
        "        .includes('looptide'), o.listenerCount('end'), o.listenerCount('close'));"
        "      o.resume(); o.on('end', () => r.end(JSON.stringify(seen))) });"
        "    seen.push(o.listenerCount('response'), o.listenerCount('error'),"
        "      o.listenerCount('close'), Object.keys(o).length); });"
        "  const write = { toString() { seen.push(new Error().stack.split('\\n')"
        "    .filter(l => l.includes('looptide')).length); return 'w' } };"
        "  console.log('%s', write); }";
    QStringList answers;
    for (const bool isTraced : { false, true }) {
        ExchangeBench bench;
        QVERIFY(bench.run(handler, "console.log('seen ' + await get('/a'));", isTraced));
        QString text = QString::fromUtf8(bench.output);
        answers.append(text.mid(text.indexOf(u"seen "_s)).trimmed());
    }
    QVERIFY(answers[0].contains(u"/a"_s));
    QCOMPARE(answers[1], answers[0]);
}

void tst_ExchangeProbe::oneRequestCannotFillTheMemory()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { for (let i = 0; i < 3000; i++) console.log(i);"
                      "  console.log('y'.repeat(100000)); r.end() }",
                      "await get('/a');"));
    QCOMPARE(bench.of(u"/a"_s, Kind::Output).size(), 1000);
}

QTEST_GUILESS_MAIN(tst_ExchangeProbe)
#include "tst_exchangeprobe.moc"
