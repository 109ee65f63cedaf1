// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dockarea.h"

#include "app/window/docktabbar.h"
#include "app/window/panelfocus.h"
#include "panels/common/icons.h"

#include <kddockwidgets/Config.h>
#include <kddockwidgets/DockWidget.h>
#include <kddockwidgets/KDDockWidgets.h>
#include <kddockwidgets/LayoutSaver.h>
#include <kddockwidgets/MainWindow.h>
#include <kddockwidgets/core/DockWidget.h>
#include <kddockwidgets/core/Layout.h>
#include <kddockwidgets/core/MainWindow.h>
#include <kddockwidgets/qtcommon/View.h>
#include <kddockwidgets/qtwidgets/ViewFactory.h>
#include <kddockwidgets/qtwidgets/views/Group.h>
#include <kddockwidgets/qtwidgets/views/TitleBar.h>

#include <QAction>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLayout>
#include <QToolButton>

#include <exception>

namespace looptide::app {

namespace {

using KDDockWidgets::InitialOption;
using KDDockWidgets::TitleBarButtonType;
using KDDockWidgets::QtWidgets::DockWidget;
using panels::PanelPlace;

// From this width on, the output and the server console are side by side.
constexpr int wideWindow = 1200;

// A panel without a frame. The gaps between panels are enough to separate them.
class FramelessGroup : public KDDockWidgets::QtWidgets::Group
{
public:
    using Group::Group;

protected:
    void paintEvent(QPaintEvent *) override { }
};

// Creates the parts of docks with our own appearance.
class DockViewFactory : public KDDockWidgets::QtWidgets::ViewFactory
{
public:
    KDDockWidgets::Core::View *createGroup(KDDockWidgets::Core::Group *controller,
                                           KDDockWidgets::Core::View *parent) const override
    {
        return new FramelessGroup(controller, KDDockWidgets::QtCommon::View_qt::asQWidget(parent));
    }

    KDDockWidgets::Core::View *createTabBar(KDDockWidgets::Core::TabBar *controller,
                                            KDDockWidgets::Core::View *parent) const override
    {
        return new DockTabBar(controller, KDDockWidgets::QtCommon::View_qt::asQWidget(parent));
    }

    QAbstractButton *createTitleBarButton(QWidget *parent, TitleBarButtonType type) const override
    {
        // A title bar (only floating panels can show one) accepts only the library's own class.
        if (qobject_cast<KDDockWidgets::QtWidgets::TitleBar *>(parent))
            return ViewFactory::createTitleBarButton(parent, type);
        auto *button = new QToolButton(parent);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setIconSize(QSize(14, 14));
        button->setFixedSize(22, 22);
        button->setIcon(panels::icon(type == TitleBarButtonType::Close
                                         ? QStringLiteral("x")
                                         : QStringLiteral("external-link")));
        if (type == TitleBarButtonType::Close)
            button->setToolTip(QObject::tr("Hide this panel"));
        else if (type == TitleBarButtonType::Float)
            button->setToolTip(QObject::tr("Detach this panel"));
        button->setAccessibleName(button->toolTip());
        return button;
    }
};

QString tabToolTip(const panels::PanelDescriptor &panel)
{
    if (panel.shortcut.isEmpty())
        return panel.title;
    return QStringLiteral("%1 (%2)").arg(panel.title,
                                         panel.shortcut.toString(QKeySequence::NativeText));
}

} // namespace

void DockArea::configure()
{
    using KDDockWidgets::Config;
    static bool isConfigured = false;
    if (std::exchange(isConfigured, true))
        return;
    KDDockWidgets::initFrontend(KDDockWidgets::FrontendType::QtWidgets);
    Config &config = Config::self();
    config.setFlags(Config::Flag_AlwaysTitleBarWhenFloating | Config::Flag_AlwaysShowTabs
                    | Config::Flag_HideTitleBarWhenTabsVisible
                    | Config::Flag_ShowButtonsOnTabBarIfTitleBarHidden
                    | Config::Flag_AllowReorderTabs | Config::Flag_CloseOnlyCurrentTab
                    | Config::Flag_AllowSwitchingTabsViaMenu);
    config.setViewFactory(new DockViewFactory);
    config.setSeparatorThickness(5);
    config.setAbsoluteWidgetMinSize(QSize(120, 80));
}

DockArea::DockArea(KDDockWidgets::QtWidgets::MainWindow *window) : QObject(window), m_window(window)
{
}

// A dock that is hidden belongs to no window.
DockArea::~DockArea()
{
    for (const Dock &dock : std::as_const(m_docks)) {
        if (dock.dock && !dock.dock->parentWidget())
            delete dock.dock;
    }
}

void DockArea::add(const panels::PanelDescriptor &panel, QWidget *widget)
{
    auto *dock = new DockWidget(panel.id);
    dock->setTitle(panel.title);
    DockTabBar::setNarrowTab(dock, panels::icon(panel.icon), tabToolTip(panel));
    dock->setWidget(widget);
    // A panel may add a number to its title.
    connect(widget, &QWidget::windowTitleChanged, dock, [dock](const QString &title) {
        if (!title.isEmpty())
            dock->setTitle(title);
    });
    if (!widget->windowTitle().isEmpty())
        dock->setTitle(widget->windowTitle());
    auto *toggle = new QAction(panels::icon(panel.icon), panel.title, this);
    toggle->setObjectName(QStringLiteral("view.panel.") + panel.id);
    toggle->setCheckable(true);
    toggle->setShortcut(panel.shortcut);
    toggle->setStatusTip(
        tr("Go to the panel %1; hide it when the keyboard is there").arg(panel.title));
    toggle->setToolTip(
        tr("%1 (%2)").arg(toggle->statusTip(), panel.shortcut.toString(QKeySequence::NativeText)));
    connect(toggle, &QAction::triggered, this, [this, id = panel.id] { this->toggle(id); });
    connect(dock, &DockWidget::isOpenChanged, this, &DockArea::updateToggles);
    connect(dock, &DockWidget::isCurrentTabChanged, this, &DockArea::updateToggles);
    m_docks.append({ panel, widget, dock, toggle });
}

QList<QAction *> DockArea::toggleActions() const
{
    QList<QAction *> actions;
    for (const Dock &dock : m_docks)
        actions.append(dock.toggle);
    return actions;
}

DockWidget *DockArea::dockAt(PanelPlace place) const
{
    for (const Dock &dock : m_docks) {
        if (dock.panel.place == place)
            return dock.dock;
    }
    return nullptr;
}

// A window that was never shown has not been laid out. Panels are squeezed into the library's own
// small size, and never regain from the editor what they lose there.
void DockArea::layOutWindow()
{
    if (m_window->isVisible())
        return;
    m_window->ensurePolished();
    m_window->layout()->activate();
    const QWidget *view = layoutView();
    setLayoutSize(view->parentWidget()->size());
}

QWidget *DockArea::layoutView() const
{
    return KDDockWidgets::QtCommon::View_qt::asQWidget(m_window->mainWindow()->layout()->view());
}

void DockArea::setLayoutSize(QSize size)
{
    layoutView()->resize(size);
    m_window->mainWindow()->layout()->setLayoutSize(size);
}

// The order matters: a dock that is added later to a side of the window is placed outside of the
// existing ones. So the event loop has the whole height, which its plots need, and the bottom
// panels have the remaining width, which the requests need.
void DockArea::arrange(QSize size)
{
    for (const Dock &dock : std::as_const(m_docks))
        dock.dock->forceClose();
    layOutWindow();
    const int right = qBound(290, size.width() * 24 / 100, 900);
    // The right panel is added after it and takes its width from all others in proportion.
    const int side =
        qBound(230, size.width() * 19 / 100, 560) * size.width() / qMax(1, size.width() - right);
    const int bottom = qBound(200, size.height() * 34 / 100, 760);
    auto *left = dockAt(PanelPlace::Left);
    if (left)
        m_window->addDockWidget(left, KDDockWidgets::Location_OnLeft, nullptr,
                                InitialOption(QSize(side, 0)));
    auto *bottomDock = dockAt(PanelPlace::Bottom);
    if (bottomDock)
        m_window->addDockWidget(bottomDock, KDDockWidgets::Location_OnBottom, nullptr,
                                InitialOption(QSize(0, bottom)));
    if (auto *dock = dockAt(PanelPlace::Right))
        m_window->addDockWidget(dock, KDDockWidgets::Location_OnRight, nullptr,
                                InitialOption(QSize(right, 0)));
    if (auto *dock = dockAt(PanelPlace::LeftTab); dock && left)
        left->addDockWidgetAsTab(dock);
    auto *beside = dockAt(PanelPlace::BottomBeside);
    if (beside && bottomDock && size.width() >= wideWindow)
        m_window->addDockWidget(beside, KDDockWidgets::Location_OnRight, bottomDock,
                                InitialOption(QSize((size.width() - right) * 54 / 100, 0)));
    else if (beside && bottomDock)
        bottomDock->addDockWidgetAsTab(beside);
    addAsTabs();
    if (left)
        left->setAsCurrentTab();
    if (bottomDock)
        bottomDock->setAsCurrentTab();
    updateToggles();
}

// A place has room for one panel. Later panels of the same place become tabs behind it.
void DockArea::addAsTabs()
{
    for (const Dock &dock : std::as_const(m_docks)) {
        DockWidget *first = dockAt(dock.panel.place);
        if (first == dock.dock)
            continue;
        first->addDockWidgetAsTab(dock.dock);
        first->setAsCurrentTab();
    }
}

const DockArea::Dock *DockArea::find(const QString &id) const
{
    const auto it =
        std::ranges::find_if(m_docks, [&](const Dock &dock) { return dock.panel.id == id; });
    return it == m_docks.end() ? nullptr : &*it;
}

bool DockArea::isShown(const QString &id) const
{
    const Dock *dock = find(id);
    return dock && dock->dock->isOpen() && dock->dock->dockWidget()->isCurrentTab();
}

void DockArea::show(const QString &id)
{
    if (const Dock *dock = find(id)) {
        if (!dock->dock->isOpen())
            dock->dock->open();
        dock->dock->setAsCurrentTab();
    }
    updateToggles();
}

void DockArea::activate(const QString &id)
{
    show(id);
    if (const Dock *dock = find(id))
        focusMainView(dock->widget);
}

QList<QWidget *> DockArea::shownPanels() const
{
    QList<QWidget *> panels;
    for (const Dock &dock : m_docks) {
        if (isShown(dock.panel.id))
            panels.append(dock.widget);
    }
    return panels;
}

void DockArea::toggle(const QString &id)
{
    const Dock *dock = find(id);
    if (isShown(id) && hasFocus(dock->widget)) {
        dock->dock->forceClose();
        Q_EMIT focusReleased();
    } else {
        activate(id);
    }
    updateToggles();
}

void DockArea::updateToggles()
{
    for (const Dock &dock : std::as_const(m_docks))
        dock.toggle->setChecked(isShown(dock.panel.id));
}

QByteArray DockArea::save() const
{
    return KDDockWidgets::LayoutSaver().serializeLayout();
}

// A window that was never shown does not have its final size yet. The library would scale
// everything to the current size, and panels would never regain from the editor what they lose
// there. So the layout is restored with its saved size, and fitted into the window when that is
// shown.
void DockArea::prepareFor(QJsonObject *saved)
{
    QJsonArray windows = (*saved)[QLatin1StringView("mainWindows")].toArray();
    QJsonObject window = windows.at(0).toObject();
    const QJsonObject size =
        window[QLatin1StringView("multiSplitterLayout")][QLatin1StringView("layout")]
              [QLatin1StringView("sizingInfo")][QLatin1StringView("geometry")]
                  .toObject();
    const QSize layoutSize(size[QLatin1StringView("width")].toInt(),
                           size[QLatin1StringView("height")].toInt());
    if (m_window->isVisible() || layoutSize.isEmpty()
        || !window.contains(QLatin1StringView("geometry")))
        return;
    const QRect now = m_window->geometry();
    window[QLatin1StringView("geometry")] =
        QJsonObject { { QStringLiteral("x"), now.x() },
                      { QStringLiteral("y"), now.y() },
                      { QStringLiteral("width"), now.width() },
                      { QStringLiteral("height"), now.height() } };
    windows[0] = window;
    (*saved)[QLatin1StringView("mainWindows")] = windows;
    setLayoutSize(layoutSize);
}

bool DockArea::restore(const QByteArray &layout)
{
    // The library logs a warning about text that is not JSON, and throws an exception for JSON of
    // another shape.
    QJsonObject saved = QJsonDocument::fromJson(layout).object();
    if (saved.isEmpty())
        return false;
    m_layoutForFinalSize = m_window->isVisible() ? QByteArray() : layout;
    prepareFor(&saved);
    bool restored = false;
    try {
        KDDockWidgets::LayoutSaver saver(KDDockWidgets::RestoreOption_RelativeToMainWindow);
        restored = saver.restoreLayout(QJsonDocument(saved).toJson(QJsonDocument::Compact));
    } catch (const std::exception &) { // JSON that is not a layout
    }
    updateToggles();
    return restored;
}

void DockArea::restoreAtFinalSize()
{
    const QByteArray layout = std::exchange(m_layoutForFinalSize, {});
    if (m_window->isMaximized() || m_window->isFullScreen())
        restore(layout);
}

} // namespace looptide::app
