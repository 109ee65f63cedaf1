// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/language/languagedocument.h"
#include "editor/language/textpositions.h"
#include "editor/utf8text.h"

#include <QRandomGenerator>
#include <QTest>

using namespace looptide;
using namespace editor;
using Sci = QsciScintillaBase;
using namespace Qt::StringLiterals;

namespace {

// A text as a server keeps it: UTF-16, changed by ranges.
class Mirror
{
public:
    explicit Mirror(lsp::Document *document) : m_document(document), m_text(document->text())
    {
        QObject::connect(document, &lsp::Document::flushed, document,
                         [this](const QJsonArray &changes) { apply(changes); });
    }

    QString text() const { return m_text; }
    int wholes = 0;

private:
    qsizetype offset(lsp::Position position) const
    {
        qsizetype at = 0;
        for (int line = 0; line < position.line; ++line) {
            while (m_text[at] != u'\n' && m_text[at] != u'\r')
                ++at;
            at += m_text[at] == u'\r' && at + 1 < m_text.size() && m_text[at + 1] == u'\n' ? 2 : 1;
        }
        return at + position.character;
    }

    void apply(const QJsonArray &changes)
    {
        if (changes.isEmpty()) {
            ++wholes;
            m_text = m_document->text();
        }
        for (const QJsonValue &change : changes) {
            const lsp::Range range = lsp::Range::fromJson(change["range"_L1]);
            const qsizetype start = offset(range.start);
            m_text.replace(start, offset(range.end) - start, change["text"_L1].toString());
        }
    }

    lsp::Document *m_document;
    QString m_text;
};

} // namespace

class TestLanguageDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsRandomEdits_data();
    void reportsRandomEdits();
    void undoAndRedoAreReported();
    void aNewTextIsReported();
    void positionsBehindAnEndMeanTheEnd();
    void editsAreOneUndoStep();
    void overlappingEditsChangeNothing();
    void editsKeepTheCaretAtItsText();
    void editsGetTheLineEndsOfTheFile();
};

void TestLanguageDocument::reportsRandomEdits_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::newRow("ASCII") << QByteArrayList { "a", "\n", "let x = 1;\n", "  " };
    QTest::newRow("CRLF") << QByteArrayList { "a", "\r\n", "b\r\nc", "\r", "\n" };
    QTest::newRow("Unicode") << QByteArrayList { "ü", "😀", "\n", "a😀ü\nb", "漢" };
    QTest::newRow("stray bytes") << QByteArrayList { "\xff", "a\xfe\n", "\n", "ü", "\xc3" };
}

void TestLanguageDocument::reportsRandomEdits()
{
    QFETCH(const QByteArrayList, pieces);
    CodeView view;
    view.resetText(pieces.join() + pieces.join(), Eol::Lf);
    LanguageDocument document(&view, u"/a.js"_s, u"javascript"_s);
    const Mirror mirror(document.document());
    QRandomGenerator random(7);
    for (int round = 0; round < 400; ++round) {
        // Positions of characters, as an editor has them; deletions may divide a line end.
        const auto somewhere = [&] {
            const int at = random.bounded(view.length() + 1);
            return int(view.send(Sci::SCI_POSITIONBEFORE, ulong(qMin(at + 1, view.length()))));
        };
        const int from = somewhere();
        if (random.bounded(3) == 0) {
            const int to = qMax(from, somewhere());
            view.send(Sci::SCI_DELETERANGE, ulong(from), qMin(to - from, 6));
        } else {
            const QByteArray piece = pieces[random.bounded(int(pieces.size()))];
            view.SendScintilla(Sci::SCI_INSERTTEXT, ulong(from), piece.constData());
        }
        if (random.bounded(3) == 0)
            document.document()->flush();
    }
    document.document()->flush();
    QCOMPARE(mirror.text(), decodeUtf8(view.textBytes()).text);
}

void TestLanguageDocument::undoAndRedoAreReported()
{
    CodeView view;
    view.resetText("one\ntwo\n", Eol::Lf);
    LanguageDocument document(&view, u"/a.js"_s, u"javascript"_s);
    const Mirror mirror(document.document());
    view.replaceText("one\n2\n3\n");
    view.undo();
    document.document()->flush();
    QCOMPARE(mirror.text(), u"one\ntwo\n"_s);
    view.redo();
    document.document()->flush();
    QCOMPARE(mirror.text(), u"one\n2\n3\n"_s);
    QCOMPARE(mirror.wholes, 0);
}

void TestLanguageDocument::aNewTextIsReported()
{
    CodeView view;
    view.resetText("old\n", Eol::Lf);
    LanguageDocument document(&view, u"/a.js"_s, u"javascript"_s);
    const Mirror mirror(document.document());
    view.resetText(QByteArray(100'000, 'x') + '\n', Eol::Lf);
    document.document()->flush();
    QCOMPARE(mirror.text().size(), 100'001);
    QCOMPARE(mirror.wholes, 1);
}

void TestLanguageDocument::positionsBehindAnEndMeanTheEnd()
{
    CodeView view;
    view.resetText("ab\nü😀x\n", Eol::Lf);
    QCOMPARE(byteAt(&view, { 0, 99 }), 2);
    QCOMPARE(byteAt(&view, { 99, 0 }), view.length());
    QCOMPARE(byteAt(&view, { 1, 3 }), 3 + 2 + 4);
    for (int byte : { 0, 2, 3, 5, 9, 10, 11 })
        QCOMPARE(byteAt(&view, positionAt(&view, byte)), byte);
    QCOMPARE(positionAt(&view, 9), lsp::Position({ 1, 3 }));
}

void TestLanguageDocument::editsAreOneUndoStep()
{
    CodeView view;
    view.resetText("a b c\n", Eol::Lf);
    QVERIFY(applyEdits(&view,
                       { { { { 0, 4 }, { 0, 5 } }, u"C"_s },
                         { { { 0, 0 }, { 0, 1 } }, u"A"_s },
                         { { { 0, 0 }, { 0, 0 } }, u"import x;\n"_s } }));
    QCOMPARE(view.textBytes(), "import x;\nA b C\n");
    view.undo();
    QCOMPARE(view.textBytes(), "a b c\n");
}

void TestLanguageDocument::overlappingEditsChangeNothing()
{
    CodeView view;
    view.resetText("abcdef\n", Eol::Lf);
    QVERIFY(!applyEdits(
        &view, { { { { 0, 0 }, { 0, 4 } }, u"1"_s }, { { { 0, 2 }, { 0, 5 } }, u"2"_s } }));
    QCOMPARE(view.textBytes(), "abcdef\n");
}

void TestLanguageDocument::editsKeepTheCaretAtItsText()
{
    CodeView view;
    view.resetText("a;\nb;\nc;\n", Eol::Lf);
    view.select(6, 6);
    QVERIFY(applyEdits(&view, { { { { 0, 0 }, { 3, 0 } }, u"  a;\n  b;\nc;\n"_s } }));
    QCOMPARE(view.textBytes(), "  a;\n  b;\nc;\n");
    QCOMPARE(view.caret(), 10);
}

void TestLanguageDocument::editsGetTheLineEndsOfTheFile()
{
    CodeView view;
    view.resetText("a\r\nb\r\n", Eol::CrLf);
    QVERIFY(applyEdits(&view, { { { { 1, 0 }, { 1, 0 } }, u"x\ny\r\n"_s } }));
    QCOMPARE(view.textBytes(), "a\r\nx\r\ny\r\nb\r\n");
}

QTEST_MAIN(TestLanguageDocument)
#include "tst_languagedocument.moc"
