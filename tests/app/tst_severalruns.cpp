// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/launch.h"
#include "app/mainwindow.h"
#include "app/runs/runlauncher.h"
#include "app/runs/sourcewatcher.h"
#include "editor/editorarea.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::app;

// Several programs at once and restart on save, with the real runtimes in the real window.
class SeveralRunsTest : public QObject
{
    Q_OBJECT

    QString write(const QString &path, const QByteArray &text) const
    {
        const QString full = m_dir.filePath(path);
        QFile file(full);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the fixture");
        return full;
    }
    static QByteArray server(const QByteArray &answer)
    {
        return "require('http').createServer((request, response) => response.end('" + answer
            + "'))\n  .listen(0, '127.0.0.1', () => console.log('up: " + answer + "'));\n";
    }
    QAction *command(const char *name) const
    {
        for (QAction *action : m_window->commands()) {
            if (action->objectName() == QLatin1StringView(name))
                return action;
        }
        return nullptr;
    }
    RunSession *run(const QString &path)
    {
        m_window->openFile(m_dir.filePath(path));
        command("run.file")->trigger();
        return m_window->runs()->shown();
    }
    QByteArray get(const RunSession *session, const QString &target)
    {
        if (session->listening().isEmpty())
            return "not listening";
        const QUrl origin(session->listening().constFirst().url());
        QNetworkReply *reply = m_network.get(QNetworkRequest(origin.resolved(QUrl(target))));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (finished.isEmpty())
            finished.wait(10'000);
        reply->deleteLater();
        return reply->readAll();
    }
    static QString urls(const RunSession *session)
    {
        QStringList result;
        for (int row = 0; row < session->requests()->rowCount(); ++row) {
            const core::HttpExchange *exchange = session->requests()->exchangeAt(row);
            result.append(exchange ? exchange->url : QStringLiteral("--"));
        }
        return result.join(u' ');
    }

    QTemporaryDir m_dir;
    QNetworkAccessManager m_network;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        QCoreApplication::setApplicationName(QStringLiteral("tst_severalruns"));
        m_network.setProxy(QNetworkProxy::NoProxy);
        write(QStringLiteral("one.js"), server("one"));
        write(QStringLiteral("two.js"), server("two"));
        write(QStringLiteral("package.json"), R"({ "main": "one.js" })");
        MainWindow::Parts parts = realParts();
        parts.keepsSession = false;
        m_window = std::make_unique<MainWindow>(std::move(parts));
        m_window->begin({});
        QSignalSpy started(m_window.get(), &MainWindow::startupFinished);
        m_window->show();
        QTRY_COMPARE(started.size(), 1);
        QVERIFY(m_window->openProject(m_dir.path()));
    }
    void cleanupTestCase()
    {
        m_window->close();
        m_window.reset();
    }

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
        QCOMPARE(get(one, QStringLiteral("/a")), QByteArray("one"));
        QCOMPARE(get(two, QStringLiteral("/b")), QByteArray("two"));
        QCOMPARE(get(one, QStringLiteral("/c")), QByteArray("one"));
        QTRY_COMPARE(urls(one), QStringLiteral("/a /c"));
        QTRY_COMPARE(urls(two), QStringLiteral("/b"));
        QTRY_VERIFY(m_window->output()->visibleText().contains(QStringLiteral("up: two")));
        QVERIFY(!m_window->output()->visibleText().contains(QStringLiteral("up: one")));

        command("run.stop")->trigger(); // the one that is shown
        QTRY_VERIFY(!two->isRunning());
        QVERIFY(one->isRunning());
        QCOMPARE(get(one, QStringLiteral("/d")), QByteArray("one"));
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
        QCOMPARE(get(one, QStringLiteral("/e")), QByteArray("anew"));
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
        QCOMPARE(get(one, QStringLiteral("/f")), QByteArray("mended"));
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
};

QTEST_MAIN(SeveralRunsTest)
#include "tst_severalruns.moc"
