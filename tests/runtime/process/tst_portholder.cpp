// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/portholder.h"

#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace looptide::process;

class tst_PortHolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listenerIsFound_data();
    void listenerIsFound();
    void freePortHasNoHolder();
};

void tst_PortHolder::listenerIsFound_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("any") << QHostAddress(QHostAddress::Any);
}

void tst_PortHolder::listenerIsFound()
{
    QFETCH(QHostAddress, address);
    QTcpServer server;
    QVERIFY(server.listen(address));
    const auto holder = portHolder(server.serverPort());
    QVERIFY(holder);
    QCOMPARE(holder->pid, getpid());
    QVERIFY(holder->name.startsWith(u"tst_portholder"));
}

void tst_PortHolder::freePortHasNoHolder()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const int port = server.serverPort();
    server.close();
    QVERIFY(!portHolder(port));
}

QTEST_GUILESS_MAIN(tst_PortHolder)
#include "tst_portholder.moc"
