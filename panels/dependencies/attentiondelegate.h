// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QAbstractItemView;

namespace looptide::panels {

// Marks the rows of packages that need attention, with an icon in one column. Names take at most
// half of the view, so that the versions beside them can be seen.
class AttentionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    // role: of the model, whether a row needs attention. iconColumn: of the model.
    AttentionDelegate(int role, int iconColumn, QAbstractItemView *view);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QAbstractItemView *m_view;
    int m_role;
    int m_iconColumn;
};

} // namespace looptide::panels
