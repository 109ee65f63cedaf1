// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/problems/problemspanel.h"
#include "panels/problems/problemsproxy.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace looptide;
using models::Problem;
using models::ProblemsModel;
using namespace Qt::StringLiterals;

namespace {

Problem problem(int line, const QString &message,
                Problem::Severity severity = Problem::Severity::Error)
{
    return { line, 1, severity, message, u"ts"_s, u"7"_s };
}

// One line for each row: "message|file|place|source".
QString textOf(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        lines.append(cells.join(u'|'));
    }
    return lines.join(u'\n');
}

} // namespace

class tst_Problems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAreByFileAndLine();
    void aNewListReplacesTheOldOneOfItsFile();
    void hintsAreLeftOut();
    void isBoundedAndSaysSo();
    void filtersByWordsAndSeverity();
    void hostileTextIsOneHarmlessLine();
    void theTitleHasTheNumber();
    void aRowOpensItsPlace();
    void escapeStepsBack();
};

void tst_Problems::rowsAreByFileAndLine()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFolder(u"/p"_s);
    model.setProblems(u"/p/b.js"_s, { problem(5, u"five"_s), problem(2, u"two"_s) });
    model.setProblems(u"/p/a.js"_s, { problem(1, u"one"_s) });
    QCOMPARE(textOf(model), u"one|a.js|1:1|ts 7\ntwo|b.js|2:1|ts 7\nfive|b.js|5:1|ts 7"_s);
}

void tst_Problems::aNewListReplacesTheOldOneOfItsFile()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy counts(&model, &ProblemsModel::countsChanged);
    model.setFolder(u"/p"_s);
    for (const QString &path : { u"/p/a.js"_s, u"/p/b.js"_s, u"/p/c.js"_s })
        model.setProblems(path, { problem(1, u"old"_s) });
    model.setProblems(u"/p/b.js"_s,
                      { problem(3, u"new"_s), problem(4, u"bad"_s, Problem::Severity::Warning) });
    QCOMPARE(textOf(model),
             u"old|a.js|1:1|ts 7\nnew|b.js|3:1|ts 7\nbad|b.js|4:1|ts 7\nold|c.js|1:1|ts 7"_s);
    QCOMPARE(model.count(Problem::Severity::Error), 3);
    QCOMPARE(model.count(Problem::Severity::Warning), 1);
    model.setProblems(u"/p/b.js"_s, {});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(counts.size(), 5);
}

void tst_Problems::hintsAreLeftOut()
{
    ProblemsModel model;
    model.setProblems(u"/a"_s, { problem(1, u"hint"_s, Problem::Severity::Hint) });
    QCOMPARE(model.rowCount(), 0);
}

void tst_Problems::isBoundedAndSaysSo()
{
    ProblemsModel model;
    QList<Problem> many;
    for (int line = 1; line <= 4'000; ++line)
        many.append(problem(line, u"m"_s));
    model.setProblems(u"/a"_s, many);
    model.setProblems(u"/b"_s, many);
    QCOMPARE(model.rowCount(), int(ProblemsModel::maximum));
    QCOMPARE(model.hiddenCount(), 3'000);
    model.setProblems(u"/b"_s, {});
    QCOMPARE(model.hiddenCount(), 0);
}

void tst_Problems::filtersByWordsAndSeverity()
{
    ProblemsModel model;
    models::ProblemsProxy proxy(&model);
    model.setProblems(u"/src/app.js"_s,
                      { problem(1, u"cannot find name"_s),
                        problem(2, u"unused variable"_s, Problem::Severity::Warning) });
    proxy.setText(u"NAME app"_s);
    QCOMPARE(proxy.rowCount(), 1);
    proxy.setText({});
    proxy.setSeverities({ Problem::Severity::Warning });
    QCOMPARE(proxy.rowCount(), 1);
    proxy.setText(u"cannot"_s);
    QCOMPARE(proxy.rowCount(), 0);
    QVERIFY(proxy.isFiltering());
}

void tst_Problems::hostileTextIsOneHarmlessLine()
{
    ProblemsModel model;
    model.setProblems(u"/a"_s, { problem(1, u"<b>x</b>\nsecond \u202Etxet"_s) });
    const QString cell = model.index(0, ProblemsModel::MessageColumn).data().toString();
    QVERIFY(!cell.contains(u'\n'));
    QVERIFY(!cell.contains(QChar(0x202E)));
    const QString tip =
        model.index(0, ProblemsModel::MessageColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<b>"_s));
}

void tst_Problems::theTitleHasTheNumber()
{
    panels::ProblemsPanel panel;
    QCOMPARE(panel.windowTitle(), u"Problems"_s);
    panel.model()->setProblems(u"/a"_s, { problem(1, u"a"_s), problem(2, u"b"_s) });
    QCOMPARE(panel.windowTitle(), u"Problems (2)"_s);
    panel.model()->clear();
    QCOMPARE(panel.windowTitle(), u"Problems"_s);
}

void tst_Problems::aRowOpensItsPlace()
{
    panels::ProblemsPanel panel;
    panel.model()->setProblems(u"/a.js"_s, { problem(7, u"a"_s) });
    QSignalSpy activated(&panel, &panels::ProblemsPanel::fileActivated);
    auto *list = panel.findChild<QTreeView *>(u"problems"_s);
    panel.resize(900, 300);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first(), QVariantList({ u"/a.js"_s, 7, 1 }));
}

void tst_Problems::escapeStepsBack()
{
    panels::ProblemsPanel panel;
    panel.model()->setProblems(u"/a.js"_s, { problem(7, u"a"_s) });
    QSignalSpy left(&panel, &panels::ProblemsPanel::leaveRequested);
    auto *filter = panel.findChild<QLineEdit *>(u"problemsFilter"_s);
    filter->setText(u"nothing like that"_s);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QCOMPARE(filter->text(), QString());
    QCOMPARE(left.size(), 0);
    QTest::keyClick(&panel, Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

QTEST_MAIN(tst_Problems)
#include "tst_problems.moc"
