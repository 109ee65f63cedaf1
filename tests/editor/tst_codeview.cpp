// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/editcommands.h"
#include "editor/highlighter.h"
#include "editor/syntax.h"

#include <QSignalSpy>
#include <QTest>

using namespace looptide::editor;
using Sci = QsciScintillaBase;

namespace {

void load(CodeView &view, const QByteArray &text, const QString &fileName = QStringLiteral("a.js"))
{
    view.resetText(text, Eol::Lf);
    view.setDefinition(Syntax::instance().definitionFor(fileName, QString()));
    view.setIndentStyle({ false, 2 });
}

void type(CodeView &view, const char *text)
{
    for (const char *c = text; *c; ++c)
        *c == '\n' ? QTest::keyClick(&view, Qt::Key_Return) : QTest::keyClick(&view, *c);
}

} // namespace

class TestCodeView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typingCode_data();
    void typingCode();
    void aPairIsOneUndoStep();
    void aBracketSurroundsTheSelection();
    void backspaceTakesAnEmptyPair();
    void togglesComments_data();
    void togglesComments();
    void movesDuplicatesAndDeletesLines();
    void selectsOccurrences();
    void escapeKeepsOneCaret();
    void indentsWhatIsSelected();
    void replacingTheTextTouchesOnlyWhatDiffers();
    void goesToUtf16Columns();
    void reportsEveryEdit();
    void finalNewlineAndTrailingSpaces();
    void aJumpReportsTheCaret();
};

void TestCodeView::typingCode_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const char *before, const char *keys, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(keys) << QByteArray(after);
    };
    row("a bracket closes", "", "f(", "f()");
    row("a closer is typed over", "", "f()", "f()");
    row("quotes close", "", "a('b')", "a('b')");
    row("an apostrophe in a word does not", "", "// don't", "// don't");
    row("nor a quote in a string", "", "\"it's\"", "\"it's\"");
    row("nor a bracket before a word", "x", "(", "(x");
    row("a block opens over three lines", "", "if (a) {\nb", "if (a) {\n  b\n}");
    row("a call breaks its arguments", "", "f(\na", "f(\n  a\n)");
    row("the indentation stays", "    a", "", "    a");
    row("an inner block", "", "a {\nb {\nc", "a {\n  b {\n    c\n  }\n}");
    row("a comment goes on", "", "/**\nx", "/**\n * x");
    row("an escaped quote does not close", "", "'\\'", "'\\''");
}

void TestCodeView::typingCode()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, keys);
    QFETCH(QByteArray, after);
    CodeView view;
    load(view, before);
    type(view, keys.constData());
    QCOMPARE(view.textBytes(), after);
}

void TestCodeView::aPairIsOneUndoStep()
{
    CodeView view;
    load(view, "a");
    view.send(Sci::SCI_DOCUMENTEND);
    type(view, "{");
    QCOMPARE(view.textBytes(), QByteArray("a{}"));
    type(view, "\n");
    QCOMPARE(view.textBytes(), QByteArray("a{\n  \n}"));
    view.undo();
    QCOMPARE(view.textBytes(), QByteArray("a{}"));
    view.undo();
    QCOMPARE(view.textBytes(), QByteArray("a"));
}

void TestCodeView::aBracketSurroundsTheSelection()
{
    CodeView view;
    load(view, "a + b");
    view.selectAll();
    type(view, "(");
    QCOMPARE(view.textBytes(), QByteArray("(a + b)"));
    QCOMPARE(view.textBytes(view.selectionRange()), QByteArray("a + b"));
    view.undo();
    QCOMPARE(view.textBytes(), QByteArray("a + b"));
}

void TestCodeView::backspaceTakesAnEmptyPair()
{
    CodeView view;
    load(view, "");
    type(view, "f(");
    QTest::keyClick(&view, Qt::Key_Backspace);
    QCOMPARE(view.textBytes(), QByteArray("f"));
    // A pair that a person typed is taken one by one.
    load(view, "()");
    view.send(Sci::SCI_GOTOPOS, 1);
    QTest::keyClick(&view, Qt::Key_Backspace);
    QCOMPARE(view.textBytes(), QByteArray(")"));
}

void TestCodeView::togglesComments_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("commented");
    QTest::newRow("lines") << "a.js" << QByteArray("  a\n\n    b")
                           << QByteArray("  // a\n\n  //   b");
    QTest::newRow("yaml") << "a.yaml" << QByteArray("a: 1") << QByteArray("# a: 1");
    QTest::newRow("html") << "a.html" << QByteArray("<p>\n</p>")
                          << QByteArray("<!-- <p>\n</p> -->");
    QTest::newRow("css") << "a.css" << QByteArray("p {}") << QByteArray("/* p {} */");
}

void TestCodeView::togglesComments()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, commented);
    CodeView view;
    load(view, text, file);
    view.selectAll();
    commands::toggleComment(&view);
    QCOMPARE(view.textBytes(), commented);
    view.selectAll();
    commands::toggleComment(&view);
    QCOMPARE(view.textBytes(), text);
    view.undo();
    QCOMPARE(view.textBytes(), commented);
}

void TestCodeView::movesDuplicatesAndDeletesLines()
{
    CodeView view;
    load(view, "a\nb\nc");
    commands::moveLines(&view, true);
    QCOMPARE(view.textBytes(), QByteArray("b\na\nc"));
    commands::duplicate(&view);
    QCOMPARE(view.textBytes(), QByteArray("b\na\na\nc"));
    commands::deleteLines(&view);
    QCOMPARE(view.textBytes(), QByteArray("b\na\nc"));
    view.send(Sci::SCI_DOCUMENTEND);
    commands::deleteLines(&view);
    QCOMPARE(view.textBytes(), QByteArray("b\na"));
    commands::insertLine(&view, true);
    type(view, "x");
    QCOMPARE(view.textBytes(), QByteArray("b\na\nx"));
}

void TestCodeView::selectsOccurrences()
{
    CodeView view;
    load(view, "a b ab a\na");
    commands::selectNextOccurrence(&view);
    QCOMPARE(view.textBytes(view.selectionRange()), QByteArray("a"));
    commands::selectNextOccurrence(&view);
    QCOMPARE(view.send(Sci::SCI_GETSELECTIONS), 2);
    type(view, "c");
    QCOMPARE(view.textBytes(), QByteArray("c b ab c\na"));
    load(view, "a b ab a\na");
    commands::selectAllOccurrences(&view);
    QCOMPARE(view.send(Sci::SCI_GETSELECTIONS), 3);
}

void TestCodeView::escapeKeepsOneCaret()
{
    CodeView view;
    load(view, "a\nb\nc");
    commands::addCaret(&view, true);
    commands::addCaret(&view, true);
    QCOMPARE(view.send(Sci::SCI_GETSELECTIONS), 3);
    QSignalSpy escape(&view, &CodeView::escapePressed);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(view.send(Sci::SCI_GETSELECTIONS), 1);
    QCOMPARE(escape.count(), 0);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(escape.count(), 1);
}

void TestCodeView::indentsWhatIsSelected()
{
    CodeView view;
    load(view, "a\n b\n");
    view.selectAll();
    commands::indent(&view);
    QCOMPARE(view.textBytes(), QByteArray("  a\n   b\n"));
    view.selectAll();
    commands::unindent(&view);
    QCOMPARE(view.textBytes(), QByteArray("a\n  b\n"));
}

void TestCodeView::replacingTheTextTouchesOnlyWhatDiffers()
{
    CodeView view;
    load(view, "one \xC3\xA4 two\nthree\n");
    view.goTo(2, 3);
    QSignalSpy edited(&view, &CodeView::textEdited);
    view.replaceText("one \xC3\xB6 two\nthree\n");
    QCOMPARE(view.textBytes(), QByteArray("one \xC3\xB6 two\nthree\n"));
    QCOMPARE(view.lineAt(view.caret()), 1);
    // Never half a character.
    QCOMPARE(edited.last().at(2).toByteArray(), QByteArray("\xC3\xB6"));
    view.replaceText("one \xC3\xB6 two\nthree\n");
    QCOMPARE(edited.count(), 2);
    view.replaceText("");
    QCOMPARE(view.textBytes(), QByteArray());
    view.undo();
    QCOMPARE(view.textBytes(), QByteArray("one \xC3\xB6 two\nthree\n"));
}

void TestCodeView::goesToUtf16Columns()
{
    CodeView view;
    load(view, "x\n\xF0\x9F\x98\x80 error\nshort\n");
    view.goTo(2, 4);
    QCOMPARE(view.textBytes({ view.caret(), view.caret() + 5 }), QByteArray("error"));
    view.goTo(3, 99);
    QCOMPARE(view.caret(), view.lineEnd(2));
    view.goTo(999, 1);
    QCOMPARE(view.lineAt(view.caret()), 3);
}

void TestCodeView::reportsEveryEdit()
{
    CodeView view;
    load(view, "start\n");
    QByteArray mirror = view.textBytes();
    connect(&view, &CodeView::textEdited, this,
            [&mirror](int position, int removed, const QByteArray &inserted) {
                mirror.replace(position, removed, inserted);
            });
    type(view, "if (a) {\nb('c')\n");
    commands::toggleComment(&view);
    commands::moveLines(&view, false);
    view.undo();
    view.undo();
    view.redo();
    view.replaceText("else\n");
    view.undo();
    QCOMPARE(mirror, view.textBytes());
}

void TestCodeView::finalNewlineAndTrailingSpaces()
{
    CodeView view;
    load(view, "a  \n\t\nb");
    commands::trimTrailingWhitespace(&view);
    commands::ensureFinalNewline(&view);
    QCOMPARE(view.textBytes(), QByteArray("a\n\nb\n"));
    commands::ensureFinalNewline(&view);
    QCOMPARE(view.textBytes(), QByteArray("a\n\nb\n"));
}

void TestCodeView::aJumpReportsTheCaret()
{
    CodeView view;
    load(view, "a\nb\nc\nd\n");
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy moved(&view, &CodeView::caretMoved);
    for (const int line : { 3, 2, 4 }) {
        view.goTo(line, 1);
        QTRY_VERIFY(!moved.isEmpty());
        QCOMPARE(moved.last(), QVariantList({ line, 1 }));
        moved.clear();
    }
}

QTEST_MAIN(TestCodeView)
#include "tst_codeview.moc"
