// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/displaytext.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/eventloop/loopphasemodel.h"
#include "panels/eventloop/loopplot.h"
#include "panels/eventloop/loopstats.h"
#include "panels/eventloop/looptexts.h"
#include "panels/eventloop/phasering.h"
#include "panels/serverconsole/exchangedetails.h"
#include "runtime/trace/tracecollector.h"
#include "tests/support/fakeruntime.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::LoopPhaseModel;

namespace {

constexpr quint64 ms = 1'000'000;

// A line that ends in the middle of a word: between letters, or after a slash ("I/" and "O").
bool endsInsideAWord(const QString &text, qsizetype end)
{
    if (end <= 0 || end >= text.size())
        return false;
    const QChar before = text[end - 1];
    return text[end].isLetterOrNumber() && (before.isLetterOrNumber() || before == u'/');
}

// The first line of a layout that does.
QString brokenLine(const QTextLayout &layout)
{
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        if (endsInsideAWord(layout.text(), line.textStart() + line.textLength()))
            return layout.text().sliced(line.textStart(), line.textLength());
    }
    return {};
}

QString brokenLineOf(const QLabel *label)
{
    const QStringList paragraphs = label->text().split(u'\n');
    for (const QString &paragraph : paragraphs) {
        QTextLayout layout(paragraph, label->font());
        layout.setTextOption(QTextOption(label->alignment()));
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine())
            line.setLineWidth(label->contentsRect().width());
        layout.endLayout();
        if (const QString broken = brokenLine(layout); !broken.isEmpty())
            return broken;
    }
    return {};
}

QString brokenLineOf(const QTextEdit *edit)
{
    for (QTextBlock block = edit->document()->begin(); block.isValid(); block = block.next()) {
        if (const QString broken = brokenLine(*block.layout()); !broken.isEmpty())
            return broken;
    }
    return {};
}

QString brokenLineIn(const QWidget &panel)
{
    const auto labels = panel.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && label->wordWrap()) {
            if (const QString broken = brokenLineOf(label); !broken.isEmpty())
                return broken;
        }
    }
    const auto edits = panel.findChildren<QTextEdit *>();
    for (const QTextEdit *edit : edits) {
        if (const QString broken = brokenLineOf(edit); edit->isVisible() && !broken.isEmpty())
            return broken;
    }
    return {};
}

// A text of one line that is wider than its widget. What is elided on purpose fits.
QString cutTextIn(const QWidget &panel)
{
    const auto widgets = panel.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const bool isText = (label && !label->wordWrap() && label->pixmap().isNull())
            || qobject_cast<const QAbstractButton *>(widget);
        if (isText && widget->isVisible() && widget->width() < widget->minimumSizeHint().width())
            return widget->property("text").toString();
    }
    return {};
}

// A cell of the table of phases whose text does not fit its column.
QString cutCellOf(const QTableView *table)
{
    constexpr int namePadding = 24; // dot and gaps
    constexpr int figurePadding = 6;
    for (int column = 0; column < LoopPhaseModel::ColumnCount; ++column) {
        const int padding = column == LoopPhaseModel::NameColumn ? namePadding : figurePadding;
        for (int row = 0; row < LoopPhaseModel::rowTotal && !table->isColumnHidden(column); ++row) {
            const QString text = table->model()->index(row, column).data().toString();
            if (table->fontMetrics().horizontalAdvance(text) + padding > table->columnWidth(column))
                return text;
        }
    }
    return {};
}

// A loop that has run for two seconds, with figures in every column and many handles.
struct RunningLoop
{
    tests::FakeRuntime runtime;
    trace::TraceCollector collector;
    models::LoopStats stats;

    RunningLoop()
    {
        stats.setClock([this] { return runtime.nowNs(); });
        QObject::connect(&collector, &trace::TraceCollector::batchCollected, &stats,
                         &models::LoopStats::addBatch);
        runtime.start({});
        collector.attach(runtime.traceChannel());
        for (int i = 0; i < 200; ++i) {
            runtime.visit(trace::LoopPhase::Poll, 100, 1 * ms, 8 * ms);
            runtime.visit(trace::LoopPhase::Check, 2, 1 * ms);
        }
        for (const quint8 type : { 3, 7, 8, 10, 12, 13, 14, 15, 16 })
            runtime.record(trace::HandleSample { runtime.nowNs(), type, 12, 4 }.toRecord());
        collector.collect();
    }
};

trace::HttpExchange exchange()
{
    trace::HttpExchange exchange;
    exchange.id = 1;
    exchange.startNs = 1;
    exchange.startedMs = QDateTime::currentMSecsSinceEpoch();
    exchange.durationNs = 30 * ms;
    exchange.state = trace::HttpExchange::State::Finished;
    exchange.method = u"GET"_s;
    exchange.url = u"/api/items?page=2"_s;
    exchange.status = 200;
    exchange.statusMessage = u"OK"_s;
    exchange.httpVersion = u"1.1"_s;
    exchange.remoteAddress = u"127.0.0.1"_s;
    exchange.localPort = 3000;
    exchange.requestHeaders = { { u"Host"_s, u"localhost:3000"_s },
                                { u"Accept-Encoding"_s, u"gzip, deflate"_s } };
    exchange.responseHeaders = { { u"Access-Control-Allow-Headers"_s,
                                   u"authorization, content-type"_s },
                                 { u"Content-Type"_s, u"application/json; charset=utf-8"_s } };
    return exchange;
}

} // namespace

// Whatever room a panel has, its texts are whole and their words are not broken.
class PanelTextsTest : public QObject
{
    Q_OBJECT

    QFont m_font = QApplication::font();

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<int>("points");
        QTest::newRow("usual letters") << 0;
        QTest::newRow("large letters") << 13;
    }
    void init()
    {
        QFETCH_GLOBAL(int, points);
        QFont font = m_font;
        if (points > 0)
            font.setPointSize(points);
        QApplication::setFont(font);
    }

    void detailsOfARequestBreakNoWord()
    {
        panels::ExchangeDetails details;
        details.show();
        for (int width = 195; width <= 700; width += 15) {
            details.resize(width, 300);
            details.setExchange(exchange());
            QCOMPARE(brokenLineIn(details), QString());
            QCOMPARE(cutTextIn(details), QString());
        }
        for (int width = 700; width >= 195; width -= 35) { // follows the width
            details.resize(width, 300);
            QCOMPARE(brokenLineIn(details), QString());
        }
    }

    void theLoopIsExplainedInWholeWords()
    {
        RunningLoop loop;
        panels::EventLoopPanel panel(&loop.stats);
        panel.show();
        auto *table = panel.findChild<QTableView *>();
        for (int width = 290; width <= 1300; width += 47) {
            for (const int height : { 300, 760 }) {
                panel.resize(width, height);
                QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
                for (int row = 0; row < LoopPhaseModel::rowTotal; ++row) {
                    table->selectRow(row);
                    QCOMPARE(brokenLineIn(panel), QString());
                }
                QCOMPARE(cutTextIn(panel), QString());
                QCOMPARE(cutCellOf(table), QString());
            }
        }
    }

    // 1440x900 less the title, the menu, the tools, the tab and the status bar.
    void theWholeLoopIsInViewOnALaptop()
    {
        QFETCH_GLOBAL(int, points);
        if (points > 0)
            QSKIP("Large letters need more room.");
        RunningLoop loop;
        panels::EventLoopPanel panel(&loop.stats);
        panel.resize(345, 745);
        panel.show();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QCOMPARE(panel.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
    }

    void theRingTakesTheRoomOfALargeScreen()
    {
        RunningLoop loop;
        panels::EventLoopPanel panel(&loop.stats);
        panel.resize(735, 1500);
        panel.show();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const auto *ring = panel.findChild<panels::PhaseRing *>();
        QVERIFY2(qMin(ring->width(), ring->height()) > 500,
                 qPrintable(QDebug::toString(ring->size())));
        const auto *plot = panel.findChild<panels::LoopPlot *>();
        QVERIFY(plot->font().pointSizeF() > QApplication::font().pointSizeF());
    }
};

QTEST_MAIN(PanelTextsTest)
#include "tst_paneltexts.moc"
