// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"

#include <QObject>

#include <array>

class QPlainTextEdit;
class QTabWidget;
class QWidget;

namespace looptide::panels {

class EventTable;

// The tabs of a request's details about what it caused: its calls, its output, the handlers that it
// passed and its messages. A tab without contents is hidden. Owned by ExchangeDetails, whose tab
// widget owns the pages.
class EventTabs : public QObject
{
    Q_OBJECT
public:
    EventTabs(QTabWidget *tabs, QObject *parent);

    // originNs: the begin of the request.
    void setEvents(const QList<trace::ExchangeEvent> &events, quint64 originNs);

    // Null before there was an event of this kind, as output().
    EventTable *table(trace::ExchangeEvent::Kind kind) const;
    QPlainTextEdit *output() const { return m_output; }
    // What is shown, as text.
    QString plainText() const;

Q_SIGNALS:
    void placeActivated(const QString &path, int line);
    void copyRequested(const QString &text);

private:
    void addTable(trace::ExchangeEvent::Kind kind);
    void addOutput();
    void insert(trace::ExchangeEvent::Kind kind, QWidget *page);
    void setTitle(trace::ExchangeEvent::Kind kind, qsizetype count);
    void showOutput(const QList<trace::ExchangeEvent> &events, quint64 originNs);

    QTabWidget *m_tabs;
    int m_firstTab;
    std::array<EventTable *, trace::ExchangeEvent::kindCount> m_tables {}; // null for the output
    QPlainTextEdit *m_output = nullptr;
    std::array<QWidget *, trace::ExchangeEvent::kindCount> m_pages {}; // by kind
    QList<trace::ExchangeEvent> m_shownOutput;
};

} // namespace looptide::panels
