// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/docktabbar.h"

#include <kddockwidgets/core/DockWidget.h>
#include <kddockwidgets/core/TabBar.h>
#include <kddockwidgets/qtcommon/View.h>

#include <QApplication>
#include <QHelpEvent>
#include <QStyleOptionTab>
#include <QTabWidget>
#include <QToolTip>

namespace looptide::app {

namespace {

constexpr auto toolTipProperty = "looptideTabToolTip";
constexpr auto iconProperty = "looptideTabIcon";

} // namespace

void DockTabBar::setNarrowTab(QWidget *dock, const QIcon &icon, const QString &toolTip)
{
    dock->setProperty(iconProperty, icon);
    dock->setProperty(toolTipProperty, toolTip);
}

// The library's tab bar sets its own style (only to switch an animation off, which our style also
// does), and would be the only widget that looks different.
DockTabBar::DockTabBar(KDDockWidgets::Core::TabBar *controller, QWidget *parent)
    : TabBar(controller, parent)
{
    setStyle(QApplication::style());
    setElideMode(Qt::ElideRight);
    if (parent)
        parent->installEventFilter(this);
}

bool DockTabBar::hasOnlyIcon(int index) const
{
    return m_showsIcons && index != currentIndex() && !iconOf(index).isNull();
}

QSize DockTabBar::sizeWithIcon(int index) const
{
    const int space = style()->pixelMetric(QStyle::PM_TabBarTabHSpace, nullptr, this);
    return { iconSize().width() + space, TabBar::tabSizeHint(index).height() };
}

QSize DockTabBar::tabSizeHint(int index) const
{
    return hasOnlyIcon(index) ? sizeWithIcon(index) : TabBar::tabSizeHint(index);
}

QSize DockTabBar::minimumTabSizeHint(int index) const
{
    return hasOnlyIcon(index) ? sizeWithIcon(index) : TabBar::minimumTabSizeHint(index);
}

void DockTabBar::initStyleOption(QStyleOptionTab *option, int index) const
{
    TabBar::initStyleOption(option, index);
    if (!hasOnlyIcon(index))
        return;
    option->text.clear();
    option->icon = iconOf(index);
}

void DockTabBar::tabLayoutChange()
{
    TabBar::tabLayoutChange();
    updateMode();
}

// The width of the tab bar itself follows from its tabs.
void DockTabBar::updateMode()
{
    const auto *group = qobject_cast<const QTabWidget *>(parentWidget());
    if (!group)
        return;
    int available = group->width();
    if (const QWidget *buttons = group->cornerWidget(Qt::TopRightCorner))
        available -= buttons->sizeHint().width();
    int needed = 0;
    for (int i = 0; i < count(); ++i)
        needed += TabBar::tabSizeHint(i).width();
    if (std::exchange(m_showsIcons, needed > available) != m_showsIcons)
        setIconSize(iconSize()); // makes QTabBar lay its tabs out again
}

QVariant DockTabBar::propertyOfDock(int index, const char *name) const
{
    const KDDockWidgets::Core::DockWidget *dock = tabBar()->dockWidgetAt(index);
    const QWidget *widget =
        dock ? KDDockWidgets::QtCommon::View_qt::asQWidget(dock->view()) : nullptr;
    return widget ? widget->property(name) : QVariant();
}

QIcon DockTabBar::iconOf(int index) const
{
    return propertyOfDock(index, iconProperty).value<QIcon>();
}

QString DockTabBar::toolTipOf(int index) const
{
    const QString toolTip = propertyOfDock(index, toolTipProperty).toString();
    return toolTip.isEmpty() ? tabText(index) : toolTip;
}

bool DockTabBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return TabBar::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const int index = QTabBar::tabAt(help->pos()); index >= 0)
        QToolTip::showText(help->globalPos(), toolTipOf(index), this, tabRect(index));
    return true;
}

bool DockTabBar::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize)
        updateMode();
    return TabBar::eventFilter(object, event);
}

} // namespace looptide::app
