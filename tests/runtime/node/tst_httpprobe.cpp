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
                    for (const HttpExchange &exchange : batch.exchanges)
                        exchanges[exchange.id] = exchange;
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
        m_collector.attach(runtime.traceChannel());
        const bool ended = waitForEnd();
        m_collector.detach();
        return ended && result().exitCode == 0;
    }

    qsizetype count(HttpExchange::State state) const
    {
        return std::ranges::count(exchanges, state, &HttpExchange::state);
    }

    // Requests that were only counted.
    quint64 counted() const { return requests.received - quint64(exchanges.size()); }

    QMap<quint64, HttpExchange> exchanges; // in their latest state
    looptide::trace::RequestCounts requests;
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
    void requestsUnderLoadAreToldOrCounted();
    void pipelinesUnderLoadKeepTheirAnswersApart();
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

void tst_HttpProbe::requestsUnderLoadAreToldOrCounted()
{
    // More than are told at once, with the last one cut off, and none of them twice.
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
    QVERIFY(bench.counted() > 0);
    QCOMPARE(bench.lost, 0U);
    QVERIFY(bench.exchanges.size() >= 4000);
    QCOMPARE(bench.count(HttpExchange::State::Open), 0);
    QVERIFY(bench.count(HttpExchange::State::Aborted) <= 1);
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
    QVERIFY(bench.counted() > 0);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges)) {
        const int n = exchange.url.mid(1).toInt();
        QCOMPARE(exchange.status, 220 + n);
        QCOMPARE(exchange.responseBytes, n);
    }
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
    QVERIFY(bench.counted() > 0);
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
    QVERIFY(bench.counted() > 0);
    QCOMPARE(bench.requests.received, 9001U);
    QCOMPARE(bench.exchanges.last().url, QStringLiteral("/last"));
    QCOMPARE(bench.exchanges.last().responseBytes, 7);
    for (const HttpExchange &exchange : std::as_const(bench.exchanges))
        QCOMPARE(exchange.responseBytes, exchange.url == QLatin1StringView("/last") ? 7 : 1000);
}

QTEST_GUILESS_MAIN(tst_HttpProbe)
#include "tst_httpprobe.moc"
