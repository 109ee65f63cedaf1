// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/breakpointlist.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace looptide::inspector;

class tst_BreakpointList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listIsInTheOrderOfFilesAndLines();
    void lineHasOneBreakpoint();
    void changeKeepsThePlace();
    void movedPathIsFollowed();
    void listSurvivesJson();
    void damagedJsonIsLeftOut();
};

namespace {

QString dump(const BreakpointList &list)
{
    QStringList lines;
    for (const Breakpoint &each : list.all())
        lines += QStringLiteral("%1:%2").arg(each.path).arg(each.line);
    return lines.join(u' ');
}

} // namespace

void tst_BreakpointList::listIsInTheOrderOfFilesAndLines()
{
    BreakpointList list;
    list.add({ 0, QStringLiteral("/b.js"), 2 });
    list.add({ 0, QStringLiteral("/a.js"), 9 });
    const int last = list.add({ 0, QStringLiteral("/b.js"), 1 });
    QCOMPARE(dump(list), QStringLiteral("/a.js:9 /b.js:1 /b.js:2"));
    QSignalSpy moved(&list, &BreakpointList::moved);
    list.move(last, 5);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(dump(list), QStringLiteral("/a.js:9 /b.js:2 /b.js:5"));
}

void tst_BreakpointList::lineHasOneBreakpoint()
{
    BreakpointList list;
    list.add({ 0, QStringLiteral("/a.js"), 1 });
    const int second = list.add({ 0, QStringLiteral("/a.js"), 1, QStringLiteral("x") });
    QCOMPARE(list.all().size(), 1);
    QCOMPARE(list.all().first().id, second);
}

void tst_BreakpointList::changeKeepsThePlace()
{
    BreakpointList list;
    const int id = list.add({ 0, QStringLiteral("/a.js"), 1 });
    Breakpoint changed { id, QStringLiteral("/elsewhere"), 7, QStringLiteral("x > 1") };
    QSignalSpy spy(&list, &BreakpointList::changed);
    list.change(changed);
    list.change(changed);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(dump(list), QStringLiteral("/a.js:1"));
    QCOMPARE(list.find(id)->condition, QStringLiteral("x > 1"));
}

void tst_BreakpointList::movedPathIsFollowed()
{
    BreakpointList list;
    list.add({ 0, QStringLiteral("/p/src/a.js"), 1 });
    list.add({ 0, QStringLiteral("/p/srcs.js"), 1 });
    list.movePath(QStringLiteral("/p/src"), QStringLiteral("/p/lib"));
    QCOMPARE(dump(list), QStringLiteral("/p/lib/a.js:1 /p/srcs.js:1"));
}

void tst_BreakpointList::listSurvivesJson()
{
    BreakpointList list;
    Breakpoint breakpoint { 0, QStringLiteral("/a.js"),   3,    QStringLiteral("i > 2"),
                            4, QStringLiteral("i = {i}"), false };
    list.add(breakpoint);
    BreakpointList other;
    other.setJson(QJsonDocument(list.toJson()).array());
    breakpoint.id = other.all().first().id;
    QCOMPARE(other.all(), QList<Breakpoint>({ breakpoint }));
}

void tst_BreakpointList::damagedJsonIsLeftOut()
{
    BreakpointList list;
    list.setJson(QJsonDocument::fromJson(R"([1, {}, {"path":"relative.js","line":1},
        {"path":"/a.js","line":0}, {"path":"/a.js","line":2}])")
                     .array());
    QCOMPARE(dump(list), QStringLiteral("/a.js:2"));
}

QTEST_GUILESS_MAIN(tst_BreakpointList)
#include "tst_breakpointlist.moc"
