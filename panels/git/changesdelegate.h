// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace looptide::models {
class Theme;
}

namespace looptide::panels {

// The colour of a letter that describes a change. For text.
QColor changeColor(const models::Theme &theme, QChar letter);

// Rows of the list of changes: the name, its folder, and the letter at the right end.
class ChangesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                    const QModelIndex &index) const;
    void paintFile(QPainter *painter, const QStyleOptionViewItem &option, QRect room,
                   const QModelIndex &index) const;
};

} // namespace looptide::panels
