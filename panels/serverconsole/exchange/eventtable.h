// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"

#include <QTableView>

namespace looptide::models {
class EventModel;
}

namespace looptide::panels {

// The calls, steps or messages of a request as a table, with a bar for the time of each.
class EventTable : public QTableView
{
    Q_OBJECT
public:
    EventTable(trace::ExchangeEvent::Kind kind, const QString &accessibleName, QWidget *parent);

    // See EventModel::setEvents().
    void setEvents(const QList<trace::ExchangeEvent> &events, quint64 originNs);
    models::EventModel *events() const { return m_events; }

Q_SIGNALS:
    // Double click or Return on the place of a step. path: of a file.
    void placeActivated(const QString &path, int line);
    void copyRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openRow(const QModelIndex &index);
    void openMenu(const QPoint &position);
    void copyRow(const QModelIndex &index);
    void fitColumns();

    models::EventModel *m_events;
};

} // namespace looptide::panels
