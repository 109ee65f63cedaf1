// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/routemodel.h"

#include "panels/common/displaytext.h"
#include "panels/serverconsole/list/urlpattern.h"
#include "panels/serverconsole/serverconsolemodel.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace looptide::models {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isText(int column)
{
    return column == RouteModel::MethodColumn || column == RouteModel::RouteColumn;
}

} // namespace

RouteModel::RouteModel(ServerConsoleModel *requests, QObject *parent)
    : QAbstractTableModel(parent), m_requests(requests)
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &RouteModel::sample);
    connect(requests, &QAbstractItemModel::modelReset, this, &RouteModel::clear);
    connect(requests, &ServerConsoleModel::exchangesEnded, this,
            [this](quint64 firstNew, const QList<quint64> &earlier) {
                for (const quint64 sequence : earlier)
                    add(sequence);
                for (quint64 at = firstNew; at < m_requests->log().end(); ++at)
                    add(at);
            });
    for (quint64 at = requests->log().first(); at < requests->log().end(); ++at)
        add(at);
}

RouteModel::~RouteModel() = default;

void RouteModel::setActive(bool isActive)
{
    if (!isActive) {
        m_timer.stop();
        return;
    }
    sample();
    m_timer.start();
}

void RouteModel::add(quint64 sequence)
{
    const RequestRow &row = m_requests->log().row(sequence);
    if (row.isMark || row.state == trace::HttpExchange::State::Open)
        return;
    Route &route = routeOf(sequence);
    ++route.count;
    route.errors += row.isError() ? 1 : 0;
    route.durations.add(row.durationNs);
}

RouteModel::Route &RouteModel::routeOf(quint64 sequence)
{
    constexpr qsizetype mostUrls = 4096;
    constexpr qsizetype longestUrl = 256;
    const RequestRow &row = m_requests->log().row(sequence);
    const QByteArrayView url = m_requests->log().text(sequence);
    if (row.route != 0 || url.size() > longestUrl)
        return *m_routes[indexOf(sequence)];
    QByteArray key(reinterpret_cast<const char *>(&row.method), sizeof row.method);
    key += url;
    auto known = m_indexOfUrl.constFind(key);
    if (known == m_indexOfUrl.cend()) {
        if (m_indexOfUrl.size() >= mostUrls)
            m_indexOfUrl.clear();
        known = m_indexOfUrl.insert(key, indexOf(sequence));
    }
    return *m_routes[*known];
}

std::size_t RouteModel::indexOf(quint64 sequence)
{
    const RequestLog &log = m_requests->log();
    const RequestRow &row = log.row(sequence);
    const bool isMatched = row.route != 0;
    QString method = log.shared(row.method);
    QString pattern = isMatched ? log.shared(row.route) : urlPattern(log.text(sequence));
    QString key = method + u' ' + pattern;
    auto known = m_indexOfKey.constFind(key);
    if (known == m_indexOfKey.cend() && m_routes.size() >= maxRoutes) {
        method = pattern = key = QString();
        known = m_indexOfKey.constFind(key);
    }
    if (known != m_indexOfKey.cend())
        return *known;
    m_indexOfKey.insert(key, m_routes.size());
    auto route = std::make_unique<Route>();
    route->method = method;
    route->pattern = pattern;
    route->isMatched = isMatched;
    m_routes.push_back(std::move(route));
    return m_routes.size() - 1;
}

void RouteModel::clear()
{
    beginResetModel();
    m_routes.clear();
    m_indexOfKey.clear();
    m_indexOfUrl.clear();
    m_shown = 0;
    endResetModel();
}

void RouteModel::sample()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const double seconds = double(now - std::exchange(m_sampledMs, now)) / 1000;
    for (const auto &route : m_routes) {
        const quint64 added = route->count - std::exchange(route->countBefore, route->count);
        // After a pause, nothing is known of the last second.
        route->rate = seconds > 0 && seconds < 3 ? double(added) / seconds : 0;
    }
    if (m_shown > 0)
        Q_EMIT dataChanged(index(0, CountColumn), index(m_shown - 1, ColumnCount - 1));
    const auto count = int(m_routes.size());
    if (count == m_shown)
        return;
    beginInsertRows({}, m_shown, count - 1);
    m_shown = count;
    endInsertRows();
}

QString RouteModel::methodAt(int row) const
{
    return m_routes[std::size_t(row)]->method;
}

QString RouteModel::routeAt(int row) const
{
    return m_routes[std::size_t(row)]->pattern;
}

QString RouteModel::queryOf(int row) const
{
    const Route &route = *m_routes[std::size_t(row)];
    if (route.pattern.isEmpty())
        return {};
    const QString method = u"method:"_s + route.method + u' ';
    // A pattern of the URL fits by its part before the first id.
    QString text = route.isMatched ? route.pattern : route.pattern.section(u":id"_s, 0, 0);
    text.remove(u'"');
    return method + (route.isMatched ? u"route:"_s : u"path:"_s)
        + (text.contains(u' ') ? u'"' + text + u'"' : text);
}

int RouteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int RouteModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RouteModel::data(const QModelIndex &index, int role) const
{
    const Route &route = *m_routes[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(route, index.column());
    case ValueRole:
        return value(route, index.column());
    case Qt::ToolTipRole:
        return index.column() == RouteColumn && !route.isMatched
            ? tr("The router of the program did not report a pattern: this one is made of the URL")
            : QVariant();
    case Qt::TextAlignmentRole:
        return int((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant RouteModel::value(const Route &route, int column) const
{
    switch (column) {
    case CountColumn:
        return route.count;
    case RateColumn:
        return route.rate;
    case MedianColumn:
        return route.durations.percentile(0.5);
    case P95Column:
        return route.durations.percentile(0.95);
    case P99Column:
        return route.durations.percentile(0.99);
    case ErrorsColumn:
        return double(route.errors) / double(std::max<quint64>(route.count, 1));
    default:
        return display(route, column);
    }
}

QString RouteModel::display(const Route &route, int column) const
{
    switch (column) {
    case MethodColumn:
        return visibleText(route.method);
    case RouteColumn:
        return route.pattern.isEmpty() ? tr("other routes") : visibleText(route.pattern);
    case CountColumn:
        return QLocale().toString(route.count);
    case RateColumn:
        return route.rate > 0 ? QLocale().toString(route.rate, 'f', route.rate < 10 ? 1 : 0)
                              : QString();
    case MedianColumn:
    case P95Column:
    case P99Column:
        return durationText(value(route, column).toULongLong());
    case ErrorsColumn:
        return route.errors == 0
            ? QString()
            : tr("%1 %", "share")
                  .arg(QLocale().toString(value(route, column).toDouble() * 100, 'f', 1));
    default:
        return {};
    }
}

QVariant RouteModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const std::array titles { tr("Method"), tr("Route"), tr("Requests"), tr("Per second"),
                              tr("Median"), tr("p95"),   tr("p99"),      tr("Errors") };
    const std::array hints {
        tr("HTTP method"),
        tr("The pattern that the router has matched, or one made of the URL"),
        tr("Requests that have ended since the list was cleared"),
        tr("Requests that ended in the last second"),
        tr("Half of the requests took at most this long"),
        tr("95 of 100 requests took at most this long"),
        tr("99 of 100 requests took at most this long"),
        tr("Share of requests with a status of 400 or more, or that were aborted"),
    };
    if (role == Qt::DisplayRole)
        return titles[std::size_t(section)];
    return role == Qt::ToolTipRole ? hints[std::size_t(section)] : QVariant();
}

} // namespace looptide::models
