// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracedrun.h"

using namespace looptide;
using namespace looptide::tests;

namespace {

// "2/1 tcp, 1/1 timer": active handles and, of these, the ones that keep the program running.
QByteArray text(const trace::TraceSummary &summary)
{
    QByteArrayList parts;
    for (const trace::TraceSummary::Handles &handles : summary.handles())
        parts += QByteArray::number(handles.active) + '/' + QByteArray::number(handles.referenced)
            + ' ' + trace::handleTypeName(handles.type).data();
    return parts.join(", ");
}

} // namespace

class tst_HandleProbe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyHandlesOfTheProgramAreCounted_data();
    void onlyHandlesOfTheProgramAreCounted();
};

void tst_HandleProbe::onlyHandlesOfTheProgramAreCounted_data()
{
    QTest::addColumn<bool>("isolated");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
    const std::pair<const char *, std::pair<const char *, const char *>> programs[] = {
        { "one timer", { "setInterval(() => {}, 1e6)", "1/1 timer" } },
        { "an idle server",
          { "require('http').createServer().listen(0, '127.0.0.1')", "1/1 tcp" } },
        { "timers that keep it running, and one that does not",
          { "setInterval(() => {}, 1e6); setTimeout(() => {}, 1e6); setTimeout(() => {}, 1e6)"
            ".unref()",
            "2/2 timer" } },
        { "a file watcher and a server that does not keep it running",
          { "require('fs').watch('.'); require('net').createServer().listen(0).unref()",
            "1/1 fs_event, 1/0 tcp" } },
        { "a signal handler",
          { "process.on('SIGUSR2', () => {}); setInterval(() => {}, 1e6)",
            "1/1 timer, 1/0 signal" } },
        { "a child process",
          { "require('child_process').spawn('sleep', ['1000'], { stdio: 'ignore' })",
            "1/1 process" } },
    };
    for (const auto &[name, program] : programs) {
        QTest::addRow("%s, in process", name)
            << false << QByteArray(program.first) << QByteArray(program.second);
        QTest::addRow("%s, isolated", name)
            << true << QByteArray(program.first) << QByteArray(program.second);
    }
}

void tst_HandleProbe::onlyHandlesOfTheProgramAreCounted()
{
    QFETCH(const bool, isolated);
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, expected);
    TracedRun run(isolated);
    run.start(source + "; setImmediate(() => console.log('ready'))");
    QVERIFY(run.waitForOutput("ready"));
    QTRY_COMPARE(text(run.summary), expected);
    QVERIFY(run.waitForIdleLoop(200'000'000));
    QCOMPARE(text(run.summary), expected);
    QVERIFY(run.stop());
}

QTEST_GUILESS_MAIN(tst_HandleProbe)
#include "tst_handleprobe.moc"
