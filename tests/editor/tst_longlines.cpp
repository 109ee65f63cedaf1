// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is counted is work, not time: the bytes that get a style, and the length of the runs, whose
// widths Scintilla remembers only when they are short.
#include "editor/codeview.h"
#include "editor/highlighter.h"
#include "editor/longlines.h"
#include "editor/syntax.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace looptide::editor;
using Sci = QsciScintillaBase;

namespace {

constexpr int bytesForAKey = 200;

QByteArray minified(int size)
{
    QByteArray text;
    for (int i = 0; text.size() < size; ++i)
        text += "function a" + QByteArray::number(i) + "(b,c){return b.v+c[\"n\"]*"
            + QByteArray::number(i * 7) + "}var x=new Map;";
    return text.left(size);
}

void show(CodeView &view, const QByteArray &text, const QString &fileName)
{
    view.resetText(text, Eol::Lf);
    view.setDefinition(Syntax::instance().definitionFor(fileName, QString()));
    view.highlighter()->finish();
}

int longestRun(const CodeView &view, int line)
{
    const QByteArray styles = view.highlighter()->styleBytes();
    int longest = 0;
    int run = 0;
    for (int at = view.lineStart(line); at < view.lineEnd(line); ++at) {
        run = at > view.lineStart(line) && styles[at] == styles[at - 1] ? run + 1 : 1;
        longest = qMax(longest, run);
    }
    return longest;
}

qint64 workOf(CodeView &view, const std::function<void()> &edit)
{
    const qint64 before = view.highlighter()->styledBytes();
    edit();
    view.highlighter()->finish();
    return view.highlighter()->styledBytes() - before;
}

} // namespace

class TestLongLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyCostsTheSameInALineOfAnySize_data();
    void aKeyCostsTheSameInALineOfAnySize();
    void charactersOfSeveralBytesStayWhole();
    void aLineBecomesLongAndShortAgain();
    void aLongLineIsPlain();
    void theColumnIsRightAfterAnyEdit();
};

void TestLongLines::aKeyCostsTheSameInALineOfAnySize_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QString>("fileName");
    QTest::newRow("script, 90 KB") << 90'000 << QStringLiteral("a.min.js");
    QTest::newRow("script, 300 KB") << 300'000 << QStringLiteral("a.min.js");
    QTest::newRow("without a language, 90 KB") << 90'000 << QStringLiteral("a.unknown");
}

void TestLongLines::aKeyCostsTheSameInALineOfAnySize()
{
    QFETCH(const int, size);
    QFETCH(const QString, fileName);
    CodeView view;
    show(view, "first\n" + minified(size) + "\nlast\n", fileName);
    QVERIFY(longestRun(view, 1) <= LongLines::MaxRunBytes);
    view.resize(800, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy moved(&view, &CodeView::caretMoved);
    QRandomGenerator random(5);
    for (int i = 0; i < 60; ++i) {
        // A few keys at one place, and one anywhere.
        const int place = i % 4 ? 0 : random.bounded(size - 100);
        if (place)
            view.send(Sci::SCI_GOTOPOS, ulong(view.lineStart(1) + place));
        view.viewport()->repaint(); // the column is known here
        moved.clear();
        const qint64 counted = view.columns().countedBytes();
        const qint64 work = workOf(view, [&view, i] {
            i % 3 == 2 ? QTest::keyClick(&view, Qt::Key_Backspace) : QTest::keyClick(&view, 'x');
        });
        QVERIFY2(work <= bytesForAKey, qPrintable(QString::number(work)));
        view.viewport()->repaint();
        QVERIFY(!moved.isEmpty());
        QVERIFY(view.columns().countedBytes() - counted <= bytesForAKey);
    }
    QVERIFY(longestRun(view, 1) <= LongLines::MaxRunBytes);
}

void TestLongLines::charactersOfSeveralBytesStayWhole()
{
    const QByteArray emoji("\xF0\x9F\x98\x80");
    CodeView view;
    show(view, emoji.repeated(10'000), QStringLiteral("a.js"));
    view.SendScintilla(Sci::SCI_INSERTTEXT, 400UL, emoji.constData());
    const QByteArray text = view.textBytes();
    const QByteArray styles = view.highlighter()->styleBytes();
    for (int at = 1; at < text.size(); ++at)
        QVERIFY(styles[at] == styles[at - 1] || (uchar(text[at]) & 0xC0) != 0x80);
    QVERIFY(longestRun(view, 0) <= LongLines::MaxRunBytes);
}

void TestLongLines::aLineBecomesLongAndShortAgain()
{
    CodeView view;
    show(view, "let a = 1;\n" + minified(15'000) + '\n' + minified(15'000) + "\nlet b = 2;\n",
         QStringLiteral("a.js"));
    const auto isKeyword = [&view](int position) {
        return view.highlighter()->textStyleAt(position) == KSyntaxHighlighting::Theme::Keyword;
    };
    const int second = view.lineStart(2);
    QVERIFY(isKeyword(view.lineStart(1)) && isKeyword(second));
    view.send(Sci::SCI_DELETERANGE, ulong(second) - 1, 1);
    view.highlighter()->finish();
    QCOMPARE(view.send(Sci::SCI_GETLINECOUNT), 4);
    QVERIFY(!isKeyword(view.lineStart(1)));
    QVERIFY(longestRun(view, 1) <= LongLines::MaxRunBytes);
    view.undo();
    view.highlighter()->finish();
    QVERIFY(isKeyword(view.lineStart(1)) && isKeyword(second));
    QVERIFY(isKeyword(view.lineStart(0)) && isKeyword(view.lineStart(3)));
}

void TestLongLines::aLongLineIsPlain()
{
    CodeView view;
    show(view, minified(30'000), QStringLiteral("a.js"));
    const QByteArray styles = view.highlighter()->styleBytes();
    for (uchar style : styles)
        QCOMPARE(view.highlighter()->textStyleName(style), QStringLiteral("Normal"));
}

void TestLongLines::theColumnIsRightAfterAnyEdit()
{
    const QByteArray pieces[] = { "a", "\xC3\xA4", "\xF0\x9F\x98\x80", "\n", "two\r\nlines" };
    CodeView view;
    view.resetText(QByteArray("x\xE2\x82\xAC").repeated(100), Eol::Lf);
    ColumnCounter columns(&view);
    connect(&view, &QsciScintillaBase::SCN_MODIFIED, this,
            [&columns](int position, int type, const char *text, int length, int linesAdded) {
                if (type & Sci::SC_MOD_INSERTTEXT)
                    columns.handleInserted(position, { text, length }, linesAdded);
                else if (type & Sci::SC_MOD_DELETETEXT)
                    columns.handleRemoved(position, { text, length }, linesAdded);
            });
    QRandomGenerator random(7);
    for (int i = 0; i < 3'000; ++i) {
        const auto somewhere = [&] {
            return int(view.send(Sci::SCI_POSITIONBEFORE, random.bounded(view.length() + 1)));
        };
        const int at = somewhere();
        if (random.bounded(3) == 0) {
            const int end = int(view.send(Sci::SCI_POSITIONAFTER, ulong(at)));
            view.send(Sci::SCI_DELETERANGE, ulong(at), end - at);
        } else {
            view.SendScintilla(Sci::SCI_INSERTTEXT, ulong(at),
                               pieces[random.bounded(5)].constData());
        }
        if (random.bounded(4) == 0)
            view.undo();
        const int place = random.bounded(2) ? view.caret() : somewhere();
        QCOMPARE(columns.columnOf(place),
                 int(view.send(Sci::SCI_COUNTCODEUNITS, ulong(view.lineStart(view.lineAt(place))),
                               place)));
        view.send(Sci::SCI_GOTOPOS, ulong(place));
    }
}

QTEST_MAIN(TestLongLines)
#include "tst_longlines.moc"
