// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"

#include <QAbstractTableModel>

namespace looptide::models {

// The events of one kind that belong to one request, in the order in which they began. Which
// columns there are depends on the kind. Thread: GUI.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column {
        Start, // since the request's begin
        Name, // method, function, type
        Text, // URL, place in a script, text of a message
        Status,
        Size,
        Duration,
        Bar, // when it ran, within the time that is shown
        Note, // error or direction
    };
    // Of any column: a double from 0 to 1, the share of the shown time at which the event began
    // and ended; and whether it failed.
    enum Role { BeginShareRole = Qt::UserRole, EndShareRole, FailedRole };

    EventModel(trace::ExchangeEvent::Kind kind, QObject *parent);

    // originNs: the begin of the request, from which offsets count; 0: of the first event. Events
    // that are listed already keep their rows.
    void setEvents(const QList<trace::ExchangeEvent> &events, quint64 originNs);
    const trace::ExchangeEvent &eventAt(int row) const { return m_events[row]; }
    Column columnAt(int column) const { return m_columns[column]; }
    int indexOf(Column column) const { return int(m_columns.indexOf(column)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(const trace::ExchangeEvent &event, Column column) const;
    QString title(Column column) const;
    double share(quint64 timeNs) const;

    trace::ExchangeEvent::Kind m_kind;
    QList<Column> m_columns;
    QList<trace::ExchangeEvent> m_events;
    quint64 m_originNs = 0;
    quint64 m_endNs = 0;
};

// A place in a script, from an event of the kind Step: the path of a file, or another URL.
QString scriptPath(const QString &url);
// Text of a terminal without its colours.
QString withoutColours(const QString &text);

} // namespace looptide::models
