// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/host/noderuntime.h"
#include "runtime/process/isolatedruntime.h"
#include "runtime/trace/tracecollector.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace looptide;
using trace::HttpExchange;

namespace {

constexpr int timeoutMs = 120'000;

// A run of one of the programs in httpcases, and what was recorded of its requests.
class LoggedRun
{
public:
    explicit LoggedRun(bool isIsolated)
    {
        if (isIsolated)
            m_runtime = std::make_unique<process::IsolatedRuntime>();
        else
            m_runtime = std::make_unique<host::NodeRuntime>();
        QObject::connect(&m_collector, &trace::TraceCollector::batchCollected, &m_collector,
                         [this](const trace::TraceBatch &batch) { add(batch); });
        QObject::connect(m_runtime.get(), &core::Runtime::outputReceived, &m_collector,
                         [this](const QByteArray &bytes) { output += bytes; });
    }

    // Whether it came to its end.
    bool run(const QString &program, const QStringList &arguments = {}, bool everyRequest = true)
    {
        QSignalSpy finished(m_runtime.get(), &core::Runtime::runFinished);
        core::RunRequest request;
        request.workingDirectory = QString::fromLatin1(HTTP_CASES);
        request.script = QDir(request.workingDirectory).filePath(program);
        request.arguments = arguments;
        request.environment = QProcessEnvironment::systemEnvironment();
        request.everyRequest = everyRequest;
        m_runtime->start(request);
        m_collector.attach(m_runtime->traceChannel());
        const bool hasEnded = !finished.isEmpty() || finished.wait(timeoutMs);
        m_collector.detach();
        return hasEnded;
    }

    // One line for each request, in their order.
    QString text() const
    {
        QStringList lines;
        for (const auto &[id, e] : exchanges) {
            const auto *state = e.state == HttpExchange::State::Finished ? "finished" : "aborted";
            lines +=
                QStringLiteral("%1 %2 %3 in %4 out %5 %6")
                    .arg(e.method, e.url)
                    .arg(e.status)
                    .arg(e.requestBytes)
                    .arg(e.responseBytes)
                    .arg(QLatin1StringView(e.state == HttpExchange::State::Open ? "open" : state));
        }
        return lines.join(u'\n');
    }

    std::map<quint64, HttpExchange> exchanges; // in their latest state
    trace::RequestCounts requests;
    quint64 lost = 0;
    QByteArray output;

private:
    void add(const trace::TraceBatch &batch)
    {
        for (const HttpExchange &exchange : batch.exchanges)
            exchanges[exchange.id] = exchange;
        lost += batch.lostMessages + batch.lostRecords;
        requests = batch.requests;
    }

    std::unique_ptr<core::Runtime> m_runtime;
    trace::TraceCollector m_collector;
};

} // namespace

// What a log has of the requests that a server received: each of them, with what was sent and
// received.
class tst_HttpLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eachRequestIsReported_data();
    void eachRequestIsReported();
    void headsAreWhole_data();
    void headsAreWhole();
    void nothingIsLostUnderLoad_data();
    void nothingIsLostUnderLoad();

private:
    QTemporaryDir m_cache;
};

void tst_HttpLog::initTestCase()
{
    qputenv("XDG_CACHE_HOME", QFile::encodeName(m_cache.path()));
}

void tst_HttpLog::eachRequestIsReported_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *program, const QStringList &expected) {
        for (const bool isIsolated : { false, true }) {
            QTest::addRow("%s%s", program, isIsolated ? ", isolated" : "")
                << QString::fromLatin1(program) + QLatin1StringView(".js") << isIsolated
                << expected;
        }
    };
    using namespace Qt::StringLiterals;
    row("pipelined-bodies",
        { u"POST /a 200 in 5 out 1 finished"_s, u"POST /b 200 in 4 out 1 finished"_s });
    row("interim-responses",
        { u"GET /hints 200 in 0 out 5 finished"_s, u"GET /processing 200 in 0 out 3 finished"_s,
          u"POST /continue 200 in 3 out 2 finished"_s, u"POST /refuse 413 in 0 out 0 finished"_s });
    row("expectation-failed", { u"GET /x 417 in 0 out 0 finished"_s });
    row("refused-heads",
        { u"  400 in 0 out 0 finished"_s, u"GET /big 431 in 0 out 0 finished"_s,
          u"GET /slow 408 in 0 out 0 finished"_s, u"GET /nohost 400 in 0 out 0 finished"_s });
    // The first response belongs to the first request, whatever Node meant by it.
    row("refused-after-request",
        { u"GET /ok 400 in 0 out 0 finished"_s, u"  0 in 0 out 0 aborted"_s });
    row("refused-by-listener",
        { u"GET /big 400 in 0 out 2 finished"_s, u"  0 in 0 out 0 aborted"_s });
    row("refused-bodies",
        { u"POST /slow 408 in 3 out 0 finished"_s, u"POST /badchunk 400 in 2 out 0 finished"_s });
    row("upgrades",
        { u"GET /up 101 in 0 out 0 finished"_s, u"GET /no 401 in 0 out 4 finished"_s,
          u"CONNECT a:1 200 in 0 out 0 finished"_s });
    row("connect-without-listener", { u"CONNECT a:1 0 in 0 out 0 aborted"_s });
    row("destroyed-pipeline",
        QStringList { u"GET / 200 in 0 out 2 finished"_s }
            + QStringList(19, u"GET / 0 in 0 out 0 aborted"_s));
    row("exit-after-end", { u"GET /bye 200 in 0 out 3 finished"_s });
    // In process only: the signal ends an isolated program as soon as its records have been sent,
    // perhaps before the callback has ended that wrote the response.
    QTest::newRow("signal-after-end") << u"signal-after-end.js"_s << false
                                      << QStringList { u"GET /bye 200 in 0 out 3 finished"_s };
    // What was written waits for the end of the callback, and never leaves.
    row("throw-after-write", { u"GET /half 0 in 0 out 0 aborted"_s });
    row("huge-heads",
        { u"GET /request 200 in 0 out 2 finished"_s, u"GET /response 200 in 0 out 2 finished"_s,
          u"GET /enormous 200 in 0 out 2 finished"_s });
    row("bodies",
        { u"GET /chunks 200 in 0 out 89703 finished"_s, u"GET /corked 200 in 0 out 23 finished"_s,
          u"GET /trailers 200 in 0 out 4 finished"_s, u"GET /hex 200 in 0 out 3 finished"_s,
          u"GET /latin1 200 in 0 out 4 finished"_s, u"GET /nocontent 204 in 0 out 0 finished"_s,
          u"GET /notmodified 304 in 0 out 0 finished"_s, u"GET /unsized 200 in 0 out 8 finished"_s,
          u"GET /large 200 in 0 out 3145728 finished"_s, u"HEAD /head 200 in 0 out 0 finished"_s,
          u"GET /old 200 in 0 out 5 finished"_s, u"POST /early 200 in 200000 out 5 finished"_s,
          u"GET /next 200 in 0 out 5 finished"_s, u"GET /1 200 in 0 out 5 finished"_s,
          u"GET /2 200 in 0 out 5 finished"_s });
    row("aborted",
        { u"GET /destroyed 0 in 0 out 0 aborted"_s, u"GET /half 200 in 0 out 5 aborted"_s,
          u"GET /left 200 in 0 out 5 aborted"_s, u"GET /timeout 200 in 0 out 5 aborted"_s });
    row("duplex",
        { u"GET /duplex 200 in 0 out 5 finished"_s, u"GET /left 0 in 0 out 0 aborted"_s });
    row("expired-keepalive", { u"GET /kept 200 in 0 out 2 finished"_s });
}

void tst_HttpLog::eachRequestIsReported()
{
    QFETCH(const QString, program);
    QFETCH(const bool, isIsolated);
    QFETCH(const QStringList, expected);
    LoggedRun run(isIsolated);
    QVERIFY(run.run(program));
    QCOMPARE(run.text(), expected.join(u'\n'));
    QCOMPARE(run.requests.received, quint64(expected.size()));
    QCOMPARE(run.lost, 0U);
}

void tst_HttpLog::headsAreWhole_data()
{
    QTest::addColumn<bool>("isIsolated");
    QTest::newRow("in process") << false;
    QTest::newRow("isolated") << true;
}

void tst_HttpLog::headsAreWhole()
{
    QFETCH(const bool, isIsolated);
    LoggedRun run(isIsolated);
    QVERIFY(run.run(QStringLiteral("huge-heads.js")));
    QCOMPARE(run.exchanges.size(), 3U);
    const auto sizeOf = [](const trace::HttpHeaders &headers) {
        const auto found = std::ranges::find(headers, QStringLiteral("X"),
                                             [](const auto &header) { return header.first; });
        return found == headers.end() ? 0 : found->second.size();
    };
    auto exchange = run.exchanges.begin();
    QCOMPARE(sizeOf(exchange->second.requestHeaders), 300 * 1024);
    QCOMPARE(sizeOf((++exchange)->second.responseHeaders), 300 * 1024);
    // What no message can hold is cut.
    const auto cut = sizeOf((++exchange)->second.requestHeaders);
    QVERIFY(cut > (1 << 20) && cut < (2 << 20));
    for (const auto &[id, e] : run.exchanges)
        QVERIFY(e.startedMs != 0 && e.durationNs != 0);
}

void tst_HttpLog::nothingIsLostUnderLoad_data()
{
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<QString>("kib");
    for (const char *kib : { "1", "8" }) {
        QTest::addRow("%s KiB", kib) << false << QString::fromLatin1(kib);
        QTest::addRow("%s KiB, isolated", kib) << true << QString::fromLatin1(kib);
    }
}

void tst_HttpLog::nothingIsLostUnderLoad()
{
    QFETCH(const bool, isIsolated);
    QFETCH(const QString, kib);
    constexpr int eachConnection = 200;
    constexpr std::size_t requests = 20 * eachConnection;
    LoggedRun run(isIsolated);
    QVERIFY(run.run(QStringLiteral("burst.js"), { kib, QString::number(eachConnection) }));
    QCOMPARE(run.exchanges.size(), requests);
    QCOMPARE(run.requests.received, quint64(requests));
    QCOMPARE(run.lost, 0U);
    for (const auto &[id, exchange] : run.exchanges) {
        QCOMPARE(exchange.method, QStringLiteral("GET"));
        QCOMPARE(exchange.status, 200);
    }
}

QTEST_GUILESS_MAIN(tst_HttpLog)
#include "tst_httplog.moc"
