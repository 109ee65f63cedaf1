// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/composer.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/serverconsole/body/bodyview.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStringListModel>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace looptide::panels {

using models::RequestDraft;
using models::RequestSender;
using models::Theme;
using namespace Qt::StringLiterals;

namespace {

bool isText(const QByteArray &body)
{
    return QString::fromUtf8(body).toUtf8() == body && !body.contains('\0');
}

QPlainTextEdit *makeText(const QString &name, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    edit->setFrameShape(QFrame::NoFrame);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(name);
    return edit;
}

} // namespace

Composer::Composer(QWidget *parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Composer"));
    auto *content = new QWidget(this);
    setWidget(content);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addLayout(makeToolRow());
    layout->addLayout(makeRequestRow());
    m_halves = new QBoxLayout(QBoxLayout::TopToBottom);
    m_halves->addWidget(makeRequestTabs(), 2);
    m_halves->addWidget(makeResponse(), 3);
    layout->addLayout(m_halves, 1);
    setupShortcuts();
    connect(&m_sender, &RequestSender::finished, this, &Composer::showResponse);
    showSending(false);
}

QLayout *Composer::makeRequestRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    m_method = new QComboBox(widget());
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->addItems(
        { u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s });
    m_method->setAccessibleName(tr("Method"));
    m_method->setToolTip(tr("HTTP method"));
    m_url = new QLineEdit(widget());
    m_url->setPlaceholderText(tr("URL, for example http://localhost:3000/"));
    m_url->setAccessibleName(tr("URL"));
    m_urls = new QStringListModel(this);
    auto *completer = new QCompleter(m_urls, m_url);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_url->setCompleter(completer);
    connect(m_url, &QLineEdit::returnPressed, this, &Composer::send);
    m_send = new QPushButton(widget());
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_sender.isSending()) {
            m_sender.cancel();
            showSending(false);
            m_status->setText(tr("Cancelled"));
        } else {
            send();
        }
    });
    row->addWidget(m_method);
    row->addWidget(m_url, 1);
    row->addWidget(m_send);
    return row;
}

QLayout *Composer::makeToolRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    m_name = new QLineEdit(widget());
    m_name->setPlaceholderText(tr("Name of the request"));
    m_name->setAccessibleName(m_name->placeholderText());
    m_name->setFrame(false);
    row->addWidget(m_name, 1);
    QToolButton *open = addTool(row, u"folder-open"_s, tr("Requests of the project's .http files"));
    open->setPopupMode(QToolButton::InstantPopup);
    open->setMenu(new QMenu(open));
    connect(open->menu(), &QMenu::aboutToShow, this, [this, open] { fillFilesMenu(open->menu()); });
    QToolButton *save = addTool(row, u"save"_s, tr("Save the request in a .http file (Ctrl+S)"));
    connect(save, &QToolButton::clicked, this, [this] { report(this->save()); });
    QToolButton *pasteTool = addTool(row, u"clipboard-paste"_s, tr("Paste a curl command"));
    connect(pasteTool, &QToolButton::clicked, this,
            [this] { report(paste(QApplication::clipboard()->text())); });
    QToolButton *copy = addTool(row, u"terminal"_s, tr("Copy as curl, fetch or HTTPie"));
    copy->setPopupMode(QToolButton::InstantPopup);
    copy->setMenu(new QMenu(copy));
    fillCopyMenu(copy->menu());
    QToolButton *close = addTool(row, u"x"_s, tr("Close the composer (Esc)"));
    connect(close, &QToolButton::clicked, this, &Composer::closeRequested);
    return row;
}

QToolButton *Composer::addTool(QLayout *row, const QString &iconName, const QString &toolTip)
{
    auto *button = new QToolButton(widget());
    button->setAutoRaise(true);
    button->setIcon(icon(iconName));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    row->addWidget(button);
    return button;
}

QWidget *Composer::makeRequestTabs()
{
    m_requestTabs = new QTabWidget(widget());
    m_requestTabs->setDocumentMode(true);
    m_headers = makeText(tr("Headers of the request"), m_requestTabs);
    m_headers->setPlaceholderText(tr("Name: value"));
    m_body = makeText(tr("Body of the request"), m_requestTabs);
    m_requestTabs->addTab(m_headers, tr("Headers"));
    m_requestTabs->addTab(m_body, tr("Body"));
    m_requestTabs->setMinimumHeight(90);
    connect(m_body, &QPlainTextEdit::textChanged, this, [this] { m_binaryBody.clear(); });
    return m_requestTabs;
}

QWidget *Composer::makeResponse()
{
    auto *response = new QWidget(widget());
    auto *layout = new QVBoxLayout(response);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_status = new QLabel(response);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_responseTabs = new QTabWidget(response);
    m_responseTabs->setDocumentMode(true);
    m_responseBody = new BodyView(tr("Body of the response"), m_responseTabs);
    m_responseBody->setExplanation(tr("The response appears here."));
    m_responseHeaders = makeText(tr("Headers of the response"), m_responseTabs);
    m_responseHeaders->setReadOnly(true);
    m_responseTabs->addTab(m_responseBody, tr("Response"));
    m_responseTabs->addTab(m_responseHeaders, tr("Headers"));
    m_responseTabs->setMinimumHeight(120);
    layout->addWidget(m_status);
    layout->addWidget(m_responseTabs, 1);
    return response;
}

// The response is beside the request where that is wide enough, otherwise below it.
void Composer::resizeEvent(QResizeEvent *event)
{
    constexpr int widthForBoth = 480;
    const bool isWide = width() >= widthForBoth && width() > height();
    m_halves->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    QScrollArea::resizeEvent(event);
}

void Composer::setupShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto &&action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(Qt::CTRL | Qt::Key_Return, [this] { send(); });
    add(QKeySequence::Save, [this] { report(save()); });
}

void Composer::setUrls(const QStringList &urls)
{
    m_urls->setStringList(urls);
}

void Composer::setDraft(const RequestDraft &draft)
{
    m_name->setText(draft.name);
    m_method->setCurrentText(draft.method);
    m_url->setText(draft.url);
    m_headers->setPlainText(models::headerLines(draft.headers));
    m_file.clear();
    const bool isBinary = !isText(draft.body);
    m_body->setPlainText(isBinary ? QString() : QString::fromUtf8(draft.body));
    m_body->setPlaceholderText(
        isBinary ? tr("The recorded body is not text (%1). It is sent as it is, unless you write "
                      "another one here.")
                       .arg(models::byteText(draft.body.size()))
                 : QString());
    m_binaryBody = isBinary ? draft.body : QByteArray();
    m_requestTabs->setCurrentWidget(draft.body.isEmpty() ? m_headers : m_body);
    m_status->clear();
    m_responseHeaders->clear();
    m_responseBody->setExplanation(tr("The response appears here."));
}

RequestDraft Composer::draft() const
{
    RequestDraft draft;
    draft.name = m_name->text().simplified();
    draft.method = m_method->currentText().trimmed().toUpper();
    draft.url = m_url->text().trimmed();
    draft.headers = models::headersOfLines(m_headers->toPlainText());
    draft.body = m_binaryBody.isEmpty() ? m_body->toPlainText().toUtf8() : m_binaryBody;
    return draft;
}

void Composer::setNote(const QString &note)
{
    m_status->setText(note);
}

void Composer::focusUrl()
{
    m_url->setFocus();
    m_url->selectAll();
}

QString Composer::statusText() const
{
    return m_status->text();
}

void Composer::showSending(bool isSending)
{
    m_send->setText(isSending ? tr("Cancel") : tr("Send"));
    m_send->setIcon(icon(isSending ? u"x"_s : u"send"_s));
    m_send->setToolTip(isSending ? tr("Cancel the request") : tr("Send the request (Ctrl+Enter)"));
    if (isSending)
        m_status->setText(tr("Waiting for the response…"));
}

void Composer::showResponse(const RequestSender::Response &response)
{
    showSending(false);
    if (!response.error.isEmpty()) {
        m_status->setText(response.error);
        m_responseHeaders->clear();
        m_responseBody->setExplanation(tr("There is no response."));
        return;
    }
    QStringList parts {
        u"%1 %2"_s.arg(response.status).arg(models::visibleText(response.statusMessage)).trimmed(),
        models::durationText(response.durationNs), models::byteText(response.body.size())
    };
    if (response.isCut)
        parts.append(tr("the rest of the body was not received"));
    m_status->setText(parts.join(u" · "_s));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme(palette()).httpStatus(response.status));
    m_status->setPalette(colors);
    QStringList lines;
    for (const auto &[name, value] : response.headers)
        lines.append(models::visibleText(name + u": "_s + value));
    m_responseHeaders->setPlainText(lines.join(u'\n'));
    // The network layer has decoded the body.
    trace::HttpHeaders headers = response.headers;
    headers.removeIf([](const auto &header) {
        return header.first.compare("content-encoding"_L1, Qt::CaseInsensitive) == 0;
    });
    m_responseBody->setBody(response.body, response.body.size(), headers);
}

void Composer::fillCopyMenu(QMenu *menu)
{
    const auto add = [&](const QString &text, QString (*make)(const RequestDraft &)) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, make] { QApplication::clipboard()->setText(make(draft())); });
    };
    add(tr("curl"), models::toCurl);
    add(tr("fetch"), models::toFetch);
    add(tr("HTTPie"), models::toHttpie);
}

QString Composer::paste(const QString &curl)
{
    using Problem = models::ReadCurl::Problem;
    const models::ReadCurl read = models::readCurl(curl.trimmed());
    switch (read.problem) {
    case Problem::None:
        setDraft(read.draft);
        return {};
    case Problem::NotCurl:
        return tr("The clipboard has no curl command.");
    case Problem::NoUrl:
        return tr("The curl command has no URL.");
    case Problem::OpenQuote:
        return tr("A quote of the curl command is not closed. Copy the whole command.");
    case Problem::UnknownOption:
        return tr("The option %1 of the curl command cannot be read. Remove it and paste again.")
            .arg(models::visibleText(read.option));
    }
    return {};
}

void Composer::report(const QString &error)
{
    if (!error.isEmpty())
        m_status->setText(error);
}

} // namespace looptide::panels
