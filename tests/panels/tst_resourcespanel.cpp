// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/emptystate.h"
#include "panels/resources/resourcesmodel.h"
#include "panels/resources/resourcespanel.h"
#include "tests/panels/fakefeed.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::ResourcesModel;
using trace::ActiveResource;
using trace::Command;

namespace {

ActiveResource resource(quint32 id, const QString &type, const QString &detail = {})
{
    ActiveResource resource;
    resource.id = id;
    resource.type = type;
    resource.detail = detail;
    resource.asyncId = 100 + id;
    resource.canUnref = resource.canClose = true;
    return resource;
}

trace::TraceBatch listOf(const QList<ActiveResource> &items)
{
    trace::TraceBatch batch;
    batch.resources = { { 0, 1, quint64(items.size()), items } };
    return batch;
}

struct Shown
{
    tests::FakeFeed feed;
    panels::ResourcesPanel panel { &feed };
    QTreeView *table = panel.findChild<QTreeView *>();

    Shown()
    {
        panel.resize(500, 300);
        panel.show();
    }
    QString cell(int row, int column) const
    {
        return table->model()->index(row, column).data().toString();
    }
    QString summary() const { return panel.findChild<QLabel *>(u"resourceSummary"_s)->text(); }
    QAction *action(const QString &text) const
    {
        for (QAction *action : panel.findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

class tst_ResourcesPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersToRun();
    void listsServersFirst();
    void isAskedOnceWhileItsLoopIsBusy();
    void sendsWhatTheUserChooses();
    void goesToTheCode();
    void showsHostileTextAsText();
};

void tst_ResourcesPanel::offersToRun()
{
    Shown shown;
    auto *empty = shown.panel.findChild<panels::EmptyState *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), u"Why is it still running?"_s);
    QSignalSpy runs(&shown.panel, &panels::ResourcesPanel::runRequested);
    Q_EMIT empty->actionRequested();
    QCOMPARE(runs.size(), 1);
}

void tst_ResourcesPanel::listsServersFirst()
{
    Shown shown;
    shown.feed.begin();
    ActiveResource timer = resource(1, u"Timeout"_s);
    timer.dueMs = 2500;
    timer.repeatMs = 3000;
    timer.callback = { u"/p/app.js"_s, 7, 3, u"tick"_s };
    shown.feed.collect(listOf({ resource(3, u"FSReqCallback"_s), timer,
                                resource(2, u"TCP server"_s, u"127.0.0.1:3000"_s) }));
    QCOMPARE(shown.cell(0, ResourcesModel::KindColumn), u"server"_s);
    QCOMPARE(shown.cell(0, ResourcesModel::DetailColumn), u"127.0.0.1:3000"_s);
    QCOMPARE(shown.cell(1, ResourcesModel::KindColumn), u"interval"_s);
    QCOMPARE(shown.cell(1, ResourcesModel::DueColumn), u"in 2.5 s"_s);
    QCOMPARE(shown.cell(1, ResourcesModel::PlaceColumn), u"tick app.js:7"_s);
    QCOMPARE(shown.cell(2, ResourcesModel::KindColumn), u"file operation"_s);
    QVERIFY(shown.summary().startsWith(u"3 "));
    shown.feed.collect(listOf({}));
    QVERIFY(shown.summary().startsWith(u"Nothing keeps it running"));
}

void tst_ResourcesPanel::isAskedOnceWhileItsLoopIsBusy()
{
    Shown shown;
    shown.feed.begin();
    const qsizetype asked = shown.feed.sentCommands.size();
    QCOMPARE(shown.feed.sentCommands.last().second, Command::listResources());
    QVERIFY(shown.summary().contains(u"when its loop is free"));
    shown.action(u"Refresh"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.size(), asked);
    shown.feed.collect(listOf({}));
    shown.action(u"Refresh"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.size(), asked + 1);
}

void tst_ResourcesPanel::sendsWhatTheUserChooses()
{
    Shown shown;
    shown.feed.begin();
    ActiveResource request = resource(9, u"FSReqCallback"_s);
    request.canClose = request.canUnref = false;
    shown.feed.collect(listOf({ resource(5, u"TCP server"_s), request }));
    QVERIFY(!shown.action(u"Close"_s)->isEnabled());
    shown.table->setCurrentIndex(shown.table->model()->index(1, 0));
    QVERIFY(!shown.action(u"Close"_s)->isEnabled());
    shown.table->setCurrentIndex(shown.table->model()->index(0, 0));
    shown.action(u"Unref"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.last().second, Command::unrefResource(5));
    shown.action(u"Close"_s)->trigger();
    QCOMPARE(shown.feed.sentCommands.last().second, Command::closeResource(5));
    // The selection stays with the resource when rows appear above it.
    shown.feed.collect(listOf({ resource(4, u"TCP server"_s), resource(5, u"TCP server"_s) }));
    QCOMPARE(shown.table->currentIndex().row(), 1);
}

void tst_ResourcesPanel::goesToTheCode()
{
    Shown shown;
    shown.feed.begin();
    ActiveResource timer = resource(1, u"Timeout"_s);
    timer.callback = { u"file:///p/app.mjs"_s, 7, 3, u"tick"_s };
    trace::TraceBatch batch = listOf({ timer });
    batch.places = { { 0, 1, { { u"node:timers"_s, 1, 1, {} }, { u"/p/b.js"_s, 4, 2, {} } } } };
    trace::ResourceCreated created;
    created.asyncId = timer.asyncId;
    created.origin.triggerId = 7; // Node created it, because of what the program had created
    trace::ResourceCreated cause;
    cause.asyncId = 7;
    cause.place = 1;
    batch.records = { cause.toRecord(), created.toRecord() };
    shown.feed.collect(batch);
    QSignalSpy opened(&shown.panel, &panels::ResourcesPanel::fileActivated);
    shown.table->setCurrentIndex(shown.table->model()->index(0, 0));
    shown.action(u"Go to Function"_s)->trigger();
    QCOMPARE(opened.takeFirst(), QVariantList({ u"/p/app.mjs"_s, 7, 3 }));
    shown.action(u"Go to Creation"_s)->trigger();
    QCOMPARE(opened.takeFirst(), QVariantList({ u"/p/b.js"_s, 4, 2 }));
}

void tst_ResourcesPanel::showsHostileTextAsText()
{
    Shown shown;
    shown.feed.begin();
    ActiveResource hostile = resource(1, u"<b>\x1b[31m"_s, u"\u202egnp\n<img src=x>"_s);
    hostile.callback = { u"/p/<b>.js"_s, 1, 1, u"<i>f\n"_s };
    shown.feed.collect(listOf({ hostile }));
    for (int column = 0; column < ResourcesModel::ColumnCount; ++column) {
        const QString text = shown.cell(0, column);
        QVERIFY2(!text.contains(u'\n') && !text.contains(u'\x1b') && !text.contains(u'\u202e'),
                 qPrintable(text));
        const QString tip = shown.table->model()->index(0, column).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(u'<'), qPrintable(tip));
    }
}

QTEST_MAIN(tst_ResourcesPanel)
#include "tst_resourcespanel.moc"
