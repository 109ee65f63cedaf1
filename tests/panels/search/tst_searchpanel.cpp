// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/searchform.h"
#include "panels/search/searchpanel.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace looptide;
using models::FileMatches;
using models::SearchMatch;
using models::SearchResultsModel;
using panels::SearchPanel;
using namespace Qt::StringLiterals;

namespace {

SearchMatch match(int line, qint64 offset, const QString &preview = u"a foo b"_s)
{
    return { .offset = offset,
             .bytes = "foo",
             .replacement = "(foo)",
             .line = line,
             .column = 3,
             .preview = preview,
             .markStart = 2,
             .markLength = 3 };
}

QString textOf(const SearchResultsModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex file = model.index(row, 0);
        lines.append(file.data().toString());
        for (int i = 0; i < model.rowCount(file); ++i) {
            const QModelIndex index = model.index(i, 0, file);
            lines.append(u" %1 %2"_s.arg(index.data(SearchResultsModel::LineRole).toInt())
                             .arg(index.data().toString()));
        }
    }
    return lines.join(u'\n');
}

} // namespace

class tst_SearchPanel : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SearchPanel> m_panel;

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_dir->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void open()
    {
        m_panel = std::make_unique<SearchPanel>();
        m_panel->setProject(m_dir->path());
        m_panel->resize(400, 600);
        m_panel->show();
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = m_panel->findChild<QLineEdit *>(QLatin1StringView(field));
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void press(const char *name) const
    {
        m_panel->findChild<QAbstractButton *>(QLatin1StringView(name))->click();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        const QString settings =
            QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
        QFile::remove(settings + u"/looptide.ini"_s);
        m_dir = std::make_unique<QTemporaryDir>();
    }
    void cleanup() { m_panel.reset(); }

    void filesAreSortedAndGrow()
    {
        SearchResultsModel model;
        const QAbstractItemModelTester tester(&model);
        model.add({ { u"b.js"_s, true, { match(1, 0) } }, { u"a.js"_s, true, { match(2, 9) } } });
        model.add({ { u"b.js"_s, true, { match(5, 20) } } });
        QCOMPARE(textOf(model), u"a.js\n 2 a foo b\nb.js\n 1 a foo b\n 5 a foo b"_s);
        QCOMPARE(model.matchCount(), 3);
        QCOMPARE(model.fileCount(), 2);
    }

    void stepsThroughAllMatches()
    {
        SearchResultsModel model;
        model.add({ { u"a.js"_s, true, { match(1, 0), match(2, 9) } },
                    { u"b.js"_s, true, { match(3, 0) } } });
        QList<int> lines;
        QModelIndex index;
        for (int i = 0; i < 4; ++i) {
            index = model.step(index, 1);
            lines.append(model.matchAt(index)->line);
        }
        QCOMPARE(lines, QList<int>({ 1, 2, 3, 1 }));
        index = model.step(index, -1);
        QCOMPARE(model.matchAt(index)->line, 3);
        QCOMPARE(model.matchAt(model.step({}, -1))->line, 3);
        model.clear();
        QVERIFY(!model.step({}, 1).isValid());
    }

    void onlyCheckedMatchesAreReplaced()
    {
        SearchResultsModel model;
        const QAbstractItemModelTester tester(&model);
        model.add({ { u"a.js"_s, true, { match(1, 0), match(2, 9) } },
                    { u"b.js"_s, true, { match(3, 4) } } });
        QVERIFY(!model.index(0, 0).data(Qt::CheckStateRole).isValid());
        model.setReplacement(u"bar"_s, false);
        QCOMPARE(model.checkedCount(), 3);
        const QModelIndex a = model.index(0, 0);
        QVERIFY(model.setData(model.index(0, 0, a), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(a.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::PartiallyChecked);
        QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        const QList<models::FileReplacement> files = model.replacements(u"/p"_s);
        QCOMPARE(files.size(), 1);
        QCOMPARE(files.first().path, u"/p/a.js"_s);
        QCOMPARE(files.first().splices, (QList<models::Splice> { { 9, "foo", "bar" } }));
        model.setReplacement(u"ignored"_s, true);
        QCOMPARE(model.replacements(u"/p"_s).first().splices.first().after, "(foo)");
    }

    void removedRowsAreNotReplaced()
    {
        SearchResultsModel model;
        const QAbstractItemModelTester tester(&model);
        model.add({ { u"a.js"_s, true, { match(1, 0), match(2, 9) } } });
        model.remove(model.index(0, 0, model.index(0, 0)));
        QCOMPARE(textOf(model), u"a.js\n 2 a foo b"_s);
        QCOMPARE(model.checkedCount(), 1);
        model.remove(model.index(0, 0, model.index(0, 0)));
        QCOMPARE(model.fileCount(), 0);
        QCOMPARE(model.matchCount(), 0);
    }

    void saysThatNoProjectIsOpen()
    {
        SearchPanel panel;
        panel.show();
        QVERIFY(!panel.findChild<QLineEdit *>(u"search.text"_s)->isVisible());
        panel.setProject(m_dir->path());
        QVERIFY(panel.findChild<QLineEdit *>(u"search.text"_s)->isVisible());
    }

    void findsWhileTyping()
    {
        write(u"a.js"_s, "let foo = 1;\nfoo();\n");
        write(u"b.js"_s, "bar\n");
        open();
        type("search.text", u"foo"_s);
        QTRY_COMPARE(textOf(*m_panel->model()), u"a.js\n 1 let foo = 1;\n 2 foo();"_s);
        QTRY_VERIFY(!m_panel->isSearching());
        QVERIFY2(m_panel->statusText().startsWith(u"2 match"_s), qPrintable(m_panel->statusText()));
        QCOMPARE(m_panel->windowTitle(), u"Search (2)"_s);
        type("search.text", u"nothing like it"_s);
        QTRY_COMPARE(m_panel->statusText(), u"No matches"_s);
        QCOMPARE(m_panel->model()->matchCount(), 0);
    }

    void enterOpensTheLine()
    {
        write(u"a.js"_s, "one\n  foo();\n");
        open();
        QSignalSpy opened(m_panel.get(), &SearchPanel::fileActivated);
        m_panel->begin(u"foo"_s, false);
        QTRY_COMPARE(m_panel->model()->matchCount(), 1);
        auto *text = m_panel->findChild<QLineEdit *>(u"search.text"_s);
        QTest::keyClick(text, Qt::Key_Down);
        auto *tree = m_panel->findChild<QTreeView *>();
        QTest::keyClick(tree, Qt::Key_Down);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.first(), QVariantList({ m_dir->filePath(u"a.js"_s), 2, 3 }));
        m_panel->step(1);
        QCOMPARE(opened.size(), 2);
    }

    void aWrongExpressionSaysWhy()
    {
        write(u"a.js"_s, "x");
        open();
        press("search.regex");
        type("search.text", u"(foo"_s);
        QTRY_VERIFY2(m_panel->statusText().startsWith(u"Cannot search: "_s),
                     qPrintable(m_panel->statusText()));
    }

    void moreMatchesThanTheMaximumAreSaidToBeMore()
    {
        write(u"a.txt"_s, QByteArray("x\n").repeated(100'000));
        open();
        m_panel->begin(u"x"_s, false);
        QTRY_VERIFY_WITH_TIMEOUT(m_panel->statusText().startsWith(u"More than"_s), 20'000);
    }

    void replacesWithAPreview()
    {
        write(u"a.js"_s, "foo(1) foo(2)\n");
        open();
        QSignalSpy wanted(m_panel.get(), &SearchPanel::replaceRequested);
        press("search.regex");
        m_panel->begin(u"foo\\((\\d)\\)"_s, true);
        type("search.replacement", u"bar[$1]"_s);
        QTRY_COMPARE(m_panel->model()->checkedCount(), 2);
        QTRY_VERIFY(!m_panel->isSearching());
        const QModelIndex first = m_panel->model()->index(0, 0, m_panel->model()->index(0, 0));
        QCOMPARE(first.data(SearchResultsModel::ReplacementRole).toString(), u"bar[1]"_s);
        press("search.replace");
        QCOMPARE(wanted.size(), 1);
        const auto files = wanted.first().first().value<QList<models::FileReplacement>>();
        QCOMPARE(files.value(0).splices,
                 (QList<models::Splice> { { 0, "foo(1)", "bar[1]" }, { 7, "foo(2)", "bar[2]" } }));
    }

    void remembersItsOptions()
    {
        open();
        press("search.case");
        press("search.showFilters");
        type("search.includes", u"*.js, src"_s);
        type("search.text", u"x"_s);
        QTRY_VERIFY(!m_panel->isSearching());
        const SearchPanel other;
        QVERIFY(other.findChild<QToolButton *>(u"search.case"_s)->isChecked());
        QVERIFY(!other.findChild<QToolButton *>(u"search.word"_s)->isChecked());
        QCOMPARE(other.findChild<QLineEdit *>(u"search.includes"_s)->text(), u"*.js, src"_s);
        QCOMPARE(other.findChild<QLineEdit *>(u"search.text"_s)->text(), QString());
    }

    void escapeStepsBack()
    {
        open();
        QSignalSpy left(m_panel.get(), &SearchPanel::leaveRequested);
        type("search.text", u"x"_s); // waits
        QTest::keyClick(m_panel.get(), Qt::Key_Escape);
        QCOMPARE(left.size(), 0);
        QVERIFY(!m_panel->isSearching());
        QTest::keyClick(m_panel.get(), Qt::Key_Escape);
        QCOMPARE(left.size(), 1);
    }
};

QTEST_MAIN(tst_SearchPanel)
#include "tst_searchpanel.moc"
