// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/exchangedetails.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/body/bodyview.h"
#include "panels/serverconsole/consoletexts.h"
#include "panels/serverconsole/exchange/eventtabs.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/timingbar.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextCursor>
#include <QTextEdit>
#include <QTextTable>
#include <QToolButton>

namespace looptide::panels {

using models::Theme;
using models::visibleText;
using trace::HttpExchange;

namespace {

constexpr int mostNameShare = 40; // percent of the width; wider names stand above their values
constexpr int cellPadding = 1;
constexpr int cellSpacing = 2;
constexpr int blockMargin = 4;
constexpr int valueIndent = 14;
constexpr qsizetype longestTitle = 200;

} // namespace

ExchangeDetails::ExchangeDetails(QWidget *parent)
    : QWidget(parent), m_header(new QWidget(this)), m_title(new QLabel(m_header)),
      m_timing(new TimingBar(this)), m_tabs(new QTabWidget(this)), m_text(new QTextEdit(m_tabs)),
      m_requestBody(new BodyView(tr("Body of the request"), m_tabs)),
      m_responseBody(new BodyView(tr("Body of the response"), m_tabs))
{
    setupHeader();
    setupTabs();
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Details of the selected request"));
    m_text->setTabChangesFocus(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_timing);
    layout->addWidget(m_tabs, 1);
}

void ExchangeDetails::setupTabs()
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Overview"));
    m_tabs->addTab(m_requestBody, tr("Request"));
    m_tabs->addTab(m_responseBody, tr("Response"));
    m_tabs->setTabToolTip(1, m_requestBody->accessibleName());
    m_tabs->setTabToolTip(2, m_responseBody->accessibleName());
    m_events = new EventTabs(m_tabs, this);
    connect(m_events, &EventTabs::copyRequested, this, &ExchangeDetails::copyRequested);
    connect(m_events, &EventTabs::placeActivated, this, &ExchangeDetails::placeActivated);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);
}

QMenu *ExchangeDetails::copyMenu() const
{
    return m_copyAs->menu();
}

void ExchangeDetails::showBodies()
{
    const HttpExchange &e = m_exchange;
    const auto fill = [&e](BodyView *view, const QByteArray &body, qint64 size,
                           const trace::HttpHeaders &headers) {
        if (!body.isEmpty())
            view->setBody(body, size, headers);
        else if (e.isBrief)
            view->setExplanation(tr("Under load, headers and bodies are recorded of a sample of "
                                    "the requests only. This one is not among them."));
        else if (e.state == HttpExchange::State::Open)
            view->setExplanation(tr("The body is shown when it is complete, or as it streams."));
        else if (size == 0)
            view->setExplanation(tr("There is no body."));
        else
            view->setExplanation(tr("The body was not recorded."));
    };
    fill(m_requestBody, e.requestBody, e.requestBytes, e.requestHeaders);
    fill(m_responseBody, e.responseBody, e.responseBytes, e.responseHeaders);
}

// Names and values; those that the response sets come last.
trace::HttpHeaders ExchangeDetails::cookieRows() const
{
    trace::HttpHeaders rows = models::cookiesOf(m_exchange.requestHeaders);
    for (const auto &[name, value] : models::cookiesOf(m_exchange.responseHeaders))
        rows.append({ name, tr("set to %1").arg(value) });
    return rows;
}

void ExchangeDetails::setupHeader()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont font = m_title->font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(8, 2, 2, 2);
    layout->setSpacing(2);
    layout->addWidget(m_title, 1);
    connect(addButton(QStringLiteral("link"), tr("Copy the URL")), &QToolButton::clicked, this,
            [this] { Q_EMIT copyRequested(m_exchange.url); });
    connect(addButton(QStringLiteral("send"), tr("Send the request again (Ctrl+R)")),
            &QToolButton::clicked, this, &ExchangeDetails::sendRequested);
    connect(addButton(QStringLiteral("pencil"), tr("Edit the request and send it (Ctrl+E)")),
            &QToolButton::clicked, this, &ExchangeDetails::editRequested);
    m_copyAs = addButton(QStringLiteral("terminal"), tr("Copy as curl, fetch, HTTPie or a test"));
    m_copyAs->setPopupMode(QToolButton::InstantPopup);
    m_copyAs->setMenu(new QMenu(m_copyAs));
    connect(addButton(QStringLiteral("copy"), tr("Copy everything shown here")),
            &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(plainText()); });
    connect(addButton(QStringLiteral("x"), tr("Close the details (Esc)")), &QToolButton::clicked,
            this, &ExchangeDetails::closeRequested);
}

QToolButton *ExchangeDetails::addButton(const QString &iconName, const QString &toolTip)
{
    auto *button = new QToolButton(m_header);
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    m_header->layout()->addWidget(button);
    return button;
}

void ExchangeDetails::setExchange(const HttpExchange &exchange, const QString &agent)
{
    const bool same =
        agent == m_agent && exchange.id == m_exchange.id && exchange.startNs == m_exchange.startNs;
    if (same && exchange.state == m_exchange.state
        && exchange.responseBytes == m_exchange.responseBytes && !m_text->document()->isEmpty())
        return;
    m_exchange = exchange;
    m_agent = agent;
    const int scroll = same ? m_text->verticalScrollBar()->value() : 0;
    showExchange();
    m_text->verticalScrollBar()->setValue(scroll);
}

void ExchangeDetails::setEvents(const QList<trace::ExchangeEvent> &events)
{
    m_events->setEvents(events, m_exchange.startNs);
}

QString ExchangeDetails::plainText() const
{
    QString text = headerText(generalRows());
    text += u'\n' + tr("Request headers") + u'\n' + headerText(m_exchange.requestHeaders);
    text += u'\n' + tr("Response headers") + u'\n' + headerText(m_exchange.responseHeaders);
    return text + m_events->plainText();
}

void ExchangeDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_exchange.startedMs != 0)
        showExchange();
}

void ExchangeDetails::showExchange()
{
    updateTitle();
    m_timing->setTimes(m_exchange.firstByteNs, m_exchange.durationNs);
    showBodies();
    m_stacked = stackedSections();
    m_text->clear();
    QTextCursor cursor(m_text->document());
    cursor.beginEditBlock();
    addTitle(cursor, tr("General"));
    addRows(cursor, generalRows());
    if (!m_exchange.isBrief) {
        addTitle(cursor, tr("Request headers (%1)").arg(m_exchange.requestHeaders.size()));
        addRows(cursor, m_exchange.requestHeaders);
        addTitle(cursor, tr("Response headers (%1)").arg(m_exchange.responseHeaders.size()));
        addRows(cursor, m_exchange.responseHeaders);
    }
    if (const trace::HttpHeaders cookies = cookieRows(); !cookies.isEmpty()) {
        addTitle(cursor, tr("Cookies (%1)").arg(cookies.size()));
        addRows(cursor, cookies);
    }
    cursor.endEditBlock();
    m_text->moveCursor(QTextCursor::Start);
}

void ExchangeDetails::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_header->layout()->activate();
    updateTitle();
    if (m_exchange.startedMs == 0 || stackedSections() == m_stacked)
        return;
    const int scroll = m_text->verticalScrollBar()->value();
    showExchange();
    m_text->verticalScrollBar()->setValue(scroll);
}

// A cell that is narrower than a word would break it.
int ExchangeDetails::nameWidth(const trace::HttpHeaders &rows) const
{
    int width = 0;
    for (const auto &[name, value] : rows)
        width = std::max(width, m_text->fontMetrics().horizontalAdvance(visibleText(name)));
    return width + 2 * (cellPadding + cellSpacing);
}

bool ExchangeDetails::isStacked(const trace::HttpHeaders &rows) const
{
    return nameWidth(rows) * 100 > m_text->viewport()->width() * mostNameShare;
}

std::array<bool, 3> ExchangeDetails::stackedSections() const
{
    return { isStacked(generalRows()), isStacked(m_exchange.requestHeaders),
             isStacked(m_exchange.responseHeaders) };
}

void ExchangeDetails::updateTitle()
{
    const QString url = m_exchange.url.first(std::min(longestTitle, m_exchange.url.size()));
    const QString title = visibleText(m_exchange.method + u' ' + url);
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideMiddle, m_title->width()));
}

void ExchangeDetails::addTitle(QTextCursor &cursor, const QString &title) const
{
    QTextBlockFormat block;
    block.setTopMargin(8);
    block.setBottomMargin(2);
    block.setLeftMargin(blockMargin);
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(Theme(palette()).accent());
    cursor.movePosition(QTextCursor::End);
    cursor.setBlockFormat(block);
    cursor.insertText(title, format);
}

void ExchangeDetails::addRows(QTextCursor &cursor, const trace::HttpHeaders &rows) const
{
    const Theme theme(palette());
    QTextCharFormat nameFormat;
    nameFormat.setForeground(theme.mutedText());
    QTextCharFormat valueFormat;
    valueFormat.setForeground(theme.text());
    if (rows.isEmpty()) {
        cursor.insertBlock({}, {});
        cursor.insertText(QStringLiteral("  ") + tr("none"), nameFormat);
        cursor.insertBlock();
        return;
    }
    if (isStacked(rows))
        insertStack(cursor, rows, nameFormat, valueFormat);
    else
        insertTable(cursor, rows, nameFormat, valueFormat);
    cursor.movePosition(QTextCursor::End);
}

void ExchangeDetails::insertStack(QTextCursor &cursor, const trace::HttpHeaders &rows,
                                  const QTextCharFormat &nameFormat,
                                  const QTextCharFormat &valueFormat) const
{
    QTextBlockFormat nameBlock;
    nameBlock.setLeftMargin(blockMargin);
    QTextBlockFormat valueBlock;
    valueBlock.setLeftMargin(valueIndent);
    valueBlock.setBottomMargin(cellSpacing);
    for (const auto &[name, value] : rows) {
        cursor.insertBlock(nameBlock);
        cursor.insertText(visibleText(name), nameFormat);
        cursor.insertBlock(valueBlock);
        cursor.insertText(visibleText(value), valueFormat);
    }
    cursor.insertBlock({}, {});
}

void ExchangeDetails::insertTable(QTextCursor &cursor, const trace::HttpHeaders &rows,
                                  const QTextCharFormat &nameFormat,
                                  const QTextCharFormat &valueFormat) const
{
    QTextTableFormat format;
    format.setBorderStyle(QTextFrameFormat::BorderStyle_None);
    format.setCellPadding(cellPadding);
    format.setCellSpacing(cellSpacing);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    format.setColumnWidthConstraints({ QTextLength(QTextLength::FixedLength, nameWidth(rows)),
                                       QTextLength(QTextLength::VariableLength, 0) });
    QTextTable *table = cursor.insertTable(int(rows.size()), 2, format);
    for (int i = 0; i < int(rows.size()); ++i) {
        table->cellAt(i, 0).firstCursorPosition().insertText(visibleText(rows[i].first),
                                                             nameFormat);
        table->cellAt(i, 1).firstCursorPosition().insertText(visibleText(rows[i].second),
                                                             valueFormat);
    }
}

trace::HttpHeaders ExchangeDetails::generalRows() const
{
    const HttpExchange &e = m_exchange;
    const bool ended = e.state != HttpExchange::State::Open;
    QString status = models::statusText(e);
    if (e.state == HttpExchange::State::Finished)
        status += u' ' + e.statusMessage;
    else if (e.status != 0)
        status += QStringLiteral(" (%1 %2)").arg(QString::number(e.status), e.statusMessage);
    trace::HttpHeaders rows { { tr("URL"), e.url },
                              { tr("Method"), e.method },
                              { tr("Status"), status },
                              { tr("Started"),
                                QDateTime::fromMSecsSinceEpoch(e.startedMs)
                                    .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")) } };
    if (ended) {
        rows.append({ tr("Duration"), models::durationText(e.durationNs) });
        rows.append({ tr("Request body"), models::byteText(e.requestBytes) });
        rows.append({ tr("Response body"), models::byteText(e.responseBytes) });
    }
    if (e.effects != 0)
        rows.append({ tr("Changed by a rule"), models::effectsText(e.effects) });
    if (e.firstByteNs != 0)
        rows.append({ tr("First byte after"), models::durationText(e.firstByteNs) });
    if (!e.route.isEmpty())
        rows.append({ tr("Route"), e.route });
    if (e.isBrief && ended)
        rows.append({ tr("Recorded"),
                      tr("briefly: without headers and bodies, as most requests "
                         "under load") });
    rows.append({ tr("HTTP version"), e.httpVersion });
    rows.append({ tr("Client"), e.remoteAddress });
    if (e.localPort != 0)
        rows.append({ tr("Server port"), QString::number(e.localPort) });
    if (!m_agent.isEmpty())
        rows.append({ tr("Answered by"), m_agent });
    return rows;
}

QString headerText(const trace::HttpHeaders &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += name + QStringLiteral(": ") + value + u'\n';
    return text;
}

} // namespace looptide::panels
