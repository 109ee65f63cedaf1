// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracedrun.h"

using namespace looptide;
using namespace looptide::tests;
using core::RecordLevel;

namespace {

// A server that sends itself a request, on a connection that stays, for each line of input.
const QByteArray server = R"(
    const http = require('http');
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let count = 0;
    const server = http.createServer((request, response) => response.end('hello'));
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      process.stdin.on('data', () => {
        http.get({ port, agent, path: '/' + ++count, host: '127.0.0.1' }, response =>
          response.resume().on('end', () => setImmediate(() => console.log(`answered ${count}.`))));
      });
      console.log('ready');
    });
)";

class RecordedServer : public TracedRun
{
public:
    using TracedRun::TracedRun;

    bool setLevel(RecordLevel level)
    {
        return runtime->traceChannel()->commands.post(trace::Command::setLevel(level));
    }
    bool request()
    {
        runtime->writeInput("\n");
        return waitForOutput("answered " + QByteArray::number(++m_requests) + '.');
    }
    QStringList urls() const
    {
        QStringList all;
        for (const auto &[id, exchange] : exchanges)
            all += exchange.url + u' ' + QString::number(exchange.status);
        return all;
    }
    bool listens() const
    {
        return std::ranges::any_of(listening, [](const auto &port) { return port.second; });
    }

private:
    int m_requests = 0;
};

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLevelChangesWhileAServerRuns_data() { TracedRun::addRuntimeRows(); }
    void theLevelChangesWhileAServerRuns();
    void aRunThatStartedUnrecordedCanBeRecorded_data() { TracedRun::addRuntimeRows(); }
    void aRunThatStartedUnrecordedCanBeRecorded();
    void aBusyProgramIsReached_data() { TracedRun::addRuntimeRows(); }
    void aBusyProgramIsReached();
    void nothingOfTheProbesStaysWhenOff_data() { TracedRun::addRuntimeRows(); }
    void nothingOfTheProbesStaysWhenOff();
};

void tst_Recorder::theLevelChangesWhileAServerRuns()
{
    QFETCH(const bool, isolated);
    RecordedServer run(isolated);
    run.start(server);
    QVERIFY(run.waitForOutput("ready"));
    QVERIFY(run.request());
    QTRY_COMPARE(run.urls(), QStringList({ QStringLiteral("/1 200") }));
    QTRY_VERIFY(run.listens());

    QVERIFY(run.setLevel(RecordLevel::Off));
    QTRY_VERIFY(!run.listens());
    QTRY_COMPARE(run.position.sinceNs, 0U);
    QVERIFY(run.request());

    QVERIFY(run.setLevel(RecordLevel::Phases));
    QTRY_VERIFY(run.listens());
    QVERIFY(run.request());
    QTRY_COMPARE(run.urls(), QStringList({ QStringLiteral("/1 200"), QStringLiteral("/3 200") }));
    QVERIFY(run.waitForIdleLoop(10'000'000));

    const auto channel = run.runtime->traceChannel();
    QVERIFY(run.stop());
    QVERIFY(!channel->commands.post(trace::Command::setLevel(RecordLevel::Off)));
}

void tst_Recorder::aRunThatStartedUnrecordedCanBeRecorded()
{
    QFETCH(const bool, isolated);
    RecordedServer run(isolated);
    run.level = RecordLevel::Off;
    run.start(server);
    QVERIFY(run.waitForOutput("ready"));
    QVERIFY(run.request());
    QVERIFY(run.setLevel(RecordLevel::Phases));
    QTRY_VERIFY(run.listens());
    QVERIFY(run.request());
    QTRY_COMPARE(run.urls(), QStringList({ QStringLiteral("/2 200") }));
    // The immediate of the program ran in the check phase, between the handles of the probe.
    QTRY_COMPARE(run.summary.phase(trace::LoopPhase::Check).callbacks, 1U);
    QVERIFY(run.stop());
}

void tst_Recorder::aBusyProgramIsReached()
{
    QFETCH(const bool, isolated);
    RecordedServer run(isolated);
    run.level = RecordLevel::Off;
    run.start("process.stdout.write('ready');\n"
              "function spin() { for (;;) {} }\n"
              "setTimeout(spin);\n");
    QVERIFY(run.waitForOutput("ready"));
    QVERIFY(run.setLevel(RecordLevel::Phases));
    QTRY_COMPARE_WITH_TIMEOUT(run.blocked.line, 2U, TracedRun::timeoutMs);
    QCOMPARE(run.blocked.function, QByteArray("spin"));
    QVERIFY(run.stop());
}

void tst_Recorder::nothingOfTheProbesStaysWhenOff()
{
    QFETCH(const bool, isolated);
    RecordedServer run(isolated);
    run.start(server + R"(
        const { hasSubscribers } = require('diagnostics_channel');
        const listeners = () => ['http.server.request.start', 'http.server.response.finish']
          .map(name => hasSubscribers(name)).join();
        const described = (object, name) => {
          const { get } = Object.getOwnPropertyDescriptor(object, name) ?? {};
          return get ? 'observed' : 'plain';
        };
        let last;
        setInterval(() => {
          const [handle] = process._getActiveHandles().filter(one => one.address);
          const prototype = Object.getPrototypeOf(handle._handle);
          const state = listeners() + ' ' + described(prototype, 'writeUtf8String');
          if (state !== last) console.log(last = state);
        }, 5);)");
    QVERIFY(run.waitForOutput("ready"));
    QVERIFY(run.request());
    QVERIFY(run.waitForOutput("observed"));
    QVERIFY(run.setLevel(RecordLevel::Off));
    QVERIFY2(run.waitForOutput("false,false plain"), run.output.constData());
    QVERIFY(run.stop());
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
