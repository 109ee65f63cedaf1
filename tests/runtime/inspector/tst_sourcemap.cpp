// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/sourcemap.h"

#include <QTest>

using namespace looptide::inspector;

class tst_SourceMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mapsInBothDirections();
    void sourcesAreRelativeToTheMap();
    void placeBeforeTheFirstMappingOfALineIsThatMapping();
    void lineWithoutMappingLeadsToTheNext();
    void negativeAndLongNumbersAreRead();
    void indexedMapIsRead();
    void damagedMapIsRefused_data();
    void damagedMapIsRefused();
    void inlineMapIsRead();
};

namespace {

const QUrl base = QUrl::fromLocalFile(QStringLiteral("/p/dist/app.js.map"));

QByteArray mapOf(const QByteArray &mappings)
{
    return R"({"version":3,"sources":["../src/app.ts","b.ts"],"mappings":")" + mappings + "\"}";
}

} // namespace

void tst_SourceMap::mapsInBothDirections()
{
    const auto map = SourceMap::fromJson(mapOf("AAAA;AACA,IAAI"), base);
    QVERIFY(map);
    QCOMPARE(map->original(0, 5), (SourceMap::Place { 0, 0, 0 }));
    QCOMPARE(map->original(1, 2), (SourceMap::Place { 0, 1, 0 }));
    QCOMPARE(map->original(1, 6), (SourceMap::Place { 0, 1, 4 }));
    QCOMPARE(map->generated(0, 1), (SourceMap::Generated { 1, 0 }));
    QVERIFY(!map->generated(1, 0));
    QVERIFY(!map->original(2, 0));
}

void tst_SourceMap::sourcesAreRelativeToTheMap()
{
    const auto map = SourceMap::fromJson(mapOf("AAAA"), base);
    QCOMPARE(map->sources(),
             QStringList({ QStringLiteral("/p/src/app.ts"), QStringLiteral("/p/dist/b.ts") }));
    const auto rooted = SourceMap::fromJson(
        R"({"version":3,"sourceRoot":"/other","sources":["a.ts"],"mappings":"AAAA"})", base);
    QCOMPARE(rooted->sources(), QStringList(QStringLiteral("/other/a.ts")));
}

void tst_SourceMap::placeBeforeTheFirstMappingOfALineIsThatMapping()
{
    const auto map = SourceMap::fromJson(mapOf(";IAEA"), base);
    QCOMPARE(map->original(1, 0), (SourceMap::Place { 0, 2, 0 }));
}

void tst_SourceMap::lineWithoutMappingLeadsToTheNext()
{
    const auto map = SourceMap::fromJson(mapOf("AAAA;AAGA"), base);
    QCOMPARE(map->generated(0, 1), (SourceMap::Generated { 1, 0 }));
}

void tst_SourceMap::negativeAndLongNumbersAreRead()
{
    // Column 1000, then back to line 0 with -5.
    const auto map = SourceMap::fromJson(mapOf("AAKA,w+BALA"), base);
    QVERIFY(map);
    QCOMPARE(map->original(0, 1000), (SourceMap::Place { 0, 0, 0 }));
    QCOMPARE(map->original(0, 999), (SourceMap::Place { 0, 5, 0 }));
}

void tst_SourceMap::indexedMapIsRead()
{
    const QByteArray json = R"({"version":3,"sections":[)"
                            R"({"offset":{"line":0,"column":0},"map":)"
        + mapOf("AAAA") + R"(},{"offset":{"line":10,"column":0},"map":)" + mapOf("AAEA") + "}]}";
    const auto map = SourceMap::fromJson(json, base);
    QVERIFY(map);
    QCOMPARE(map->original(10, 3), (SourceMap::Place { 2, 2, 0 }));
}

void tst_SourceMap::damagedMapIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("<html>");
    QTest::newRow("no mappings") << QByteArray(R"({"version":3,"sources":[]})");
    QTest::newRow("not base 64") << mapOf("A*AA");
    QTest::newRow("endless number") << mapOf("ggggggggggggggggA");
}

void tst_SourceMap::damagedMapIsRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!SourceMap::fromJson(json, base));
}

void tst_SourceMap::inlineMapIsRead()
{
    const QUrl script = QUrl::fromLocalFile(QStringLiteral("/p/dist/app.js"));
    const QString url = QStringLiteral("data:application/json;charset=utf-8;base64,")
        + QString::fromLatin1(mapOf("AAAA").toBase64());
    const auto map = SourceMap::load(url, script);
    QVERIFY(map);
    QCOMPARE(map->sources().first(), QStringLiteral("/p/src/app.ts"));
    QVERIFY(!SourceMap::load(QStringLiteral("https://example.com/app.js.map"), script));
}

QTEST_GUILESS_MAIN(tst_SourceMap)
#include "tst_sourcemap.moc"
