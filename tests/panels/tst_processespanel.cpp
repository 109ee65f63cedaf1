// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"
#include "panels/processes/processesmodel.h"
#include "panels/processes/processespanel.h"
#include "runtime/process/childprocess.h"
#include "runtime/process/tracesocket.h"
#include "tests/panels/agents.h"
#include "tests/panels/fakefeed.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ProcessesModel;
using process::Signal;
using tests::agent;
using tests::batchOf;
using tests::ended;
using tests::Kind;

namespace {

struct Shown
{
    tests::FakeFeed feed;
    panels::ProcessesPanel panel { &feed };
    QTreeView *tree = panel.findChild<QTreeView *>();

    Shown()
    {
        panel.resize(900, 300);
        panel.show();
    }
    // A main thread in a process of its own, with a worker and a child.
    void run()
    {
        feed.begin();
        feed.collect(batchOf({ agent(0, Kind::Main, 1'000'200, 1, 0, u"main.js"_s),
                               agent(1, Kind::Worker, 1'000'200, 0, 1),
                               agent(2, Kind::Process, 1'000'201, 1'000'200, 0, u"a.js"_s) }));
    }
    void select(quint16 id) { tree->setCurrentIndex(panel.model()->indexOf(id)); }
    QAction *action(const QString &text) const
    {
        for (QAction *action : panel.findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
    QMessageBox *question() const { return panel.findChild<QMessageBox *>(); }
    QLabel *label(const QString &name) const { return panel.findChild<QLabel *>(name); }
    bool activate()
    {
        panel.activateWindow();
        return QTest::qWaitForWindowActive(&panel);
    }
};

int number(Signal signal)
{
    return process::signalNumber(signal);
}

} // namespace

class tst_ProcessesPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyPanelSaysWhatToDo();
    void agentsOfARunThatIsKnownAreShown();
    void aSelectedAgentIsTheOneWhoseLoopIsShown();
    void theSelectionFollowsTheShownAgent();
    void returnShowsTheEventLoop();
    void stopIsSentAtOnce();
    void killAsksFirst();
    void aDebuggerIsOpenedOnlyAfterAWarning();
    void aSignalThatCannotBeSentIsReported();
    void whatCannotBeSignalledHasAReason();
    void processesThatAreNotRecordedAreCounted();
    void processesWithAnotherNodeAreNamed_data();
    void processesWithAnotherNodeAreNamed();
    void narrowPanelsHideColumns();
    void aHiddenPanelMeasuresNothing();
};

void tst_ProcessesPanel::anEmptyPanelSaysWhatToDo()
{
    Shown s;
    auto *empty = s.panel.findChild<panels::EmptyState *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), u"No processes yet"_s);
    const QSignalSpy run(&s.panel, &panels::ProcessesPanel::runRequested);
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(run.count(), 1);
    s.feed.begin();
    QCOMPARE(empty->title(), u"No process seen yet"_s);
    s.run();
    QVERIFY(!empty->isVisible());
    QCOMPARE(s.label(u"processCount"_s)->text(), u"3 running"_s);
}

void tst_ProcessesPanel::agentsOfARunThatIsKnownAreShown()
{
    tests::FakeFeed feed;
    feed.begin();
    feed.collect(batchOf({ agent(0, Kind::Main, 1'000'200, 1, 0, u"main.js"_s) }));
    const panels::ProcessesPanel panel(&feed);
    QCOMPARE(panel.model()->index(0, 0).data().toString(), u"Main thread · node main.js"_s);
}

void tst_ProcessesPanel::aSelectedAgentIsTheOneWhoseLoopIsShown()
{
    Shown s;
    s.run();
    QVERIFY(s.feed.shown.isEmpty());
    s.select(2);
    QCOMPARE(s.feed.shown, QList<quint16> { 2 });
}

void tst_ProcessesPanel::theSelectionFollowsTheShownAgent()
{
    Shown s;
    s.run();
    s.feed.showAgent(1);
    QVERIFY(!s.tree->selectionModel()->hasSelection()); // none before: none now
    s.select(2);
    s.feed.shown.clear();
    s.feed.showAgent(1);
    QCOMPARE(s.panel.model()->agentAt(s.tree->currentIndex())->id, 1);
    QCOMPARE(s.feed.shown, QList<quint16> { 1 }); // not requested once more
}

void tst_ProcessesPanel::returnShowsTheEventLoop()
{
    Shown s;
    s.run();
    QVERIFY(s.activate());
    s.tree->setFocus();
    s.select(1);
    const QSignalSpy requested(&s.panel, &panels::ProcessesPanel::panelRequested);
    QTest::keyClick(s.tree, Qt::Key_Return);
    QCOMPARE(requested.value(0), QVariantList { u"eventloop"_s });
    const QSignalSpy left(&s.panel, &panels::ProcessesPanel::leaveRequested);
    QTest::keyClick(s.tree, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void tst_ProcessesPanel::stopIsSentAtOnce()
{
    Shown s;
    s.run();
    QVERIFY(s.activate());
    s.tree->setFocus();
    s.select(2);
    QTest::keyClick(s.tree, Qt::Key_Delete);
    QCOMPARE(s.feed.sentSignals, (QList { std::pair(quint16(2), number(Signal::Terminate)) }));
    QTest::keyClick(s.tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"1000201"_s);
}

void tst_ProcessesPanel::killAsksFirst()
{
    Shown s;
    s.run();
    s.select(2);
    s.action(u"Kill…"_s)->trigger();
    QVERIFY(s.question());
    QCOMPARE(s.question()->text(), u"Kill node a.js (process 1000201)?"_s);
    s.question()->button(QMessageBox::Cancel)->click();
    QVERIFY(s.feed.sentSignals.isEmpty());
    QTRY_VERIFY(!s.question());
    s.action(u"Kill…"_s)->trigger();
    for (QAbstractButton *button : s.question()->buttons()) {
        if (s.question()->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QCOMPARE(s.feed.sentSignals, (QList { std::pair(quint16(2), number(Signal::Kill)) }));
}

void tst_ProcessesPanel::aDebuggerIsOpenedOnlyAfterAWarning()
{
    Shown s;
    s.run();
    s.select(2);
    s.action(u"SIGUSR2"_s)->trigger();
    QCOMPARE(s.feed.sentSignals, (QList { std::pair(quint16(2), number(Signal::User2)) }));
    s.action(u"SIGUSR1 (opens the debugger of Node.js)…"_s)->trigger();
    QCOMPARE(s.feed.sentSignals.size(), 1);
    QVERIFY(s.question()->informativeText().contains("opens its debugger"_L1));
}

void tst_ProcessesPanel::aSignalThatCannotBeSentIsReported()
{
    Shown s;
    s.run();
    s.select(2);
    s.feed.areSignalsSent = false;
    s.action(u"Stop"_s)->trigger();
    QCOMPARE(s.label(u"signalFailure"_s)->text(),
             u"SIGTERM was not sent to node a.js (process 1000201): the process has ended."_s);
    QVERIFY(s.label(u"signalFailure"_s)->isVisible());
    s.feed.begin();
    QVERIFY(!s.label(u"signalFailure"_s)->isVisibleTo(&s.panel));
}

void tst_ProcessesPanel::whatCannotBeSignalledHasAReason()
{
    Shown s;
    s.feed.begin();
    const qint64 window = QCoreApplication::applicationPid();
    const auto child = agent(2, Kind::Process, 1'000'201, window, 0, u"a.js"_s);
    s.feed.collect(
        batchOf({ agent(0, Kind::Main, window, 0), agent(1, Kind::Worker, window, 0, 1), child }));
    const QAction *stop = s.action(u"Stop"_s);
    QCOMPARE(stop->toolTip(), u"Select a process first"_s);
    s.select(0);
    QVERIFY(!stop->isEnabled());
    QVERIFY(stop->toolTip().contains("inside Looptide"_L1));
    QVERIFY(s.action(u"Show Its Event Loop"_s)->isEnabled());
    s.select(1);
    QVERIFY(stop->toolTip().contains("is a thread"_L1));
    s.select(2);
    QVERIFY(stop->isEnabled());
    s.feed.collect(batchOf({ ended(child) }));
    QVERIFY(!stop->isEnabled());
    QCOMPARE(stop->toolTip(), u"It has ended"_s);
}

void tst_ProcessesPanel::processesThatAreNotRecordedAreCounted()
{
    Shown s;
    s.run();
    QVERIFY(!s.label(u"refusedAgents"_s)->isVisible());
    trace::TraceBatch batch;
    batch.refusedAgents = 3;
    s.feed.collect(batch);
    QVERIFY(s.label(u"refusedAgents"_s)->isVisible());
    QVERIFY(s.label(u"refusedAgents"_s)->text().startsWith("3 more process"_L1));
}

void tst_ProcessesPanel::processesWithAnotherNodeAreNamed_data()
{
    QTest::addColumn<bool>("isOfRun");
    QTest::newRow("of the run") << true;
    QTest::newRow("of the window") << false;
}

void tst_ProcessesPanel::processesWithAnotherNodeAreNamed()
{
    QFETCH(const bool, isOfRun);
    const QString node = QStandardPaths::findExecutable(u"node"_s, { u"/usr/bin"_s });
    if (node.isEmpty())
        QSKIP("This machine has no other Node.js.");
    QProcess other;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (isOfRun)
        environment.insert(QLatin1StringView(process::TraceTarget::variable), u"full:/nowhere"_s);
    other.setProcessEnvironment(environment);
    other.start(node, { u"-e"_s, u"console.log('ready'); setInterval(() => {}, 1000)"_s });
    QVERIFY(other.waitForReadyRead(30'000));

    Shown s;
    s.feed.begin();
    const trace::AgentState window = agent(0, Kind::Main, QCoreApplication::applicationPid(), 1);
    s.feed.collect(batchOf({ window }));
    const QLabel *note = s.label(u"foreignNodes"_s);
    const QString process = u"process %1: "_s.arg(other.processId());
    const QSignalSpy sampled(s.panel.findChild<QTimer *>(u"sampleTimer"_s), &QTimer::timeout);
    QTRY_COMPARE_GE(sampled.count(), 1);
    QCOMPARE(note->isVisible(), isOfRun);
    QCOMPARE(note->text().contains(process), isOfRun);

    s.feed.collect(batchOf({ ended(window) }));
    QVERIFY(note->text().isEmpty());
    other.kill();
    QVERIFY(other.waitForFinished());
}

void tst_ProcessesPanel::narrowPanelsHideColumns()
{
    Shown s;
    s.run();
    for (int column = 0; column < ProcessesModel::ColumnCount; ++column)
        QVERIFY(!s.tree->isColumnHidden(column));
    s.panel.resize(300, 300);
    QVERIFY(!s.tree->isColumnHidden(ProcessesModel::StateColumn));
    QVERIFY(!s.tree->isColumnHidden(ProcessesModel::CpuColumn));
    QVERIFY(s.tree->isColumnHidden(ProcessesModel::AgeColumn));
    QCOMPARE_GT(s.tree->columnWidth(ProcessesModel::NameColumn), 80);
}

void tst_ProcessesPanel::aHiddenPanelMeasuresNothing()
{
    Shown s;
    s.run();
    auto *timer = s.panel.findChild<QTimer *>(u"sampleTimer"_s);
    QVERIFY(timer->isActive());
    s.panel.hide();
    QVERIFY(!timer->isActive());
    s.panel.show();
    QVERIFY(timer->isActive());
    s.feed.collect(batchOf({ ended(agent(0, Kind::Main, 1'000'200, 1)),
                             ended(agent(1, Kind::Worker, 1'000'200, 0, 1)),
                             ended(agent(2, Kind::Process, 1'000'201, 1'000'200)) }));
    QVERIFY(!timer->isActive());
}

QTEST_MAIN(tst_ProcessesPanel)
#include "tst_processespanel.moc"
