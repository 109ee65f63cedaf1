// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/eventtable.h"

#include "panels/common/icons.h"
#include "panels/serverconsole/exchange/eventdelegate.h"
#include "panels/serverconsole/exchange/eventmodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace looptide::panels {

using models::EventModel;
using trace::ExchangeEvent;
using Column = EventModel::Column;

namespace {

constexpr int rowPadding = 8;
constexpr int roomForBar = 420;
constexpr int barWidth = 110;

} // namespace

EventTable::EventTable(ExchangeEvent::Kind kind, const QString &accessibleName, QWidget *parent)
    : QTableView(parent), m_events(new EventModel(kind, this))
{
    setModel(m_events);
    setItemDelegate(new EventDelegate(this));
    setAccessibleName(accessibleName);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPadding);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionResizeMode(m_events->indexOf(Column::Text), QHeaderView::Stretch);
    connect(this, &QAbstractItemView::doubleClicked, this, &EventTable::openRow);
    connect(this, &QWidget::customContextMenuRequested, this, &EventTable::openMenu);
    fitColumns();
}

void EventTable::setEvents(const QList<ExchangeEvent> &events, quint64 originNs)
{
    const QScrollBar *bar = verticalScrollBar();
    const bool follows = bar->value() == bar->maximum() && bar->maximum() > 0;
    m_events->setEvents(events, originNs);
    if (follows)
        scrollToBottom();
}

void EventTable::fitColumns()
{
    const auto set = [this](Column column, const QString &sample) {
        const int index = m_events->indexOf(column);
        if (index < 0)
            return;
        setColumnWidth(index,
                       std::max(horizontalHeader()->sectionSizeHint(index),
                                fontMetrics().horizontalAdvance(sample) + 14));
    };
    set(Column::Start, QStringLiteral("+999.9 ms"));
    set(Column::Name, QStringLiteral("OPTIONS / name"));
    set(Column::Status, QStringLiteral("failed"));
    set(Column::Size, QStringLiteral("999.9 kB"));
    set(Column::Duration, QStringLiteral("999.9 ms"));
    set(Column::Note, QStringLiteral("ECONNREFUSED"));
    if (const int index = m_events->indexOf(Column::Bar); index >= 0)
        setColumnWidth(index, barWidth);
}

// The bar repeats what the figures say.
void EventTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (const int index = m_events->indexOf(Column::Bar); index >= 0)
        setColumnHidden(index, width() < roomForBar);
}

void EventTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openRow(currentIndex());
    else if (event->matches(QKeySequence::Copy))
        copyRow(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void EventTable::openRow(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const ExchangeEvent &event = m_events->eventAt(index.row());
    const QString path = models::scriptPath(event.text);
    if (event.kind == ExchangeEvent::Kind::Step && path.startsWith(u'/'))
        Q_EMIT placeActivated(path, event.number);
}

void EventTable::copyRow(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT copyRequested(m_events->eventAt(index.row()).text);
}

void EventTable::openMenu(const QPoint &position)
{
    const QModelIndex index = indexAt(position);
    if (!index.isValid())
        return;
    const ExchangeEvent event = m_events->eventAt(index.row());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QString path = models::scriptPath(event.text);
        event.kind == ExchangeEvent::Kind::Step && path.startsWith(u'/'))
        connect(menu->addAction(icon(QStringLiteral("pencil")), tr("Open in the editor")),
                &QAction::triggered, this,
                [this, path, line = event.number] { Q_EMIT placeActivated(path, line); });
    const QString text = event.kind == ExchangeEvent::Kind::Call ? tr("Copy URL") : tr("Copy text");
    connect(menu->addAction(icon(QStringLiteral("copy")), text), &QAction::triggered, this,
            [this, copied = event.text] { Q_EMIT copyRequested(copied); });
    menu->popup(viewport()->mapToGlobal(position));
}

} // namespace looptide::panels
