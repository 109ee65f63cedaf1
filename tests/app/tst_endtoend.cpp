// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/newprojectdialog.h"
#include "app/window/statusstrip.h"
#include "editor/editorarea.h"
#include "panels/eventloop/loopstats.h"
#include "panels/output/outputpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "tests/app/windowtest.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace looptide::app;

// The main job of the product, through the real window and the real runtime: from New Project to a
// recorded request and back to Stop.
class EndToEndTest : public RealRunsTest
{
    Q_OBJECT

    int get(const QString &target)
    {
        return RealRunsTest::get(m_window->runs()->shown(), target).status;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("PORT", "0");
        begin(QStringLiteral("tst_endtoend"));
    }
    void cleanupTestCase() { close(); }

    void createsAProject()
    {
        command("file.newProject")->trigger();
        auto *dialog = m_window->findChild<NewProjectDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit *>(QStringLiteral("location"))->setText(m_dir->path());
        dialog->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("tides"));
        auto *create = dialog->findChild<QPushButton *>(QStringLiteral("create"));
        QTRY_VERIFY(create->isEnabled());
        create->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->project(), m_dir->filePath(QStringLiteral("tides")),
                                  30'000);
        QCOMPARE(m_window->editor()->currentFile(),
                 m_dir->filePath(QStringLiteral("tides/app.js")));
        QVERIFY(QFile::exists(
            m_dir->filePath(QStringLiteral("tides/node_modules/express/package.json"))));
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
                const trace::HttpExchange exchange =
                    rows->exchangeAt(row).value_or(trace::HttpExchange());
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
        QVERIFY(
            m_window->output()->visibleText().contains(QStringLiteral("node app.js restarted")));
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
