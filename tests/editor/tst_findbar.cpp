// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/codeview.h"
#include "editor/findbar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace looptide::editor;

namespace {

int count(const QByteArray &text, const SearchQuery &query)
{
    return int(findAll(text, query).matches.size());
}

} // namespace

class TestFindBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsWithItsOptions();
    void matchesAreInBytes();
    void linesAreLinesWhateverTheirEnds();
    void replacementsKnowTheirGroups();
    void countsAndWraps();
    void saysWhatIsWrongWithAnExpression();
    void replacesOneByOne();
    void replacesAllAsOneStep();
    void replacesManyAsOneStep();
    void takesTheSelectionAsPattern();
    void escapeClosesAndClearsTheMarks();
    void followsEdits();
    void searchesLargeTextsInTheBackground();

private:
    QString status() const
    {
        return m_bar->findChild<QLabel *>(QStringLiteral("editor.find.status"))->text();
    }
    QLineEdit *pattern() const
    {
        return m_bar->findChild<QLineEdit *>(QStringLiteral("editor.find.pattern"));
    }
    QLineEdit *replacement() const
    {
        return m_bar->findChild<QLineEdit *>(QStringLiteral("editor.find.replacement"));
    }
    QToolButton *toggle(const char *name) const
    {
        return m_bar->findChild<QToolButton *>(QLatin1String("editor.find.") + QLatin1String(name));
    }
    QByteArray selected() const { return m_view->textBytes(m_view->selectionRange()); }

    std::unique_ptr<QWidget> m_window;
    FindBar *m_bar = nullptr;
    CodeView *m_view = nullptr;
};

void TestFindBar::init()
{
    m_window = std::make_unique<QWidget>();
    m_bar = new FindBar;
    m_view = new CodeView;
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_bar);
    layout->addWidget(m_view);
    m_bar->setView(m_view);
    m_window->resize(700, 400);
    m_window->show();
    m_view->resetText("one two One\ntwone one\n", Eol::Lf);
}

void TestFindBar::cleanup()
{
    m_window.reset();
}

void TestFindBar::findsWithItsOptions()
{
    const QByteArray text("one two One\ntwone one\n");
    QCOMPARE(count(text, { QStringLiteral("one") }), 4);
    QCOMPARE(count(text, { QStringLiteral("one"), true }), 3);
    QCOMPARE(count(text, { QStringLiteral("one"), true, true }), 2);
    QCOMPARE(count(text, { QStringLiteral("o.e"), false, false, true }), 4);
    QCOMPARE(count(text, { QStringLiteral("o.e") }), 0);
    QCOMPARE(count(text, { QString() }), 0);
}

void TestFindBar::matchesAreInBytes()
{
    const auto result =
        findAll("\xC3\xA4\xF0\x9F\x98\x80 x \xE2\x82\xACx", { QStringLiteral("x") });
    QCOMPARE(result.matches, (std::vector<TextRange> { { 7, 8 }, { 12, 13 } }));
}

void TestFindBar::linesAreLinesWhateverTheirEnds()
{
    QCOMPARE(count("a\r\nb\r\nb", { QStringLiteral("^b$"), false, false, true }), 2);
    QCOMPARE(count("a\nb\nb", { QStringLiteral("^b$"), false, false, true }), 2);
}

void TestFindBar::replacementsKnowTheirGroups()
{
    const SearchQuery query { QStringLiteral("(\\w+)=(\\w+)"), false, false, true };
    const auto replacements = replacementsFor("a=b", query, QStringLiteral("$2=$1 [$&] $$\\t$9"));
    QCOMPARE(replacements.size(), 1U);
    QCOMPARE(replacements[0].utf8, QByteArray("b=a [a=b] $\t"));
    const auto plain = replacementsFor("a", { QStringLiteral("a") }, QStringLiteral("$1\\n"));
    QCOMPARE(plain[0].utf8, QByteArray("$1\\n"));
}

void TestFindBar::countsAndWraps()
{
    m_bar->open(false);
    QTest::keyClicks(pattern(), QStringLiteral("one"));
    QCOMPARE(status(), QStringLiteral("1 of 4"));
    QCOMPARE(selected(), QByteArray("one"));
    QTest::keyClick(pattern(), Qt::Key_Return);
    QCOMPARE(status(), QStringLiteral("2 of 4"));
    QCOMPARE(selected(), QByteArray("One"));
    m_bar->findPrevious();
    m_bar->findPrevious();
    QCOMPARE(status(), QStringLiteral("4 of 4, wrapped"));
    m_bar->findNext();
    QCOMPARE(status(), QStringLiteral("1 of 4, wrapped"));
    toggle("case")->click();
    QCOMPARE(status(), QStringLiteral("1 of 3"));
    pattern()->setText(QStringLiteral("none"));
    QCOMPARE(status(), QStringLiteral("No matches"));
}

void TestFindBar::saysWhatIsWrongWithAnExpression()
{
    m_bar->open(false);
    toggle("regex")->click();
    pattern()->setText(QStringLiteral("(one"));
    QVERIFY2(status().contains(QLatin1String("Invalid expression")), qPrintable(status()));
    pattern()->setText(QStringLiteral("(one)"));
    QCOMPARE(status(), QStringLiteral("1 of 4"));
}

void TestFindBar::replacesOneByOne()
{
    m_bar->open(true);
    QVERIFY(replacement()->isVisible());
    pattern()->setText(QStringLiteral("one"));
    replacement()->setText(QStringLiteral("1"));
    QTest::keyClick(replacement(), Qt::Key_Return);
    QCOMPARE(m_view->textBytes(), QByteArray("1 two One\ntwone one\n"));
    QCOMPARE(selected(), QByteArray("One"));
    m_bar->replaceCurrent();
    QCOMPARE(m_view->textBytes(), QByteArray("1 two 1\ntwone one\n"));
}

void TestFindBar::replacesAllAsOneStep()
{
    m_bar->open(true);
    pattern()->setText(QStringLiteral("one"));
    replacement()->setText(QStringLiteral("one more"));
    m_bar->replaceAll();
    QCOMPARE(m_view->textBytes(), QByteArray("one more two one more\ntwone more one more\n"));
    QVERIFY2(status().contains(u'4'), qPrintable(status()));
    m_view->undo();
    QCOMPARE(m_view->textBytes(), QByteArray("one two One\ntwone one\n"));
}

void TestFindBar::replacesManyAsOneStep()
{
    const QByteArray text = QByteArray("abc\n").repeated(30'000);
    m_view->resetText(text, Eol::Lf);
    m_bar->open(true);
    pattern()->setText(QStringLiteral("b"));
    replacement()->setText(QStringLiteral("\u00e4"));
    m_bar->replaceAll();
    QCOMPARE(m_view->textBytes(), QByteArray("a\xC3\xA4\x63\n").repeated(30'000));
    m_view->undo();
    QCOMPARE(m_view->textBytes(), text);
}

void TestFindBar::takesTheSelectionAsPattern()
{
    m_view->send(QsciScintillaBase::SCI_SETSELECTION, 7, 4);
    m_bar->open(false);
    QCOMPARE(pattern()->text(), QStringLiteral("two"));
    QCOMPARE(status(), QStringLiteral("1 of 2"));
}

void TestFindBar::escapeClosesAndClearsTheMarks()
{
    const auto isMarked = [this] {
        return m_view->send(QsciScintillaBase::SCI_INDICATORVALUEAT,
                            QsciScintillaBase::INDIC_CONTAINER, 1)
            != 0;
    };
    m_bar->open(false);
    pattern()->setText(QStringLiteral("one"));
    QVERIFY(isMarked());
    QTest::keyClick(pattern(), Qt::Key_Escape);
    QVERIFY(m_bar->isHidden());
    QVERIFY(!isMarked());
}

void TestFindBar::followsEdits()
{
    m_bar->open(false);
    pattern()->setText(QStringLiteral("one"));
    m_view->replaceText("one\n");
    QTRY_VERIFY(status().contains(u'1') && !status().contains(u'4'));
}

void TestFindBar::searchesLargeTextsInTheBackground()
{
    m_view->resetText(QByteArray("some words in a line\n").repeated(200'000) + "needle\n", Eol::Lf);
    m_bar->open(false);
    pattern()->setText(QStringLiteral("need"));
    pattern()->setText(QStringLiteral("needle"));
    QTRY_COMPARE_WITH_TIMEOUT(status(), QStringLiteral("1 of 1"), 30'000);
    QCOMPARE(selected(), QByteArray("needle"));
}

QTEST_MAIN(TestFindBar)
#include "tst_findbar.moc"
