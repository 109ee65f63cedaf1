// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/problemmark.h"

#include <QTest>

using namespace looptide::editor;
using Sci = QsciScintillaBase;

class TestProblemMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void marksThePlaceAndSaysWhatIsWrong();
    void aPlaceAtTheEndOfALineIsMarkedBeforeIt();
    void aPlaceOutsideOfTheTextDoesNoHarm();
    void staysWithItsLine();
    void goesWhenItsLineIsEdited();
    void isOneAtATime();

private:
    QString marked() const
    {
        const long start = m_view->send(Sci::SCI_INDICATOREND, Indicator, 0);
        const long end = m_view->send(Sci::SCI_INDICATOREND, Indicator, start);
        return QString::fromUtf8(m_view->textBytes({ int(start), int(end) }));
    }
    QString note(int line) const
    {
        QByteArray text(m_view->SendScintilla(Sci::SCI_ANNOTATIONGETTEXT, ulong(line)), '\0');
        m_view->SendScintilla(Sci::SCI_ANNOTATIONGETTEXT, ulong(line), text.data());
        return QString::fromUtf8(text);
    }
    void insert(int line, const char *text) const
    {
        m_view->SendScintilla(Sci::SCI_INSERTTEXT, ulong(m_view->lineStart(line)), text);
    }

    static constexpr int Indicator = Sci::INDIC_CONTAINER + 8;
    std::unique_ptr<CodeView> m_view;
};

void TestProblemMark::init()
{
    m_view = std::make_unique<CodeView>();
    m_view->resetText("let ä = 1;\nlet value = ;\nlet c;\n", Eol::Lf);
}

void TestProblemMark::marksThePlaceAndSaysWhatIsWrong()
{
    m_view->problemMark()->show({ 2, 5, QStringLiteral("SyntaxError: bad\nvalue") });
    QCOMPARE(marked(), QStringLiteral("value"));
    QCOMPARE(note(1), QStringLiteral("SyntaxError: bad\nvalue"));
    QCOMPARE(m_view->problemMark()->line(), 1);
    QVERIFY(!m_view->isDirty());
    m_view->problemMark()->show({ 1, 5, QStringLiteral("x") });
    QCOMPARE(marked(), QStringLiteral("ä"));
}

void TestProblemMark::aPlaceAtTheEndOfALineIsMarkedBeforeIt()
{
    m_view->problemMark()->show({ 2, 14, QStringLiteral("x") });
    QCOMPARE(marked(), QStringLiteral(";"));
    m_view->problemMark()->show({ 2, 0, QStringLiteral("x") });
    QCOMPARE(marked(), QStringLiteral("let value = ;"));
}

void TestProblemMark::aPlaceOutsideOfTheTextDoesNoHarm()
{
    m_view->problemMark()->show({ 2, 5'000, QStringLiteral("x") });
    QCOMPARE(marked(), QStringLiteral(";"));
    m_view->problemMark()->show({ 99'999'999, 3, QStringLiteral("x") });
    QCOMPARE(m_view->problemMark()->line(), 3);
    m_view->resetText("", Eol::Lf);
    m_view->problemMark()->show({ 1, 1, QStringLiteral("x") });
    QCOMPARE(m_view->problemMark()->line(), 0);
}

void TestProblemMark::staysWithItsLine()
{
    m_view->problemMark()->show({ 2, 5, QStringLiteral("x") });
    insert(0, "// new\n");
    QCoreApplication::processEvents();
    QCOMPARE(m_view->problemMark()->line(), 2);
    QCOMPARE(marked(), QStringLiteral("value"));
    QCOMPARE(note(2), QStringLiteral("x"));
}

void TestProblemMark::goesWhenItsLineIsEdited()
{
    m_view->problemMark()->show({ 2, 5, QStringLiteral("x") });
    insert(1, "1");
    QTRY_COMPARE(m_view->problemMark()->line(), -1);
    QCOMPARE(note(1), QString());
    QCOMPARE(marked(), QString());
}

void TestProblemMark::isOneAtATime()
{
    m_view->problemMark()->show({ 2, 5, QStringLiteral("x") });
    m_view->problemMark()->show({ 3, 5, QStringLiteral("y") });
    QCOMPARE(note(1), QString());
    QCOMPARE(marked(), QStringLiteral("c"));
    m_view->problemMark()->clear();
    QCOMPARE(note(2), QString());
}

QTEST_MAIN(TestProblemMark)
#include "tst_problemmark.moc"
