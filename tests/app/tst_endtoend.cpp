// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/launch.h"
#include "app/mainwindow.h"
#include "app/newprojectdialog.h"
#include "app/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/eventloop/loopstats.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace looptide::app;

// The main job of the product, through the real window and the real runtime: from New Project to a
// recorded request and back to Stop.
class EndToEndTest : public QObject
{
    Q_OBJECT

    QAction *command(const char *name) const
    {
        for (QAction *action : m_window->commands()) {
            if (action->objectName() == QLatin1StringView(name))
                return action;
        }
        return nullptr;
    }
    int get(const QString &target)
    {
        const QUrl origin(m_window->runs()->listening().constFirst().url());
        QNetworkReply *reply = m_network.get(QNetworkRequest(origin.resolved(QUrl(target))));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (finished.isEmpty())
            finished.wait(10'000);
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        reply->deleteLater();
        return status;
    }

    QTemporaryDir m_dir;
    QNetworkAccessManager m_network;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        QCoreApplication::setApplicationName(QStringLiteral("tst_endtoend"));
        qputenv("PORT", "0");
        m_network.setProxy(QNetworkProxy::NoProxy);
        MainWindow::Parts parts = realParts();
        parts.keepsSession = false;
        m_window = std::make_unique<MainWindow>(std::move(parts));
        m_window->begin({});
        QSignalSpy started(m_window.get(), &MainWindow::startupFinished);
        m_window->show();
        QTRY_COMPARE(started.size(), 1);
    }
    void cleanupTestCase()
    {
        m_window->close();
        m_window.reset();
    }

    void createsAProject()
    {
        command("file.newProject")->trigger();
        auto *dialog = m_window->findChild<NewProjectDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit *>(QStringLiteral("location"))->setText(m_dir.path());
        dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("tides"));
        auto *create = dialog->findChild<QPushButton *>(QStringLiteral("create"));
        QTRY_VERIFY(create->isEnabled());
        create->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->project(), m_dir.filePath(QStringLiteral("tides")),
                                  30'000);
        QCOMPARE(m_window->editor()->currentFile(), m_dir.filePath(QStringLiteral("tides/app.js")));
        QVERIFY(QFile::exists(
            m_dir.filePath(QStringLiteral("tides/node_modules/express/package.json"))));
    }

    void runsItAndSaysWhereItListens()
    {
        command("run.run")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs()->listening().isEmpty(), 30'000);
        QTRY_COMPARE(m_window->statusStrip()->runText(), QStringLiteral("Running node app.js"));
        QTRY_VERIFY(m_window->output()->visibleText().contains(
            QStringLiteral("Listening on http://127.0.0.1:")));
    }

    void recordsRequestsAsTheyAreAnswered()
    {
        QCOMPARE(get(QStringLiteral("/")), 200);
        QCOMPARE(get(QStringLiteral("/api/tasks?done=false")), 200);
        QCOMPARE(get(QStringLiteral("/none")), 404);
        const models::ServerConsoleModel *rows = m_window->runs()->requests();
        const auto dump = [&] {
            QStringList lines;
            for (int row = 0; row < rows->rowCount(); ++row) {
                const core::HttpExchange &exchange = *rows->exchangeAt(row);
                lines.append(QStringLiteral("%1 %2 %3")
                                 .arg(exchange.method, exchange.url)
                                 .arg(exchange.status));
            }
            return lines.join(u'\n');
        };
        QTRY_COMPARE(dump(),
                     QStringLiteral("GET / 200\nGET /api/tasks?done=false 200\nGET /none 404"));
    }

    void movesTheEventLoopPanel()
    {
        QTRY_VERIFY(m_window->runs()->loop()->totals().iterations() > 3);
    }

    void keepsTheRowsOfTheRunBefore()
    {
        QSignalSpy started(m_window->runs()->shown(), &RunSession::started);
        command("run.restart")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!started.isEmpty() && !m_window->runs()->listening().isEmpty(),
                                 30'000);
        const models::ServerConsoleModel *rows = m_window->runs()->requests();
        QCOMPARE(rows->rowCount(), 4);
        QVERIFY(rows->markAt(3).contains(QStringLiteral("Restarted")));
        QVERIFY(m_window->output()->visibleText().contains(QStringLiteral("node app.js restarted")));
        QCOMPARE(get(QStringLiteral("/api/fail")), 500);
        QTRY_COMPARE(rows->rowCount(), 5);
        QCOMPARE(m_window->runs()->shown()->requestCount(), 1U);
    }

    void stops()
    {
        command("run.stop")->trigger();
        QTRY_VERIFY(!m_window->runs()->isRunning());
        QTRY_COMPARE(m_window->statusStrip()->runText(), QStringLiteral("Stopped: node app.js"));
        QVERIFY(m_window->runs()->listening().isEmpty());
    }

    void runsAnNpmScript()
    {
        m_window->runScript(QStringLiteral("test"));
        QVERIFY(m_window->runs()->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runs()->isRunning(), 60'000);
        QTRY_VERIFY2(
            m_window->output()->visibleText().contains(QStringLiteral("Exited with code 0")),
            qPrintable(m_window->output()->visibleText()));
    }
};

QTEST_MAIN(EndToEndTest)
#include "tst_endtoend.moc"
