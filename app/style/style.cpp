// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style/style.h"

#include "app/dialogs/filedialogs.h"
#include "app/style/standardicons.h"
#include "app/style/styledrawing.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QFileDialog>
#include <QFontDatabase>
#include <QInputDialog>
#include <QLineEdit>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>

namespace looptide::app {

namespace {

constexpr int scrollBarExtent = 12;

// The window manager cuts a title, to which Qt adds the application's name, rather than widen the
// window. Its font and its buttons are not known.
int widthForTitle(const QDialog *dialog)
{
    const QFontMetrics metrics = dialog->fontMetrics();
    const QString title = QStringLiteral("%1 — %2").arg(dialog->windowTitle(),
                                                        QGuiApplication::applicationDisplayName());
    return metrics.horizontalAdvance(title) * 5 / 4 + metrics.averageCharWidth() * 20;
}

// The track has the colour of what is scrolled. The bar is in a container of the scroll area.
QPalette::ColorRole trackRole(const QWidget *bar)
{
    const QWidget *container = bar ? bar->parentWidget() : nullptr;
    const QWidget *parent = container ? container->parentWidget() : nullptr;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(parent);
    return area ? area->viewport()->backgroundRole() : QPalette::Base;
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) { }

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return scrollBarExtent;
    case PM_ToolBarIconSize:
        return 18;
    case PM_ToolBarItemSpacing:
        return 2;
    case PM_ToolBarItemMargin:
        return 3;
    case PM_TabBarTabHSpace:
        return 26;
    case PM_TabBarTabVSpace:
        return 14;
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_TabBarBaseHeight:
        return 1;
    case PM_SplitterWidth:
        return 5;
    case PM_MenuBarPanelWidth:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
        // Moving tabs of docks must not be animated: QTabBar then paints tabs that are gone.
        if (qobject_cast<const QTabBar *>(widget))
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, data);
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_Menu_SupportsSections:
    case SH_Menu_Scrollable: // else columns, beyond the edge of the screen
        return 1;
    case SH_ScrollBar_LeftClickAbsolutePosition:
    case SH_TabBar_ElideMode:
        return hint == SH_TabBar_ElideMode ? int(Qt::ElideMiddle) : 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result += QSize(12, 4);
        break;
    case CT_LineEdit:
        result.setHeight(qMax(result.height(), 28));
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(result.height(), 24));
        break;
    case CT_MenuBarItem:
        result += QSize(4, 2);
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                            SubControl subControl, const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !slider)
        return QProxyStyle::subControlRect(control, option, subControl, widget);
    const QRect handle = sliderRect(slider);
    const bool horizontal = slider->orientation == Qt::Horizontal;
    QRect before = slider->rect;
    QRect after = slider->rect;
    if (horizontal) {
        before.setRight(handle.left() - 1);
        after.setLeft(handle.right() + 1);
    } else {
        before.setBottom(handle.top() - 1);
        after.setTop(handle.bottom() + 1);
    }
    switch (subControl) {
    case SC_ScrollBarSlider:
        return handle;
    case SC_ScrollBarGroove:
        return slider->rect;
    case SC_ScrollBarSubPage:
        return before;
    case SC_ScrollBarAddPage:
        return after;
    default:
        return {};
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonTool:
        return drawToolButton(option, painter);
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return drawPushButton(button, painter);
        break;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0)
            return drawLineEdit(option, painter);
        break;
    case PE_Frame:
        painter->save();
        painter->setPen(border(option));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameMenu: // menus have the window's colour
        painter->save();
        painter->setPen(tint(option, 0.28));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            border(option));
        return;
    case PE_IndicatorBranch:
        return drawBranch(option, painter);
    case PE_IndicatorCheckBox:
        return drawCheckBox(option, painter);
    case PE_PanelScrollAreaCorner:
        return painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    case PE_FrameFocusRect:
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return drawTabShape(tab, painter);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
            tab && !(tab->state & (State_Selected | State_MouseOver))) {
            QStyleOptionTab muted(*tab);
            muted.palette.setColor(QPalette::WindowText,
                                   tab->palette.color(QPalette::PlaceholderText));
            return QProxyStyle::drawControl(element, &muted, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->checkType != QStyleOptionMenuItem::NotCheckable && !item->icon.isNull()) {
            const QStyleOptionMenuItem marked = withCheckMark(*item);
            return QProxyStyle::drawControl(element, &marked, painter, widget);
        }
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button
            && (button->features & QStyleOptionButton::DefaultButton)
            && (button->state & State_Enabled)) {
            QStyleOptionButton bright(*button);
            bright.palette.setColor(QPalette::ButtonText, Qt::white);
            return QProxyStyle::drawControl(element, &bright, painter, widget);
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return drawHeaderSection(header, painter);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            border(option));
        return;
    case CE_ToolBar:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(item->rect, item->palette.color(QPalette::Window));
            if (item->state & (State_Selected | State_Sunken))
                drawRounded(painter, item->rect.adjusted(1, 1, -1, -1), tint(item, 0.10));
            drawItemText(painter, item->rect,
                         Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->palette,
                         item->state & State_Enabled, item->text, QPalette::WindowText);
            return;
        }
        break;
    case CE_Splitter:
        if (option->state & State_MouseOver)
            painter->fillRect(option->rect, tint(option, 0.10));
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                               QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(slider, trackRole(widget), painter);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QIcon Style::standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                          const QWidget *widget) const
{
    const QIcon icon = app::standardIcon(pixmap);
    return icon.isNull() ? QProxyStyle::standardIcon(pixmap, option, widget) : icon;
}

// Asked for by what has no place for an icon.
QPixmap Style::standardPixmap(StandardPixmap pixmap, const QStyleOption *option,
                              const QWidget *widget) const
{
    const QIcon icon = app::standardIcon(pixmap);
    if (icon.isNull())
        return QProxyStyle::standardPixmap(pixmap, option, widget);
    const int size = proxy()->pixelMetric(PM_SmallIconSize, option, widget);
    return icon.pixmap(QSize(size, size),
                       widget ? widget->devicePixelRatio() : qApp->devicePixelRatio());
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *dialog = qobject_cast<QFileDialog *>(widget))
        furnishFileDialog(dialog);
    if (const auto *dialog = qobject_cast<const QInputDialog *>(widget)) {
        // The dialog's own layout sets the dialog's least width.
        if (auto *field = dialog->findChild<QLineEdit *>(Qt::FindDirectChildrenOnly))
            field->setMinimumWidth(widthForTitle(dialog));
    }
    if (qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

double textScale()
{
    constexpr double usualHeight = 1728;
    const QScreen *screen = QGuiApplication::primaryScreen();
    return screen ? qBound(1., screen->geometry().height() / usualHeight, 1.4) : 1;
}

void installStyle(QApplication &application)
{
    const double leastPoints = 9.5 * textScale();
    QApplication::setStyle(new Style);
    QFont font = QApplication::font();
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    if (font.pointSizeF() > 0 && font.pointSizeF() < leastPoints)
        font.setPointSizeF(leastPoints);
    application.setFont(font);
}

} // namespace looptide::app
