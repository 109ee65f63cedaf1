// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editortabs.h"

#include <QAbstractButton>
#include <QContextMenuEvent>
#include <QEvent>
#include <QHash>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOptionTab>

namespace looptide::editor {

namespace {

constexpr int MinTabWidth = 90;
constexpr int MaxTabWidth = 260;
constexpr int SidePadding = 12;
constexpr int CloseSide = 18;

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

// The last `depth` folders of a path, as "routes/api".
QString folderTail(const QString &path, int depth)
{
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    const qsizetype folders = parts.size() - 1;
    return parts.mid(qMax<qsizetype>(0, folders - depth), qMin<qsizetype>(depth, folders))
        .join(u'/');
}

} // namespace

QString visibleName(const QString &name)
{
    QString visible;
    visible.reserve(name.size());
    for (const QChar c : name) {
        const QChar::Category category = c.category();
        const bool isHidden = category == QChar::Other_Format || category == QChar::Other_Control
            || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (isHidden)
            visible +=
                QStringLiteral("<U+%1>").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
        else
            visible += c;
    }
    return visible;
}

QStringList distinctTitles(const QStringList &paths)
{
    QHash<QString, QList<qsizetype>> sameName;
    for (qsizetype i = 0; i < paths.size(); ++i)
        sameName[paths[i].section(u'/', -1)] << i;
    QStringList titles(paths.size());
    for (auto group = sameName.cbegin(); group != sameName.cend(); ++group) {
        for (qsizetype i : *group) {
            titles[i] = group.key();
            const qsizetype mostFolders = paths[i].count(u'/');
            const auto clashes = [&](int depth) {
                return std::any_of(group->begin(), group->end(), [&](qsizetype other) {
                    return other != i
                        && folderTail(paths[other], depth) == folderTail(paths[i], depth);
                });
            };
            int depth = group->size() > 1 ? 1 : 0;
            while (depth > 0 && depth < mostFolders && clashes(depth))
                ++depth;
            if (depth > 0)
                titles[i] += QStringLiteral(" \u2014 ") + folderTail(paths[i], depth);
            titles[i] = visibleName(titles[i]);
        }
    }
    return titles;
}

class EditorTabs::CloseButton : public QAbstractButton
{
public:
    explicit CloseButton(QWidget *parent) : QAbstractButton(parent)
    {
        setFixedSize(CloseSide, CloseSide);
        setFocusPolicy(Qt::NoFocus);
        setAttribute(Qt::WA_Hover);
        setToolTip(EditorTabs::tr("Close (Ctrl+W)"));
        setAccessibleName(EditorTabs::tr("Close"));
    }

    bool isModified = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor ink = palette().color(QPalette::WindowText);
        const QPointF center = QRectF(rect()).center();
        if (underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(withAlpha(ink, isDown() ? 60 : 34));
            painter.drawRoundedRect(rect(), 4, 4);
        } else if (isModified) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(withAlpha(ink, 220));
            painter.drawEllipse(center, 4, 4);
            return;
        }
        constexpr qreal Arm = 3.5;
        painter.setPen(
            QPen(withAlpha(ink, underMouse() ? 255 : 120), 1.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(center + QPointF(-Arm, -Arm), center + QPointF(Arm, Arm));
        painter.drawLine(center + QPointF(-Arm, Arm), center + QPointF(Arm, -Arm));
    }
};

/// Draws the tabs. A style, for QTabBar draws a tab that is being moved through it as well.
class EditorTabs::Style : public QProxyStyle
{
public:
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override
    {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab && element == CE_TabBarTabShape)
            drawShape(*tab, painter);
        else if (tab && element == CE_TabBarTabLabel)
            drawLabel(*tab, painter, widget);
        else
            QProxyStyle::drawControl(element, option, painter, widget);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element != PE_FrameTabBarBase && element != PE_FrameFocusRect)
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override
    {
        switch (metric) {
        case PM_TabBarTabShiftVertical:
        case PM_TabBarTabShiftHorizontal:
        case PM_TabBarTabOverlap:
        case PM_TabBarBaseOverlap:
            return 0;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override
    {
        if (element == SE_TabBarTabRightButton) {
            const QRect tab = option->rect;
            return { tab.right() - CloseSide - 7, tab.center().y() - CloseSide / 2 + 1, CloseSide,
                     CloseSide };
        }
        return QProxyStyle::subElementRect(element, option, widget);
    }

private:
    void drawShape(const QStyleOptionTab &tab, QPainter *painter) const
    {
        const bool isSelected = tab.state & State_Selected;
        const QColor ink = tab.palette.color(QPalette::WindowText);
        const QColor text = tab.palette.color(QPalette::Base);
        const QColor bar = tab.palette.color(QPalette::Window);
        painter->fillRect(tab.rect, isSelected ? text : bar);
        if (!isSelected && (tab.state & State_MouseOver))
            painter->fillRect(tab.rect, withAlpha(ink, 14));
        painter->fillRect(QRect(tab.rect.right(), tab.rect.top(), 1, tab.rect.height()),
                          withAlpha(ink, 28));
        if (isSelected)
            painter->fillRect(QRect(tab.rect.topLeft(), QSize(tab.rect.width(), 2)),
                              tab.palette.color(QPalette::Accent));
        else
            painter->fillRect(QRect(tab.rect.left(), tab.rect.bottom(), tab.rect.width(), 1),
                              withAlpha(ink, 28));
    }

    void drawLabel(const QStyleOptionTab &tab, QPainter *painter, const QWidget *widget) const
    {
        const auto *bar = qobject_cast<const QTabBar *>(widget);
        const bool isDeleted = bar && bar->tabData(tab.tabIndex).toBool();
        painter->save();
        QFont font = painter->font();
        font.setStrikeOut(isDeleted);
        painter->setFont(font);
        const bool isSelected = tab.state & State_Selected;
        const QRect place = tab.rect.adjusted(SidePadding, 1, -(CloseSide + 14), 0);
        painter->setPen(withAlpha(tab.palette.color(QPalette::WindowText), isSelected ? 255 : 165));
        const QString text =
            painter->fontMetrics().elidedText(tab.text, Qt::ElideMiddle, place.width());
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextDontClip, text);
        if (tab.state & State_HasFocus) {
            painter->setPen(
                QPen(withAlpha(tab.palette.color(QPalette::Accent), 200), 1, Qt::DotLine));
            painter->drawRect(tab.rect.adjusted(4, 5, -5, -5));
        }
        painter->restore();
    }
};

EditorTabs::EditorTabs(QWidget *parent) : QTabBar(parent), m_style(new Style)
{
    setObjectName(QStringLiteral("editor.tabs"));
    setAccessibleName(tr("Open files"));
    m_style->setParent(this);
    setStyle(m_style);
    setDrawBase(false);
    setMovable(true);
    setExpanding(false);
    setUsesScrollButtons(true);
    // The style elides in the middle; here it would be done a second time, for less room.
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setAutoFillBackground(true);
    // The user drags a tab with a second press on the selected one.
    setSelectionBehaviorOnRemove(QTabBar::SelectPreviousTab);
}

int EditorTabs::addEditorTab(const QString &title)
{
    const int index = addTab(title);
    auto *button = new CloseButton(this);
    connect(button, &QAbstractButton::clicked, this, [this, button] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, RightSide) == button)
                Q_EMIT tabCloseRequested(i);
        }
    });
    setTabButton(index, RightSide, button);
    return index;
}

EditorTabs::CloseButton *EditorTabs::closeButton(int index) const
{
    return static_cast<CloseButton *>(tabButton(index, RightSide));
}

void EditorTabs::setModified(int index, bool modified)
{
    CloseButton *button = closeButton(index);
    if (!button || button->isModified == modified)
        return;
    button->isModified = modified;
    button->setAccessibleName(modified ? tr("Close, has unsaved changes") : tr("Close"));
    button->update();
}

bool EditorTabs::isModified(int index) const
{
    const CloseButton *button = closeButton(index);
    return button && button->isModified;
}

void EditorTabs::setDeleted(int index, bool deleted)
{
    setTabData(index, deleted);
    update();
}

QSize EditorTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics = fontMetrics();
    const int text = metrics.horizontalAdvance(tabText(index)) + 2;
    return { qBound(MinTabWidth, text + SidePadding + CloseSide + 14, MaxTabWidth),
             metrics.height() + 18 };
}

QSize EditorTabs::minimumTabSizeHint(int index) const
{
    // Scroll rather than shrink titles to nothing.
    return tabSizeHint(index);
}

void EditorTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void EditorTabs::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const int index = isKeyboard ? currentIndex() : tabAt(event->pos());
    if (index >= 0)
        Q_EMIT contextMenuRequested(index, event->globalPos());
}

void EditorTabs::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && index >= 0)
        Q_EMIT tabCloseRequested(index);
    QTabBar::mouseReleaseEvent(event);
}

void EditorTabs::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && tabAt(event->position().toPoint()) < 0)
        Q_EMIT emptySpaceDoubleClicked();
    QTabBar::mouseDoubleClickEvent(event);
}

// Scrolls the tabs instead of switching documents by accident.
void EditorTabs::wheelEvent(QWheelEvent *event)
{
    event->accept();
}

} // namespace looptide::editor
