// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lists of the server console: the requests and their columns, and the routes.
#include "panels/serverconsole/exchange/eventtable.h"
#include "panels/serverconsole/exchangedelegate.h"
#include "panels/serverconsole/list/routelist.h"
#include "panels/serverconsole/requestfilter.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/serverconsole/serverconsoleproxy.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace looptide::panels {

using models::ServerConsoleModel;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowPadding = 8;
// Below these widths a column is hidden so that the URL has room; the details still show it.
constexpr int roomForSize = 560;
constexpr int roomForTime = 470;
constexpr int roomForAgent = 330;
constexpr int roomForMore = 560;

// Makes a column as wide as sample, the widest text that it usually holds.
void fitColumn(QTableView *table, int column, const QString &sample)
{
    const int header = table->horizontalHeader()->sectionSizeHint(column);
    table->setColumnWidth(column,
                          std::max(header, table->fontMetrics().horizontalAdvance(sample) + 20));
}

} // namespace

void ServerConsolePanel::setupTable()
{
    m_table = new QTableView(m_lists);
    m_lists->addWidget(m_table);
    m_table->setModel(m_proxy);
    m_table->setItemDelegate(new ExchangeDelegate(m_table));
    m_table->installEventFilter(this);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            &ServerConsolePanel::openContextMenu);
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this] { showDetails(true); });

    QHeaderView *rows = m_table->verticalHeader();
    rows->hide();
    // Layout in constant time for any number of rows.
    rows->setSectionResizeMode(QHeaderView::Fixed);
    rows->setMinimumSectionSize(8);
    rows->setDefaultSectionSize(m_table->fontMetrics().height() + rowPadding);
    QHeaderView *columns = m_table->horizontalHeader();
    columns->setHighlightSections(false);
    columns->setSortIndicatorClearable(true);
    columns->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    columns->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(columns, &QWidget::customContextMenuRequested, this, [this, columns](QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addColumnMenu(menu);
        menu->popup(columns->mapToGlobal(at));
    });
    columns->setStretchLastSection(false);
    columns->setSectionResizeMode(QHeaderView::Interactive);
    columns->setSectionResizeMode(ServerConsoleModel::UrlColumn, QHeaderView::Stretch);
    columns->setMinimumSectionSize(44);
    fitColumn(m_table, ServerConsoleModel::TimeColumn, u"00:00:00.000"_s);
    fitColumn(m_table, ServerConsoleModel::MethodColumn, u"OPTIONS"_s);
    fitColumn(m_table, ServerConsoleModel::StatusColumn, tr("aborted") + u"M"_s);
    fitColumn(m_table, ServerConsoleModel::DurationColumn, u"99 min 99 s"_s);
    fitColumn(m_table, ServerConsoleModel::SizeColumn, u"999.9 MB"_s);
    fitColumn(m_table, ServerConsoleModel::RequestSizeColumn, u"999.9 MB"_s);
    fitColumn(m_table, ServerConsoleModel::RouteColumn, u"/tasks/:id/comments"_s);
    fitColumn(m_table, ServerConsoleModel::ClientColumn, u"255.255.255.255"_s);
    fitColumn(m_table, ServerConsoleModel::AgentColumn, tr("Cluster worker %1").arg(99));
    m_agentWidth = m_table->columnWidth(ServerConsoleModel::AgentColumn);
    updateColumns();
}

// It counts each request, which is only worth its time for those who look.
void ServerConsolePanel::setupRoutes()
{
    m_routes = new RouteList(m_model, m_lists);
    m_lists->addWidget(m_routes);
    connect(m_routes, &RouteList::queryRequested, this, [this](const QString &query) {
        setGrouped(false);
        m_filter->text()->setText(query);
        m_table->setFocus();
    });
}

// The requests that the program sends without having received one.
void ServerConsolePanel::showCallsOfProgram()
{
    if (!m_callsOfProgram) {
        m_callsOfProgram = new EventTable(trace::ExchangeEvent::Kind::Call,
                                          tr("Calls without a request"), m_lists);
        m_lists->addWidget(m_callsOfProgram);
        connect(m_callsOfProgram, &EventTable::copyRequested, this, &ServerConsolePanel::copy);
    }
    m_group->setChecked(false);
    m_lists->setCurrentWidget(m_callsOfProgram);
    updateCallsOfProgram();
    updatePage();
    updateDetails();
    m_callsOfProgram->setFocus();
}

void ServerConsolePanel::updateCallsOfProgram()
{
    if (m_callsOfProgram && m_lists->currentWidget() == m_callsOfProgram)
        m_callsOfProgram->setEvents(m_model->eventsOfProgram(), 0);
}

// Shows the columns for which there is room. The column of the agents appears only when several
// agents have responded.
void ServerConsolePanel::updateColumns()
{
    const bool areSeveral = m_model->hasSeveralAgents();
    const int width = m_table->width() - (areSeveral ? m_agentWidth : 0);
    const auto hide = [this](ServerConsoleModel::Column column, bool isTooNarrow) {
        m_table->setColumnHidden(
            column,
            isTooNarrow
                || m_settings.hiddenColumns.contains(models::ConsoleSettings::columnName(column)));
    };
    hide(ServerConsoleModel::MethodColumn, false);
    hide(ServerConsoleModel::StatusColumn, false);
    hide(ServerConsoleModel::DurationColumn, false);
    hide(ServerConsoleModel::SizeColumn, width < roomForSize);
    hide(ServerConsoleModel::TimeColumn, width < roomForTime);
    hide(ServerConsoleModel::RequestSizeColumn, width < roomForMore);
    hide(ServerConsoleModel::RouteColumn, width < roomForMore);
    hide(ServerConsoleModel::ClientColumn, width < roomForMore);
    hide(ServerConsoleModel::AgentColumn, !areSeveral || width < roomForAgent);
}

void ServerConsolePanel::setGrouped(bool on)
{
    m_group->setChecked(on);
    if (on && !m_routes)
        setupRoutes();
    m_lists->setCurrentWidget(on ? static_cast<QWidget *>(m_routes) : m_table);
    updatePage();
    updateDetails();
    m_lists->currentWidget()->setFocus();
}

} // namespace looptide::panels
