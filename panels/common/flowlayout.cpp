// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/common/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace looptide::panels {

namespace {

// A layout's item says nothing of a hidden widget.
QSize wantedSize(const QWidget *widget)
{
    return widget->sizeHint()
        .expandedTo(widget->minimumSizeHint())
        .boundedTo(widget->maximumSize())
        .expandedTo(widget->minimumSize());
}

} // namespace

FlowLayout::FlowLayout(int spacing, QWidget *parent) : QLayout(parent)
{
    setSpacing(spacing);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

int FlowLayout::heightWithout(const QList<QWidget *> &widgets, int width) const
{
    const QMargins margins = contentsMargins();
    const int room = width - margins.left() - margins.right();
    int done = 0; // height of the rows that are full
    int used = 0;
    int height = 0;
    for (const QLayoutItem *item : m_items) {
        if (widgets.contains(item->widget()))
            continue;
        const QSize wanted = wantedSize(item->widget());
        if (used > 0 && used + wanted.width() > room) {
            done += height + spacing();
            used = height = 0;
        }
        used += wanted.width() + spacing();
        height = std::max(height, wanted.height());
    }
    return done + height + margins.top() + margins.bottom();
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    for (const QLayoutItem *item : m_items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + spacing();
    const QMargins margins = contentsMargins();
    width += margins.left() + margins.right();
    return { width, heightForWidth(width) };
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool place) const
{
    const QMargins margins = contentsMargins();
    const QRect inner = rect.marginsRemoved(margins);
    int y = inner.top();
    for (qsizetype begin = 0; begin < m_items.size();) {
        const qsizetype end = endOfRow(begin, inner.width());
        const int height = placeRow(begin, end, QRect(inner.left(), y, inner.width(), 0), place);
        y += height > 0 ? height + spacing() : 0;
        begin = end;
    }
    return std::max(0, y - inner.top() - spacing()) + margins.top() + margins.bottom();
}

qsizetype FlowLayout::endOfRow(qsizetype begin, int width) const
{
    int used = 0;
    qsizetype end = begin;
    for (; end < m_items.size(); ++end) {
        if (m_items[end]->isEmpty())
            continue;
        const int wanted = m_items[end]->sizeHint().width();
        if (used > 0 && used + wanted > width)
            break;
        used += wanted + spacing();
    }
    return end;
}

int FlowLayout::placeRow(qsizetype begin, qsizetype end, const QRect &row, bool place) const
{
    int height = 0;
    int used = -spacing();
    int growing = 0;
    for (qsizetype i = begin; i < end; ++i) {
        if (m_items[i]->isEmpty())
            continue;
        height = std::max(height, m_items[i]->sizeHint().height());
        used += m_items[i]->sizeHint().width() + spacing();
        growing += m_items[i]->expandingDirections() & Qt::Horizontal ? 1 : 0;
    }
    if (!place)
        return height;
    const int surplus = growing > 0 ? std::max(0, row.width() - used) / growing : 0;
    int x = row.left();
    for (qsizetype i = begin; i < end; ++i) {
        if (m_items[i]->isEmpty())
            continue;
        const bool grows = m_items[i]->expandingDirections() & Qt::Horizontal;
        const QSize hint = m_items[i]->sizeHint();
        const int width = std::min(hint.width() + (grows ? surplus : 0), row.width());
        const QRect place(x, row.top() + (height - hint.height()) / 2, width, hint.height());
        m_items[i]->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(),
                                                   row.adjusted(0, 0, 0, height), place));
        x += width + spacing();
    }
    return height;
}

} // namespace looptide::panels
