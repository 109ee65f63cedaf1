// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/git/linechanges.h"

#include <QTest>

using namespace looptide;
using app::LineChange;
using Kind = editor::ChangeMark::Kind;

class LineChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHunksWithoutContext()
    {
        const QList<LineChange> changes = app::readLineChanges(
            "diff --git a/base b/-\n--- a/base\n+++ b/-\n@@ -2 +2,2 @@ f()\n"
            "-@@ -9 +9 @@x\n+a\n+b\n@@ -5,2 +5,0 @@\n-x\n-y\n@@ -8,0 +7 @@\n+n\n");
        QCOMPARE(changes, QList<LineChange>({ { 2, 1, 2, 2 }, { 5, 2, 5, 0 }, { 8, 0, 7, 1 } }));
        QCOMPARE(app::markOf(changes.at(0)), (editor::ChangeMark { Kind::Changed, 2, 2 }));
        QCOMPARE(app::markOf(changes.at(1)), (editor::ChangeMark { Kind::Removed, 6, 0 }));
        QCOMPARE(app::markOf(changes.at(2)), (editor::ChangeMark { Kind::Added, 7, 1 }));
    }

    void reverts_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("baseStart");
        QTest::addColumn<int>("baseCount");
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("count");
        const auto row = [](const char *name, const char *base, const char *text, LineChange c) {
            QTest::newRow(name) << QByteArray(base) << QByteArray(text) << c.baseStart
                                << c.baseCount << c.start << c.count;
        };
        row("changed", "a\nb\nc\n", "a\nB\nc\n", { 2, 1, 2, 1 });
        row("added", "a\nc\n", "a\nb\nc\n", { 1, 0, 2, 1 });
        row("added first", "a\n", "x\na\n", { 0, 0, 1, 1 });
        row("removed", "a\nb\nc\n", "a\nc\n", { 2, 1, 1, 0 });
        row("removed first", "a\nb\n", "b\n", { 1, 1, 0, 0 });
        row("removed last", "a\nb\n", "a\n", { 2, 1, 1, 0 });
        row("everything", "a\nb\n", "", { 1, 2, 0, 0 });
        row("from nothing", "", "a\n", { 0, 0, 1, 1 });
        row("last line without an end", "a\nb", "a\nB", { 2, 1, 2, 1 });
        row("an end was added", "a\nb", "a\nb\n", { 2, 1, 2, 1 });
        row("Windows", "a\r\nb\r\n", "a\r\nB\r\n", { 2, 1, 2, 1 });
    }
    void reverts()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, text);
        QFETCH(const int, baseStart);
        QFETCH(const int, baseCount);
        QFETCH(const int, start);
        QFETCH(const int, count);
        QCOMPARE(app::revertedText(text, base, { baseStart, baseCount, start, count }), base);
    }
};

QTEST_APPLESS_MAIN(LineChangesTest)
#include "tst_linechanges.moc"
