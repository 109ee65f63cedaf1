// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/exchangeevent.h"
#include "runtime/trace/httpexchange.h"

#include <QWidget>

#include <array>

class QLabel;
class QMenu;
class QTabWidget;
class QTextCharFormat;
class QTextCursor;
class QTextEdit;
class QToolButton;

namespace looptide::panels {

class BodyView;
class EventTabs;
class TimingBar;

// Everything known of one exchange: general, headers, cookies, bodies. What came from the network
// is inserted as plain text only.
class ExchangeDetails : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeDetails(QWidget *parent = nullptr);

    // agent: which one has answered; not shown when empty.
    void setExchange(const trace::HttpExchange &exchange, const QString &agent = {});
    const trace::HttpExchange &exchange() const { return m_exchange; }
    // What the shown exchange has caused. Call it after setExchange().
    void setEvents(const QList<trace::ExchangeEvent> &events);
    EventTabs *events() const { return m_events; }
    // The menu of the button "Copy as", which the panel fills.
    QMenu *copyMenu() const;
    BodyView *requestBody() const { return m_requestBody; }
    BodyView *responseBody() const { return m_responseBody; }
    // What is shown, as text: for copying and for tests.
    QString plainText() const;

Q_SIGNALS:
    void closeRequested();
    void copyRequested(const QString &text);
    void placeActivated(const QString &path, int line); // of a handler
    void sendRequested(); // again
    void editRequested(); // in the composer

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setupHeader();
    QToolButton *addButton(const QString &icon, const QString &toolTip);
    void setupTabs();
    void showBodies();
    trace::HttpHeaders cookieRows() const;
    void showExchange();
    void updateTitle();
    void addTitle(QTextCursor &cursor, const QString &title) const;
    void addRows(QTextCursor &cursor, const trace::HttpHeaders &rows) const;
    void insertStack(QTextCursor &cursor, const trace::HttpHeaders &rows,
                     const QTextCharFormat &nameFormat, const QTextCharFormat &valueFormat) const;
    void insertTable(QTextCursor &cursor, const trace::HttpHeaders &rows,
                     const QTextCharFormat &nameFormat, const QTextCharFormat &valueFormat) const;
    trace::HttpHeaders generalRows() const;
    int nameWidth(const trace::HttpHeaders &rows) const;
    bool isStacked(const trace::HttpHeaders &rows) const;
    std::array<bool, 3> stackedSections() const; // general, request, response

    trace::HttpExchange m_exchange;
    QString m_agent;
    QWidget *m_header;
    QLabel *m_title;
    TimingBar *m_timing;
    QTabWidget *m_tabs;
    QTextEdit *m_text;
    BodyView *m_requestBody;
    BodyView *m_responseBody;
    EventTabs *m_events;
    QToolButton *m_copyAs;
    std::array<bool, 3> m_stacked {}; // as shown
};

// The headers of one side as they were sent, a line each.
QString headerText(const trace::HttpHeaders &headers);

} // namespace looptide::panels
