// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/agentchooser.h"
#include "tests/panels/agents.h"
#include "tests/panels/fakefeed.h"

#include <QComboBox>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using panels::AgentChooser;
using tests::agent;
using tests::batchOf;
using tests::ended;
using tests::Kind;

namespace {

// The chooser in a panel that is visible.
struct Shown
{
    tests::FakeFeed feed;
    QWidget panel;
    AgentChooser *chooser = new AgentChooser(&feed, &panel);
    QComboBox *agents = chooser->findChild<QComboBox *>();

    Shown()
    {
        feed.begin();
        panel.show();
    }
    QStringList items() const
    {
        QStringList items;
        for (int i = 0; i < agents->count(); ++i)
            items += agents->itemText(i);
        return items;
    }
};

} // namespace

class tst_AgentChooser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAgentIsNoChoice()
    {
        Shown s;
        QVERIFY(!s.chooser->isVisible());
        s.feed.collect(batchOf({ agent(0, Kind::Main, 200, 100) }));
        QVERIFY(!s.chooser->isVisible());
        s.feed.collect(batchOf({ agent(1, Kind::Worker, 200, 0, 1) }));
        QVERIFY(s.chooser->isVisible());
        QCOMPARE(s.items(), (QStringList { u"Main thread"_s, u"Worker 1"_s }));
        s.feed.begin();
        QVERIFY(!s.chooser->isVisible());
    }

    void aCommandThatIsNotNodeIsNoChoice()
    {
        Shown s;
        s.feed.collect(batchOf({ trace::AgentState(), agent(1, Kind::Process, 200, 100) }));
        QVERIFY(!s.chooser->isVisible());
    }

    void aChosenAgentIsShown()
    {
        Shown s;
        s.feed.collect(
            batchOf({ agent(0, Kind::Main, 200, 100), agent(7, Kind::Worker, 200, 0, 1) }));
        s.agents->setFocus();
        QTest::keyClick(s.agents, Qt::Key_Down);
        QCOMPARE(s.feed.shown, QList<quint16> { 7 });
        s.feed.shown.clear();
        s.feed.showAgent(0); // elsewhere
        QCOMPARE(s.agents->currentText(), u"Main thread"_s);
        QCOMPARE(s.feed.shown, QList<quint16> { 0 });
    }

    void ofThoseThatHaveEndedTheNewestAreListed()
    {
        Shown s;
        s.feed.collect(batchOf({ agent(0, Kind::Main, 200, 100) }));
        for (quint16 id = 1; id <= AgentChooser::mostEnded + 5; ++id)
            s.feed.collect(batchOf({ ended(agent(id, Kind::Worker, 200, 0, id)) }));
        QCOMPARE(s.agents->count(), 1 + AgentChooser::mostEnded);
        QCOMPARE(s.items().at(1), u"Worker 6, ended"_s);
        s.feed.showAgent(2);
        QCOMPARE(s.agents->currentText(), u"Worker 2, ended"_s);
    }
};

QTEST_MAIN(tst_AgentChooser)
#include "tst_agentchooser.moc"
