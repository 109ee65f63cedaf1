// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"
#include "panels/stepper/loopqueuesmodel.h"
#include "panels/stepper/stepperpanel.h"
#include "tests/panels/fakefeed.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::LoopQueue;
using models::LoopQueuesModel;
using trace::Command;
using trace::LoopPause;
using trace::LoopPhase;
using trace::StepTarget;

namespace {

constexpr quint16 timeoutType = 1;
constexpr quint16 tickType = 2;
const QString app = u"/p/app.js"_s;

// A loop that has paused at this place.
trace::TraceBatch pauseAt(const LoopPause &pause)
{
    trace::TraceBatch batch;
    trace::AgentState state;
    state.pause = { core::PauseReason::Stepping, 1 };
    batch.agents = { state };
    batch.pauses = { pause };
    batch.types = { { 0, timeoutType, u"Timeout"_s }, { 0, tickType, u"TickObject"_s } };
    batch.places = { { 0, 5, { { app, 12, 3, u"tick"_s } } },
                     { 0, 6, { { u"node:timers"_s, 1, 1, {} }, { app, 40, 1, u"main"_s } } } };
    trace::ActiveResource late;
    late.type = u"Timeout"_s;
    late.asyncId = 9;
    late.dueMs = 2500;
    trace::ActiveResource early = late;
    early.asyncId = 7;
    early.dueMs = 10;
    early.callback = { app, 12, 3, u"tick"_s };
    trace::ActiveResource server;
    server.type = u"TCP server"_s;
    server.detail = u"127.0.0.1:3000"_s;
    batch.resources = { { 0, 1, 3, { late, early, server } } };
    return batch;
}

trace::TraceBatch running()
{
    trace::TraceBatch batch;
    batch.agents = { trace::AgentState() };
    return batch;
}

struct Shown
{
    tests::FakeFeed feed;
    panels::StepperPanel panel { &feed };
    QTreeView *tree = panel.findChild<QTreeView *>();
    QSignalSpy lines { &panel, &panels::StepperPanel::nextLineChanged };

    Shown()
    {
        panel.resize(500, 400);
        panel.show();
    }
    QString status() const { return panel.findChild<QLabel *>(u"stepperStatus"_s)->text(); }
    QAction *action(const QString &text) const
    {
        for (QAction *action : panel.findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
    QModelIndex queue(LoopQueue which) const
    {
        return static_cast<LoopQueuesModel *>(tree->model())->indexOf(which);
    }
};

} // namespace

class tst_StepperPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void offersToRunAndToPause();
    void showsWhatWaitsAndWhatIsNext();
    void showsTheNextLine();
    void aPauseArrivesInParts();
    void aPausedLoopStaysPausedWhileAnotherIsShown();
    void saysWhatTheNextPauseWaitsFor();
    void sendsSteps();
    void theModelIsConsistent();
    void pausesAtTheStart();
};

void tst_StepperPanel::offersToRunAndToPause()
{
    Shown shown;
    auto *empty = shown.panel.findChild<panels::EmptyState *>();
    QVERIFY(empty->isVisible());
    QVERIFY(!shown.action(u"Pause"_s)->isEnabled());
    QSignalSpy runs(&shown.panel, &panels::StepperPanel::runRequested);
    Q_EMIT empty->actionRequested();
    QCOMPARE(runs.size(), 1);
    shown.feed.begin();
    QCOMPARE(empty->title(), u"The event loop runs freely"_s);
    Q_EMIT empty->actionRequested();
    QCOMPARE(shown.feed.sentCommands.constLast().second, Command::stepLoop(StepTarget::Microtask));
    QVERIFY(!shown.action(u"Pause"_s)->isEnabled()); // it will pause
}

void tst_StepperPanel::showsWhatWaitsAndWhatIsNext()
{
    Shown shown;
    shown.feed.begin();
    LoopPause pause;
    pause.phase = LoopPhase::Timers;
    pause.next = { 7, { 1, timeoutType }, 5, 6 };
    pause.tickCount = 3;
    pause.ticks = { { 20, { 7, tickType }, 5, 0 } };
    shown.feed.collect(pauseAt(pause));
    QCOMPARE(shown.status(),
             u"Paused in the phase “Timers”. Next: timer, tick app.js:12, scheduled in main "
             "app.js:40."_s);
    QCOMPARE(shown.queue(LoopQueue::Ticks).data().toString(), u"Ticks (3)"_s);
    const QModelIndex timers = shown.queue(LoopQueue::Timers);
    QCOMPARE(timers.data().toString(), u"Timers (2)"_s);
    QVERIFY(timers.data(Qt::FontRole).value<QFont>().bold());
    QAbstractItemModel *model = shown.tree->model();
    QCOMPARE(model->index(0, LoopQueuesModel::FunctionColumn, timers).data().toString(),
             u"tick app.js:12"_s);
    QCOMPARE(model->index(1, 0, timers).data().toString(), u"timer in 2.5 s"_s);
    const QModelIndex poll = shown.queue(LoopQueue::Poll);
    QCOMPARE(model->index(0, 0, poll).data().toString(), u"server 127.0.0.1:3000"_s);
    QVERIFY(shown.tree->isExpanded(poll));
    shown.feed.collect(running());
    QCOMPARE(shown.panel.findChild<panels::EmptyState *>()->title(),
             u"The event loop runs freely"_s);
}

void tst_StepperPanel::showsTheNextLine()
{
    Shown shown;
    shown.feed.begin();
    LoopPause pause;
    pause.phase = LoopPhase::Timers;
    pause.next = { 7, {}, 0, 0 }; // created before the loop was paused: only Node's list has it
    shown.feed.collect(pauseAt(pause));
    QCOMPARE(shown.lines.size(), 1);
    QCOMPARE(shown.lines[0], QVariantList({ app, 12, 3 }));
    shown.feed.collect(running());
    QCOMPARE(shown.lines.size(), 2);
    QCOMPARE(shown.lines[1][0].toString(), QString());
}

// The pause, the list of resources and the state of the agent can be in different batches.
void tst_StepperPanel::aPauseArrivesInParts()
{
    Shown shown;
    shown.feed.begin();
    LoopPause pause;
    pause.phase = LoopPhase::Timers;
    pause.timeNs = 100;
    pause.next = { 7, {}, 0, 0 };
    const trace::TraceBatch whole = pauseAt(pause);
    trace::TraceBatch message;
    message.pauses = whole.pauses;
    message.agents = { trace::AgentState() }; // its state before the pause
    message.agents[0].position.sinceNs = 50;
    shown.feed.collect(message);
    QCOMPARE(shown.status(), u"Paused in the phase “Timers”. Next: callback."_s);
    trace::TraceBatch list;
    list.resources = whole.resources;
    shown.feed.collect(list);
    QVERIFY(shown.tree->isExpanded(shown.queue(LoopQueue::Timers)));
    QCOMPARE(shown.lines.constLast(), QVariantList({ app, 12, 3 }));
    // Paused and continued within one batch.
    trace::TraceBatch both = message;
    both.agents[0].position.sinceNs = 150;
    shown.feed.collect(both);
    QVERIFY(!shown.action(u"Callback"_s)->isEnabled());
    QCOMPARE(shown.lines.constLast()[0].toString(), QString());
}

void tst_StepperPanel::aPausedLoopStaysPausedWhileAnotherIsShown()
{
    Shown shown;
    shown.feed.begin();
    LoopPause pause;
    pause.phase = LoopPhase::Timers;
    pause.next = { 7, {}, 0, 0 };
    shown.feed.collect(pauseAt(pause));
    const QString status = shown.status();
    shown.feed.showAgent(1);
    auto *empty = shown.panel.findChild<panels::EmptyState *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(shown.lines.constLast()[0].toString(), QString());
    trace::TraceBatch other = pauseAt(LoopPause()); // the worker pauses while it is shown
    other.pauses[0].agent = other.agents[0].info.id = other.resources[0].agent = 1;
    shown.feed.collect(other);
    QVERIFY(!empty->isVisible());
    shown.feed.showAgent(0);
    QVERIFY(!empty->isVisible());
    QCOMPARE(shown.status(), status);
    QCOMPARE(shown.queue(LoopQueue::Timers).data().toString(), u"Timers (2)"_s);
    QCOMPARE(shown.lines.constLast(), QVariantList({ app, 12, 3 }));
    QVERIFY(shown.action(u"Callback"_s)->isEnabled());
    shown.feed.showAgent(1);
    shown.feed.collect(running()); // of the main thread, which is not shown now
    QVERIFY(!empty->isVisible());
    shown.feed.showAgent(0);
    QVERIFY(empty->isVisible());
}

void tst_StepperPanel::saysWhatTheNextPauseWaitsFor()
{
    Shown shown;
    shown.feed.begin();
    trace::TraceBatch batch = running();
    batch.agents[0].position = { LoopPhase::Poll, true, 10 };
    shown.feed.collect(batch);
    shown.action(u"Pause"_s)->trigger();
    QCOMPARE(shown.status(),
             u"The loop runs to the next step. It may wait for an event, such as a request."_s);
    batch.agents[0].position = { LoopPhase::Poll, false, 20 }; // a callback that may block
    shown.feed.collect(batch);
    QCOMPARE(shown.status(), u"The loop pauses when the callback that runs now has ended."_s);
}

void tst_StepperPanel::sendsSteps()
{
    Shown shown;
    shown.feed.begin();
    LoopPause pause;
    pause.phase = LoopPhase::Poll;
    shown.feed.collect(pauseAt(pause));
    const QList<std::pair<QString, StepTarget>> steps {
        { u"Microtask"_s, StepTarget::Microtask },
        { u"Callback"_s, StepTarget::Callback },
        { u"Phase"_s, StepTarget::Phase },
        { u"Iteration"_s, StepTarget::Iteration },
    };
    for (const auto &[text, target] : steps) {
        QVERIFY(shown.action(text)->isEnabled());
        shown.action(text)->trigger();
        QCOMPARE(shown.feed.sentCommands.constLast().second, Command::stepLoop(target));
    }
    QAbstractItemModel *model = shown.tree->model();
    shown.tree->setCurrentIndex(model->index(1, 0, shown.queue(LoopQueue::Timers)));
    shown.action(u"Run Until It Is Called"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.constLast().second, Command::stepToCallback(9));
    shown.action(u"Continue"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.constLast().second, Command::stepLoop(StepTarget::Continue));
}

void tst_StepperPanel::theModelIsConsistent()
{
    Shown shown;
    const QAbstractItemModelTester tester(shown.tree->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    shown.feed.begin();
    LoopPause pause;
    pause.tickCount = 1;
    pause.ticks = { { 20, { 7, tickType }, 5, 0 } };
    shown.feed.collect(pauseAt(pause));
    shown.feed.collect(running());
    shown.feed.begin();
}

void tst_StepperPanel::pausesAtTheStart()
{
    Shown shown;
    QAction *atStart = shown.action(u"Pause at Start"_s);
    atStart->setChecked(false);
    shown.feed.begin();
    QVERIFY(shown.feed.sentCommands.isEmpty());
    Q_EMIT shown.panel.findChild<panels::EmptyState *>()->otherActionRequested();
    shown.feed.begin(); // this one only
    QCOMPARE(shown.feed.sentCommands.size(), 1);
    shown.feed.begin();
    QCOMPARE(shown.feed.sentCommands.size(), 1);
    atStart->setChecked(true);
    shown.feed.begin();
    QCOMPARE(shown.feed.sentCommands.size(), 2);
    const Shown later; // the choice is remembered
    QVERIFY(later.action(u"Pause at Start"_s)->isChecked());
    atStart->setChecked(false);
}

QTEST_MAIN(tst_StepperPanel)
#include "tst_stepperpanel.moc"
