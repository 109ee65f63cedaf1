// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/installation.h"
#include "runtime/trace/agentlist.h"
#include "tests/support/tracedrun.h"

#include <csignal>

using namespace looptide;
using namespace looptide::tests;
using trace::AgentInfo;
using Kind = AgentInfo::Kind;

namespace {

// `ask(port, count)` requests count times, each on a connection of its own.
const QByteArray prelude = R"(
    const http = require('http'), cluster = require('cluster'), cp = require('child_process');
    const { Worker, isMainThread, parentPort } = require('worker_threads');
    const ask = async (port, count, host = '127.0.0.1') => {
      for (let i = 0; i < count; i++)
        await new Promise((resolve, reject) => http.get({ port, host, path: '/' + i, agent: false },
          response => response.resume().on('end', resolve)).on('error', reject));
    };
    const serve = then => {
      const server = http.createServer((request, response) => response.end('hello'));
      return server.listen(0, '127.0.0.1', () => then(server.address().port));
    };
)";

class AgentRun : public TracedRun
{
public:
    explicit AgentRun(bool isolated) : TracedRun(isolated)
    {
        connect(&collector, &trace::TraceCollector::batchCollected, this,
                [this](const trace::TraceBatch &batch) {
                    for (const trace::AgentState &state : batch.agents)
                        agents[state.info.id] = state.info;
                    requests = batch.requests;
                    lost += batch.lostMessages + batch.lostRecords;
                });
    }

    bool runToEnd(const QByteArray &source)
    {
        start(prelude + source);
        return waitForEnd() && finished->first().value(0).value<core::RunResult>().exitCode == 0;
    }
    // How many finished exchanges each agent of this kind has, in the order of their numbers.
    QList<int> exchangesOf(Kind kind) const
    {
        QMap<quint32, int> counts;
        for (const AgentInfo &agent : agents) {
            if (agent.kind == kind)
                counts[agent.number + (agent.number == 0 ? agent.id : 0)] = 0;
        }
        for (const auto &[id, exchange] : exchanges) {
            const AgentInfo agent = agents.value(exchange.agent);
            if (agent.kind == kind && exchange.state == trace::HttpExchange::State::Finished)
                ++counts[agent.number + (agent.number == 0 ? agent.id : 0)];
        }
        return counts.values();
    }

    QMap<quint16, AgentInfo> agents; // by id
    trace::RequestCounts requests;
    quint64 lost = 0;
};

} // namespace

class tst_Agents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void workersReport_data() { TracedRun::addRuntimeRows(); }
    void workersReport();
    void clusterWorkersReport_data() { TracedRun::addRuntimeRows(); }
    void clusterWorkersReport();
    void childrenOfShellsReport_data() { TracedRun::addRuntimeRows(); }
    void childrenOfShellsReport();
    void aKilledChildDoesNotHarmTheOthers_data() { TracedRun::addRuntimeRows(); }
    void aKilledChildDoesNotHarmTheOthers();
    void programsDoNotSeeThatTheyReport_data() { TracedRun::addRuntimeRows(); }
    void programsDoNotSeeThatTheyReport();
    void manyShortWorkersLeaveNothing_data() { TracedRun::addRuntimeRows(); }
    void manyShortWorkersLeaveNothing();
    void http2StreamsAreExchanges_data() { TracedRun::addRuntimeRows(); }
    void http2StreamsAreExchanges();
    void aServerOnALocalSocketIsRecorded_data() { TracedRun::addRuntimeRows(); }
    void aServerOnALocalSocketIsRecorded();
};

void tst_Agents::workersReport()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        if (!isMainThread) {
          const server = serve(port => parentPort.postMessage(port));
          parentPort.once('message', () => server.close());
        } else for (let i = 1; i <= 2; i++) {
          const worker = new Worker(__filename);
          worker.on('message', async port => { await ask(port, 3 * i); worker.postMessage(0); });
        })"));
    QList<int> counts = run.exchangesOf(Kind::Worker);
    std::ranges::sort(counts);
    QCOMPARE(counts, QList<int>({ 3, 6 }));
    QCOMPARE(run.requests.received, 9U);
    QVERIFY(std::ranges::all_of(run.agents, &AgentInfo::hasEnded));
}

void tst_Agents::clusterWorkersReport()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        if (cluster.isPrimary) {
          let ready = 0;
          for (let i = 0; i < 4; i++) cluster.fork();
          cluster.on('listening', async (worker, { port }) => {
            if (++ready < 4) return;
            await ask(port, 40);
            cluster.disconnect();
          });
        } else {
          serve(() => {});
        })"));
    QCOMPARE(run.exchangesOf(Kind::ClusterWorker), QList<int>({ 10, 10, 10, 10 }));
    QCOMPARE(run.requests.received, 40U);
    QCOMPARE(run.lost, 0U);
}

void tst_Agents::childrenOfShellsReport()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        if (process.argv[2] === 'child') {
          const server = serve(async port => { await ask(port, 2); server.close(); });
        } else {
          cp.execFileSync('sh', ['-c', `"${process.execPath}" "${__filename}" child`]);
        })"));
    QCOMPARE(run.exchangesOf(Kind::Process), QList<int>({ 2 }));
    const auto child = std::ranges::find(run.agents, Kind::Process, &AgentInfo::kind);
    QVERIFY2(child->title.endsWith(QStringLiteral("app.js child")), qPrintable(child->title));
    QVERIFY(child->pid > 0);
}

void tst_Agents::aKilledChildDoesNotHarmTheOthers()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    run.start(prelude + R"(
        if (process.argv[2])
          serve(port => process.send(port));
        else for (const name of ['one', 'other']) {
          const child = cp.fork(__filename, [name]);
          child.on('message', async port => {
            await ask(port, 1);
            console.log(name, 'answered');
            process.stdin.once('data', async () => {
              if (name === 'one') return child.kill('SIGKILL');
              await ask(port, 1);
              console.log('asked again');
            });
          });
        })");
    QVERIFY(run.waitForOutput("one answered"));
    QVERIFY(run.waitForOutput("other answered"));
    QTRY_COMPARE(run.exchangesOf(Kind::Process), QList<int>({ 1, 1 }));
    run.runtime->writeInput("\n");
    QVERIFY(run.waitForOutput("asked again"));
    const auto isSecond = [](int count) { return count == 2; };
    QTRY_VERIFY(std::ranges::any_of(run.exchangesOf(Kind::Process), isSecond));
    QTRY_COMPARE(std::ranges::count(run.agents, true, &AgentInfo::hasEnded), 1);
    QVERIFY(run.stop());
}

void tst_Agents::programsDoNotSeeThatTheyReport()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        const seen = Object.keys(process.env).filter(name => /LOOPTIDE_TRACE/.test(name));
        const report = JSON.stringify([seen, process.execArgv, process.env.NODE_OPTIONS]);
        if (process.argv[2])
          console.log('child', report);
        else {
          cp.fork(__filename, ['child']);
          cp.fork(__filename, ['child'], { env: {} });
          console.log('main', report);
        })"));
    QCOMPARE(run.output.count("main [[],[],null]"), 1);
    QCOMPARE(run.output.count("child [[],[],null]"), 2);
}

void tst_Agents::manyShortWorkersLeaveNothing()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        if (isMainThread) {
          let left = 100;
          const next = () => { if (left-- > 0) new Worker(__filename).on('exit', next); };
          for (let i = 0; i < 4; i++) next();
        } else {
          setImmediate(() => {});
        })"));
    const auto isWorker = [](const AgentInfo &agent) { return agent.kind == Kind::Worker; };
    QCOMPARE(std::ranges::count_if(run.agents, isWorker), 100);
    QVERIFY(std::ranges::all_of(run.agents, &AgentInfo::hasEnded));
    QCOMPARE(run.runtime->agents()->agents().size(), 1U);
    QCOMPARE(run.lost, 0U);
}

void tst_Agents::http2StreamsAreExchanges()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        const http2 = require('http2');
        const server = http2.createServer((request, response) => {
          response.writeHead(request.url === '/missing' ? 404 : 200, { 'x-answer': 'yes' });
          response.end('hello');
        });
        server.on('stream', stream => stream.on('error', () => {}));
        server.listen(0, '127.0.0.1', async () => {
          const client = http2.connect('http://127.0.0.1:' + server.address().port);
          for (const path of ['/', '/missing'])
            await new Promise(resolve =>
              client.request({ ':path': path, 'x-question': 'why' }).resume().on('end', resolve).end());
          client.close();
          server.close();
        });)"));
    QStringList seen;
    for (const auto &[id, exchange] : run.exchanges)
        seen += QStringLiteral("%1 %2 %3 %4")
                    .arg(exchange.method, exchange.url, exchange.httpVersion)
                    .arg(exchange.status);
    QCOMPARE(
        seen,
        QStringList({ QStringLiteral("GET / 2.0 200"), QStringLiteral("GET /missing 2.0 404") }));
    const trace::HttpExchange &first = run.exchanges.begin()->second;
    QCOMPARE(first.state, trace::HttpExchange::State::Finished);
    const auto has = [](const trace::HttpHeaders &headers, const char *name, const char *value) {
        return headers.contains({ QString::fromLatin1(name), QString::fromLatin1(value) });
    };
    QVERIFY(has(first.requestHeaders, "x-question", "why"));
    QVERIFY(has(first.responseHeaders, "x-answer", "yes"));
    QCOMPARE(run.requests, trace::RequestCounts({ 2, 2 }));
}

void tst_Agents::aServerOnALocalSocketIsRecorded()
{
    QFETCH(const bool, isolated);
    AgentRun run(isolated);
    QVERIFY(run.runToEnd(R"(
        const socketPath = require('path').join(__dirname, 'socket');
        const server = http.createServer((request, response) => response.end('hello'));
        server.listen(socketPath, () => {
          http.get({ socketPath, path: '/local' }, response =>
            response.resume().on('end', () => server.close()));
        });)"));
    QCOMPARE(run.exchanges.size(), 1U);
    QCOMPARE(run.exchanges.begin()->second.url, QStringLiteral("/local"));
    QCOMPARE(run.exchanges.begin()->second.responseBytes, 5);
}

QTEST_GUILESS_MAIN(tst_Agents)
#include "tst_agents.moc"
