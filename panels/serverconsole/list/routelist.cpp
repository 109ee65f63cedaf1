// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/routelist.h"

#include "panels/serverconsole/list/routemodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

namespace looptide::panels {

using models::RouteModel;

RouteList::RouteList(models::ServerConsoleModel *requests, QWidget *parent)
    : QTableView(parent), m_routes(new RouteModel(requests, this)),
      m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(m_routes);
    m_sorted->setSortRole(RouteModel::ValueRole);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(RouteModel::CountColumn, Qt::DescendingOrder);
    setAccessibleName(tr("Routes"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView *columns = horizontalHeader();
    columns->setHighlightSections(false);
    columns->setSectionResizeMode(QHeaderView::Interactive);
    columns->setSectionResizeMode(RouteModel::RouteColumn, QHeaderView::Stretch);
    columns->setMinimumSectionSize(44);
    for (int column = 0; column < RouteModel::ColumnCount; ++column) {
        const int width = fontMetrics().horizontalAdvance(QStringLiteral("99.9 min 9")) + 10;
        if (column != RouteModel::RouteColumn)
            setColumnWidth(column, std::max(columns->sectionSizeHint(column), width));
    }
    connect(this, &QAbstractItemView::doubleClicked, this, &RouteList::openRow);
}

void RouteList::openRow(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT queryRequested(m_routes->queryOf(m_sorted->mapToSource(index).row()));
}

void RouteList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openRow(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void RouteList::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_routes->setActive(true);
}

void RouteList::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_routes->setActive(false);
}

} // namespace looptide::panels
