// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/debugger/valuetree.h"

#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/debugger/valuetreemodel.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>

namespace looptide::panels {

using models::Theme;
using models::ValueTreeModel;

namespace {

// Scopes, pages and messages are second-rank text; a getter is shown as what it is.
class ValueDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        const auto kind = ValueTreeModel::Kind(index.data(ValueTreeModel::KindRole).toInt());
        const Theme theme(option->palette);
        if (kind == ValueTreeModel::Kind::Scope)
            option->font.setBold(true);
        else if (kind != ValueTreeModel::Kind::Value)
            option->palette.setColor(QPalette::Text, theme.mutedText());
        else if (index.column() == ValueTreeModel::NameColumn)
            option->palette.setColor(QPalette::Text, theme.accent());
    }
};

} // namespace

ValueTree::ValueTree(QWidget *parent) : QTreeView(parent)
{
    setItemDelegate(new ValueDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setMinimumHeight(1); // rows scroll
    setIndentation(14);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // values end with an ellipsis
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        m_open.insert(index.data(ValueTreeModel::PathRole).toString());
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        m_open.remove(index.data(ValueTreeModel::PathRole).toString());
    });
    connect(this, &QTreeView::doubleClicked, this, &ValueTree::activateRow);
}

void ValueTree::setValues(ValueTreeModel *model)
{
    m_values = model;
    setModel(model);
    header()->setStretchLastSection(true);
    header()->setMinimumSectionSize(40);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ValueTree::reopen);
    connect(model, &QAbstractItemModel::modelReset, this,
            [this] { reopen({}, 0, m_values->rowCount() - 1); });
    reopen({}, 0, model->rowCount() - 1);
}

void ValueTree::reopen(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_values->index(row, 0, parent);
        if (m_open.contains(index.data(ValueTreeModel::PathRole).toString()))
            expand(index);
    }
}

// Runs a getter, edits a value, or opens the row.
void ValueTree::activateRow(const QModelIndex &index)
{
    const auto kind = ValueTreeModel::Kind(index.data(ValueTreeModel::KindRole).toInt());
    const QModelIndex value = index.siblingAtColumn(ValueTreeModel::ValueColumn);
    if (kind == ValueTreeModel::Kind::Getter)
        m_values->runGetter(index);
    else if (index.column() == ValueTreeModel::ValueColumn && (value.flags() & Qt::ItemIsEditable))
        edit(value);
    else
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
}

void ValueTree::copyValue(const QModelIndex &index) const
{
    QGuiApplication::clipboard()->setText(m_values->valueTextOf(index));
}

// Both columns are in view at any width.
void ValueTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    setColumnWidth(ValueTreeModel::NameColumn, viewport()->width() * 2 / 5);
}

void ValueTree::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (index.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && state() != EditingState) {
        activateRow(index);
        return;
    }
    if (index.isValid() && event->key() == Qt::Key_F2) {
        const QModelIndex value = index.siblingAtColumn(ValueTreeModel::ValueColumn);
        setCurrentIndex(value);
        if (value.flags() & Qt::ItemIsEditable)
            edit(value);
        return;
    }
    if (index.isValid() && event->matches(QKeySequence::Copy)) {
        copyValue(index);
        return;
    }
    if (index.isValid() && event->key() == Qt::Key_Delete) {
        Q_EMIT deleteRequested(index);
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ValueTree::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    QMenu menu(this);
    const QString expression = m_values->expressionOf(index);
    const QModelIndex value = index.siblingAtColumn(ValueTreeModel::ValueColumn);
    QAction *set = menu.addAction(icon(QStringLiteral("pencil")), tr("&Change Value…"), this,
                                  [this, value] { edit(value); });
    set->setShortcut(Qt::Key_F2);
    set->setEnabled(value.flags() & Qt::ItemIsEditable);
    QAction *copy = menu.addAction(icon(QStringLiteral("copy")), tr("&Copy Value"), this,
                                   [this, index] { copyValue(index); });
    copy->setShortcut(QKeySequence::Copy);
    menu.addAction(tr("Copy &Expression"), this,
                   [expression] { QGuiApplication::clipboard()->setText(expression); })
        ->setEnabled(!expression.isEmpty());
    menu.addAction(icon(QStringLiteral("eye")), tr("Add to &Watch"), this,
                   [this, expression] { Q_EMIT watchRequested(expression); })
        ->setEnabled(!expression.isEmpty());
    menu.exec(event->globalPos());
}

} // namespace looptide::panels
