// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/displaytext.h"
#include "panels/common/emptystate.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/exchangedelegate.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/filterchip.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/serverconsole/serverconsoleproxy.h"
#include "runtime/trace/tracecollector.h"
#include "tests/panels/agents.h"
#include "tests/panels/exchanges.h"
#include "tests/panels/serverconsole/shownconsole.h"
#include "tests/support/fakeruntime.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ServerConsoleModel;
using models::ServerConsoleProxy;
using tests::batchOf;
using tests::dump;
using tests::exchange;
using Shown = tests::ShownConsole;
using tests::State;
using trace::HttpExchange;

class tst_ServerConsole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aLowPanelDropsFiltersBeforeItCutsThem();
    void saysWhatItCounts();
    void numberAndRateAreThoseOfTheServer();
    void hostileTextIsShownPlain();

    void collectorFeedsTheTable();
    void emptyPanelSaysWhatToDo();
    void emptyPanelClaimsNothingAboutWhatIsNotSeen();
    void addressIsALink();
    void followsTheNewestUntilThePersonScrolls();
    void readingIsNotDisturbedByDroppedRows();
    void selectionShowsDetailsAndEscapeClosesThem();
    void detailsFollowTheAnswer();
    void detailsInsertNetworkTextAsPlainText();
    void copyPutsTheUrlOnTheClipboard();
    void chipsFilterAndCanBeCleared();
    void lossIsVisible();
    void agentsHaveAColumnWhenThereAreSeveral();
    void countsAHundredThousandRequests();

    void barIsLogarithmic();
};

void tst_ServerConsole::aLowPanelDropsFiltersBeforeItCutsThem()
{
    Shown shown;
    auto *method = shown.panel.findChild<QComboBox *>();
    auto *chip = shown.panel.findChild<panels::FilterChip *>();
    QVERIFY(method->isVisible() && chip->isVisible());
    shown.panel.resize(380, 150);
    QVERIFY(!chip->isVisible());
    shown.panel.resize(380, 500);
    QVERIFY(method->isVisible() && chip->isVisible());
    chip->setChecked(true);
    shown.panel.resize(380, 150);
    QVERIFY(chip->isVisible()); // what hides requests is in view
    chip->setChecked(false);
    QVERIFY(!chip->isVisible());
}

void tst_ServerConsole::saysWhatItCounts()
{
    Shown shown;
    const auto showsText = [&shown](const QString &text) {
        return std::ranges::any_of(shown.panel.findChildren<QLabel *>(), [&text](const QLabel *l) {
            return l->isVisible() && l->text() == text;
        });
    };
    shown.model.beginRun();
    shown.model.addBatch(batchOf(1, 3));
    QTRY_VERIFY(showsText(u"Requests: 3"_s));
    shown.model.beginRun();
    shown.model.addMark(u"Restarted"_s);
    QTRY_VERIFY(showsText(u"Requests: 3 listed, 0 in this run"_s));
    shown.model.addBatch(batchOf(10, 2));
    QTRY_VERIFY(showsText(u"Requests: 5 listed, 2 in this run"_s));
    shown.model.clear();
    QCOMPARE(shown.model.runCount(), quint64(2));
    QTRY_VERIFY(showsText(u"Requests: 0 listed, 2 in this run"_s));
    shown.panel.findChild<QLineEdit *>()->setText(u"/20"_s);
    shown.model.addBatch(batchOf(20, 2));
    QTRY_VERIFY(showsText(u"Requests: 1 of 2"_s));
}

void tst_ServerConsole::numberAndRateAreThoseOfTheServer()
{
    // Rows that are on their way count already.
    Shown shown;
    shown.model.beginRun();
    trace::TraceBatch batch = batchOf(1, 102);
    batch.requests = { 72'364, 72'364 };
    shown.model.addBatch(batch);
    QCOMPARE(shown.model.runCount(), quint64(72'364));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QCOMPARE(shown.model.requestsPerSecond(now), 36'182.);
    QCOMPARE(shown.model.requestsPerSecond(now + 10'000), 0.);
    const auto labels = shown.panel.findChildren<QLabel *>();
    QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible()
            && label->text().startsWith(
                u"Requests: 102 listed, %1 in this run"_s.arg(QLocale().toString(72'364)));
    }));
    // The same number again, and one without any request, count nothing.
    batch.exchanges.clear();
    shown.model.addBatch(batch);
    batch.requests = {};
    shown.model.addBatch(batch);
    QCOMPARE(shown.model.runCount(), quint64(72'364));
    shown.model.beginRun();
    QCOMPARE(shown.model.runCount(), quint64(0));
}

void tst_ServerConsole::hostileTextIsShownPlain()
{
    ServerConsoleModel model;
    model.addBatch(batchOf({ exchange(1, u"/<b>x</b>\x1b[31m\u202Egpj.exe\n"_s) }));
    const QModelIndex cell = model.index(0, ServerConsoleModel::UrlColumn);
    QCOMPARE(cell.data().toString(), u"/<b>x</b>␛[31m<U+202E>gpj.exe␊"_s);
    const QString toolTip = cell.data(Qt::ToolTipRole).toString();
    QVERIFY(!toolTip.contains(u"<b>"_s));
    QVERIFY(toolTip.contains(u"&lt;b&gt;"_s));
    model.addBatch(batchOf({ exchange(2, QString(1'000'000, u'x')) }));
    QVERIFY(model.index(1, ServerConsoleModel::UrlColumn).data(Qt::ToolTipRole).toString().size()
            < 5000);
}

void tst_ServerConsole::collectorFeedsTheTable()
{
    tests::FakeRuntime runtime;
    trace::TraceCollector collector;
    ServerConsoleModel model;
    connect(&collector, &trace::TraceCollector::batchCollected, &model,
            &ServerConsoleModel::addBatch);
    runtime.start({});
    collector.attach(runtime.traceChannel());
    runtime.exchange(exchange(1, u"/live"_s, 0, State::Open));
    collector.collect();
    QCOMPARE(dump(model), u"GET /live open"_s);
    runtime.stop();
    collector.detach();
    QCOMPARE(dump(model), u"GET /live aborted"_s);
}

void tst_ServerConsole::emptyPanelSaysWhatToDo()
{
    Shown shown;
    QVERIFY(shown.emptyText().contains(u"Press Run"_s));
    QSignalSpy run(&shown.panel, &panels::ServerConsolePanel::runRequested);
    auto *button = shown.panel.findChild<panels::EmptyState *>()->findChild<QPushButton *>();
    button->click();
    QCOMPARE(run.size(), 1);
    shown.panel.setCoverage({ .isRunning = true });
    QVERIFY(!button->isVisible());
    QVERIFY(!shown.emptyText().contains(u"Press Run"_s));
    shown.panel.setListenAddresses({ { u"::"_s, 3000, true, false, true } });
    QVERIFY(shown.emptyText().contains(u"http://localhost:3000/"_s));
    QSignalSpy opened(&shown.panel, &panels::ServerConsolePanel::urlActivated);
    button->click();
    QCOMPARE(opened.value(0).value(0).toUrl(), QUrl(u"http://localhost:3000/"_s));
    shown.model.addBatch(batchOf({ exchange(1) }));
    QVERIFY(shown.table->isVisible());
}

void tst_ServerConsole::emptyPanelClaimsNothingAboutWhatIsNotSeen()
{
    using Recording = models::RunCoverage::Recording;
    Shown shown;
    QSignalSpy opened(&shown.panel, &panels::ServerConsolePanel::urlActivated);
    auto *button = shown.panel.findChild<panels::EmptyState *>()->findChild<QPushButton *>();
    const QUrl printed(u"http://localhost:5173/"_s);
    const auto claimsTooMuch = [&] {
        const QString text = shown.emptyText();
        return text.contains(u"Press Run"_s) || text.contains(u"does not listen"_s);
    };
    models::RunCoverage coverage { .recording = Recording::NoneReported, .isRunning = true };
    shown.panel.setCoverage(coverage);
    QVERIFY2(shown.emptyText().contains(u"No Node.js process of this command has reported yet."_s),
             qPrintable(shown.emptyText()));
    QVERIFY(!claimsTooMuch());
    QVERIFY(!button->isVisible());

    coverage.printed = { printed };
    shown.panel.setCoverage(coverage);
    QVERIFY(shown.emptyText().contains(printed.toString()));
    button->click();
    QCOMPARE(opened.takeFirst().value(0).toUrl(), printed);
    const auto buttons = shown.panel.findChildren<QToolButton *>();
    const auto link = std::ranges::find_if(
        buttons, [&](auto *tool) { return tool->text() == printed.toString(); });
    QVERIFY(link != buttons.end());
    (*link)->click();
    QCOMPARE(opened.takeFirst().value(0).toUrl(), printed);

    coverage.isRunning = false;
    shown.panel.setCoverage(coverage);
    QVERIFY(shown.emptyText().contains(u"No Node.js process of this command has reported."_s));
    QVERIFY(!claimsTooMuch() && !button->isVisible() && !(*link)->isEnabled());

    shown.panel.setCoverage({ .isRunning = true, .printed = { printed } });
    QVERIFY(shown.emptyText().contains(u"one of its workers or a process that it starts"_s));
    QVERIFY(shown.emptyText().contains(printed.toString()));
    QVERIFY(!claimsTooMuch());
}

void tst_ServerConsole::addressIsALink()
{
    Shown shown;
    const auto buttons = shown.panel.findChildren<QToolButton *>();
    QVERIFY(std::ranges::none_of(buttons, [](auto *b) { return b->text().startsWith(u"http"); }));
    shown.panel.setListenAddresses({ { u"/tmp/x.sock"_s, 0, true, false, true },
                                     { u"127.0.0.1"_s, 8080, true, false, true },
                                     { u"::1"_s, 8443, true, true, true } });
    const auto link = std::ranges::find_if(
        buttons, [](auto *b) { return b->text() == u"http://127.0.0.1:8080/"; });
    QVERIFY(link != buttons.end());
    QVERIFY((*link)->menu());
    QSignalSpy opened(&shown.panel, &panels::ServerConsolePanel::urlActivated);
    (*link)->click();
    QCOMPARE(opened.value(0).value(0).toUrl(), QUrl(u"http://127.0.0.1:8080/"_s));
}

void tst_ServerConsole::followsTheNewestUntilThePersonScrolls()
{
    Shown shown;
    shown.model.addBatch(batchOf(1, 200));
    QTRY_COMPARE(shown.lastVisibleRow(), 199);
    shown.bar()->triggerAction(QAbstractSlider::SliderToMinimum);
    const int maximum = shown.bar()->maximum();
    shown.model.addBatch(batchOf(201, 200));
    QTRY_VERIFY(shown.bar()->maximum() > maximum);
    QCOMPARE(shown.bar()->value(), 0);
    shown.bar()->triggerAction(QAbstractSlider::SliderToMaximum);
    shown.model.addBatch(batchOf(401, 200));
    QTRY_COMPARE(shown.lastVisibleRow(), 599);
}

void tst_ServerConsole::readingIsNotDisturbedByDroppedRows()
{
    Shown shown;
    constexpr int maxRows = 50'000;
    shown.model.setLimits({ maxRows });
    shown.model.addBatch(batchOf(1, maxRows));
    QTRY_VERIFY(shown.bar()->maximum() > 0);
    shown.bar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    for (int i = 0; i < 20; ++i)
        shown.bar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    const auto topUrl = [&] {
        return shown.table->model()
            ->index(shown.table->rowAt(2), ServerConsoleModel::UrlColumn)
            .data()
            .toString();
    };
    const QString before = topUrl();
    shown.model.addBatch(batchOf(maxRows + 1, 10));
    QTRY_COMPARE(topUrl(), before);
}

void tst_ServerConsole::selectionShowsDetailsAndEscapeClosesThem()
{
    Shown shown;
    QVERIFY(shown.activate());
    shown.model.addBatch(batchOf({ exchange(1, u"/a"_s), exchange(2, u"/b"_s) }));
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    QVERIFY(!details->isVisible());
    shown.table->selectRow(1);
    QVERIFY(details->isVisible());
    QVERIFY(details->plainText().contains(u"URL: /b"_s));
    QVERIFY(details->plainText().contains(u"X-Quote: it's"_s));
    shown.table->setFocus();
    QTest::keyClick(shown.table, Qt::Key_Escape);
    QTRY_VERIFY(!details->isVisible());
    QTest::keyClick(shown.table, Qt::Key_Return);
    QTRY_VERIFY(details->isVisible());
    QTest::keyClick(shown.table, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(shown.panel.findChild<QLineEdit *>()->hasFocus());
}

void tst_ServerConsole::detailsFollowTheAnswer()
{
    Shown shown;
    shown.model.addBatch(batchOf({ exchange(1, u"/slow"_s, 0, State::Open) }));
    shown.table->selectRow(0);
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    QVERIFY(details->plainText().contains(u"Status: open"_s));
    shown.model.addBatch(batchOf({ exchange(1, u"/slow"_s, 418) }));
    QVERIFY(details->plainText().contains(u"Status: 418"_s));
}

void tst_ServerConsole::detailsInsertNetworkTextAsPlainText()
{
    panels::ExchangeDetails details;
    HttpExchange hostile = exchange(1, u"/<img src=x>"_s);
    hostile.requestHeaders = { { u"X"_s, u"<h1>big</h1>\u202E"_s } };
    details.setExchange(hostile);
    const auto *edit = details.findChild<QTextEdit *>();
    QVERIFY(edit->toPlainText().contains(u"<h1>big</h1><U+202E>"_s));
    QVERIFY(edit->toPlainText().contains(u"/<img src=x>"_s));
    details.setExchange(exchange(2, QString(60'000, u'a')));
    QVERIFY(edit->toPlainText().size() > 60'000);
}

void tst_ServerConsole::copyPutsTheUrlOnTheClipboard()
{
    Shown shown;
    QVERIFY(shown.activate());
    shown.model.addBatch(batchOf({ exchange(1, u"/copied?x=1"_s) }));
    shown.table->selectRow(0);
    shown.table->setFocus();
    QTest::keyClick(shown.table, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"/copied?x=1"_s);
}

void tst_ServerConsole::chipsFilterAndCanBeCleared()
{
    Shown shown;
    shown.model.addBatch(batchOf({ exchange(1), exchange(2, u"/x"_s, 404) }));
    const auto chips = shown.panel.findChildren<panels::FilterChip *>();
    QCOMPARE(chips.size(), 5);
    chips[2]->click(); // 4xx
    QCOMPARE(shown.table->model()->rowCount(), 1);
    shown.panel.findChild<QComboBox *>()->setCurrentIndex(2); // POST
    QCOMPARE(shown.table->model()->rowCount(), 0);
    QVERIFY(shown.emptyText().contains(u"No request fits the filter"_s));
    shown.panel.findChild<panels::EmptyState *>()->findChild<QPushButton *>()->click();
    QCOMPARE(shown.table->model()->rowCount(), 2);
    QVERIFY(!chips[2]->isChecked());
}

void tst_ServerConsole::agentsHaveAColumnWhenThereAreSeveral()
{
    Shown shown;
    const auto hasColumn = [&] {
        return !shown.table->isColumnHidden(ServerConsoleModel::AgentColumn);
    };
    QVERIFY(!hasColumn());
    trace::TraceBatch batch = batchOf(1, 1);
    batch.agents = { tests::agent(0, tests::Kind::Main, 200, 100),
                     tests::agent(1, tests::Kind::Worker, 200, 0, 4) };
    shown.model.addBatch(batch);
    QVERIFY(!hasColumn());
    auto *details = shown.panel.findChild<panels::ExchangeDetails *>();
    shown.table->selectRow(0);
    QVERIFY(!details->plainText().contains("Answered by"_L1));
    batch = batchOf(2, 1);
    batch.exchanges.first().agent = 1;
    shown.model.addBatch(batch);
    QVERIFY(hasColumn());
    shown.table->selectRow(1);
    QVERIFY(details->plainText().contains("Answered by: Worker 4 (process 200)"_L1));
    shown.panel.resize(320, 300);
    QVERIFY(!hasColumn());
    shown.panel.resize(1000, 300);
    QVERIFY(hasColumn());
    shown.model.clear();
    QVERIFY(!hasColumn());
}

void tst_ServerConsole::lossIsVisible()
{
    Shown shown;
    trace::TraceBatch batch;
    batch.lostMessages = 7;
    shown.model.addBatch(batch);
    const auto labels = shown.panel.findChildren<QLabel *>();
    QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"7 lost");
    }));
}

void tst_ServerConsole::countsAHundredThousandRequests()
{
    Shown shown;
    constexpr int batchSize = 500;
    for (int i = 0; i < 200; ++i) {
        shown.model.addBatch(batchOf(quint64(i) * batchSize + 1, batchSize));
        QCoreApplication::sendPostedEvents();
    }
    QCOMPARE(shown.model.totalCount(), quint64(100'000));
}

void tst_ServerConsole::barIsLogarithmic()
{
    using panels::ExchangeDelegate;
    QCOMPARE(ExchangeDelegate::barShare(0), 0.);
    QCOMPARE(ExchangeDelegate::barShare(100'000), 0.);
    QVERIFY(qAbs(ExchangeDelegate::barShare(1'000'000) - 0.2) < 1e-9);
    QCOMPARE(ExchangeDelegate::barShare(60'000'000'000), 1.);
}

QTEST_MAIN(tst_ServerConsole)
#include "tst_serverconsole.moc"
