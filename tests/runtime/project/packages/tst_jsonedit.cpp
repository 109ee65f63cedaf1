// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/packages/jsonedit.h"

#include <QTest>

using namespace looptide::project;

class JsonEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesOnlyWhatIsAsked_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QStringList>("path");
        QTest::addColumn<QString>("value"); // null: removed
        QTest::addColumn<QByteArray>("after");

        const QStringList name { QStringLiteral("name") };
        const QStringList engine { QStringLiteral("engines"), QStringLiteral("node") };
        const QString text = QStringLiteral("new");
        QTest::newRow("value") << QByteArray("{\n\t\"x\": [1,  2],\n\t\"name\" :\"old\"\n}\n")
                               << name << text
                               << QByteArray("{\n\t\"x\": [1,  2],\n\t\"name\" :\"new\"\n}\n");
        QTest::newRow("not text") << QByteArray("{ \"name\": 5e3, \"b\": {} }") << name << text
                                  << QByteArray("{ \"name\": \"new\", \"b\": {} }");
        QTest::newRow("add") << QByteArray("{\n  \"a\": \"}\\\"\"\n}\n") << name << text
                             << QByteArray("{\n  \"a\": \"}\\\"\",\n  \"name\": \"new\"\n}\n");
        QTest::newRow("add to nothing")
            << QByteArray("{}") << name << text << QByteArray("{\n  \"name\": \"new\"\n}");
        QTest::newRow("add in a line") << QByteArray("{ \"a\": 1 }") << name << text
                                       << QByteArray("{ \"a\": 1, \"name\": \"new\" }");
        QTest::newRow("new object")
            << QByteArray("{\n  \"a\": 1\n}") << engine << text
            << QByteArray("{\n  \"a\": 1,\n  \"engines\": {\n    \"node\": \"new\"\n  }\n}");
        QTest::newRow("in object") << QByteArray("{\"engines\":{\"npm\":\"1\"}}") << engine << text
                                   << QByteArray("{\"engines\":{\"npm\":\"1\",\"node\": \"new\"}}");
        QTest::newRow("remove last") << QByteArray("{\n  \"a\": 1,\n  \"name\": \"b\"\n}") << name
                                     << QString() << QByteArray("{\n  \"a\": 1\n}");
        QTest::newRow("remove first") << QByteArray("{\n  \"name\": \"b\",\n  \"a\": 1\n}") << name
                                      << QString() << QByteArray("{\n  \"a\": 1\n}");
        QTest::newRow("remove only")
            << QByteArray("{ \"name\": \"b\" }") << name << QString() << QByteArray("{}");
        QTest::newRow("remove nothing")
            << QByteArray("{ \"a\": 1 }") << engine << QString() << QByteArray("{ \"a\": 1 }");
        QTest::newRow("the last of two") << QByteArray("{\"name\":\"a\",\"name\":\"b\"}") << name
                                         << text << QByteArray("{\"name\":\"a\",\"name\":\"new\"}");
        QTest::newRow("letters") << QByteArray("{\"name\":\"a\"}") << name
                                 << QStringLiteral("\"é\\\n")
                                 << QByteArray("{\"name\":\"\\\"\xc3\xa9\\\\\\n\"}");
        QTest::newRow("windows") << QByteArray("{\r\n  \"a\": 1\r\n}\r\n") << name << text
                                 << QByteArray("{\r\n  \"a\": 1,\r\n  \"name\": \"new\"\r\n}\r\n");
    }

    void changesOnlyWhatIsAsked()
    {
        QFETCH(QByteArray, before);
        QFETCH(QStringList, path);
        QFETCH(QString, value);
        QFETCH(QByteArray, after);
        JsonEdit edit(before);
        QVERIFY(edit.isValid());
        QVERIFY(edit.set(path, value.isNull() ? std::nullopt : std::optional(value)));
        QCOMPARE(edit.text(), after);
        QVERIFY(JsonEdit(after).isValid());
        QCOMPARE(edit.value(path).value_or(QString()), value);
    }

    void refusesWhatItCannotChange()
    {
        JsonEdit edit("{ \"engines\": \"node\" }");
        QVERIFY(!edit.set({ QStringLiteral("engines"), QStringLiteral("node") },
                          QString() + QStringLiteral("1")));
        QCOMPARE(edit.text(), QByteArray("{ \"engines\": \"node\" }"));
        QVERIFY(!JsonEdit("[]").isValid());
        QVERIFY(!JsonEdit("{").isValid());
        JsonEdit damaged("{");
        QVERIFY(!damaged.set({ QStringLiteral("a") }, QStringLiteral("b")));
    }

    void namesAreInTheOrderOfTheFile()
    {
        const JsonEdit edit(R"({ "scripts": { "z": "1", "a": { "x": 1 } } })");
        QCOMPARE(edit.names({ QStringLiteral("scripts") }).join(u' '), QStringLiteral("z a"));
        QVERIFY(!edit.value({ QStringLiteral("scripts"), QStringLiteral("a") }));
        QVERIFY(edit.names({ QStringLiteral("none") }).isEmpty());
    }
};

QTEST_GUILESS_MAIN(JsonEditTest)
#include "tst_jsonedit.moc"
