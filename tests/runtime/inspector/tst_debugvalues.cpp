// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/valuetext.h"
#include "tests/support/debuggedprogram.h"

#include <QElapsedTimer>

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;

// What a paused program shows of its values, also of those that are meant to harm.
class tst_DebugValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void scopesHaveTheirVariables();
    void valuesAreShownAsWhatTheyAre_data();
    void valuesAreShownAsWhatTheyAre();
    void getterIsNotRun();
    void endlessGetterIsGivenUp();
    void quietEvaluationChangesNothing();
    void elementsAreReadInPages();
    void variableIsChanged();
    void propertyIsChanged();
    void proxyIsNotAsked();
    void hugeStringIsCut();
    void cycleIsShown();
    void runningProgramIsEvaluated();
    void throwingEvaluationIsAnError();
};

namespace {

// Pauses behind the declarations.
bool pause(DebuggedProgram &program, const QByteArray &declarations)
{
    program.start("function main() {\n" + declarations + "\ndebugger;\n}\nmain();\n");
    return program.waitForPause();
}

QStringList namesOf(const QList<Property> &properties)
{
    QStringList names;
    for (const Property &property : properties)
        names += property.name;
    return names;
}

} // namespace

void tst_DebugValues::scopesHaveTheirVariables()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const a = 1; let b = 'x'; { const inner = 2; b += inner; }"));
    const Scope local = program.session.shown()->pause()->frames.first().scopes.first();
    QCOMPARE(local.type, QStringLiteral("local"));
    QCOMPARE(namesOf(program.properties(local.object)),
             QStringList({ QStringLiteral("a"), QStringLiteral("b") }));
}

void tst_DebugValues::valuesAreShownAsWhatTheyAre_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *expression, const QString &text) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << text;
    };
    add("1 + 1", QStringLiteral("2"));
    add("-0", QStringLiteral("-0"));
    add("10n ** 20n", QStringLiteral("100000000000000000000n"));
    add("({ a: 1, b: [1] })", QStringLiteral("{a: 1, b: Array(1)}"));
    add("new Map([['a', 1]])", QStringLiteral("Map(1) {'a' => 1}"));
    add("new Set([1, 2])", QStringLiteral("Set(2) {1, 2}"));
    add("new TypeError('no')", QStringLiteral("TypeError: no"));
    add("/a+/g", QStringLiteral("/a+/g"));
    add("Promise.resolve(3)",
        QStringLiteral("Promise {[[PromiseState]]: 'fulfilled', "
                       "[[PromiseResult]]: 3}"));
    add("() => 1", QStringLiteral("ƒ ()"));
    add("Symbol('s')", QStringLiteral("Symbol(s)"));
}

void tst_DebugValues::valuesAreShownAsWhatTheyAre()
{
    QFETCH(QString, expression);
    QFETCH(QString, text);
    DebuggedProgram program(false);
    QVERIFY(pause(program, ""));
    const Evaluation result = program.evaluate(expression);
    QCOMPARE(result.error, QString());
    QCOMPARE(valueText(result.value), text);
}

void tst_DebugValues::getterIsNotRun()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "globalThis.runs = 0; const o = { get x() { return ++runs; } };"));
    const Evaluation object = program.evaluate(QStringLiteral("o"));
    const QList<Property> properties = program.properties(object.value);
    QVERIFY(properties.first().hasGetter);
    QVERIFY(!properties.first().value.isValid());
    QCOMPARE(valueText(program.evaluate(QStringLiteral("runs")).value), QStringLiteral("0"));
    QCOMPARE(valueText(program.evaluate(QStringLiteral("o.x")).value), QStringLiteral("1"));
}

void tst_DebugValues::endlessGetterIsGivenUp()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const o = { get x() { for (;;); } };"));
    DebugTarget::EvaluationOptions options;
    options.timeoutMs = 200;
    QVERIFY(!program.evaluate(QStringLiteral("o.x"), options).isGood());
    QCOMPARE(valueText(program.evaluate(QStringLiteral("1 + 1")).value), QStringLiteral("2"));
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.result->exitCode, 0);
}

void tst_DebugValues::quietEvaluationChangesNothing()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "let n = 1; const o = { n: 1 };"));
    DebugTarget::EvaluationOptions options;
    options.isQuiet = true;
    const Evaluation result = program.evaluate(QStringLiteral("o.n = 2"), options);
    QVERIFY(result.hasSideEffects);
    QCOMPARE(valueText(program.evaluate(QStringLiteral("o.n"), options).value),
             QStringLiteral("1"));
}

void tst_DebugValues::elementsAreReadInPages()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const a = Array.from({ length: 1e6 }, (_, i) => i); a.extra = 1;"));
    const Evaluation array = program.evaluate(QStringLiteral("a"));
    QCOMPARE(array.value.elementCount(), 1'000'000);
    std::optional<QList<Property>> page;
    program.session.shown()->listElements(
        array.value, 500'000, 100, this,
        [&](const QList<Property> &elements, const QString &) { page = elements; });
    QTRY_VERIFY_WITH_TIMEOUT(page, DebuggedProgram::timeoutMs);
    QCOMPARE(page->size(), 100);
    QCOMPARE(page->first().name, QStringLiteral("500000"));
    QCOMPARE(valueText(page->first().value), QStringLiteral("500000"));
}

void tst_DebugValues::variableIsChanged()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "let n = 1; setImmediate(() => console.log('n ' + n));"));
    const Scope local = program.session.shown()->pause()->frames.first().scopes.first();
    std::optional<QString> error;
    program.session.shown()->setVariable(0, local, QStringLiteral("n"), QStringLiteral("n + 41"),
                                         this, [&](const QString &text) { error = text; });
    QTRY_VERIFY_WITH_TIMEOUT(error, DebuggedProgram::timeoutMs);
    QCOMPARE(*error, QString());
    program.session.resume();
    QVERIFY(program.waitForEnd());
    QCOMPARE(program.output, QByteArray("n 42\r\n"));
}

void tst_DebugValues::propertyIsChanged()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const o = Object.defineProperty({ a: 1 }, 'b', { value: 1 });"));
    const Evaluation object = program.evaluate(QStringLiteral("o"));
    std::optional<QString> error;
    program.session.shown()->setProperty(0, object.value, QStringLiteral("a"),
                                         QStringLiteral("'new'"), this,
                                         [&](const QString &text) { error = text; });
    QTRY_VERIFY_WITH_TIMEOUT(error, DebuggedProgram::timeoutMs);
    QCOMPARE(*error, QString());
    QCOMPARE(valueText(program.evaluate(QStringLiteral("o.a")).value), QStringLiteral("'new'"));
}

void tst_DebugValues::proxyIsNotAsked()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program,
                  "globalThis.asked = 0; const trap = () => { ++asked; for (;;); };\n"
                  "const p = new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap,"
                  " getOwnPropertyDescriptor: trap, has: trap });"));
    const Evaluation proxy = program.evaluate(QStringLiteral("p"));
    QVERIFY(proxy.isGood());
    const QStringList names = namesOf(program.properties(proxy.value));
    QVERIFY2(names.contains(QStringLiteral("[[Target]]")), qPrintable(names.join(u' ')));
    QCOMPARE(valueText(program.evaluate(QStringLiteral("asked")).value), QStringLiteral("0"));
}

void tst_DebugValues::hugeStringIsCut()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const s = 'x'.repeat(1e8);"));
    const Evaluation text = program.evaluate(QStringLiteral("s"));
    QVERIFY(text.isGood());
    QVERIFY(text.value.value.toString().size() < 100'000);
}

void tst_DebugValues::cycleIsShown()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, "const o = {}; o.self = o; o[`\\u0000\\u202e`] = '\\u0007';"));
    const Evaluation object = program.evaluate(QStringLiteral("o"));
    const QList<Property> properties = program.properties(object.value);
    QCOMPARE(properties.first().name, QStringLiteral("self"));
    QVERIFY(properties.first().value.isObject());
}

void tst_DebugValues::runningProgramIsEvaluated()
{
    DebuggedProgram program(false);
    program.start("globalThis.n = 5; setInterval(() => {}, 100); console.log('ready');");
    QVERIFY(program.waitForOutput("ready"));
    QCOMPARE(valueText(program.evaluate(QStringLiteral("n * 2")).value), QStringLiteral("10"));
    QCOMPARE(valueText(program.evaluate(QStringLiteral("await Promise.resolve(7)")).value),
             QStringLiteral("7"));
    QCOMPARE(valueText(program.evaluate(QStringLiteral("require('os').EOL")).value),
             QStringLiteral("'\\n'"));
}

void tst_DebugValues::throwingEvaluationIsAnError()
{
    DebuggedProgram program(false);
    QVERIFY(pause(program, ""));
    QCOMPARE(program.evaluate(QStringLiteral("missing")).error,
             QStringLiteral("ReferenceError: missing is not defined"));
    QVERIFY(program.evaluate(QStringLiteral("1 +")).error.startsWith(u"SyntaxError"));
    QCOMPARE(program.evaluate(QStringLiteral("throw 'text'")).isGood(), false);
}

QTEST_GUILESS_MAIN(tst_DebugValues)
#include "tst_debugvalues.moc"
