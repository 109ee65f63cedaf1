// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/agentlist.h"
#include "runtime/trace/requestrule.h"
#include "tests/support/tracedrun.h"

using namespace looptide;
using namespace looptide::tests;
using trace::RequestRule;
using trace::RuleEffect;

namespace {

// A server that sends itself a request for each line of input (method and path), and prints what it
// has got.
const QByteArray server = R"(
    const http = require('http');
    const listeners = http.Server.prototype.emit === require('events').prototype.emit;
    const server = http.createServer((request, response) => {
      console.log(`handler ${request.url} ${new Error().stack.includes('looptide')}`);
      response.end('own');
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      process.stdin.on('data', (line) => {
        const [method, path] = String(line).trim().split(' ');
        const begin = performance.now();
        const request = http.request({ port, method, path, host: '127.0.0.1' }, (response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (part) => body += part).on('end', () => {
            const isLate = performance.now() - begin >= 190;
            console.log(`got ${path} ${response.statusCode} ${response.headers['x-rule']} ${body} ${isLate}.`);
          });
        });
        request.on('error', (error) => console.log(`failed ${path} ${error.code}.`)).end();
      });
      console.log(`ready ${listeners}`);
    });
)";

RequestRule mock(const QString &path)
{
    RequestRule rule;
    rule.path = path;
    rule.status = 418;
    rule.headers = { { QStringLiteral("X-Rule"), QStringLiteral("one") } };
    rule.body = QStringLiteral("möck");
    return rule;
}

class RuledServer : public TracedRun
{
public:
    using TracedRun::TracedRun;

    void begin(const QList<RequestRule> &rules = {})
    {
        start(server);
        setRules(QList<RequestRule> { mock(QStringLiteral("/have-arrived")) } + rules);
        QVERIFY(waitForOutput("ready"));
        // An isolated program may begin before its rules arrive.
        QTRY_VERIFY(request("GET /have-arrived").contains(" 418 "));
    }
    void setRules(const QList<RequestRule> &rules)
    {
        runtime->agents()->setRules(trace::encodeRules(rules));
    }
    // What the client has printed.
    QByteArray request(const QByteArray &line)
    {
        output.clear();
        runtime->writeInput(line + '\n');
        const QByteArray path = line.split(' ').last();
        const bool isDone = QTest::qWaitFor(
            [&] {
                const qsizetype at = qMax(output.indexOf("got " + path + ' '),
                                          output.indexOf("failed " + path + ' '));
                return at >= 0 && output.indexOf(".\r\n", at) >= 0;
            },
            timeoutMs);
        return isDone ? output : "no answer: " + output;
    }
    // The effects of the newest request of the test, once its row has ended.
    int effects()
    {
        const auto isOver = [this] {
            return !exchanges.empty()
                && exchanges.rbegin()->second.url != QLatin1StringView("/have-arrived")
                && exchanges.rbegin()->second.state != trace::HttpExchange::State::Open;
        };
        return QTest::qWaitFor(isOver, timeoutMs) ? exchanges.rbegin()->second.effects : -1;
    }
};

} // namespace

// What rules do to the requests of a running program.
class tst_RequestRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mockResponds_data() { TracedRun::addRuntimeRows(); }
    void mockResponds();
    void delayCallsTheHandlerLater_data() { TracedRun::addRuntimeRows(); }
    void delayCallsTheHandlerLater();
    void failResetsTheConnection_data() { TracedRun::addRuntimeRows(); }
    void failResetsTheConnection();
    void failWithAStatus();
    void rulesCombine();
    void methodAndPatternDecide();
    void withoutRulesNothingIsInstalled();
    void rulesOfAWorker_data() { TracedRun::addRuntimeRows(); }
    void rulesOfAWorker();
    void http2IsMocked();
    void briefRequestsSayIt();
};

void tst_RequestRules::mockResponds()
{
    QFETCH(bool, isolated);
    RuledServer run(isolated);
    run.begin({ mock(QStringLiteral("/mock")) });
    const QByteArray mocked = run.request("GET /mock?a=1");
    QVERIFY2(mocked.contains("got /mock?a=1 418 one möck false."), mocked);
    QVERIFY(!mocked.contains("handler"));
    QCOMPARE(run.effects(), int(RuleEffect::Mocked));
    const QByteArray own = run.request("GET /other");
    QVERIFY2(own.contains("handler /other false"), own);
    QVERIFY2(own.contains("got /other 200 undefined own"), own);
    QTRY_COMPARE(run.exchanges.rbegin()->second.url, QStringLiteral("/other"));
    QCOMPARE(run.effects(), 0);
    // They change while the program runs.
    run.setRules({});
    QTRY_VERIFY(run.request("GET /mock").contains("got /mock 200"));
    QVERIFY(run.stop());
}

void tst_RequestRules::delayCallsTheHandlerLater()
{
    QFETCH(bool, isolated);
    RuledServer run(isolated);
    RequestRule delay;
    delay.action = RequestRule::Action::Delay;
    delay.path = QStringLiteral("/slow/*");
    delay.delayMs = 200;
    run.begin({ delay });
    const QByteArray slow = run.request("GET /slow/1");
    QVERIFY2(slow.contains("handler /slow/1 false"), slow);
    QVERIFY2(slow.contains("got /slow/1 200 undefined own true."), slow);
    QCOMPARE(run.effects(), int(RuleEffect::Delayed));
    QVERIFY(run.stop());
}

void tst_RequestRules::failResetsTheConnection()
{
    QFETCH(bool, isolated);
    RuledServer run(isolated);
    RequestRule fail;
    fail.action = RequestRule::Action::Fail;
    fail.status = 0;
    fail.path = QStringLiteral("/gone");
    run.begin({ fail });
    const QByteArray output = run.request("GET /gone");
    QVERIFY2(output.contains("failed /gone ECONNRESET."), output);
    QVERIFY(!output.contains("handler"));
    QCOMPARE(run.effects(), int(RuleEffect::Failed));
    QCOMPARE(run.exchanges.rbegin()->second.state, trace::HttpExchange::State::Aborted);
    QVERIFY(run.stop());
}

void tst_RequestRules::failWithAStatus()
{
    RuledServer run(false);
    RequestRule fail;
    fail.action = RequestRule::Action::Fail;
    fail.status = 503;
    fail.path = QStringLiteral("*");
    run.begin({ fail });
    QVERIFY(run.request("GET /a/b").contains("got /a/b 503 undefined  false."));
    QCOMPARE(run.effects(), int(RuleEffect::Failed));
    QVERIFY(run.stop());
}

void tst_RequestRules::rulesCombine()
{
    RuledServer run(false);
    RequestRule delay;
    delay.action = RequestRule::Action::Delay;
    delay.path = QStringLiteral("*");
    delay.delayMs = 100;
    RequestRule second = mock(QStringLiteral("*"));
    second.status = 500;
    run.begin({ delay, mock(QStringLiteral("/x")), delay, second });
    const QByteArray output = run.request("GET /x");
    QVERIFY2(output.contains("got /x 418 one möck true."), output);
    QCOMPARE(run.effects(), int(RuleEffect::Mocked) | int(RuleEffect::Delayed));
    QVERIFY(run.stop());
}

void tst_RequestRules::methodAndPatternDecide()
{
    RuledServer run(false);
    RequestRule rule = mock(QStringLiteral("/tasks/:id"));
    rule.method = QStringLiteral("POST");
    RequestRule query = mock(QStringLiteral("/find?q=*"));
    RequestRule off = mock(QStringLiteral("/off"));
    off.isEnabled = false;
    const RequestRule route = mock(QStringLiteral("/list/")); // a router's "/" below "/list"
    run.begin({ rule, query, off, route });
    QVERIFY(run.request("GET /list").contains(" 418 "));
    QVERIFY(run.request("GET /list/").contains(" 418 "));
    QVERIFY(run.request("GET /list/a").contains(" 200 "));
    QVERIFY(run.request("POST /tasks/7").contains(" 418 "));
    QVERIFY(run.request("GET /tasks/8").contains(" 200 "));
    QVERIFY(run.request("POST /tasks/9/more").contains(" 200 "));
    QVERIFY(run.request("GET /find?q=a").contains(" 418 "));
    QVERIFY(run.request("GET /find").contains(" 200 "));
    QVERIFY(run.request("GET /off").contains(" 200 "));
    QVERIFY(run.stop());
}

void tst_RequestRules::withoutRulesNothingIsInstalled()
{
    RuledServer run(false);
    run.start(server);
    QVERIFY(run.waitForOutput("ready"));
    QVERIFY(run.output.contains("ready true")); // the function is that of EventEmitter
    QVERIFY(run.stop());
}

void tst_RequestRules::rulesOfAWorker()
{
    QFETCH(bool, isolated);
    TracedRun run(isolated);
    run.start(R"(
        const { Worker } = require('worker_threads');
        new Worker(`
            const http = require('http');
            const server = http.createServer((request, response) => response.end('own'));
            server.listen(0, '127.0.0.1', () => {
              const ask = () => fetch('http://127.0.0.1:' + server.address().port + '/w').then((response) => {
                if (response.status === 418) console.log('mocked'); else setTimeout(ask, 5);
              });
              console.log('ready');
              ask();
            });`, { eval: true });
    )");
    QVERIFY(run.waitForOutput("ready"));
    run.runtime->agents()->setRules(trace::encodeRules({ mock(QStringLiteral("/w")) }));
    QVERIFY2(run.waitForOutput("mocked"), run.output);
    QVERIFY(run.stop());
}

void tst_RequestRules::http2IsMocked()
{
    TracedRun run(false);
    run.start(R"(
        const http2 = require('http2');
        const server = http2.createServer((request, response) => response.end('own'));
        server.listen(0, '127.0.0.1', () => {
          const client = http2.connect('http://127.0.0.1:' + server.address().port);
          process.stdin.on('data', () => {
            const request = client.request({ ':path': '/two' });
            request.on('response', (headers) => console.log(`got ${headers[':status']} ${headers['x-rule']}`));
            request.resume().end();
          });
          console.log('ready');
        });
    )");
    run.runtime->agents()->setRules(trace::encodeRules({ mock(QStringLiteral("/two")) }));
    QVERIFY(run.waitForOutput("ready"));
    run.runtime->writeInput("\n");
    QVERIFY2(run.waitForOutput("got 418 one"), run.output);
    QTRY_VERIFY(!run.exchanges.empty() && run.exchanges.begin()->second.status == 418);
    QCOMPARE(int(run.exchanges.begin()->second.effects), int(RuleEffect::Mocked));
    QVERIFY(run.stop());
}

// More requests than are recorded in full: each row says what a rule did.
void tst_RequestRules::briefRequestsSayIt()
{
    TracedRun run(false);
    run.start(R"(
        const http = require('http');
        const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
        const server = http.createServer((request, response) => response.end('own'));
        server.listen(0, '127.0.0.1', async () => {
          const { port } = server.address();
          const ask = (path) => new Promise((done) => http.get({ port, agent, path, host: '127.0.0.1' },
            (response) => response.resume().on('end', done)));
          for (let i = 0; i < 300; ++i)
            await Promise.all(Array.from({ length: 20 }, (_, k) => ask(k % 2 ? '/mock' : '/own')));
          console.log('done');
        });
    )");
    run.runtime->agents()->setRules(trace::encodeRules({ mock(QStringLiteral("/mock")) }));
    QVERIFY(run.waitForOutput("done"));
    QTRY_COMPARE_WITH_TIMEOUT(run.exchanges.size(), 6000U, TracedRun::timeoutMs);
    QTRY_VERIFY(std::ranges::none_of(run.exchanges, [](const auto &each) {
        return each.second.state == trace::HttpExchange::State::Open;
    }));
    int brief = 0;
    for (const auto &[id, exchange] : run.exchanges) {
        brief += exchange.isBrief ? 1 : 0;
        QCOMPARE(exchange.status, exchange.url == u"/mock" ? 418 : 200);
        QCOMPARE(int(exchange.effects), exchange.url == u"/mock" ? int(RuleEffect::Mocked) : 0);
    }
    QVERIFY(brief > 0);
    QVERIFY(run.stop());
}

QTEST_GUILESS_MAIN(tst_RequestRules)
#include "tst_requestrules.moc"
