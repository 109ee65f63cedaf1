// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/agenttexts.h"
#include "tests/panels/agents.h"

#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using tests::agent;
using tests::Kind;

class tst_AgentTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCommandIsShownAsItIsTyped_data();
    void aCommandIsShownAsItIsTyped();
    void aLongCommandIsShortened();
    void hostileTitlesAreMadeVisible();
    void eachKindHasItsName();
    void equalNamesHaveTheirProcess();
};

void tst_AgentTexts::aCommandIsShownAsItIsTyped_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("command");
    QTest::newRow("path") << u"/home/me/app/server.js --port 80"_s << u"node server.js --port 80"_s;
    QTest::newRow("relative") << u"src/server.mjs"_s << u"node server.mjs"_s;
    QTest::newRow("space in a folder") << u"/home/me/my app/server.ts a"_s << u"node server.ts a"_s;
    QTest::newRow("script as an argument")
        << u"/usr/bin/tool --config a.js"_s << u"node tool --config a.js"_s;
    QTest::newRow("path as an argument") << u"a.js /etc/hosts"_s << u"node a.js /etc/hosts"_s;
    QTest::newRow("evaluated") << u"-e 1"_s << u"node -e 1"_s;
    QTest::newRow("npm") << u"/opt/npm/bin/npm-cli.js run dev"_s << u"npm run dev"_s;
    QTest::newRow("none") << QString() << QString();
}

void tst_AgentTexts::aCommandIsShownAsItIsTyped()
{
    QFETCH(const QString, title);
    QTEST(models::agentCommand(agent(1, Kind::Process, 5, 4, 0, title).info), "command");
}

void tst_AgentTexts::aLongCommandIsShortened()
{
    const auto info = agent(1, Kind::Process, 5, 4, 0, u"a.js "_s + QString(100'000, u'x')).info;
    const QString command = models::agentCommand(info);
    QCOMPARE(command.size(), 60);
    QVERIFY(command.startsWith("node a.js xxx"_L1));
    QVERIFY(command.endsWith(QChar(0x2026)));
}

void tst_AgentTexts::hostileTitlesAreMadeVisible()
{
    const auto info = agent(1, Kind::Process, 5, 4, 0, u"a.js \u202Egnp\n\u001B[2J"_s).info;
    QCOMPARE(models::agentName(info), u"node a.js <U+202E>gnp\u240A\u241B[2J"_s);
}

void tst_AgentTexts::eachKindHasItsName()
{
    const QString title = u"/app/a.js"_s;
    QCOMPARE(models::agentName(agent(0, Kind::Main, 5, 4, 0, title).info), u"Main thread"_s);
    QCOMPARE(models::agentName(agent(1, Kind::Worker, 5, 0, 2).info), u"Worker 2"_s);
    QCOMPARE(models::agentName(agent(2, Kind::ClusterWorker, 6, 5, 3, title).info),
             u"Cluster worker 3"_s);
    QCOMPARE(models::agentName(agent(3, Kind::Process, 7, 5).info), u"Process 7"_s);
    QCOMPARE(models::agentDescription(agent(2, Kind::ClusterWorker, 6, 5, 3, title).info),
             u"Cluster worker 3 · node a.js"_s);
    QCOMPARE(models::agentDescription(agent(1, Kind::Worker, 5, 0, 2).info), u"Worker 2"_s);
}

void tst_AgentTexts::equalNamesHaveTheirProcess()
{
    const auto names = models::agentNames(
        { agent(0, Kind::Main, 5, 4).info, agent(1, Kind::Worker, 5, 0, 1).info,
          agent(2, Kind::Worker, 6, 0, 1).info, agent(3, Kind::Worker, 6, 0, 2).info });
    QCOMPARE(names.value(0), u"Main thread"_s);
    QCOMPARE(names.value(1), u"Worker 1 (process 5)"_s);
    QCOMPARE(names.value(2), u"Worker 1 (process 6)"_s);
    QCOMPARE(names.value(3), u"Worker 2"_s);
}

QTEST_GUILESS_MAIN(tst_AgentTexts)
#include "tst_agenttexts.moc"
