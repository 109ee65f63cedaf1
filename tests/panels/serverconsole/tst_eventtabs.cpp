// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/eventmodel.h"
#include "panels/serverconsole/exchange/eventtable.h"
#include "panels/serverconsole/exchange/eventtabs.h"
#include "panels/serverconsole/exchangedetails.h"
#include "tests/panels/exchanges.h"
#include "tests/panels/serverconsole/shownconsole.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QToolButton>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::EventModel;
using panels::EventTable;
using tests::batchOf;
using tests::exchange;
using trace::ExchangeEvent;
using Kind = ExchangeEvent::Kind;
using Shown = tests::ShownConsole;

namespace {

constexpr quint64 ms = 1'000'000;

ExchangeEvent made(quint64 id, quint64 of, Kind kind, const QString &name, const QString &text)
{
    ExchangeEvent event;
    event.id = id;
    event.exchange = of;
    event.kind = kind;
    event.startNs = id * ms;
    event.name = name;
    event.text = text;
    return event;
}

ExchangeEvent call(quint64 id, quint64 of, int status)
{
    ExchangeEvent call = made(id, of, Kind::Call, u"GET"_s, u"http://api.test/%1"_s.arg(id));
    call.number = status;
    call.durationNs = 2 * ms;
    return call;
}

trace::TraceBatch eventsOf(const QList<ExchangeEvent> &events)
{
    trace::TraceBatch batch;
    batch.events = events;
    return batch;
}

QStringList visibleTabs(const panels::ExchangeDetails *details)
{
    const auto *tabs = details->findChild<QTabWidget *>();
    QStringList titles;
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->isTabVisible(i))
            titles.append(tabs->tabText(i));
    }
    return titles;
}

QString dump(const EventTable *table)
{
    QStringList lines;
    const QAbstractItemModel *model = table->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells.append(model->index(row, column).data().toString());
        cells.removeAll(QString());
        lines.append(cells.join(u' '));
    }
    return lines.join(u'\n');
}

} // namespace

class tst_EventTabs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theDetailsShowWhatARequestCaused();
    void tabsAreThereForWhatWasRecorded();
    void rowsStayWhileEventsCome();
    void hostileTextIsPlain();
    void aHandlerOpensItsFile();
    void callsWithoutARequestAreListed();
    void theEventsOfAnEarlierRunStayApart();
    void theMenuSwitchesIt();
};

void tst_EventTabs::theDetailsShowWhatARequestCaused()
{
    Shown shown;
    const quint64 id = 1;
    shown.model.addBatch(batchOf({ exchange(id, u"/a"_s), exchange(2, u"/b"_s) }));
    shown.table->selectRow(0);
    ExchangeEvent failed = call(12, id, 0);
    failed.note = u"ECONNREFUSED"_s;
    shown.model.addBatch(eventsOf({ call(11, id, 200), failed,
                                    made(13, id, Kind::Output, u"out"_s, u"one\r\ntwo\r\n"_s),
                                    made(14, id, Kind::Output, u"err"_s, u"bad\n"_s) }));
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    QCOMPARE(visibleTabs(details),
             QStringList(
                 { u"Overview"_s, u"Request"_s, u"Response"_s, u"Calls (2)"_s, u"Output (2)"_s }));
    QCOMPARE(dump(details->events()->table(Kind::Call)),
             u"+11.0 ms GET http://api.test/11 200 2.00 ms\n"
             "+12.0 ms GET http://api.test/12 failed 2.00 ms ECONNREFUSED"_s);
    QCOMPARE(details->events()->output()->toPlainText(), u"+13.0 ms  one\ntwo\n+14.0 ms  bad"_s);
    QVERIFY(details->plainText().contains(u"http://api.test/11"_s));
    shown.table->selectRow(1);
    QCOMPARE(visibleTabs(details), QStringList({ u"Overview"_s, u"Request"_s, u"Response"_s }));
}

void tst_EventTabs::tabsAreThereForWhatWasRecorded()
{
    panels::ExchangeDetails details;
    details.setExchange(exchange(1));
    QCOMPARE(visibleTabs(&details).size(), 3);
    ExchangeEvent message = made(1, 1, Kind::Message, u"chat"_s, u"hi"_s);
    message.note = u"in"_s;
    message.size = 2;
    details.setEvents({ message, made(2, 1, Kind::Step, u"auth"_s, u"file:///p/a.js"_s) });
    QCOMPARE(visibleTabs(&details).mid(3), QStringList({ u"Route (1)"_s, u"Messages (1)"_s }));
    QVERIFY(dump(details.events()->table(Kind::Message)).contains(u"received chat hi 2 B"_s));
}

void tst_EventTabs::rowsStayWhileEventsCome()
{
    EventModel model(Kind::Call, nullptr);
    const QAbstractItemModelTester tester(&model);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QList<ExchangeEvent> events { call(1, 1, 200) };
    events[0].isOpen = true;
    model.setEvents(events, ms);
    const qsizetype first = resets.size();
    events[0].isOpen = false;
    events.append(call(2, 1, 200));
    model.setEvents(events, ms);
    QCOMPARE(resets.size(), first);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data(EventModel::BeginShareRole).toDouble(), 0.);
    QCOMPARE(model.index(1, 0).data(EventModel::EndShareRole).toDouble(), 1.);
    model.setEvents({ call(7, 2, 200) }, ms);
    QCOMPARE(resets.size(), first + 1);
}

void tst_EventTabs::hostileTextIsPlain()
{
    panels::ExchangeDetails details;
    details.setExchange(exchange(1));
    const QString text = u"\x1b[31m<b>x</b>\x1b[0m\u202e\x07"_s;
    details.setEvents({ made(1, 1, Kind::Output, u"out"_s, text),
                        made(2, 1, Kind::Call, u"GET"_s, u"http://a/<b>\n"_s) });
    QCOMPARE(details.events()->output()->toPlainText(), u"+999 µs  <b>x</b><U+202E>␇"_s);
    const auto *table = details.events()->table(Kind::Call);
    QVERIFY(dump(table).contains(u"http://a/<b>␊"_s));
    const int column = table->events()->indexOf(EventModel::Column::Text);
    QVERIFY(table->events()
                ->index(0, column)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"&lt;b&gt;"_s));
}

void tst_EventTabs::aHandlerOpensItsFile()
{
    Shown shown;
    QVERIFY(shown.activate());
    shown.model.addBatch(batchOf({ exchange(1) }));
    shown.table->selectRow(0);
    ExchangeEvent step = made(3, 1, Kind::Step, u"list"_s, u"file:///home/a%20b/app.js"_s);
    step.number = 12;
    shown.model.addBatch(eventsOf({ step }));
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    EventTable *table = details->events()->table(Kind::Step);
    QVERIFY(dump(table).contains(u"list app.js:12"_s));
    details->findChild<QTabWidget *>()->setCurrentWidget(table);
    QSignalSpy opened(&shown.panel, &panels::ServerConsolePanel::placeActivated);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened[0][0].toString(), u"/home/a b/app.js"_s);
    QCOMPARE(opened[0][1].toInt(), 12);
}

void tst_EventTabs::callsWithoutARequestAreListed()
{
    Shown shown;
    shown.model.addBatch(batchOf({ exchange(1) }));
    shown.model.addBatch(eventsOf({ call(5, 0, 200) }));
    QMenu *menu = nullptr;
    for (QToolButton *button : shown.panel.findChildren<QToolButton *>()) {
        if (button->menu() && button->toolTip().startsWith(u"Recording"_s))
            menu = button->menu();
    }
    QVERIFY(menu);
    const auto trigger = [menu] {
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == u"Calls without a request (1)"_s)
                action->trigger();
        }
    };
    trigger();
    EventTable *list = nullptr;
    for (EventTable *table : shown.panel.findChildren<EventTable *>()) {
        if (table->isVisible() && table->accessibleName() == u"Calls without a request"_s)
            list = table;
    }
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 1);
    shown.model.addBatch(eventsOf({ call(6, 0, 200) }));
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(!shown.table->isVisible());
}

void tst_EventTabs::theEventsOfAnEarlierRunStayApart()
{
    models::ServerConsoleModel model;
    model.beginRun();
    model.addBatch(batchOf({ exchange(1, u"/old"_s) }));
    model.addBatch(eventsOf({ call(1, 1, 200) }));
    model.beginRun();
    model.addBatch(batchOf({ exchange(1, u"/new"_s) }));
    QCOMPARE(model.eventsAt(0).size(), 1);
    QCOMPARE(model.eventsAt(1).size(), 0);
    model.clear();
    model.addBatch(batchOf({ exchange(1, u"/new"_s) }));
    QCOMPARE(model.eventsAt(0).size(), 0);
}

void tst_EventTabs::theMenuSwitchesIt()
{
    Shown shown;
    QVERIFY(shown.panel.requestDetail().isTraced);
    QSignalSpy changed(&shown.panel, &panels::ServerConsolePanel::requestDetailChanged);
    for (QToolButton *button : shown.panel.findChildren<QToolButton *>()) {
        if (!button->menu() || !button->toolTip().startsWith(u"Recording"_s))
            continue;
        for (int i = 0; i < 2; ++i) {
            Q_EMIT button->menu()->aboutToShow();
            for (QAction *action : button->menu()->actions()) {
                if (action->text() == u"Record calls, output and handlers"_s)
                    action->trigger();
            }
        }
    }
    QCOMPARE(changed.size(), 2);
    QVERIFY(!changed[0][0].value<trace::RequestDetail>().isTraced);
    QVERIFY(changed[1][0].value<trace::RequestDetail>().isTraced);
}

QTEST_MAIN(tst_EventTabs)
#include "tst_eventtabs.moc"
