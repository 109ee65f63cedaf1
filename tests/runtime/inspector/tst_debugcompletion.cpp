// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/debuggedprogram.h"

using namespace looptide;
using namespace looptide::inspector;
using looptide::tests::DebuggedProgram;
using namespace Qt::StringLiterals;

namespace {

const QByteArray source = R"(let count = 0;
class Topic { static made = 1; }
const order = { id: 7, items: [1, 2], 'not a name': 1, get total() { count++; return { cents: 5 }; } };
const trap = new Proxy({ hidden: 1 }, { ownKeys() { count++; return ['hidden']; } });
function handle(request) {
  const reply = { status: 200, ...request }; void [order, Topic, trap, count];
  return reply;
}
handle({ body: 'text' });
)";

} // namespace

// What the debug console offers, and that offering it changes nothing.
class tst_DebugCompletion : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void offers_data();
    void offers();
    void changesNothing();
    void offersInARunningProgram();
    void cleanupTestCase();

private:
    Completion complete(const QString &text);

    std::unique_ptr<DebuggedProgram> m_program;
};

void tst_DebugCompletion::initTestCase()
{
    m_program = std::make_unique<DebuggedProgram>(false);
    m_program->breakAt(7);
    m_program->start(source);
    QVERIFY(m_program->waitForPause());
}

Completion tst_DebugCompletion::complete(const QString &text)
{
    std::optional<Completion> answer;
    m_program->session.shown()->complete(text, m_program->session.shownFrame(), this,
                                         [&](const Completion &found) { answer = found; });
    const bool hasAnswer =
        QTest::qWaitFor([&] { return answer.has_value(); }, DebuggedProgram::timeoutMs);
    return hasAnswer ? *answer : Completion { -1 };
}

void tst_DebugCompletion::offers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("from");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QStringList>("unwanted");
    const auto row = [](const char *text, int from, const QStringList &wanted,
                        const QStringList &unwanted = {}) {
        QTest::newRow(text) << QString::fromLatin1(text) << from << wanted << unwanted;
    };
    row("re", 0, { u"reply"_s, u"request"_s }, { u"order"_s });
    row("ord", 0, { u"order"_s });
    row("Top", 0, { u"Topic"_s });
    row("Arr", 0, { u"Array"_s, u"ArrayBuffer"_s });
    row("reply.", 6, { u"body"_s, u"status"_s, u"toString"_s }, { u"reply"_s });
    row("reply.st", 6, { u"status"_s }, { u"body"_s });
    row("1 + order.i", 10, { u"id"_s, u"items"_s });
    row("order.items.", 12, { u"length"_s, u"map"_s }, { u"0"_s });
    row("order?.i", 7, { u"id"_s, u"items"_s });
    row("order['items'].le", 15, { u"length"_s });
    row("reply.body.tri", 11, { u"trim"_s, u"trimEnd"_s, u"trimStart"_s });
    row("Topic.", 6, { u"made"_s });
    row("order.n", 6, {}, { u"not a name"_s });
    row("null.", 5, {});
    row("nobody.", 7, {});
    row("handle().", 9, {});
    row("count++.", 8, {});
}

void tst_DebugCompletion::offers()
{
    QFETCH(const QString, text);
    QFETCH(const int, from);
    QFETCH(const QStringList, wanted);
    QFETCH(const QStringList, unwanted);
    const Completion found = complete(text);
    QCOMPARE(found.from, from);
    for (const QString &name : wanted)
        QVERIFY2(found.names.contains(name), qPrintable(found.names.join(u' ')));
    for (const QString &name : unwanted)
        QVERIFY2(!found.names.contains(name), qPrintable(name));
    if (wanted.isEmpty() && unwanted.isEmpty())
        QCOMPARE(found.names, QStringList());
}

void tst_DebugCompletion::changesNothing()
{
    QCOMPARE(complete(QStringLiteral("order.total.")).names, QStringList());
    QCOMPARE(complete(QStringLiteral("trap.")).names, QStringList());
    QCOMPARE(m_program->evaluate(QStringLiteral("count")).value.value.toInt(), 0);
}

void tst_DebugCompletion::offersInARunningProgram()
{
    m_program->runtime->stop();
    QVERIFY(m_program->waitForEnd());
    m_program = std::make_unique<DebuggedProgram>(true);
    m_program->start("globalThis.shared = { deep: { value: 1 } };\nsetInterval(() => {}, 1000);\n"
                     "console.log('ready');\n");
    QVERIFY(m_program->waitForOutput("ready"));
    QCOMPARE(complete(QStringLiteral("shared.deep.v")).names.first(), QStringLiteral("value"));
    QVERIFY(complete(QStringLiteral("proc")).names.contains(QStringLiteral("process")));
}

void tst_DebugCompletion::cleanupTestCase()
{
    m_program->runtime->stop();
    QVERIFY(m_program->waitForEnd());
}

QTEST_GUILESS_MAIN(tst_DebugCompletion)
#include "tst_debugcompletion.moc"
