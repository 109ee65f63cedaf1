// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/printedaddresses.h"

#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::PrintedAddresses;

namespace {

QString text(const PrintedAddresses &addresses)
{
    QStringList urls;
    for (const QUrl &url : addresses.urls())
        urls += url.toString();
    return urls.join(u' ');
}

} // namespace

class tst_PrintedAddresses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressesOfThisMachineAreFound_data();
    void addressesOfThisMachineAreFound();
    void linesMayComeInPieces();
    void listIsBounded();
    void endlessLineIsBounded();
};

void tst_PrintedAddresses::addressesOfThisMachineAreFound_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << "a\nhttp\n"_ba << u""_s;
    QTest::newRow("plain") << "Listening on http://localhost:3000.\r\n"_ba
                           << u"http://localhost:3000"_s;
    QTest::newRow("coloured, as Vite prints it")
        << "  \x1b[32m➜\x1b[39m  \x1b[1mLocal\x1b[22m:   \x1b[36mhttp://localhost:\x1b[1m5173\x1b[22m/\x1b[39m\n"_ba
        << u"http://localhost:5173/"_s;
    QTest::newRow("all addresses") << "http://0.0.0.0:80 https://[::]:8443/x\n"_ba
                                   << u"http://localhost:80 https://localhost:8443/x"_s;
    QTest::newRow("loopback addresses")
        << "http://127.0.0.1:1 http://[::1]:2 http://a.localhost:3\n"_ba
        << u"http://127.0.0.1:1 http://[::1]:2 http://a.localhost:3"_s;
    QTest::newRow("other machines")
        << "see https://nodejs.org/api http://192.168.1.5:3000 http://localhost.example:3000 "
           "http://127.0.0.1.example:1\n"_ba
        << u""_s;
    QTest::newRow("one for each port")
        << "http://localhost:3000/a?b=1#c\nhttp://127.0.0.1:3000/d\nhttp://localhost:3001\n"_ba
        << u"http://localhost:3000/a http://localhost:3001"_s;
    QTest::newRow("no password is kept")
        << "http://u:p@localhost:1/\n"_ba << u"http://localhost:1/"_s;
    QTest::newRow("line without its end") << "http://localhost:3000"_ba << u""_s;
}

void tst_PrintedAddresses::addressesOfThisMachineAreFound()
{
    QFETCH(const QByteArray, output);
    QFETCH(const QString, expected);
    PrintedAddresses addresses;
    QCOMPARE(addresses.add(output), !expected.isEmpty());
    QCOMPARE(text(addresses), expected);
    QVERIFY(!addresses.add(output));
    addresses.clear();
    QCOMPARE(text(addresses), QString());
}

void tst_PrintedAddresses::linesMayComeInPieces()
{
    PrintedAddresses addresses;
    QVERIFY(!addresses.add("first\nhtt"));
    QVERIFY(!addresses.add("p://localhost:"));
    QVERIFY(!addresses.add("3000"));
    QVERIFY(addresses.add("1\nnext"));
    QCOMPARE(text(addresses), u"http://localhost:30001"_s);
}

void tst_PrintedAddresses::listIsBounded()
{
    PrintedAddresses addresses;
    for (int port = 1; port < 1000; ++port)
        addresses.add("http://localhost:" + QByteArray::number(port) + '\n');
    QCOMPARE(addresses.urls().size(), PrintedAddresses::maximumAddresses);
}

void tst_PrintedAddresses::endlessLineIsBounded()
{
    PrintedAddresses addresses;
    for (int i = 0; i < 1000; ++i)
        QVERIFY(!addresses.add(QByteArray(10'000, 'x')));
    QVERIFY(!addresses.add("http://localhost:1\n"));
    QVERIFY(addresses.add("http://localhost:2\n"));
    QCOMPARE(text(addresses), u"http://localhost:2"_s);
}

QTEST_GUILESS_MAIN(tst_PrintedAddresses)
#include "tst_printedaddresses.moc"
