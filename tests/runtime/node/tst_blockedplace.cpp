// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/tracechannel.h"
#include "runtime/trace/tracecodec.h"
#include "tests/support/eitherruntime.h"
#include "tests/support/programrequest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::core;
using namespace looptide::process;
using namespace looptide::trace;

namespace {

constexpr int timeoutMs = 20'000;

} // namespace

class tst_BlockedPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBlockedLoopSaysWhereItIs_data();
    void aBlockedLoopSaysWhereItIs();
    void isAskedOnlyWhenItIsBlocked();
    void crossesToAnotherProcess();
    void namesOfScriptsBecomePaths();

private:
    QTemporaryDir m_folder;
};

void tst_BlockedPlace::aBlockedLoopSaysWhereItIs_data()
{
    QTest::addColumn<bool>("isIsolated");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("function");
    for (const bool isIsolated : { false, true }) {
        const char *way = isIsolated ? "isolated" : "in process";
        QTest::addRow("timer, %s", way)
            << isIsolated << "app.js"
            << QByteArray("function spin() {\n  while (true) {}\n}\nsetTimeout(spin, 10)\n") << 2
            << QByteArray("spin");
        QTest::addRow("main script of a module, %s", way)
            << isIsolated << "app.mjs" << QByteArray("let i = 0;\n\nwhile (true) i++;\n") << 3
            << QByteArray();
        QTest::addRow("below code of Node, %s", way)
            << isIsolated << "app.js"
            << QByteArray("const e = new (require('events'))();\ne.on('x', function loop() {\n"
                          "  e.emit('y');\n  return loop();\n});\n"
                          "setImmediate(() => {\n  for (;;) e.emit('y');\n});\n")
            << 7 << QByteArray();
    }
}

void tst_BlockedPlace::aBlockedLoopSaysWhereItIs()
{
    QFETCH(bool, isIsolated);
    QFETCH(QString, name);
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    QFETCH(QByteArray, function);
    const std::unique_ptr<Runtime> runtime = tests::makeRuntime(isIsolated);
    const RunRequest program = tests::requestFor(m_folder, source, name);
    runtime->start(program);
    const auto channel = runtime->traceChannel();
    QVERIFY(channel);
    QTRY_VERIFY_WITH_TIMEOUT((channel->watchForBlock(), channel->block.place().line != 0),
                             timeoutMs);
    const BlockedPlace place = channel->block.place();
    QCOMPARE(place.path(), program.script);
    QCOMPARE(int(place.line), line);
    QCOMPARE(place.function, function);
    QCOMPARE(place.sinceNs, channel->position().sinceNs);
    runtime->stop();
    QTRY_COMPARE_WITH_TIMEOUT(runtime->state(), RunState::Exited, timeoutMs);
}

void tst_BlockedPlace::isAskedOnlyWhenItIsBlocked()
{
    BlockWatch watch;
    QList<quint64> asked;
    watch.setSource([&asked](quint64 sinceNs) { asked += sinceNs; });
    constexpr quint64 begin = 5'000'000'000;
    watch.watch(begin, begin + blockedAfterNs / 2);
    QVERIFY(asked.isEmpty());
    watch.watch(begin, begin + blockedAfterNs);
    watch.watch(begin, begin + blockedAfterNs + 16'000'000);
    QCOMPARE(asked, QList<quint64>({ begin }));
    watch.setPlace({ begin, 1, 1, "/a.js", {} });
    watch.watch(begin, begin + 3 * blockedAfterNs);
    QCOMPARE(asked.size(), 1);
    watch.watch(begin, begin + 10 * blockedAfterNs);
    QCOMPARE(asked.size(), 2);
    watch.setSource(nullptr);
    watch.watch(begin, begin + 100 * blockedAfterNs);
    QCOMPARE(asked.size(), 2);
}

void tst_BlockedPlace::crossesToAnotherProcess()
{
    TraceChannel from;
    TraceChannel to;
    TraceEncoder encoder;
    TraceDecoder decoder(to);
    QByteArray frames;
    const BlockedPlace place { monotonicNs(), 7, 3, "file:///p/a%20b.mjs", "spin" };
    from.block.setPlace(place);
    encoder.take(from, frames);
    QVERIFY(decoder.feed(frames));
    QCOMPARE(to.block.place(), place);
    encoder.take(from, frames);
    QVERIFY(frames.isEmpty());
    from.block.setPlace({ 1, 7, 3, "/older/than/the/run.js", {} });
    encoder.take(from, frames);
    QVERIFY(decoder.feed(frames));
    QCOMPARE(to.block.place(), place);
}

void tst_BlockedPlace::namesOfScriptsBecomePaths()
{
    QCOMPARE((BlockedPlace { 1, 7, 3, "file:///p/a%20b.mjs", {} }).place(),
             QStringLiteral("/p/a b.mjs:7:3"));
    QCOMPARE((BlockedPlace { 1, 7, 0, "/p/a.js", {} }).place(), QStringLiteral("/p/a.js:7"));
    QVERIFY((BlockedPlace { 1, 7, 3, "node:events", {} }).path().isEmpty());
}

QTEST_GUILESS_MAIN(tst_BlockedPlace)
#include "tst_blockedplace.moc"
