// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyleHints>
#include <QStyleOption>
#include <QTabBar>

namespace looptide::app {

namespace {

constexpr int scrollBarExtent = 12;
constexpr int minimumSlider = 28;
constexpr qreal radius = 5;

QColor mixed(const QColor &a, const QColor &b, qreal amount)
{
    return QColor::fromRgbF(float(a.redF() * (1 - amount) + b.redF() * amount),
                            float(a.greenF() * (1 - amount) + b.greenF() * amount),
                            float(a.blueF() * (1 - amount) + b.blueF() * amount));
}

QColor border(const QStyleOption *option)
{
    return option->palette.color(QPalette::Mid);
}

// What lies under the pointer, or is pressed or switched on, is tinted with the text's colour.
QColor tint(const QStyleOption *option, qreal amount)
{
    QColor color = option->palette.color(QPalette::WindowText);
    color.setAlphaF(float(amount));
    return color;
}

void drawRounded(QPainter *painter, const QRectF &rect, const QColor &fill,
                 const QColor &line = Qt::transparent, qreal corner = radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(line.alpha() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    painter->restore();
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const qreal amount = enabled && (option->state & QStyle::State_Sunken) ? 0.16
        : option->state & QStyle::State_On                                 ? 0.12
        : enabled && (option->state & QStyle::State_MouseOver)             ? 0.08
                                                                           : 0;
    const bool hasFocus = option->state & QStyle::State_HasFocus;
    if (amount > 0 || hasFocus)
        drawRounded(painter, option->rect, tint(option, amount),
                    hasFocus ? option->palette.color(QPalette::Accent) : QColor(Qt::transparent));
}

void drawPushButton(const QStyleOptionButton *option, QPainter *painter)
{
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool isDefault = option->features & QStyleOptionButton::DefaultButton;
    if (option->features & QStyleOptionButton::Flat)
        return drawToolButton(option, painter);
    QColor fill = option->palette.color(QPalette::Button);
    QColor line = border(option);
    if (isDefault && enabled) {
        fill = option->palette.color(QPalette::Accent);
        line = Qt::transparent;
    }
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        fill = mixed(fill, option->palette.color(QPalette::WindowText), 0.14);
    else if (enabled && (option->state & QStyle::State_MouseOver))
        fill = mixed(fill, option->palette.color(QPalette::WindowText), 0.06);
    if (option->state & QStyle::State_HasFocus)
        line = option->palette.color(isDefault ? QPalette::WindowText : QPalette::Accent);
    drawRounded(painter, option->rect, fill, line);
}

void drawLineEdit(const QStyleOption *option, QPainter *painter)
{
    const bool focused = option->state & QStyle::State_HasFocus;
    drawRounded(painter, option->rect, option->palette.color(QPalette::Base),
                focused ? option->palette.color(QPalette::Accent) : border(option));
}

void drawCheckBox(const QStyleOption *option, QPainter *painter)
{
    const QPalette &palette = option->palette;
    const bool isOn = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const bool isEnabled = option->state & QStyle::State_Enabled;
    const QColor accent =
        isEnabled ? palette.color(QPalette::Accent) : palette.color(QPalette::PlaceholderText);
    const bool hasFocus = option->state & QStyle::State_HasFocus;
    const QColor line = hasFocus && isOn ? palette.color(QPalette::WindowText)
        : hasFocus || isOn               ? accent
                                         : palette.color(QPalette::PlaceholderText);
    drawRounded(painter, option->rect, isOn ? accent : palette.color(QPalette::Base), line, 3);
    if (!isOn)
        return;
    const QRectF box = option->rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(palette.color(QPalette::Base), box.width() / 8, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (option->state & QStyle::State_NoChange)
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter->drawPolyline(QPolygonF({ at(0.25, 0.53), at(0.43, 0.7), at(0.75, 0.32) }));
    painter->restore();
}

void drawTabShape(const QStyleOptionTab *tab, QPainter *painter)
{
    const bool selected = tab->state & QStyle::State_Selected;
    const bool hovered = tab->state & QStyle::State_MouseOver;
    const QRect rect = tab->rect;
    if (selected)
        painter->fillRect(rect, tab->palette.color(QPalette::Base));
    else if (hovered)
        painter->fillRect(rect.adjusted(0, 0, 0, -1), tint(tab, 0.05));
    painter->fillRect(QRect(rect.right(), rect.top() + (selected ? 0 : 6), 1,
                            rect.height() - (selected ? 0 : 12)),
                      border(tab));
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, 2),
                          tab->palette.color(QPalette::Accent));
    else
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), border(tab));
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!(option->state & QStyle::State_Children))
        return;
    const QPointF c = QRectF(option->rect).center();
    const bool open = option->state & QStyle::State_Open;
    QPainterPath path;
    if (open) {
        path.moveTo(c + QPointF(-4, -2));
        path.lineTo(c + QPointF(0, 2));
        path.lineTo(c + QPointF(4, -2));
    } else {
        path.moveTo(c + QPointF(-2, -4));
        path.lineTo(c + QPointF(2, 0));
        path.lineTo(c + QPointF(-2, 4));
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->palette.color(QPalette::PlaceholderText), 1.5, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(path);
    painter->restore();
}

void drawHeaderSection(const QStyleOptionHeader *header, QPainter *painter)
{
    painter->fillRect(header->rect, header->palette.color(QPalette::Window));
    if (header->state & QStyle::State_MouseOver)
        painter->fillRect(header->rect, tint(header, 0.04));
    const QRect rect = header->rect;
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), border(header));
    if (header->orientation == Qt::Horizontal && header->position != QStyleOptionHeader::End
        && header->position != QStyleOptionHeader::OnlyOneSection)
        painter->fillRect(QRect(rect.right(), rect.top() + 5, 1, rect.height() - 10),
                          border(header));
}

QRect sliderRect(const QStyleOptionSlider *option)
{
    const bool horizontal = option->orientation == Qt::Horizontal;
    const int length = horizontal ? option->rect.width() : option->rect.height();
    const qint64 range = qint64(option->maximum) - option->minimum;
    int slider = length;
    if (range > 0) {
        slider = int(qint64(option->pageStep) * length / (range + option->pageStep));
        slider = qBound(qMin(minimumSlider, length), slider, length);
    }
    const int start =
        QStyle::sliderPositionFromValue(option->minimum, option->maximum, option->sliderPosition,
                                        length - slider, option->upsideDown);
    return horizontal
        ? QRect(option->rect.x() + start, option->rect.y(), slider, option->rect.height())
        : QRect(option->rect.x(), option->rect.y() + start, option->rect.width(), slider);
}

void drawScrollBar(const QStyleOptionSlider *option, QPainter *painter)
{
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    if (option->maximum <= option->minimum)
        return;
    const bool active = (option->activeSubControls & QStyle::SC_ScrollBarSlider)
        && (option->state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    QColor color = option->palette.color(QPalette::Text);
    color.setAlphaF(active ? 0.42F : 0.22F);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    const QRectF rect = QRectF(sliderRect(option)).adjusted(3, 3, -3, -3);
    painter->drawRoundedRect(rect, 3, 3);
    painter->restore();
}

struct Colors
{
    QRgb window, base, alternate, text, muted, disabled, button, mid, dark, accent, highlight,
        highlightedText, link, toolTip;
};

QPalette paletteOf(const Colors &c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(c.window));
    palette.setColor(QPalette::WindowText, QColor(c.text));
    palette.setColor(QPalette::Base, QColor(c.base));
    palette.setColor(QPalette::AlternateBase, QColor(c.alternate));
    palette.setColor(QPalette::Text, QColor(c.text));
    palette.setColor(QPalette::BrightText, QColor(c.text));
    palette.setColor(QPalette::PlaceholderText, QColor(c.muted));
    palette.setColor(QPalette::Button, QColor(c.button));
    palette.setColor(QPalette::ButtonText, QColor(c.text));
    palette.setColor(QPalette::Light, QColor(c.base));
    palette.setColor(QPalette::Midlight, QColor(c.window));
    palette.setColor(QPalette::Mid, QColor(c.mid));
    palette.setColor(QPalette::Dark, QColor(c.dark));
    palette.setColor(QPalette::Shadow, QColor(c.dark));
    palette.setColor(QPalette::Accent, QColor(c.accent));
    palette.setColor(QPalette::Highlight, QColor(c.highlight));
    palette.setColor(QPalette::HighlightedText, QColor(c.highlightedText));
    palette.setColor(QPalette::Link, QColor(c.link));
    palette.setColor(QPalette::LinkVisited, QColor(c.link));
    palette.setColor(QPalette::ToolTipBase, QColor(c.toolTip));
    palette.setColor(QPalette::ToolTipText, QColor(c.text));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.mid));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, QColor(c.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Base, QColor(c.window));
    return palette;
}

bool isDarkWanted(Appearance appearance)
{
    if (appearance != Appearance::System)
        return appearance == Appearance::Dark;
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({ .window = 0xfff3f4f7,
                       .base = 0xffffffff,
                       .alternate = 0xfff8f9fb,
                       .text = 0xff1f2430,
                       .muted = 0xff667085,
                       .disabled = 0xffa4abb8,
                       .button = 0xffffffff,
                       .mid = 0xffd9dde5,
                       .dark = 0xffb9c0cc,
                       .accent = 0xff0b76a8,
                       .highlight = 0xffcfe5f2,
                       .highlightedText = 0xff12212b,
                       .link = 0xff0a6da0,
                       .toolTip = 0xffffffff });
}

QPalette darkPalette()
{
    return paletteOf({ .window = 0xff1c1f26,
                       .base = 0xff15181d,
                       .alternate = 0xff191c22,
                       .text = 0xffd9dee7,
                       .muted = 0xff8b94a5,
                       .disabled = 0xff5b6373,
                       .button = 0xff272b34,
                       .mid = 0xff2d323c,
                       .dark = 0xff0f1115,
                       .accent = 0xff2b8fbd,
                       .highlight = 0xff1f4a61,
                       .highlightedText = 0xffffffff,
                       .link = 0xff5cb8e6,
                       .toolTip = 0xff272b34 });
}

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
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
            border(option));
        return;
    case PE_IndicatorBranch:
        return drawBranch(option, painter);
    case PE_IndicatorCheckBox:
        return drawCheckBox(option, painter);
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
            return drawScrollBar(slider, painter);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void installStyle(QApplication &application)
{
    QApplication::setStyle(new Style);
    QFont font = QApplication::font();
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    if (font.pointSizeF() > 0 && font.pointSizeF() < 9.5)
        font.setPointSizeF(9.5);
    application.setFont(font);
}

void applyAppearance(Appearance appearance)
{
    static QMetaObject::Connection following;
    QObject::disconnect(following);
    const auto apply = [appearance] {
        QApplication::setPalette(isDarkWanted(appearance) ? darkPalette() : lightPalette());
    };
    if (appearance == Appearance::System)
        following = QObject::connect(QGuiApplication::styleHints(),
                                     &QStyleHints::colorSchemeChanged, qApp, apply);
    apply();
}

} // namespace looptide::app
