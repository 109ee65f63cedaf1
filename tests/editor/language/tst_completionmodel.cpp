// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/completionmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace looptide;
using namespace editor;
using namespace Qt::StringLiterals;

namespace {

lsp::CompletionItem item(const QString &label, const QString &sortText = {})
{
    return lsp::CompletionItem::fromJson(
        { { u"label"_s, label }, { u"sortText"_s, sortText.isEmpty() ? label : sortText } }, {});
}

QStringList shown(const CompletionModel &model)
{
    QStringList labels;
    for (int row = 0; row < model.rowCount(); ++row)
        labels.append(model.index(row, 0).data().toString());
    return labels;
}

} // namespace

class TestCompletionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsBeginningsOfWords_data();
    void findsBeginningsOfWords();
    void theBestComeFirst();
    void theOrderOfTheServerDecidesBetweenEquals();
    void isBounded();
};

void TestCompletionModel::findsBeginningsOfWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("fits");
    QTest::newRow("nothing typed") << u"readFile"_s << QString() << true;
    QTest::newRow("the beginning") << u"readFile"_s << u"rea"_s << true;
    QTest::newRow("humps") << u"readFileSync"_s << u"rfs"_s << true;
    QTest::newRow("another case") << u"readFile"_s << u"READ"_s << true;
    QTest::newRow("an inner word") << u"readFile"_s << u"file"_s << true;
    QTest::newRow("inside of a word") << u"readFile"_s << u"ead"_s << false;
    QTest::newRow("another letter") << u"readFile"_s << u"readx"_s << false;
    QTest::newRow("longer") << u"ab"_s << u"abc"_s << false;
}

void TestCompletionModel::findsBeginningsOfWords()
{
    QFETCH(const QString, text);
    QFETCH(const QString, typed);
    QTEST(CompletionModel::score(text, typed) >= 0, "fits");
}

void TestCompletionModel::theBestComeFirst()
{
    CompletionModel model;
    const QAbstractItemModelTester tester(&model);
    model.setItems({ item(u"onlyReadable"_s), item(u"read"_s), item(u"readFile"_s),
                     item(u"rebaseAllDocuments"_s), item(u"write"_s) });
    QCOMPARE(model.rowCount(), 5);
    model.setTyped(u"read"_s);
    QCOMPARE(shown(model),
             QStringList({ u"read"_s, u"readFile"_s, u"rebaseAllDocuments"_s, u"onlyReadable"_s }));
}

void TestCompletionModel::theOrderOfTheServerDecidesBetweenEquals()
{
    CompletionModel model;
    model.setItems({ item(u"b"_s, u"2"_s), item(u"a"_s, u"3"_s), item(u"c"_s, u"1"_s) });
    QCOMPARE(shown(model), QStringList({ u"c"_s, u"b"_s, u"a"_s }));
}

void TestCompletionModel::isBounded()
{
    QList<lsp::CompletionItem> items;
    for (int i = 0; i < 5'000; ++i)
        items.append(item(u"name%1"_s.arg(i)));
    CompletionModel model;
    model.setItems(items);
    QCOMPARE(model.rowCount(), int(CompletionModel::MaxShown));
}

QTEST_GUILESS_MAIN(TestCompletionModel)
#include "tst_completionmodel.moc"
