// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dockarea.h"
#include "app/window/docktabbar.h"

#include <kddockwidgets/KDDockWidgets.h>
#include <kddockwidgets/MainWindow.h>

#include <QHelpEvent>
#include <QSignalSpy>
#include <QStyleOptionTab>
#include <QTest>
#include <QToolTip>

using namespace looptide;
using namespace Qt::StringLiterals;
using app::DockTabBar;

namespace {

const QStringList titles { u"Event Loop"_s, u"Processes"_s, u"Resources"_s, u"Stepper"_s };

// A window with one group of four panels.
struct Window
{
    KDDockWidgets::QtWidgets::MainWindow window { u"main"_s };
    app::DockArea area { &window };
    QList<QWidget *> panels;

    Window()
    {
        window.resize(1400, 800);
        for (const QString &title : titles) {
            panels.append(new QWidget);
            area.add({ .id = title,
                       .title = title,
                       .icon = u"activity"_s,
                       .shortcut = QKeySequence(Qt::ALT | Qt::Key_5),
                       .place = panels::PanelPlace::Bottom },
                     panels.constLast());
        }
        area.arrange(window.size());
        window.show();
    }
    DockTabBar *tabs() const
    {
        for (auto *bar : window.findChildren<DockTabBar *>()) {
            if (bar->count() == titles.size())
                return bar;
        }
        return nullptr;
    }
    void resize(int width) { window.resize(width, 800); }
};

} // namespace

class tst_DockTabBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { app::DockArea::configure(); }
    void titlesAreShownWhereTheyFit();
    void aNarrowBarShowsIconsBesideTheCurrentTitle();
    void theCurrentTabHasItsTitle();
    void toolTipsNameThePanel();
    void aLongerTitleIsNotCutOff();
};

void tst_DockTabBar::titlesAreShownWhereTheyFit()
{
    const Window shown;
    QVERIFY(shown.tabs());
    QTRY_VERIFY(!shown.tabs()->showsIcons());
}

void tst_DockTabBar::aNarrowBarShowsIconsBesideTheCurrentTitle()
{
    Window shown;
    DockTabBar *tabs = shown.tabs();
    shown.resize(300);
    QTRY_VERIFY(tabs->showsIcons());
    QTRY_VERIFY(tabs->tabRect(1).width() < tabs->tabRect(0).width());
    QVERIFY(tabs->tabRect(0).width() >= tabs->tabSizeHint(0).width());
    shown.resize(1400);
    QTRY_VERIFY(!tabs->showsIcons());
    QTRY_VERIFY(tabs->tabRect(1).width() >= tabs->fontMetrics().horizontalAdvance(titles[1]));
}

void tst_DockTabBar::theCurrentTabHasItsTitle()
{
    Window shown;
    DockTabBar *tabs = shown.tabs();
    shown.resize(300);
    QTRY_VERIFY(tabs->showsIcons());
    shown.area.show(titles[2]);
    QTRY_COMPARE(tabs->currentIndex(), 2);
    QTRY_VERIFY(tabs->tabRect(2).width() >= tabs->fontMetrics().horizontalAdvance(titles[2]));
    QVERIFY(tabs->tabRect(0).width() < tabs->tabRect(2).width());
    QCOMPARE(tabs->tabText(0), titles[0]); // for screen readers
}

void tst_DockTabBar::toolTipsNameThePanel()
{
    Window shown;
    DockTabBar *tabs = shown.tabs();
    shown.resize(300);
    QTRY_VERIFY(tabs->showsIcons());
    const QPoint at = tabs->tabRect(3).center();
    QHelpEvent help(QEvent::ToolTip, at, tabs->mapToGlobal(at));
    QApplication::sendEvent(tabs, &help);
    QTRY_COMPARE(QToolTip::text(), u"Stepper (Alt+5)"_s);
}

void tst_DockTabBar::aLongerTitleIsNotCutOff()
{
    Window shown;
    DockTabBar *tabs = shown.tabs();
    QTRY_VERIFY(!tabs->showsIcons());
    shown.panels[1]->setWindowTitle(QString(u'x').repeated(400));
    QTRY_VERIFY(tabs->showsIcons());
}

QTEST_MAIN(tst_DockTabBar)
#include "tst_docktabbar.moc"
