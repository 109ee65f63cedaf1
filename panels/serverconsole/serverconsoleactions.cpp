// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the user can do with a request in the server console: keys and the context menu.
#include "panels/common/icons.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/composer/requestdraft.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/requestfilter.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/serverconsole/serverconsoleproxy.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QToolTip>
#include <QUrl>

namespace looptide::panels {

using trace::HttpExchange;
using namespace Qt::StringLiterals;

int ServerConsolePanel::currentRow() const
{
    // A table that receives the focus has a current row that the user did not choose. Only a
    // selected row counts.
    const QModelIndex current = m_table->currentIndex();
    return m_table->selectionModel()->isSelected(current) ? m_proxy->mapToSource(current).row()
                                                          : -1;
}

std::optional<HttpExchange> ServerConsolePanel::currentExchange() const
{
    return m_model->exchangeAt(currentRow());
}

void ServerConsolePanel::copy(const QString &text)
{
    QApplication::clipboard()->setText(text);
}

void ServerConsolePanel::setupShortcuts()
{
    const auto add = [this](const QKeySequence &keys, QWidget *where, auto &&action) {
        auto *shortcut = new QShortcut(keys, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    add(QKeySequence::Find, this, [this] {
        m_filter->text()->show(); // where there is no room for it, too
        m_filter->text()->setFocus(Qt::ShortcutFocusReason);
        m_filter->text()->selectAll();
    });
    add(Qt::CTRL | Qt::Key_K, this, [this] { composeFor(u"/"_s); });
    const auto addForRequest = [this, add](const QKeySequence &keys, auto &&action) {
        add(keys, this, [this, action] {
            if (const auto exchange = currentExchange())
                action(*exchange);
            else
                QToolTip::showText(m_lists->mapToGlobal(QPoint()),
                                   tr("Choose a request in the list first."), m_lists);
        });
    };
    addForRequest(Qt::CTRL | Qt::Key_R,
                  [this](const HttpExchange &exchange) { compose(exchange, true); });
    addForRequest(Qt::CTRL | Qt::Key_E,
                  [this](const HttpExchange &exchange) { compose(exchange, false); });
    addForRequest(Qt::CTRL | Qt::SHIFT | Qt::Key_L,
                  [this](const HttpExchange &exchange) { openLoad(exchange); });
    add(Qt::CTRL | Qt::Key_G, this, [this] { setGrouped(!m_group->isChecked()); });
    add(Qt::CTRL | Qt::Key_L, this, [this] { m_model->clear(); });
    add(Qt::Key_Escape, this, [this] { escape(); });
    add(Qt::Key_Return, m_table, [this] { showDetails(true); });
    add(Qt::Key_Enter, m_table, [this] { showDetails(true); });
    add(Qt::Key_End, m_table, [this] { setFollowing(true); });
    add(QKeySequence::Copy, m_table, [this] {
        if (const auto exchange = currentExchange())
            copy(exchange->url);
    });
}

void ServerConsolePanel::escape()
{
    QLineEdit *filter = m_filter->text();
    if (filter->hasFocus() && !filter->text().isEmpty())
        filter->clear();
    else if (filter->hasFocus())
        m_table->setFocus();
    else if (m_composer->isVisible())
        showComposer(false);
    else if (m_details->isVisible())
        showDetails(false);
    else if (m_lists->currentWidget() != m_table)
        setGrouped(false);
    else
        Q_EMIT leaveRequested();
}

void ServerConsolePanel::actOnEmptyState()
{
    if (m_model->rowCount() > 0)
        m_filter->clear();
    else if (const QList<QUrl> known = urls(); !known.isEmpty())
        Q_EMIT urlActivated(known.first());
    else
        Q_EMIT runRequested();
}

void ServerConsolePanel::openContextMenu(const QPoint &position)
{
    const std::optional<HttpExchange> current = currentExchange();
    if (!current)
        return;
    const HttpExchange exchange = *current; // the row may be dropped while the menu is open
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &iconName, const QString &text, auto &&action) {
        connect(menu->addAction(icon(iconName), text), &QAction::triggered, this, action);
    };
    add(u"info"_s, tr("Show details"), [this] { showDetails(true); });
    const QString origin = originOf(exchange);
    if (exchange.method == "GET"_L1 && exchange.url.startsWith(u'/'))
        add(u"external-link"_s, tr("Open in browser"),
            [this, url = QUrl(origin + exchange.url)] { Q_EMIT urlActivated(url); });
    menu->addSeparator();
    add(u"link"_s, tr("Copy URL"), [url = exchange.url] { copy(url); });
    add(u"send"_s, tr("Send again"), [this, exchange] { compose(exchange, true); });
    add(u"pencil"_s, tr("Edit and send…"), [this, exchange] { compose(exchange, false); });
    add(u"zap"_s, tr("Send load…"), [this, exchange] { openLoad(exchange); });
    menu->addSeparator();
    addCopyActions(menu->addMenu(icon(u"terminal"_s), tr("Copy as")), exchange);
    add(u"copy"_s, tr("Copy request headers"),
        [text = headerText(exchange.requestHeaders)] { copy(text); });
    add(u"copy"_s, tr("Copy response headers"),
        [text = headerText(exchange.responseHeaders)] { copy(text); });
    menu->addSeparator();
    const QString path = exchange.url.section(u'?', 0, 0);
    add(u"filter"_s, tr("Show only this path"), [this, path] {
        m_filter->text()->setText(path.contains(u' ') ? u"path:\"%1\""_s.arg(path)
                                                      : u"path:"_s + path);
    });
    if (m_model->hasSeveralAgents())
        add(u"filter"_s, tr("Show only this thread or process"), [this, agent = exchange.agent] {
            m_filter->text()->setText(u"agent:%1"_s.arg(agent));
        });
    addRuleActions(menu, exchange);
    menu->addSeparator();
    add(u"trash-2"_s, tr("Clear the list"), [this] { m_model->clear(); });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

QString ServerConsolePanel::originOf(const HttpExchange &exchange) const
{
    for (const trace::ListenAddress &address : m_addresses) {
        if (address.port == exchange.localPort)
            return address.url().chopped(1); // its slash
    }
    return u"http://localhost:%1"_s.arg(exchange.localPort);
}

void ServerConsolePanel::addCopyActions(QMenu *menu, const HttpExchange &exchange)
{
    const QString origin = originOf(exchange);
    const models::RequestDraft draft = models::draftOf(exchange, origin);
    const auto add = [&](const QString &text, auto &&make) {
        connect(menu->addAction(text), &QAction::triggered, this, [make] { copy(make()); });
    };
    // The headers of a brief request are not known, and a body may have been cut.
    const bool isCut = exchange.isBrief || exchange.requestBytes > exchange.requestBody.size();
    if (isCut)
        menu->addSection(tr("What was not recorded is missing"));
    add(tr("curl"), [exchange, origin] { return models::curlCommand(exchange, origin); });
    add(tr("fetch"), [draft] { return models::toFetch(draft); });
    add(tr("HTTPie"), [draft] { return models::toHttpie(draft); });
    if (exchange.state == HttpExchange::State::Finished)
        add(tr("Test for node:test"),
            [exchange, origin] { return models::toNodeTest(exchange, origin); });
}

} // namespace looptide::panels
