// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchange/eventtabs.h"

#include "panels/common/displaytext.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/exchange/eventmodel.h"
#include "panels/serverconsole/exchange/eventtable.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextCursor>

namespace looptide::panels {

using models::EventModel;
using models::Theme;
using trace::ExchangeEvent;
using Kind = ExchangeEvent::Kind;
using namespace Qt::StringLiterals;

namespace {

// The lines of a text as harmless text.
QString visibleLines(const QString &text)
{
    QStringList lines = models::withoutColours(text).remove(u'\r').split(u'\n');
    if (lines.size() > 1 && lines.last().isEmpty())
        lines.removeLast();
    for (QString &line : lines)
        line = models::visibleText(line);
    return lines.join(u'\n');
}

} // namespace

EventTabs::EventTabs(QTabWidget *tabs, QObject *parent)
    : QObject(parent), m_tabs(tabs), m_firstTab(tabs->count())
{
}

void EventTabs::insert(Kind kind, QWidget *page)
{
    int index = m_firstTab;
    for (std::size_t i = 0; i < std::size_t(kind); ++i)
        index += m_pages[i] ? 1 : 0;
    m_pages[std::size_t(kind)] = page;
    m_tabs->insertTab(index, page, QString());
}

void EventTabs::addOutput()
{
    m_output = new QPlainTextEdit(m_tabs);
    m_output->setReadOnly(true);
    m_output->setFrameShape(QFrame::NoFrame);
    m_output->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_output->setTabChangesFocus(true);
    m_output->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_output->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_output->setAccessibleName(tr("What the program wrote for this request"));
    insert(Kind::Output, m_output);
}

void EventTabs::addTable(Kind kind)
{
    const QString name = kind == Kind::Call ? tr("Requests that this request made the program send")
        : kind == Kind::Step                ? tr("Middleware and handlers that this request passed")
                                            : tr("Messages and chunks of this request");
    auto *table = new EventTable(kind, name, m_tabs);
    m_tables[std::size_t(kind)] = table;
    insert(kind, table);
    connect(table, &EventTable::placeActivated, this, &EventTabs::placeActivated);
    connect(table, &EventTable::copyRequested, this, &EventTabs::copyRequested);
}

EventTable *EventTabs::table(Kind kind) const
{
    return m_tables[std::size_t(kind)];
}

void EventTabs::setTitle(Kind kind, qsizetype count)
{
    const QWidget *page = m_pages[std::size_t(kind)];
    const int index = m_tabs->indexOf(page);
    const QString title = kind == Kind::Call ? tr("Calls (%1)").arg(count)
        : kind == Kind::Output               ? tr("Output (%1)").arg(count)
        : kind == Kind::Step                 ? tr("Route (%1)").arg(count)
                                             : tr("Messages (%1)").arg(count);
    if (m_tabs->tabText(index) != title)
        m_tabs->setTabText(index, title);
    m_tabs->setTabToolTip(index, page->accessibleName());
    m_tabs->setTabVisible(index, count != 0);
}

void EventTabs::setEvents(const QList<ExchangeEvent> &events, quint64 originNs)
{
    std::array<QList<ExchangeEvent>, ExchangeEvent::kindCount> byKind;
    for (const ExchangeEvent &event : events)
        byKind[std::size_t(event.kind)].append(event);
    for (std::size_t i = 0; i < byKind.size(); ++i) {
        if (!m_pages[i] && byKind[i].isEmpty())
            continue;
        if (!m_pages[i] && Kind(i) == Kind::Output)
            addOutput();
        else if (!m_pages[i])
            addTable(Kind(i));
        if (m_tables[i])
            m_tables[i]->setEvents(byKind[i], originNs);
        setTitle(Kind(i), byKind[i].size());
    }
    if (m_output)
        showOutput(byKind[std::size_t(Kind::Output)], originNs);
}

void EventTabs::showOutput(const QList<ExchangeEvent> &events, quint64 originNs)
{
    if (events == m_shownOutput)
        return;
    m_shownOutput = events;
    m_output->clear();
    const Theme theme(m_output->palette());
    QTextCharFormat times;
    times.setForeground(theme.mutedText());
    QTextCharFormat plain;
    plain.setForeground(theme.text());
    QTextCharFormat errors;
    errors.setForeground(theme.error());
    QTextCursor cursor(m_output->document());
    cursor.beginEditBlock();
    for (const ExchangeEvent &event : events) {
        if (!cursor.atStart())
            cursor.insertText(u"\n"_s);
        const quint64 after = event.startNs > originNs ? event.startNs - originNs : 0;
        cursor.insertText(u'+' + models::durationText(after) + u"  "_s, times);
        cursor.insertText(visibleLines(event.text), event.name == "out"_L1 ? plain : errors);
    }
    cursor.endEditBlock();
}

QString EventTabs::plainText() const
{
    QString text;
    for (const EventTable *table : m_tables) {
        if (!table || table->events()->rowCount() == 0)
            continue;
        text += u'\n' + m_tabs->tabText(m_tabs->indexOf(table)) + u'\n';
        for (int row = 0; row < table->events()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->events()->columnCount(); ++column)
                cells.append(table->events()->index(row, column).data().toString());
            cells.removeAll(QString());
            text += cells.join(u' ') + u'\n';
        }
    }
    if (!m_shownOutput.isEmpty())
        text += u'\n' + m_tabs->tabText(m_tabs->indexOf(m_output)) + u'\n' + m_output->toPlainText()
            + u'\n';
    return text;
}

} // namespace looptide::panels
