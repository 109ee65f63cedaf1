// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracecollector.h"
#include "tests/support/programbench.h"

#include <QMap>

#include <algorithm>

using looptide::tests::Bench;
using looptide::trace::HttpExchange;
using looptide::trace::TraceBatch;
using looptide::trace::TraceCollector;

namespace {

// A run and what was told of its requests.
class HttpBench : public Bench
{
public:
    HttpBench()
    {
        connect(&m_collector, &TraceCollector::batchCollected, this,
                [this](const TraceBatch &batch) {
                    for (const HttpExchange &exchange : batch.exchanges) {
                        exchanges[exchange.id] = exchange;
                        if (exchange.state == HttpExchange::State::Open && exchange.status == 200)
                            streamed.append(exchange.responseBody);
                    }
                    lost += batch.lostMessages;
                    requests = batch.requests;
                });
    }

    // Runs the body of an async function with `server` (that listens and hears requests with
    // `handler`), `port` and `lines(socket, n)`, which waits for n answers on a raw connection.
    bool run(const QByteArray &handler, const QByteArray &body, bool everyRequest = false)
    {
        auto wanted = request("const http = require('http'), net = require('net');"
                              "const { once } = require('events');"
                              "const server = http.createServer("
                              + handler
                              + ");"
                                "const answers = (socket, n) => new Promise(resolve => {"
                                "  let text = '';"
                                "  socket.on('data', data => { text += data;"
                                "    if (text.split('HTTP/1.1 ').length > n) resolve(text); }) });"
                                "server.listen(0, '127.0.0.1', async () => {"
                                "  const { port } = server.address();"
                              + body + "  server.closeAllConnections(); server.close() })");
        wanted.everyRequest = everyRequest;
        start(wanted);
        if (detail != looptide::trace::RequestDetail {})
            runtime.traceChannel()->commands.post(looptide::trace::Command::setDetail(detail));
        m_collector.attach(runtime.traceChannel());
        const bool ended = waitForEnd();
        m_collector.detach();
        return ended && result().exitCode == 0;
    }

    qsizetype count(HttpExchange::State state) const
    {
        return std::ranges::count(exchanges, state, &HttpExchange::state);
    }

    // Requests without headers and bodies.
    qsizetype brief() const { return std::ranges::count(exchanges, true, &HttpExchange::isBrief); }

    QMap<quint64, HttpExchange> exchanges; // in their latest state
    looptide::trace::RequestCounts requests;
    looptide::trace::RequestDetail detail;
    QList<QByteArray> streamed; // bodies of responses that had not ended
    quint64 lost = 0;

private:
    TraceCollector m_collector;
};

// Requests one after the other on one connection, as a client under load sends them.
const QByteArray manyRequests =
    "const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });"
    "const get = path => new Promise(resolve => http.get({ port, agent, path }, response => {"
    "  response.resume(); response.on('end', resolve) }));"
    "const many = async n => { for (let i = 0; i < n; i++) await get('/' + i) };";

} // namespace

class tst_HttpProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pipelinedRequestsGetTheirOwnAnswers();
    void aRequestWithoutAnswerIsAborted();
    void everyRequestUnderLoadIsARow();
    void pipelinesUnderLoadKeepTheirAnswersApart();
    void briefRowsKnowSizesAndHowTheyEnd();
    void bodiesAreRecordedUpToTheLimit();
    void aResponseThatStreamsIsSeenBeforeItsEnd();
    void aProgramThatListensHearsEveryRequest();
    void everyRequestIsToldWhenAsked();
    void sizesAreRightAfterRequestsThatWereCounted();
};

void tst_HttpProbe::pipelinedRequestsGetTheirOwnAnswers()
{
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => setTimeout(() => { r.statusCode = 200 + +q.url.slice(1);"
                      "  r.end('x'.repeat(+q.url.slice(1))) }, q.url === '/1' ? 20 : 0)",
                      "const s = net.connect(port, '127.0.0.1');"
                      "s.write([1, 2, 3].map(n => `GET /${n} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n`)"
                      "  .join(''));"
                      "await answers(s, 3); s.destroy();"));
    QCOMPARE(bench.exchanges.size(), 3);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges)) {
        const int n = exchange.url.mid(1).toInt();
        QCOMPARE(exchange.state, HttpExchange::State::Finished);
        QCOMPARE(exchange.status, 200 + n);
        QCOMPARE(exchange.responseBytes, n);
    }
    QCOMPARE(bench.lost, 0U);
}

void tst_HttpProbe::aRequestWithoutAnswerIsAborted()
{
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => q.socket.destroy()",
                      "const s = net.connect(port, '127.0.0.1');"
                      "s.write('GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n');"
                      "await once(s, 'close');"));
    QCOMPARE(bench.exchanges.size(), 1);
    QCOMPARE(bench.exchanges.first().state, HttpExchange::State::Aborted);
}

void tst_HttpProbe::everyRequestUnderLoadIsARow()
{
    // More than are recorded in full at once, with the last one cut off, and none of them twice.
    constexpr quint64 requests = 12'000;
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => q.url === '/cut' ? q.socket.destroy() : r.end('hello')",
                      manyRequests
                          + "await Promise.all(Array.from({ length: 8 }, (_, i) => {"
                            "  const s = net.connect(port, '127.0.0.1');"
                            "  const batch = 'GET /b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n';"
                            "  let left = 1500; const next = () => s.write(batch);"
                            "  return new Promise(resolve => { s.on('data', () =>"
                            "    --left ? next() : resolve()); next() }) }));"
                            "const s = net.connect(port, '127.0.0.1');"
                            "s.write('GET /cut HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n');"
                            "await once(s, 'close');"));
    QCOMPARE(bench.requests.received, requests + 1);
    QCOMPARE(bench.requests.answered, requests);
    QVERIFY(bench.brief() > 0);
    QCOMPARE(quint64(bench.exchanges.size()), bench.requests.received);
    QCOMPARE(bench.lost, 0U);
    QCOMPARE(bench.count(HttpExchange::State::Open), 0);
    QCOMPARE(bench.count(HttpExchange::State::Aborted), 1);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges)) {
        QCOMPARE(exchange.method, QStringLiteral("GET"));
        QVERIFY(exchange.durationNs > 0 && exchange.startedMs > 0 && exchange.localPort > 0);
        if (exchange.state == HttpExchange::State::Finished)
            QCOMPARE(std::pair(exchange.status, exchange.responseBytes), std::pair(200, qint64(5)));
    }
}

void tst_HttpProbe::pipelinesUnderLoadKeepTheirAnswersApart()
{
    // Answers that nobody measures stand before, between and behind those that are told.
    constexpr quint64 requests = 12'000;
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => { const n = +q.url.slice(1); r.statusCode = 220 + n;"
                      "  const end = () => r.end('x'.repeat(n));"
                      "  n % 3 ? end() : setImmediate(end) }",
                      "await Promise.all(Array.from({ length: 8 }, async () => {"
                      "  const s = net.connect(port, '127.0.0.1');"
                      "  const five = [1, 2, 3, 4, 5].map(n =>"
                      "    `GET /${n} HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n`).join('');"
                      "  for (let i = 0; i < 300; i++) {"
                      "    s.write(five); await answers(s, 5); s.removeAllListeners('data') }"
                      "  s.destroy() }));"));
    QCOMPARE(bench.requests.received, requests);
    QVERIFY(bench.brief() > 0);
    QCOMPARE(quint64(bench.exchanges.size()), bench.requests.received);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges)) {
        const int n = exchange.url.mid(1).toInt();
        QCOMPARE(exchange.status, 220 + n);
        QCOMPARE(exchange.responseBytes, n);
    }
}

void tst_HttpProbe::briefRowsKnowSizesAndHowTheyEnd()
{
    HttpBench bench;
    QVERIFY(
        bench.run("(q, r) => { if (q.url === '/cut') return q.socket.destroy();"
                  "  if (q.url === '/exit') { r.end('bye'); return process.exit(0) }"
                  "  if (q.url === '/chunked') { r.write('a'); return r.end('b') }"
                  "  if (q.url === '/empty') { r.statusCode = 304; return r.end() }"
                  "  q.resume(); q.on('end', () => r.end('x'.repeat(9))) }",
                  manyRequests
                      + "await many(4500);"
                        "const ask = (method, path, headers, body) => new Promise(resolve => {"
                        "  const q = http.request({ port, agent, method, path, headers }, r => {"
                        "    r.resume(); r.on('end', resolve) });"
                        "  q.on('error', resolve); q.end(body) });"
                        "for (let i = 0; i < 5; i++) {"
                        "await ask('POST', '/posted', { 'Content-Length': 4 }, 'four');"
                        "await ask('PUT', '/streamed', { 'Transfer-Encoding': 'chunked' }, 'four');"
                        "await ask('HEAD', '/head'); await ask('GET', '/chunked'); await "
                        "ask('GET', '/empty');"
                        "await ask('GET', '/cut'); }"
                        "await ask('GET', '/exit');"));
    QCOMPARE(bench.lost, 0U);
    QMap<QString, HttpExchange> by;
    // On a slow machine, some of them belong to the sample that is recorded in full.
    for (const HttpExchange &exchange : std::as_const(bench.exchanges)) {
        if (exchange.isBrief || !by.contains(exchange.url))
            by[exchange.url] = exchange;
    }
    const auto figures = [&by](const QString &url) {
        const HttpExchange &e = by[url];
        return QStringLiteral("%1 %2 %3 %4 %5")
            .arg(e.isBrief)
            .arg(int(e.state))
            .arg(e.status)
            .arg(e.requestBytes)
            .arg(e.responseBytes);
    };
    QCOMPARE(figures(QStringLiteral("/posted")), QStringLiteral("1 1 200 4 9"));
    QCOMPARE(figures(QStringLiteral("/streamed")), QStringLiteral("1 1 200 -1 9"));
    QCOMPARE(figures(QStringLiteral("/head")), QStringLiteral("1 1 200 0 0"));
    QCOMPARE(figures(QStringLiteral("/chunked")), QStringLiteral("1 1 200 0 -1"));
    QCOMPARE(figures(QStringLiteral("/empty")), QStringLiteral("1 1 304 0 0"));
    QCOMPARE(figures(QStringLiteral("/cut")), QStringLiteral("1 2 0 0 0"));
    // It comes only once. Its figures are the same in full.
    QCOMPARE(figures(QStringLiteral("/exit")).mid(2), QStringLiteral("1 200 0 3"));
}

void tst_HttpProbe::bodiesAreRecordedUpToTheLimit()
{
    HttpBench bench;
    bench.detail = { .isComplete = true, .bodyLimit = 10 };
    QVERIFY(bench.run(
        "(q, r) => { let n = 0; q.on('data', d => n += d.length);"
        "  q.on('end', () => { r.write('got '); r.end(String(n) + '!'.repeat(40)) }) }",
        "const ask = body => new Promise(resolve => http.request({ port, method: 'POST' },"
        "  r => { r.resume(); r.on('end', resolve) }).end(body));"
        "await ask('short'); await ask('x'.repeat(100000));"
        "await new Promise(resolve => http.get({ port }, r => {"
        "  r.resume(); r.on('end', resolve) }));"));
    QCOMPARE(bench.exchanges.size(), 3);
    const QList<HttpExchange> all = bench.exchanges.values();
    QCOMPARE(all[0].requestBody, QByteArray("short"));
    QCOMPARE(all[0].responseBody, QByteArray("got 5!!!!!"));
    QCOMPARE(all[0].responseBytes, 45);
    QVERIFY(all[0].firstByteNs > 0 && all[0].firstByteNs <= all[0].durationNs);
    QCOMPARE(all[1].requestBody, QByteArray("xxxxxxxxxx"));
    QCOMPARE(all[1].requestBytes, 100'000);
    QCOMPARE(all[2].requestBody, QByteArray());
}

void tst_HttpProbe::aResponseThatStreamsIsSeenBeforeItsEnd()
{
    HttpBench bench;
    bench.detail = { .isComplete = false, .bodyLimit = 1000 };
    QVERIFY(bench.run("(q, r) => { r.writeHead(200, { 'Content-Type': 'text/event-stream' });"
                      "  r.write('data: 1\\n\\n'); setTimeout(() => { r.write('data: 2\\n\\n');"
                      "  setTimeout(() => r.end(), 60) }, 60) }",
                      "await new Promise(resolve => http.get({ port }, r => {"
                      "  r.resume(); r.on('end', resolve) }));"));
    QCOMPARE(bench.streamed, QList<QByteArray>({ "data: 1\n\n", "data: 1\n\ndata: 2\n\n" }));
    QCOMPARE(bench.exchanges.size(), 1);
    QCOMPARE(bench.exchanges.first().state, HttpExchange::State::Finished);
    QCOMPARE(bench.exchanges.first().responseBytes, 18);
    QCOMPARE(bench.exchanges.first().responseBody, QByteArray("data: 1\n\ndata: 2\n\n"));
}

void tst_HttpProbe::aProgramThatListensHearsEveryRequest()
{
    // Also those of which nobody else hears.
    HttpBench bench;
    QVERIFY(
        bench.run("(q, r) => r.end('hello')",
                  manyRequests
                      + "const { subscribe } = require('diagnostics_channel');"
                        "await many(6000);"
                        "let requests = 0, answers = 0;"
                        "subscribe('http.server.request.start', () => requests++);"
                        "subscribe('http.server.response.finish', () => answers++);"
                        "await many(2000);"
                        "require('assert').deepStrictEqual([requests, answers], [2000, 2000]);"));
    QVERIFY(bench.brief() > 0);
    QCOMPARE(quint64(bench.exchanges.size()), bench.requests.received);
    QCOMPARE(bench.requests.received, 8000U);
}

void tst_HttpProbe::everyRequestIsToldWhenAsked()
{
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => r.end('hello')", manyRequests + "await many(5000);", true));
    QCOMPARE(bench.exchanges.size(), 5000);
    QCOMPARE(bench.count(HttpExchange::State::Finished), 5000);
    QCOMPARE(bench.lost, 0U);
}

void tst_HttpProbe::sizesAreRightAfterRequestsThatWereCounted()
{
    // The same connection all along: what was sent while nobody looked is not the next answer's.
    HttpBench bench;
    QVERIFY(bench.run("(q, r) => r.end('x'.repeat(q.url === '/last' ? 7 : 1000))",
                      manyRequests
                          + "await many(9000);"
                            "await new Promise(resolve => setTimeout(resolve, 50));"
                            "await get('/last');"));
    QVERIFY(bench.brief() > 0);
    QCOMPARE(quint64(bench.exchanges.size()), bench.requests.received);
    QCOMPARE(bench.requests.received, 9001U);
    QCOMPARE(bench.exchanges.last().url, QStringLiteral("/last"));
    QCOMPARE(bench.exchanges.last().responseBytes, 7);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges))
        QCOMPARE(exchange.responseBytes, exchange.url == QLatin1StringView("/last") ? 7 : 1000);
}

QTEST_GUILESS_MAIN(tst_HttpProbe)
#include "tst_httpprobe.moc"
