// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/runlauncher.h"
#include "app/runs/sourcewatcher.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace looptide::app;

// Several programs at once and restart on save, with the real runtimes in the real window.
class SeveralRunsTest : public RealRunsTest
{
    Q_OBJECT

    static QByteArray server(const QByteArray &answer)
    {
        return "require('http').createServer((request, response) => response.end('" + answer
            + "'))\n  .listen(0, '127.0.0.1', () => console.log('up: " + answer + "'));\n";
    }
    // Its worker is the debugger.
    static QByteArray pausing()
    {
        return "const { Worker, isMainThread, parentPort } = require('worker_threads');\n"
               "if (isMainThread) new Worker(__filename).on('message', () => { debugger });\n"
               "else {\n"
               "  const session = new (require('inspector').Session)();\n"
               "  session.connectToMainThread();\n"
               "  session.post('Debugger.enable', () => parentPort.postMessage('enabled'));\n"
               "  setInterval(() => {}, 1000);\n"
               "}\n";
    }
    RunSession *run(const QString &path)
    {
        m_window->openFile(m_dir->filePath(path));
        command("run.file")->trigger();
        return m_window->runs()->shown();
    }
    static QString urls(const RunSession *session)
    {
        QStringList result;
        for (int row = 0; row < session->requests()->rowCount(); ++row) {
            const auto exchange = session->requests()->exchangeAt(row);
            result.append(exchange ? exchange->url : QStringLiteral("--"));
        }
        return result.join(u' ');
    }

private Q_SLOTS:
    void initTestCase()
    {
        write(QStringLiteral("one.js"), server("one"));
        write(QStringLiteral("two.js"), server("two"));
        write(QStringLiteral("paused.js"), pausing());
        write(QStringLiteral("package.json"), R"({ "main": "one.js" })");
        begin(QStringLiteral("tst_severalruns"));
        QVERIFY(m_window->openProject(m_dir->path()));
    }
    void cleanupTestCase() { close(); }

    void runsTwoServersAtOnce()
    {
        RunSession *one = run(QStringLiteral("one.js"));
        QTRY_VERIFY_WITH_TIMEOUT(!one->listening().isEmpty(), 30'000);
        RunSession *two = run(QStringLiteral("two.js"));
        QVERIFY(one != two);
        QTRY_VERIFY_WITH_TIMEOUT(!two->listening().isEmpty(), 30'000);
        QVERIFY(!one->isIsolated());
        QVERIFY(two->isIsolated());
        QVERIFY(one->listening().constFirst().port != two->listening().constFirst().port);
        QCOMPARE(get(one, QStringLiteral("/a")).body, QByteArray("one"));
        QCOMPARE(get(two, QStringLiteral("/b")).body, QByteArray("two"));
        QCOMPARE(get(one, QStringLiteral("/c")).body, QByteArray("one"));
        QTRY_COMPARE(urls(one), QStringLiteral("/a /c"));
        QTRY_COMPARE(urls(two), QStringLiteral("/b"));
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("up: two")));
        QVERIFY(!m_window->output()->visibleText().contains(QStringLiteral("up: one")));

        command("run.stop")->trigger(); // the one that is shown
        QTRY_VERIFY(!two->isRunning());
        QVERIFY(one->isRunning());
        QCOMPARE(get(one, QStringLiteral("/d")).body, QByteArray("one"));
        QTRY_COMPARE(urls(one), QStringLiteral("/a /c /d"));
    }

    void restartsAServerWhenItsFileIsSaved()
    {
        RunSession *one = m_window->runs()->sessions().constFirst();
        m_window->runs()->show(one);
        QVERIFY(one->isRunning());
        const int rows = one->requests()->rowCount();
        QSignalSpy ready(m_window->findChild<SourceWatcher *>(), &SourceWatcher::ready);
        command("run.restartOnSave")->trigger();
        QTRY_VERIFY(!ready.isEmpty());
        QSignalSpy starts(one, &RunSession::started);
        write(QStringLiteral("one.js"), server("anew"));
        QTRY_COMPARE_WITH_TIMEOUT(starts.size(), 1, 30'000);
        QCOMPARE(one->restartCause(), QStringLiteral("one.js changed"));
        QTRY_VERIFY_WITH_TIMEOUT(!one->listening().isEmpty(), 30'000);
        QCOMPARE(get(one, QStringLiteral("/e")).body, QByteArray("anew"));
        QTRY_COMPARE(one->requests()->rowCount(), rows + 2); // the mark and the request
        QVERIFY(urls(one).endsWith(QStringLiteral("-- /e")));
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("up: anew")));
        QVERIFY(m_window->output()->visibleText().contains(QStringLiteral("up: one")));
    }

    void startsAgainWhatFailed()
    {
        RunSession *one = m_window->runs()->sessions().constFirst();
        QSignalSpy ends(one, &RunSession::finished);
        write(QStringLiteral("one.js"), "throw new Error('on purpose');\n");
        QTRY_VERIFY_WITH_TIMEOUT(one->state() == core::RunState::Exited, 30'000);
        QCOMPARE(one->result()->exitCode, 1);
        write(QStringLiteral("one.js"), server("mended"));
        QTRY_VERIFY_WITH_TIMEOUT(!one->listening().isEmpty(), 30'000);
        QCOMPARE(get(one, QStringLiteral("/f")).body, QByteArray("mended"));
    }

    // What the program in this process leaves of the process's signals does not keep the end of
    // other programs from being seen.
    void stopsWhatRuns()
    {
        RunSession *two = run(QStringLiteral("two.js"));
        QTRY_VERIFY_WITH_TIMEOUT(!two->listening().isEmpty(), 30'000);
        command("run.stopAll")->trigger();
        QTRY_VERIFY(!m_window->runs()->isAnyRunning());
    }

    void showsThatADebuggerPausesTheProgram()
    {
        RunSession *session = run(QStringLiteral("paused.js"));
        const QString text = QStringLiteral("Paused by a debugger: node paused.js");
        QTRY_COMPARE_WITH_TIMEOUT(m_window->statusStrip()->runText(), text, 30'000);
        command("run.restart")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(session->isRestart(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->statusStrip()->runText(), text, 30'000);
        command("run.stop")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), core::RunState::Exited, 30'000);
    }
};

QTEST_MAIN(SeveralRunsTest)
#include "tst_severalruns.moc"
