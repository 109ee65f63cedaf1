// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/attentiondelegate.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QAbstractItemView>

#include <algorithm>

namespace looptide::panels {

AttentionDelegate::AttentionDelegate(int role, int iconColumn, QAbstractItemView *view)
    : QStyledItemDelegate(view), m_view(view), m_role(role), m_iconColumn(iconColumn)
{
}

QSize AttentionDelegate::sizeHint(const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    static constexpr double mostForNames = 0.45;
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() == 0)
        size.setWidth(std::min(size.width(), int(m_view->viewport()->width() * mostForNames)));
    return size;
}

void AttentionDelegate::initStyleOption(QStyleOptionViewItem *option,
                                        const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(m_role).toBool())
        return;
    const QColor colour = models::Theme(option->palette).warning();
    option->palette.setColor(QPalette::Text, colour);
    if (index.column() == m_iconColumn) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = icon(QStringLiteral("triangle-alert"), colour);
    }
}

} // namespace looptide::panels
