// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/predict/predictdialog.h"
#include "panels/predict/puzzle.h"
#include "panels/predict/snippetrun.h"

#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QSyntaxHighlighter>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::PrintedLine;
using models::SnippetRun;

namespace {

constexpr int timeoutMs = 30'000;

SnippetRun::Result resultOf(const QString &source)
{
    SnippetRun run;
    SnippetRun::Result result;
    bool hasEnded = false;
    QObject::connect(&run, &SnippetRun::finished, &run, [&](const SnippetRun::Result &ended) {
        result = ended;
        hasEnded = true;
    });
    run.start(source);
    if (!QTest::qWaitFor([&] { return hasEnded; }, timeoutMs))
        result.error = u"no result"_s;
    return result;
}

QPushButton *mainButton(const QWidget &dialog)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->isDefault())
            return button;
    }
    return nullptr;
}

} // namespace

class tst_Predict : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void eachPuzzleHasAnOrder();
    void namesThePartOfTheLoop();
    void aSnippetIsBounded();
    void failuresAreTold();
    void marksArePlaces();
    void theDialogMarksTheOrder();
    void colouringTheTextIsNoEdit();
    void theUsersProgramIsKept();
    void anEditedPuzzleIsNotSolved();
};

void tst_Predict::eachPuzzleHasAnOrder()
{
    const QList<models::Puzzle> puzzles = models::bundledPuzzles();
    QVERIFY(puzzles.size() >= 30);
    for (const models::Puzzle &puzzle : puzzles) {
        const SnippetRun::Result result = resultOf(puzzle.source);
        QVERIFY2(result.lines.size() >= 2, qPrintable(puzzle.title + result.error));
    }
}

void tst_Predict::namesThePartOfTheLoop()
{
    const SnippetRun::Result result =
        resultOf(u"require('fs').readFile(__filename, () => {\n"
                 "  console.log('file');\n"
                 "  setTimeout(() => console.log('timer'));\n"
                 "  setImmediate(() => console.log('immediate'));\n"
                 "});\n"
                 "Promise.resolve().then(() => console.log('promise'));\n"
                 "process.nextTick(() => console.log('tick'));\n"
                 "console.log('script');"_s);
    QCOMPARE(result.error, QString());
    QStringList lines;
    for (const PrintedLine &line : result.lines)
        lines.append(line.text + u": "_s + models::partOf(line));
    QCOMPARE(lines,
             QStringList({ u"script: main script"_s, u"tick: tick"_s, u"promise: microtask"_s,
                           u"file: poll"_s, u"immediate: check"_s, u"timer: timers"_s }));
}

void tst_Predict::aSnippetIsBounded()
{
    const SnippetRun::Result many = resultOf(u"for (;;) console.log('again');"_s);
    QVERIFY(!many.error.isEmpty());
    QCOMPARE(many.lines.size(), SnippetRun::mostLines);
    QCOMPARE(resultOf(u"process.stdout.write('plain\\n[1,2]\\n')"_s).lines,
             QList<PrintedLine>({ { u"plain"_s, {} }, { u"[1,2]"_s, {} } }));
}

void tst_Predict::failuresAreTold()
{
    const QString syntax = resultOf(u"\n\n}"_s).error;
    QVERIFY2(syntax.startsWith(u"The program failed in line 3: SyntaxError"_s), qPrintable(syntax));
    // A report that is longer than what is kept of it.
    QVERIFY(resultOf(u"for (let i = 0; i < 20; i++) process.stderr.write('Error '.repeat(9999));\n"
                     "process.exitCode = 1;"_s)
                .error.size()
            < 1000);
    const SnippetRun::Result thrown = resultOf(u"console.log(1); throw new TypeError('no')"_s);
    QVERIFY2(thrown.error.contains(u"TypeError: no"), qPrintable(thrown.error));
    QCOMPARE(thrown.lines, QList<PrintedLine>({ { u"1"_s, u"main"_s } }));
    QVERIFY(resultOf(u"process.exitCode = 3"_s).error.contains(u'3'));
}

void tst_Predict::marksArePlaces()
{
    const QList<PrintedLine> printed { { u"a"_s, {} }, { u"b"_s, {} }, { u"a"_s, {} } };
    QCOMPARE(models::marksOf({ u"a"_s, u"a"_s, u"b"_s }, printed),
             QList<bool>({ true, false, false }));
    QCOMPARE(models::marksOf({ u"a"_s }, {}), QList<bool>({ false }));
    for (quint32 seed = 0; seed < 20; ++seed)
        QVERIFY(models::shuffled(printed, seed) != QStringList({ u"a"_s, u"b"_s, u"a"_s }));
    QCOMPARE(models::shuffled({ { u"x"_s, {} }, { u"x"_s, {} } }, 1),
             QStringList({ u"x"_s, u"x"_s }));
}

void tst_Predict::theDialogMarksTheOrder()
{
    panels::PredictDialog dialog;
    dialog.show();
    const QList<QListWidget *> lists = dialog.findChildren<QListWidget *>();
    QListWidget *order = lists[0];
    QPushButton *button = mainButton(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Check"_s, timeoutMs);
    auto *code = dialog.findChild<QPlainTextEdit *>();
    code->setPlainText(u"setTimeout(() => console.log('second')); console.log('first');"_s);
    QCOMPARE(button->text(), u"&Run"_s);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Check"_s, timeoutMs);
    // With two lines, the first order is the wrong one.
    QCOMPARE(order->item(0)->text(), u"second"_s);
    order->setCurrentRow(1);
    order->setFocus();
    QTest::keyClick(order, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(order->item(0)->text(), u"first"_s);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Try Again"_s, timeoutMs);
    QVERIFY(lists[1]->isVisible());
    QCOMPARE(lists[1]->item(1)->text(), u"second – timers"_s);
    QVERIFY(!order->item(0)->icon().isNull());
}

// Each change of a format makes QPlainTextEdit report a change of the text.
void tst_Predict::colouringTheTextIsNoEdit()
{
    panels::PredictDialog dialog;
    dialog.show();
    QPushButton *button = mainButton(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Check"_s, timeoutMs);
    dialog.findChild<QSyntaxHighlighter *>()->rehighlight();
    QCOMPARE(button->text(), u"&Check"_s);
}

void tst_Predict::theUsersProgramIsKept()
{
    panels::PredictDialog dialog;
    dialog.show();
    auto *titles = dialog.findChild<QComboBox *>();
    auto *code = dialog.findChild<QPlainTextEdit *>();
    titles->setCurrentIndex(titles->count() - 1);
    const QString mine = u"console.log('mine');"_s;
    code->setPlainText(mine);
    titles->setCurrentIndex(0);
    QVERIFY(code->toPlainText() != mine);
    titles->setCurrentIndex(titles->count() - 1);
    QCOMPARE(code->toPlainText(), mine);
}

void tst_Predict::anEditedPuzzleIsNotSolved()
{
    panels::PredictDialog dialog;
    dialog.show();
    auto *titles = dialog.findChild<QComboBox *>();
    QListWidget *order = dialog.findChildren<QListWidget *>()[0];
    QPushButton *button = mainButton(dialog);
    const int index = titles->currentIndex();
    QVERIFY(titles->itemIcon(index).isNull());
    dialog.findChild<QPlainTextEdit *>()->setPlainText(u"console.log('a'); console.log('b');"_s);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Check"_s, timeoutMs);
    QTRY_VERIFY(order->hasFocus()); // also after the run
    QTest::keyClick(order, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(order->item(0)->text(), u"a"_s);
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), u"&Try Again"_s, timeoutMs);
    QTest::keyClick(order, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(order->item(0)->text(), u"a"_s); // marked lines stay where they are
    QVERIFY(titles->itemIcon(index).isNull());
}

QTEST_MAIN(tst_Predict)
#include "tst_predict.moc"
