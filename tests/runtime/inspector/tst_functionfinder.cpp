// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/functionfinder.h"

#include <QTest>

using namespace looptide::inspector;

// Each "^" in a source is where a body of f must be found.
class tst_FunctionFinder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
};

void tst_FunctionFinder::finds_data()
{
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *name, const char *marked) {
        QTest::newRow(name) << QString::fromLatin1(marked);
    };
    row("declaration", "function f() {^ }");
    row("declaration in a later line", "let a;\n  async function f(x,\n y = g({})) {^\n}");
    row("generator", "function* f() {^ yield 1 }");
    row("assigned function", "const f = function () {^ }");
    row("assigned named function", "const f = async function other(a) {^ }");
    row("arrow function", "const f = (a, b) => {^ }");
    row("arrow function of an expression", "const f = (a) => ^a + 1");
    row("arrow function of one parameter", "const f = async a => {^ }");
    row("property", "const o = { f: (a) => {^ }, g() {} }");
    row("property with a function", "const o = { f: function () {^ } }");
    row("method", "class A { f(a = (1)) {^ } g() {} }");
    row("asynchronous method", "class A { async f() {^ } }");
    row("private method", "class A { #f() {^ } }");
    row("field of a class", "class A { f = () => {^ } }");
    row("assigned to a property", "exports.f = function (a) {^ }");
    row("two of them", "class A { f() {^ } }\nclass B { f() {^ } }");
    row("stripped types", "function f(a        , b        )         {^ return a }");
    row("call", "f(); if (f(1)) { } o.f(2)");
    row("call whose result is compared", "if (f == (a)) {}");
    row("longer name", "function ff() {} function f1() {} const $f = () => {}");
    row("comment", "// function f() {}\n/* f() {} */ g()");
    row("string", "const a = 'function f() {}', b = `f() {}`");
    row("text in the parameters", "function f(a = ')') {^ }");
    row("value that is no function", "const f = 1, g = { f: 2 }");
    row("incomplete", "function f(");
}

void tst_FunctionFinder::finds()
{
    QFETCH(const QString, marked);
    QString source;
    QList<FunctionBody> expected;
    int line = 0;
    int column = 0;
    for (const QChar c : marked) {
        if (c == u'^') {
            expected.append({ line, column });
            continue;
        }
        source += c;
        column = c == u'\n' ? 0 : column + 1;
        line += c == u'\n' ? 1 : 0;
    }
    const QList<FunctionBody> found = findFunctions(source, QStringLiteral("f"));
    QCOMPARE(found.size(), expected.size());
    QVERIFY(found == expected);
}

QTEST_APPLESS_MAIN(tst_FunctionFinder)
#include "tst_functionfinder.moc"
