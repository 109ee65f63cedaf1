// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/debugtarget.h"
#include "runtime/inspector/valuetext.h"

#include <QJsonDocument>
#include <QTest>

using namespace looptide::inspector;

class tst_ValueText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsJavaScript_data();
    void textIsJavaScript();
    void longStringIsShortened();
    void accessIsJavaScript_data();
    void accessIsJavaScript();
    void logMessageHasItsExpressions();
};

void tst_ValueText::textIsJavaScript_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, const QByteArray &json, const QString &text) {
        QTest::newRow(name) << json << text;
    };
    add("string", R"x({"type":"string","value":"it's\n"})x", QStringLiteral("'it\\'s\\n'"));
    add("number", R"x({"type":"number","value":1.5,"description":"1.5"})x", QStringLiteral("1.5"));
    add("NaN", R"x({"type":"number","unserializableValue":"NaN","description":"NaN"})x",
        QStringLiteral("NaN"));
    add("null", R"x({"type":"object","subtype":"null","value":null})x", QStringLiteral("null"));
    add("undefined", R"x({"type":"undefined"})x", QStringLiteral("undefined"));
    add("boolean", R"x({"type":"boolean","value":true})x", QStringLiteral("true"));
    add("function", R"x({"type":"function","description":"function add(a, b) { return a }"})x",
        QStringLiteral("ƒ add()"));
    add("class", R"x({"type":"function","description":"class A extends B { }"})x",
        QStringLiteral("class A extends B"));
    add("object",
        R"x({"type":"object","description":"Object","objectId":"1","preview":{"overflow":true,
            "properties":[{"name":"a","type":"number","value":"1"},
            {"name":"b","type":"string","value":"x"}]}})x",
        QStringLiteral("{a: 1, b: 'x', …}"));
    add("array",
        R"x({"type":"object","subtype":"array","description":"Array(2)","objectId":"1","preview":{
            "properties":[{"name":"0","type":"number","value":"1"},
            {"name":"1","type":"object","value":"Object"}]}})x",
        QStringLiteral("Array(2) [1, {…}]"));
    add("map",
        R"x({"type":"object","subtype":"map","description":"Map(1)","objectId":"1","preview":{
            "properties":[{"name":"size","type":"number","value":"1"}],
            "entries":[{"key":{"type":"string","description":"a"},
            "value":{"type":"number","description":"1"}}]}})x",
        QStringLiteral("Map(1) {'a' => 1}"));
    add("error", R"x({"type":"object","subtype":"error","description":"Error: x\n    at f"})x",
        QStringLiteral("Error: x"));
}

void tst_ValueText::textIsJavaScript()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QCOMPARE(valueText(RemoteValue::fromJson(QJsonDocument::fromJson(json).object())), text);
}

void tst_ValueText::longStringIsShortened()
{
    RemoteValue value;
    value.type = QStringLiteral("string");
    value.value = QString(1'000'000, u'x');
    QVERIFY(valueText(value).size() < 600);
    QVERIFY(valueText(value).endsWith(QStringLiteral("…'")));
}

void tst_ValueText::accessIsJavaScript_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("access");
    QTest::newRow("identifier") << QStringLiteral("user") << QStringLiteral(".user");
    QTest::newRow("index") << QStringLiteral("12") << QStringLiteral("[12]");
    QTest::newRow("other") << QStringLiteral("a\"b") << QStringLiteral("[\"a\\\"b\"]");
    QTest::newRow("private") << QStringLiteral("#n") << QStringLiteral(".#n");
}

void tst_ValueText::accessIsJavaScript()
{
    QFETCH(QString, name);
    QFETCH(QString, access);
    QCOMPARE(accessText(name), access);
}

void tst_ValueText::logMessageHasItsExpressions()
{
    const LogMessage message = LogMessage::parse(QStringLiteral("a={a}, {f({b})}; {open"));
    QCOMPARE(message.expressions, QStringList({ QStringLiteral("a"), QStringLiteral("f({b})") }));
    QCOMPARE(
        message.texts,
        QStringList({ QStringLiteral("a="), QStringLiteral(", "), QStringLiteral("; {open") }));
}

QTEST_GUILESS_MAIN(tst_ValueText)
#include "tst_valuetext.moc"
