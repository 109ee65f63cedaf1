// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/search.h"

#include <QTest>

using namespace looptide::editor;
using namespace Qt::StringLiterals;

namespace {

// "start-end" of each match, in bytes.
QString dump(const QByteArray &text, const SearchQuery &query)
{
    QStringList parts;
    for (const TextRange &range : findAll(text, query).matches)
        parts.append(u"%1-%2"_s.arg(range.start).arg(range.end));
    return parts.join(u' ');
}

QByteArray replaced(QByteArray text, const SearchQuery &query, const QString &replacement)
{
    const std::vector<Replacement> all = replacementsFor(text, query, replacement);
    for (auto it = all.rbegin(); it != all.rend(); ++it)
        text.replace(it->range.start, it->range.end - it->range.start, it->utf8);
    return text;
}

} // namespace

class tst_Search : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsPlainText();
    void findsWholeWords();
    void findsExpressions();
    void countsInBytes();
    void findsBesideInvalidBytes();
    void saysWhatIsWrongWithAnExpression();
    void emptyMatchesEnd();
    void replacesPlainText();
    void replacesWithGroups();
};

void tst_Search::findsPlainText()
{
    QCOMPARE(dump("abc ABC abc", { u"abc"_s }), u"0-3 4-7 8-11"_s);
    QCOMPARE(dump("abc ABC abc", { .pattern = u"abc"_s, .isCaseSensitive = true }), u"0-3 8-11"_s);
    QCOMPARE(dump("a.c abc", { u"a.c"_s }), u"0-3"_s);
    QCOMPARE(dump("aaaa", { u"aa"_s }), u"0-2 2-4"_s);
    QCOMPARE(dump("", { u"x"_s }), QString());
    QCOMPARE(dump("x", { QString() }), QString());
}

void tst_Search::findsWholeWords()
{
    QCOMPARE(dump("in inner in", { .pattern = u"in"_s, .isWholeWord = true }), u"0-2 9-11"_s);
    QCOMPARE(dump("für fürs", { .pattern = u"für"_s, .isWholeWord = true }), u"0-4"_s);
}

void tst_Search::findsExpressions()
{
    QCOMPARE(dump("a1 b22", { .pattern = u"[a-z]\\d+"_s, .isRegex = true }), u"0-2 3-6"_s);
    QCOMPARE(dump("a\r\nb\n", { .pattern = u"^.$"_s, .isRegex = true }), u"0-1 3-4"_s);
}

void tst_Search::countsInBytes()
{
    QCOMPARE(dump("äöü x", { u"x"_s }), u"7-8"_s);
    QCOMPARE(dump("\xf0\x9f\x98\x80x", { u"x"_s }), u"4-5"_s);
}

void tst_Search::findsBesideInvalidBytes()
{
    QCOMPARE(dump("\xff\xfe x \xe9t\xe9 x", { u"x"_s }), u"3-4 9-10"_s);
}

void tst_Search::saysWhatIsWrongWithAnExpression()
{
    const SearchResult result = findAll("x", { .pattern = u"(x"_s, .isRegex = true });
    QVERIFY(result.matches.empty());
    QVERIFY(!result.error.isEmpty());
}

void tst_Search::emptyMatchesEnd()
{
    const SearchResult result = findAll("ab", { .pattern = u"x*"_s, .isRegex = true });
    QVERIFY(result.matches.size() <= 3);
}

void tst_Search::replacesPlainText()
{
    QCOMPARE(replaced("a-b-c", { u"-"_s }, u"$1"_s), QByteArray("a$1b$1c"));
    QCOMPARE(replaced("\xff-\xfe", { u"-"_s }, u"ü"_s), QByteArray("\xffü\xfe"));
}

void tst_Search::replacesWithGroups()
{
    const SearchQuery query { .pattern = u"(\\w+)=(\\w+)"_s, .isRegex = true };
    QCOMPARE(replaced("a=1, b=2", query, u"$2:$1"_s), QByteArray("1:a, 2:b"));
    QCOMPARE(replaced("a=1", query, u"[$&]\\n$$"_s), QByteArray("[a=1]\n$"));
}

QTEST_APPLESS_MAIN(tst_Search)
#include "tst_search.moc"
