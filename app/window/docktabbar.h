// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <kddockwidgets/qtwidgets/views/TabBar.h>

namespace looptide::app {

// The tabs of the panels at one place. When their titles do not fit beside each other, the current
// tab keeps its title and the others show their icon, with the title as their tooltip. No title is
// cut off as long as that fits.
//
// KDDockWidgets creates it for each group of docks and destroys it with that. Main thread only.
class DockTabBar : public KDDockWidgets::QtWidgets::TabBar
{
    Q_OBJECT

public:
    DockTabBar(KDDockWidgets::Core::TabBar *controller, QWidget *parent);

    // What the tab of a dock shows without its title.
    static void setNarrowTab(QWidget *dock, const QIcon &icon, const QString &toolTip);

    bool showsIcons() const { return m_showsIcons; }
    QSize tabSizeHint(int index) const override;

protected:
    QSize minimumTabSizeHint(int index) const override;
    void initStyleOption(QStyleOptionTab *option, int index) const override;
    void tabLayoutChange() override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    bool hasOnlyIcon(int index) const;
    QSize sizeWithIcon(int index) const;
    void updateMode();
    QVariant propertyOfDock(int index, const char *name) const;
    QIcon iconOf(int index) const;
    QString toolTipOf(int index) const;

    bool m_showsIcons = false;
};

} // namespace looptide::app
