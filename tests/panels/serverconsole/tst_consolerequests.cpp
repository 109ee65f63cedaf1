// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/bodyview.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/filterchip.h"
#include "panels/serverconsole/list/routelist.h"
#include "panels/serverconsole/serverconsoleproxy.h"
#include "tests/panels/exchanges.h"
#include "tests/panels/serverconsole/shownconsole.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextEdit>
#include <QToolButton>

using namespace looptide;
using namespace Qt::StringLiterals;
using tests::batchOf;
using tests::dump;
using tests::exchange;
using tests::State;
using trace::HttpExchange;
using Shown = tests::ShownConsole;

// What the console shows of requests beside their rows, and what it sends.
class tst_ConsoleRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theDetailsShowBodies();
    void briefRequestsSayWhatIsMissing();
    void requestsAreGroupedByRoute();
    void theMenuChoosesWhatIsRecorded();
    void aFilterThatCannotBeUnderstoodSaysSo();
    void theEmptyPanelSendsARequest();
    void aRequestIsEditedAndSentAgain();
};

void tst_ConsoleRequests::theDetailsShowBodies()
{
    panels::ExchangeDetails details;
    HttpExchange e = exchange(1, u"/a"_s);
    e.requestBody = "a=1&b=<b>2</b>";
    e.requestBytes = 100;
    e.requestHeaders = { { u"Content-Type"_s, u"application/x-www-form-urlencoded"_s },
                         { u"Cookie"_s, u"sid=7"_s } };
    e.responseBody = "{\"z\":[1,\"\u202e\"],\"a\":null}";
    details.setExchange(e);
    QCOMPARE(details.requestBody()->shownText(), u"a: 1\nb: <b>2</b>"_s);
    QCOMPARE(details.responseBody()->shownText(), u"z: [2]\n0: 1\n1: \"<U+202E>\"\na: null"_s);
    QVERIFY(details.findChild<QTextEdit *>()->toPlainText().contains(u"Cookies (1)"_s));
    e.id = 2;
    e.responseBody.clear();
    e.responseBytes = 0;
    details.setExchange(e);
    QCOMPARE(details.responseBody()->shownText(), u"There is no body."_s);
}

void tst_ConsoleRequests::briefRequestsSayWhatIsMissing()
{
    Shown shown;
    HttpExchange brief = exchange(1, u"/fast"_s);
    brief.isBrief = true;
    shown.model.addBatch(batchOf({ brief, exchange(2) }));
    QCOMPARE(shown.model.briefCount(), quint64(1));
    shown.table->selectRow(0);
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    QVERIFY(details->plainText().contains(u"briefly"_s));
    QVERIFY(details->responseBody()->shownText().contains(u"sample"_s));
    QVERIFY(!details->findChild<QTextEdit *>()->toPlainText().contains(u"Request headers"_s));
}

void tst_ConsoleRequests::requestsAreGroupedByRoute()
{
    Shown shown;
    QVERIFY(shown.activate());
    shown.model.addBatch(batchOf({ exchange(1, u"/t/1"_s), exchange(2, u"/t/2"_s), exchange(3) }));
    QVERIFY(!shown.panel.findChild<panels::RouteList *>());
    shown.table->setFocus();
    QTest::keyClick(shown.table, Qt::Key_G, Qt::ControlModifier);
    QTRY_VERIFY(shown.panel.findChild<panels::RouteList *>());
    auto *routes = shown.panel.findChild<panels::RouteList *>();
    QTRY_VERIFY(routes->isVisible());
    QCOMPARE(routes->model()->rowCount(), 2);
    routes->setCurrentIndex(routes->model()->index(0, 0)); // the busiest
    QTest::keyClick(routes, Qt::Key_Return);
    QVERIFY(!routes->isVisible());
    QCOMPARE(dump(*shown.table->model()), u"GET /t/1 200\nGET /t/2 200"_s);
}

void tst_ConsoleRequests::theMenuChoosesWhatIsRecorded()
{
    Shown shown;
    QSignalSpy changed(&shown.panel, &panels::ServerConsolePanel::requestDetailChanged);
    const auto menus = shown.panel.findChildren<QMenu *>();
    const auto hasItem = [](QMenu *menu) {
        Q_EMIT menu->aboutToShow();
        return std::ranges::any_of(menu->actions(), [](const QAction *action) {
            return action->text().startsWith(u"Record all"_s);
        });
    };
    const auto menu = std::ranges::find_if(menus, hasItem);
    QVERIFY(menu != menus.end());
    QVERIFY(!shown.panel.requestDetail().isComplete);
    (*menu)->actions().first()->trigger();
    QCOMPARE(changed.size(), 1);
    QVERIFY(shown.panel.requestDetail().isComplete);
    Q_EMIT(*menu)->aboutToShow();
    QVERIFY((*menu)->actions().first()->isChecked());
    (*menu)->actions().first()->trigger(); // the choice is kept for other panels
    QVERIFY(!panels::ServerConsolePanel(&shown.model).requestDetail().isComplete);
}

void tst_ConsoleRequests::aFilterThatCannotBeUnderstoodSaysSo()
{
    Shown shown;
    shown.model.addBatch(batchOf({ exchange(1) }));
    auto *field = shown.panel.findChild<QLineEdit *>();
    field->setText(u"status:<b>"_s);
    QVERIFY(field->toolTip().contains(u"status:&lt;b&gt;"_s));
    field->setText(u"status:2xx"_s);
    QVERIFY(!field->toolTip().contains(u"cannot"_s));
    QCOMPARE(shown.table->model()->rowCount(), 1);
}

void tst_ConsoleRequests::theEmptyPanelSendsARequest()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket,
                [socket] { socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"); });
    });
    Shown shown;
    shown.panel.setCoverage({ .isRunning = true });
    shown.panel.setListenAddresses({ { u"127.0.0.1"_s, server.serverPort(), true, false, true } });
    const auto buttons =
        shown.panel.findChild<panels::EmptyState *>()->findChildren<QPushButton *>();
    const auto send = std::ranges::find_if(
        buttons, [](const QPushButton *b) { return b->text() == u"Send GET /"_s; });
    QVERIFY(send != buttons.end());
    (*send)->click();
    auto *composer = shown.panel.findChild<panels::Composer *>();
    QVERIFY(composer->isVisible());
    QTRY_VERIFY(composer->statusText().startsWith(u"200 OK"_s));
    QCOMPARE(composer->responseBody()->shownText(), u"hi"_s);
}

void tst_ConsoleRequests::aRequestIsEditedAndSentAgain()
{
    Shown shown;
    QVERIFY(shown.activate());
    HttpExchange e = exchange(1, u"/a?b=1"_s);
    e.method = u"POST"_s;
    e.requestBody = "body";
    e.requestBytes = 4;
    shown.model.addBatch(batchOf({ e }));
    shown.table->selectRow(0);
    shown.table->setFocus();
    QTest::keyClick(shown.table, Qt::Key_E, Qt::ControlModifier);
    auto *composer = shown.panel.findChild<panels::Composer *>();
    QTRY_VERIFY(composer->isVisible());
    QCOMPARE(composer->draft().method, u"POST"_s);
    QCOMPARE(composer->draft().url, u"http://localhost:3000/a?b=1"_s);
    QCOMPARE(composer->draft().headers, trace::HttpHeaders({ { u"X-Quote"_s, u"it's"_s } }));
    QCOMPARE(composer->draft().body, QByteArray("body"));
    QTest::keyClick(composer, Qt::Key_Escape);
    QTRY_VERIFY(!composer->isVisible());
}

QTEST_MAIN(tst_ConsoleRequests)
#include "tst_consolerequests.moc"
