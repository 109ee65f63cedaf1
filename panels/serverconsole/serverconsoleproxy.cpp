// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsoleproxy.h"

#include "panels/serverconsole/serverconsolemodel.h"

#include <algorithm>

namespace looptide::models {

using trace::HttpExchange;

namespace {

// The chip an exchange belongs to: 1..5, 0 for all that has no ordinary answer.
int statusClass(const HttpExchange &exchange)
{
    const int hundreds = exchange.status / 100;
    return exchange.state == HttpExchange::State::Finished && hundreds <= 5 ? hundreds : 0;
}

bool isError(const HttpExchange &exchange)
{
    return exchange.state == HttpExchange::State::Aborted || exchange.status >= 400;
}

} // namespace

ServerConsoleProxy::ServerConsoleProxy(ServerConsoleModel *model, QObject *parent)
    : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(model);
}

void ServerConsoleProxy::setFilter(const Filter &filter)
{
    beginFilterChange();
    m_filter = filter;
    endFilterChange(Direction::Rows);
}

bool ServerConsoleProxy::isFiltering() const
{
    return !m_filter.words.isEmpty() || !m_filter.method.isEmpty()
        || !m_filter.statusClasses.isEmpty() || m_filter.errorsOnly;
}

bool ServerConsoleProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (!isFiltering())
        return true;
    const HttpExchange *exchange = m_model->exchangeAt(row);
    if (!exchange)
        return false; // a mark: the rows around it are no longer known
    if (!m_filter.method.isEmpty() && exchange->method != m_filter.method)
        return false;
    if (!m_filter.statusClasses.isEmpty()
        && !m_filter.statusClasses.contains(statusClass(*exchange)))
        return false;
    if (m_filter.errorsOnly && !isError(*exchange))
        return false;
    return std::ranges::all_of(m_filter.words,
                               [&](const QString &word) { return hasWord(row, word); });
}

bool ServerConsoleProxy::hasWord(int row, const QString &word) const
{
    constexpr QLatin1StringView agent("agent:");
    if (word.startsWith(agent, Qt::CaseInsensitive))
        return m_model->isAgentMeant(row, word.sliced(agent.size()));
    const HttpExchange &exchange = *m_model->exchangeAt(row);
    return exchange.url.contains(word, Qt::CaseInsensitive)
        || exchange.method.contains(word, Qt::CaseInsensitive)
        || statusText(exchange).contains(word, Qt::CaseInsensitive)
        || exchange.remoteAddress.contains(word, Qt::CaseInsensitive);
}

} // namespace looptide::models
