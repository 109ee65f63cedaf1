// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/highlighter.h"
#include "editor/syntax.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace looptide::editor;
using Sci = QsciScintillaBase;

namespace {

void show(CodeView &view, const QByteArray &text, const QString &fileName)
{
    view.resetText(text, Eol::Lf);
    view.setDefinition(Syntax::instance().definitionFor(fileName, QString()));
    view.highlighter()->finish();
}

// One line a run that is neither plain nor an operator: "Keyword const".
QString dump(CodeView &view)
{
    const QByteArray text = view.textBytes();
    const QByteArray styles = view.highlighter()->styleBytes();
    QStringList runs;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = start;
        while (end < text.size() && styles[end] == styles[start])
            ++end;
        const QString name = view.highlighter()->textStyleName(uchar(styles[start]));
        const QString run = QString::fromUtf8(text.mid(start, end - start)).trimmed();
        if (name != QLatin1String("Normal") && name != QLatin1String("Operator") && !run.isEmpty())
            runs << name + u' ' + run;
        start = end;
    }
    return runs.join(u'\n');
}

QString foldDump(CodeView &view)
{
    QStringList lines;
    for (int line = 0; line < view.send(Sci::SCI_GETLINECOUNT); ++line) {
        const long level = view.send(Sci::SCI_GETFOLDLEVEL, ulong(line));
        const bool isHeader = level & Sci::SC_FOLDLEVELHEADERFLAG;
        lines << QString::number((level & Sci::SC_FOLDLEVELNUMBERMASK) - Sci::SC_FOLDLEVELBASE)
                + (isHeader ? QStringLiteral("+") : QString());
    }
    return lines.join(u' ');
}

QString lines(std::initializer_list<const char *> expected)
{
    QStringList list;
    for (const char *line : expected)
        list << QString::fromUtf8(line);
    return list.join(u'\n');
}

QByteArray program(int lineCount)
{
    QByteArray text;
    for (int i = 0; i < lineCount; ++i)
        text +=
            "  const value" + QByteArray::number(i) + " = call(`a ${x} b`, 'text', 42); // note\n";
    return text;
}

} // namespace

class TestHighlighter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stylesJavaScript();
    void aTemplateStringHoldsCode();
    void aCommentGoesOverLines();
    void stylesJson();
    void stylesHtmlWithScript();
    void definitionsOfTheIssueExist_data();
    void definitionsOfTheIssueExist();
    void theInterpreterLineChoosesTheLanguage();
    void countsBytesBehindEmojiAndUmlauts();
    void countsBytesBehindStrayOnes();
    void windowsLineEndsAreNoText();
    void theFirstStyledLineMayBeEmpty_data();
    void theFirstStyledLineMayBeEmpty();
    void bracesFold();
    void pythonFoldsByIndentation();
    void editsGiveWhatAFreshRunGives();
    void typingInALongFileRestylesOneLine();
    void jumpingToTheEndShowsColoursAtOnce();
    void darkAndLightShareStyleNumbers();
    void proseIsCommentsAndStrings();
};

void TestHighlighter::stylesJavaScript()
{
    CodeView view;
    show(view, "const answer = 42; // why\nfunction run() { return 'ok'; }\n",
         QStringLiteral("a.js"));
    QCOMPARE(dump(view),
             lines({ "Keyword const", "DecVal 42", "Comment // why", "Keyword function",
                     "Function run", "ControlFlow return", "String 'ok'" }));
}

void TestHighlighter::aTemplateStringHoldsCode()
{
    CodeView view;
    show(view, "x = `a\n${ 1 + `in` }\nb`; y\n", QStringLiteral("a.mjs"));
    const QString text = dump(view);
    QVERIFY2(text.contains(QLatin1String("DecVal 1")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("b`")), qPrintable(text));
    const int behind = int(view.textBytes().indexOf('y'));
    QCOMPARE(int(view.highlighter()->textStyleAt(behind)), int(KSyntaxHighlighting::Theme::Normal));
    QVERIFY(view.highlighter()->isProseAt(int(view.textBytes().indexOf('b'))));
}

void TestHighlighter::aCommentGoesOverLines()
{
    CodeView view;
    show(view, "/* one\n two\n three */ let\n", QStringLiteral("a.js"));
    const auto comment = KSyntaxHighlighting::Theme::Comment;
    QCOMPARE(view.highlighter()->textStyleAt(view.lineStart(1) + 1), comment);
    QCOMPARE(view.highlighter()->textStyleAt(view.lineStart(2) + 1), comment);
    QVERIFY(view.highlighter()->textStyleAt(view.lineEnd(2) - 1) != comment);
    // Opening it less: the lines behind it are code again.
    view.send(Sci::SCI_DELETERANGE, 0, 2);
    view.highlighter()->finish();
    QVERIFY(view.highlighter()->textStyleAt(view.lineStart(1) + 1) != comment);
}

void TestHighlighter::stylesJson()
{
    CodeView view;
    show(view, "{ \"port\": 3000, \"on\": true }\n", QStringLiteral("package.json"));
    const QString text = dump(view);
    for (const char *run : { "DecVal 3000", "port", "true" })
        QVERIFY2(text.contains(QLatin1String(run)), qPrintable(text));
}

void TestHighlighter::stylesHtmlWithScript()
{
    CodeView view;
    show(view,
         "<p class=\"a\">hi</p>\n<script>\nconst a = 1;\n</script>\n<style>\np { color: red; "
         "}\n</style>\n",
         QStringLiteral("a.html"));
    const QString text = dump(view);
    for (const char *run : { "Keyword const", "DecVal 1", "color" })
        QVERIFY2(text.contains(QLatin1String(run)), qPrintable(text));
}

void TestHighlighter::definitionsOfTheIssueExist_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : { "a.js", "a.mjs", "a.cjs", "a.jsx", "a.ts", "a.tsx", "a.json",
                              "a.html", "a.css", "a.scss", "a.md", "a.yaml", "a.yml", "a.sh",
                              "Dockerfile", "a.xml", "a.sql", "a.py", "a.c" })
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestHighlighter::definitionsOfTheIssueExist()
{
    QFETCH(QString, file);
    QVERIFY(Syntax::instance().definitionFor(file, QString()).isValid());
}

void TestHighlighter::theInterpreterLineChoosesTheLanguage()
{
    const auto definition = Syntax::instance().definitionFor(QStringLiteral("serve"),
                                                             QStringLiteral("#!/usr/bin/env node"));
    QCOMPARE(definition.name(), QStringLiteral("JavaScript"));
    QVERIFY(!Syntax::instance()
                 .definitionFor(QStringLiteral("notes"), QStringLiteral("hello"))
                 .isValid());
}

void TestHighlighter::countsBytesBehindEmojiAndUmlauts()
{
    CodeView view;
    show(
        view,
        QByteArrayLiteral(
            "x = '\xF0\x9F\x98\x80 gr\xC3\xBC\xC3\x9F\x65 \xE2\x82\xAC'; /* \xC3\xA4 */ const b\n"),
        QStringLiteral("a.js"));
    QCOMPARE(dump(view),
             lines({ "String '\xF0\x9F\x98\x80 gr\xC3\xBC\xC3\x9F\x65 \xE2\x82\xAC'",
                     "Comment /* \xC3\xA4 */", "Keyword const" }));
}

void TestHighlighter::countsBytesBehindStrayOnes()
{
    CodeView view;
    show(view, QByteArrayLiteral("x = '\xFF\xC3\xBC'; const b\n"), QStringLiteral("a.js"));
    QCOMPARE(dump(view), lines({ "String '\xEF\xBF\xBD\xC3\xBC'", "Keyword const" }));
}

void TestHighlighter::windowsLineEndsAreNoText()
{
    CodeView view;
    show(view, "const a\t= 1;\r\n\tlet b;\r\n", QStringLiteral("a.js"));
    QCOMPARE(dump(view), lines({ "Keyword const", "DecVal 1", "Keyword let" }));
}

void TestHighlighter::theFirstStyledLineMayBeEmpty_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("styles");
    QTest::newRow("no text") << QByteArray() << QString();
    QTest::newRow("one line end") << QByteArray("\n") << QString();
    QTest::newRow("blank first line")
        << QByteArray("\nlet a = 1;\n") << lines({ "Keyword let", "DecVal 1" });
    QTest::newRow("CRLF") << QByteArray("\r\nlet a = 1;\r\n")
                          << lines({ "Keyword let", "DecVal 1" });
    QTest::newRow("a long line and its end") << QByteArray(30'000, 'x') + '\n' << QString();
}

// Each in a view of its own: a highlighter that has styled a line has a buffer.
void TestHighlighter::theFirstStyledLineMayBeEmpty()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, styles);
    CodeView view;
    show(view, text, QStringLiteral("a.js"));
    QCOMPARE(dump(view), styles);
    QCOMPARE(view.textBytes(), text);
}

void TestHighlighter::bracesFold()
{
    CodeView view;
    show(view, "if (a) {\n  b({\n    c: 1\n  });\n} else {\n  d();\n}\ne();\n",
         QStringLiteral("a.js"));
    QCOMPARE(foldDump(view), QStringLiteral("0+ 1+ 2 1 0+ 1 0 0 0"));
    view.send(Sci::SCI_INSERTTEXT, 0, reinterpret_cast<long>("{\n"));
    view.highlighter()->finish();
    QCOMPARE(foldDump(view), QStringLiteral("0+ 1+ 2+ 3 2 1+ 2 1 1 1"));
}

void TestHighlighter::pythonFoldsByIndentation()
{
    CodeView view;
    show(view, "def f():\n    a\n\n    if b:\n        c\nd\n", QStringLiteral("a.py"));
    QCOMPARE(foldDump(view), QStringLiteral("0+ 4 4 4+ 8 0 0"));
}

void TestHighlighter::editsGiveWhatAFreshRunGives()
{
    static const QByteArrayList Pieces = { "/*",
                                           "*/",
                                           "`",
                                           "${",
                                           "}",
                                           "{",
                                           "'",
                                           "\"",
                                           "\n",
                                           "\r\n",
                                           "// x\n",
                                           "const a = 1;\n",
                                           "<b>",
                                           "\xC3\xA4",
                                           "\xF0\x9F\x98\x80",
                                           " ",
                                           "/",
                                           "\\",
                                           "function f(){\n}\n" };
    QRandomGenerator random(7);
    CodeView view;
    CodeView fresh;
    show(view, program(40), QStringLiteral("a.js"));
    const auto definition = Syntax::instance().definitionFor(QStringLiteral("a.js"), QString());
    for (int round = 0; round < 400; ++round) {
        const int length = view.length();
        // Whole characters only, as a person edits.
        const ulong position =
            ulong(view.send(Sci::SCI_POSITIONBEFORE, ulong(random.bounded(length + 1))));
        if (random.bounded(2) && length > 200) {
            const long end = view.send(Sci::SCI_POSITIONAFTER,
                                       qMin(position + ulong(random.bounded(60)), ulong(length)));
            view.send(Sci::SCI_DELETERANGE, position, end - long(position));
        } else {
            const QByteArray piece = Pieces[random.bounded(int(Pieces.size()))];
            view.SendScintilla(Sci::SCI_INSERTTEXT, position, piece.constData());
        }
        if (random.bounded(8) == 0)
            view.undo();
        if (round % 5 != 0)
            continue;
        view.highlighter()->finish();
        fresh.resetText(view.textBytes(), Eol::Lf);
        fresh.setDefinition(definition);
        fresh.highlighter()->finish();
        QCOMPARE(dump(view), dump(fresh));
        QCOMPARE(foldDump(view), foldDump(fresh));
    }
}

void TestHighlighter::typingInALongFileRestylesOneLine()
{
    CodeView view;
    view.resize(800, 600);
    show(view, program(50'000), QStringLiteral("a.js"));
    QVERIFY(view.highlighter()->isComplete());
    const qint64 before = view.highlighter()->styledLines();
    constexpr int Keys = 50;
    for (int i = 0; i < Keys; ++i) {
        view.SendScintilla(Sci::SCI_INSERTTEXT, 30UL, "x");
        view.highlighter()->finish();
    }
    QCOMPARE(view.highlighter()->styledLines() - before, Keys);
    // An opened comment goes to the end, a closed one comes back.
    view.SendScintilla(Sci::SCI_INSERTTEXT, 0UL, "/*");
    view.highlighter()->finish();
    QCOMPARE(view.highlighter()->styledLines() - before, Keys + 50'001);
}

void TestHighlighter::jumpingToTheEndShowsColoursAtOnce()
{
    CodeView view;
    view.resize(800, 600);
    view.resetText(program(50'000), Eol::Lf);
    view.setDefinition(Syntax::instance().definitionFor(QStringLiteral("a.js"), QString()));
    view.show();
    view.goTo(49'990, 1);
    view.grab();
    QVERIFY(view.highlighter()->styledLines() < 49'000);
    QVERIFY(!view.highlighter()->isComplete());
    QCOMPARE(view.highlighter()->textStyleAt(view.lineStart(49'989) + 2),
             KSyntaxHighlighting::Theme::Keyword);
    QSignalSpy completed(view.highlighter(), &Highlighter::completed);
    QTRY_COMPARE_WITH_TIMEOUT(completed.count(), 1, 30'000);
    QVERIFY(view.highlighter()->isComplete());
}

void TestHighlighter::darkAndLightShareStyleNumbers()
{
    CodeView view;
    show(view, "const a = 'x';\n", QStringLiteral("a.js"));
    const QByteArray light = view.highlighter()->styleBytes();
    const long lightInk = view.send(Sci::SCI_STYLEGETFORE, ulong(uchar(light[0])));
    QPalette dark;
    dark.setColor(QPalette::Base, Qt::black);
    view.setPalette(dark);
    QCOMPARE(view.highlighter()->styleBytes(), light);
    QVERIFY(view.send(Sci::SCI_STYLEGETFORE, ulong(uchar(light[0]))) != lightInk);
}

void TestHighlighter::proseIsCommentsAndStrings()
{
    CodeView view;
    show(view, "a('b') // c\n", QStringLiteral("a.js"));
    const QByteArray text = view.textBytes();
    QVERIFY(!view.highlighter()->isProseAt(0));
    QVERIFY(view.highlighter()->isProseAt(int(text.indexOf('b'))));
    QVERIFY(view.highlighter()->isProseAt(int(text.indexOf('c'))));
}

QTEST_MAIN(TestHighlighter)
#include "tst_highlighter.moc"
