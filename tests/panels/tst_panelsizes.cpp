// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/debuggerpanel.h"
#include "panels/dependencies/dependenciespanel.h"
#include "panels/eventloop/eventlooppanel.h"
#include "panels/eventloop/loopstats.h"
#include "panels/git/gitpanel.h"
#include "panels/output/outputpanel.h"
#include "panels/problems/problemspanel.h"
#include "panels/processes/processespanel.h"
#include "panels/projecttree/projecttreepanel.h"
#include "panels/search/searchpanel.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/stepper/stepperpanel.h"
#include "panels/terminal/terminalpanel.h"
#include "panels/timeline/timelinepanel.h"
#include "runtime/trace/tracechannel.h"
#include "tests/panels/agents.h"
#include "tests/panels/fakefeed.h"
#include "tests/panels/git/gitfolder.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;

namespace {

constexpr int tallest = 420;
constexpr int widest = 700;
constexpr int step = 23;
constexpr int narrowest = 300; // what a panel has to work at (panels/README.md)

// German is about so much longer.
class LongerTexts : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        const QString whole = QString::fromUtf8(text);
        const qsizetype more = whole.size() > 4 ? whole.size() * 2 / 5 : 0;
        return whole + u"abcdefg hijklmn opqrstu vwxyz "_s.repeated(8).first(qMin(more, 200));
    }
};

// What must be seen whole: not what scrolls, nor the icon of a field.
bool isPart(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    for (; parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent)
            || qobject_cast<const QLineEdit *>(parent))
            return false;
    }
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLabel *>(widget)
        || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget);
}

int wantedHeight(const QWidget *part)
{
    if (part->minimumHeight() == part->maximumHeight())
        return part->minimumHeight(); // its size is the panel's choice
    return part->hasHeightForWidth() ? part->heightForWidth(part->width())
                                     : part->minimumSizeHint().height();
}

// Says which part is cut, if one is.
QString whatIsCut(const QWidget &panel)
{
    const auto parts = panel.findChildren<QWidget *>();
    for (const QWidget *part : parts) {
        if (!part->isVisible() || !isPart(part))
            continue;
        QRect seen = part->rect();
        for (const QWidget *outer = part; outer != &panel; outer = outer->parentWidget())
            seen = seen.translated(outer->pos()) & outer->parentWidget()->rect();
        if (seen.size() == part->size() && part->height() >= wantedHeight(part))
            continue;
        return u"%1 “%2” is %3 high and shows %4 at %5×%6"_s
            .arg(QLatin1StringView(part->metaObject()->className()),
                 part->property("text").toString())
            .arg(wantedHeight(part))
            .arg(seen.height())
            .arg(panel.width())
            .arg(panel.height());
    }
    return {};
}

// A dock is never smaller than its panel's hint.
QString whatIsCutAtAnySize(QWidget *panel)
{
    QWidget window;
    panel->setParent(&window);
    window.show();
    panel->show();
    const auto goBack = qScopeGuard([panel] { panel->setParent(nullptr); });
    const QSize least = panel->minimumSizeHint().expandedTo({ narrowest, 0 });
    for (int width = least.width(); width <= widest; width += step) {
        for (int height = least.height(); height <= tallest; height += step) {
            panel->resize(width, height);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            if (const QString cut = whatIsCut(*panel); !cut.isEmpty())
                return cut;
        }
    }
    return {};
}

trace::TraceBatch requests(int count)
{
    trace::TraceBatch batch;
    for (int i = 1; i <= count; ++i) {
        trace::HttpExchange exchange;
        exchange.id = quint64(i);
        exchange.startNs = quint64(i);
        exchange.startedMs = QDateTime::currentMSecsSinceEpoch();
        exchange.state = trace::HttpExchange::State::Finished;
        exchange.method = u"GET"_s;
        exchange.url = u"/"_s;
        exchange.status = 200;
        batch.exchanges.append(exchange);
    }
    return batch;
}

} // namespace

// Whatever is left of a panel by a small window or by a person, nothing in it is drawn cut.
class PanelSizesTest : public QObject
{
    Q_OBJECT

    LongerTexts m_longerTexts;
    QFont m_font = QApplication::font();

private Q_SLOTS:
    void init()
    {
        QFETCH_GLOBAL(bool, longer);
        QFETCH_GLOBAL(int, points);
        QFont font = m_font;
        if (points > 0)
            font.setPointSize(points);
        QApplication::setFont(font);
        if (longer)
            QCoreApplication::installTranslator(&m_longerTexts);
    }
    void cleanup() { QCoreApplication::removeTranslator(&m_longerTexts); }

    void initTestCase_data()
    {
        QTest::addColumn<bool>("longer");
        QTest::addColumn<int>("points");
        QTest::newRow("English") << false << 0;
        QTest::newRow("longer texts") << true << 0;
        QTest::newRow("large letters") << false << 13;
        QTest::newRow("both") << true << 13;
    }

    void serverConsole_data()
    {
        QTest::addColumn<bool>("running");
        QTest::addColumn<int>("count");
        QTest::newRow("not running") << false << 0;
        QTest::newRow("waiting") << true << 0;
        QTest::newRow("five requests") << true << 5;
        QTest::newRow("many requests") << true << 60'000;
    }
    void serverConsole()
    {
        QFETCH(const bool, running);
        QFETCH(const int, count);
        models::ServerConsoleModel model;
        panels::ServerConsolePanel panel(&model);
        panel.resize(widest, tallest);
        panel.show();
        panel.setCoverage({ .isRunning = running });
        if (running)
            panel.setListenAddresses({ { u"127.0.0.1"_s, 38155, true } });
        model.addBatch(requests(count));
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    // What is asked for by a person is in view, and whole.
    void serverConsoleThatFilters()
    {
        models::ServerConsoleModel model;
        panels::ServerConsolePanel panel(&model);
        panel.show();
        panel.setListenAddresses({ { u"127.0.0.1"_s, 38155, true } });
        model.addBatch(requests(5));
        panel.findChild<QLineEdit *>()->setText(u"nothing like it"_s);
        panel.findChild<QComboBox *>()->setCurrentIndex(1);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        QVERIFY(panel.findChild<QLineEdit *>()->isVisibleTo(&panel));
    }

    void eventLoop()
    {
        models::LoopStats stats;
        panels::EventLoopPanel panel(&stats);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void eventLoopOfSeveral()
    {
        tests::FakeFeed feed;
        feed.begin();
        feed.collect(tests::batchOf({ tests::agent(0, tests::Kind::Main, 200, 100),
                                      tests::agent(1, tests::Kind::Worker, 200, 100, 1) }));
        panels::EventLoopPanel panel(feed.loop());
        panel.addAgentChooser(&feed);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        QVERIFY(panel.findChild<QComboBox *>()->isVisibleTo(&panel));
    }

    void problems()
    {
        panels::ProblemsPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        const models::Problem problem {
            1, 1, models::Problem::Severity::Error, u"message"_s, u"ts"_s, u"1"_s
        };
        panel.model()->setProblems(u"/a.js"_s, { problem, problem });
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void processes()
    {
        tests::FakeFeed feed;
        panels::ProcessesPanel panel(&feed);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        feed.begin();
        trace::TraceBatch batch =
            tests::batchOf({ tests::agent(0, tests::Kind::Main, 200, 100),
                             tests::agent(1, tests::Kind::Worker, 200, 100, 1) });
        batch.refusedAgents = 12;
        feed.collect(batch);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void timeline()
    {
        tests::FakeFeed feed;
        panels::TimelinePanel panel(&feed);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        feed.begin();
        trace::TraceBatch batch;
        batch.records = {
            trace::PhaseVisit { trace::LoopPhase::Poll, 10, 1'000'000, 3, 500 }.toRecord()
        };
        feed.collect(batch);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void debugger()
    {
        tests::FakeFeed feed;
        panels::DebuggerPanel panel(&feed);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        feed.begin();
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void output()
    {
        panels::OutputPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        panel.beginRun(u"node app.js"_s, u"/tmp"_s);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void projectTree()
    {
        panels::ProjectTreePanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        const QTemporaryDir folder;
        panel.setProject(folder.path());
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        panel.setProject(folder.filePath(u"gone"_s));
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void search()
    {
        panels::SearchPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        const QTemporaryDir folder;
        panel.setProject(folder.path());
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        panel.findChild<QAbstractButton *>(u"search.showReplace"_s)->click();
        panel.findChild<QAbstractButton *>(u"search.showFilters"_s)->click();
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void stepper()
    {
        tests::FakeFeed feed;
        panels::StepperPanel panel(&feed);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        feed.begin();
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        trace::TraceBatch batch;
        trace::AgentState state;
        state.pause = { core::PauseReason::Stepping, 1 };
        batch.agents = { state };
        trace::LoopPause pause;
        pause.phase = trace::LoopPhase::Poll;
        pause.isPhaseBegin = true;
        batch.pauses = { pause };
        feed.collect(batch);
        panel.findChild<QTreeView *>()->setCurrentIndex(
            panel.findChild<QTreeView *>()->model()->index(0, 0));
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void terminal()
    {
        panels::TerminalPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        panel.openTerminal();
        panel.openTerminal();
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void git()
    {
        panels::GitPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        const tests::GitFolder folder;
        panel.repository()->runner()->setEnvironment(folder.environment());
        panel.setProject(folder.path());
        QTRY_COMPARE(panel.repository()->state(), models::GitRepository::State::NoRepository);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        folder.begin({ u"a.js"_s });
        panel.setProject(folder.path());
        QTRY_COMPARE(panel.repository()->state(), models::GitRepository::State::Ready);
        QCOMPARE(whatIsCutAtAnySize(&panel), QString()); // nothing has changed
        folder.write(u"a.js"_s, "x\n");
        folder.git({ u"config"_s, u"filter.f.clean"_s, u"cat"_s }); // there is a notice
        panel.repository()->refresh();
        QTRY_VERIFY(!panel.noticeText().isEmpty());
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        panel.showFileHistory("a.js");
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }

    void dependencies()
    {
        panels::DependenciesPanel panel;
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        const QTemporaryDir folder;
        panel.setProject(folder.path());
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
        QSaveFile file(folder.filePath(u"package.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({ "name": "p", "scripts": { "start": "node app.js", "test": "node --test" },
                        "dependencies": { "express": "^5.0.0", "koa": "^3.0.0" } })");
        QVERIFY(file.commit());
        panel.setProject({});
        panel.setProject(folder.path());
        QCOMPARE(whatIsCutAtAnySize(&panel), QString());
    }
};

QTEST_MAIN(PanelSizesTest)
#include "tst_panelsizes.moc"
