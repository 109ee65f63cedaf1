// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsoleproxy.h"

#include "panels/serverconsole/serverconsolemodel.h"

#include <algorithm>
#include <chrono>
#include <compare>
#include <vector>

namespace looptide::models {

using trace::HttpExchange;
using namespace std::chrono_literals;

namespace {

constexpr auto sortInterval = 250ms;

// The chip a request belongs to: 1..5, 0 for all that has no ordinary answer.
int statusClass(const RequestRow &row)
{
    const int hundreds = row.status / 100;
    return row.state == HttpExchange::State::Finished && hundreds <= 5 ? hundreds : 0;
}

} // namespace

ServerConsoleProxy::ServerConsoleProxy(ServerConsoleModel *model, QObject *parent)
    : QAbstractProxyModel(parent), m_model(model)
{
    setSourceModel(model);
    m_sortTimer.setSingleShot(true);
    m_sortTimer.setInterval(sortInterval);
    connect(&m_sortTimer, &QTimer::timeout, this, &ServerConsoleProxy::putIntoPlaces);
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { add(first, last); });
    // Only the first rows are ever removed.
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int, int last) { remove(last); });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                change(first.row(), last.row());
            });
    connect(model, &QAbstractItemModel::modelReset, this, &ServerConsoleProxy::rebuild);
    rebuild();
}

void ServerConsoleProxy::setFilter(const Filter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    m_query = RequestQuery(filter.words);
    rebuild();
}

bool ServerConsoleProxy::isFiltering() const
{
    return !m_query.isEmpty() || !m_filter.method.isEmpty() || !m_filter.statusClasses.isEmpty()
        || m_filter.errorsOnly;
}

bool ServerConsoleProxy::accepts(quint64 sequence) const
{
    if (!isFiltering())
        return true;
    const RequestLog &log = m_model->log();
    const RequestRow &row = log.row(sequence);
    if (row.isMark)
        return false; // the rows around it are no longer known
    if (!m_filter.method.isEmpty() && log.shared(row.method) != m_filter.method)
        return false;
    if (!m_filter.statusClasses.isEmpty() && !m_filter.statusClasses.contains(statusClass(row)))
        return false;
    if (m_filter.errorsOnly && !row.isError())
        return false;
    return m_query.matches(log, sequence, [this](const RequestRow &row, const QString &text) {
        return m_model->isAgentMeant(row, text);
    });
}

void ServerConsoleProxy::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (quint64 at = m_model->log().first(); at < m_model->log().end(); ++at) {
        if (accepts(at))
            m_rows.push_back(at);
    }
    m_inPlace = 0;
    if (isSorted())
        std::ranges::sort(m_rows, [this](quint64 a, quint64 b) { return isLess(a, b); });
    m_inPlace = m_rows.size();
    endResetModel();
}

void ServerConsoleProxy::add(int first, int last)
{
    const quint64 begin = m_model->log().first();
    std::vector<quint64> fitting;
    for (int row = first; row <= last; ++row) {
        if (accepts(begin + quint64(row)))
            fitting.push_back(begin + quint64(row));
    }
    if (fitting.empty())
        return;
    const auto at = int(m_rows.size());
    beginInsertRows({}, at, at + int(fitting.size()) - 1);
    m_rows.insert(m_rows.end(), fitting.begin(), fitting.end());
    endInsertRows();
    if (isSorted() && !m_sortTimer.isActive())
        m_sortTimer.start();
}

void ServerConsoleProxy::remove(int last)
{
    const quint64 before = m_model->log().first() + quint64(last) + 1;
    if (isSorted()) {
        removeSorted(before);
        return;
    }
    const auto end = std::ranges::lower_bound(m_rows, before);
    if (end == m_rows.begin())
        return;
    beginRemoveRows({}, 0, int(end - m_rows.begin()) - 1);
    m_rows.erase(m_rows.begin(), end);
    endRemoveRows();
}

// They are in many places, and a signal for each of them would cost more than a reset.
void ServerConsoleProxy::removeSorted(quint64 before)
{
    beginResetModel();
    std::erase_if(m_rows, [before](quint64 sequence) { return sequence < before; });
    std::ranges::sort(m_rows, [this](quint64 a, quint64 b) { return isLess(a, b); });
    m_inPlace = m_rows.size();
    endResetModel();
}

void ServerConsoleProxy::change(int first, int last)
{
    const quint64 begin = m_model->log().first();
    if (!isFiltering() && !isSorted()) {
        const qsizetype from = placeOf(begin + quint64(first));
        const qsizetype to = placeOf(begin + quint64(last));
        if (from >= 0 && to >= from)
            Q_EMIT dataChanged(index(int(from), 0), index(int(to), columnCount() - 1));
        return;
    }
    for (int row = first; row <= last; ++row)
        changeOne(begin + quint64(row));
}

void ServerConsoleProxy::changeOne(quint64 sequence)
{
    const qsizetype place = placeOf(sequence);
    const bool isAccepted = accepts(sequence);
    if (place >= 0 && isAccepted) {
        Q_EMIT dataChanged(index(int(place), 0), index(int(place), columnCount() - 1));
        if (isSorted()) { // it belongs elsewhere now
            m_inPlace = 0;
            if (!m_sortTimer.isActive())
                m_sortTimer.start();
        }
    } else if (place >= 0) {
        beginRemoveRows({}, int(place), int(place));
        m_rows.erase(m_rows.begin() + place);
        m_inPlace -= std::size_t(place) < m_inPlace ? 1 : 0;
        endRemoveRows();
    } else if (isAccepted) {
        const auto before = isSorted() ? m_rows.end() : std::ranges::lower_bound(m_rows, sequence);
        const auto at = int(before - m_rows.begin());
        beginInsertRows({}, at, at);
        m_rows.insert(before, sequence);
        endInsertRows();
        if (isSorted() && !m_sortTimer.isActive())
            m_sortTimer.start();
    }
}

qsizetype ServerConsoleProxy::placeOf(quint64 sequence) const
{
    const auto found = isSorted() ? std::ranges::find(m_rows, sequence)
                                  : std::ranges::lower_bound(m_rows, sequence);
    return found == m_rows.end() || *found != sequence ? -1 : found - m_rows.begin();
}

void ServerConsoleProxy::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_order)
        return;
    m_sortColumn = column;
    m_order = order;
    m_inPlace = 0;
    putIntoPlaces();
}

// Equal ones stay in the order of their arrival. Marks belong to no place and come last.
bool ServerConsoleProxy::isLess(quint64 a, quint64 b) const
{
    if (!isSorted())
        return a < b;
    const RequestLog &log = m_model->log();
    const RequestRow &first = log.row(a);
    const RequestRow &second = log.row(b);
    if (first.isMark != second.isMark)
        return second.isMark;
    const auto compared = [&]() -> std::strong_ordering {
        const auto ofTexts = [](int order) { return order <=> 0; };
        switch (m_sortColumn) {
        case ServerConsoleModel::MethodColumn:
            return ofTexts(log.shared(first.method).compare(log.shared(second.method)));
        case ServerConsoleModel::UrlColumn:
            return ofTexts(log.text(a).compare(log.text(b)));
        case ServerConsoleModel::StatusColumn:
            return std::pair(first.state, first.status) <=> std::pair(second.state, second.status);
        case ServerConsoleModel::DurationColumn:
            return first.durationNs <=> second.durationNs;
        case ServerConsoleModel::SizeColumn:
            return first.responseBytes <=> second.responseBytes;
        case ServerConsoleModel::RequestSizeColumn:
            return first.requestBytes <=> second.requestBytes;
        case ServerConsoleModel::RouteColumn:
            return ofTexts(log.shared(first.route).compare(log.shared(second.route)));
        case ServerConsoleModel::ClientColumn:
            return ofTexts(log.shared(first.remote).compare(log.shared(second.remote)));
        case ServerConsoleModel::AgentColumn:
            return first.agent <=> second.agent;
        default:
            return first.startedMs <=> second.startedMs;
        }
    }();
    if (compared == 0)
        return a < b;
    return m_order == Qt::AscendingOrder ? compared < 0 : compared > 0;
}

void ServerConsoleProxy::putIntoPlaces()
{
    if (m_inPlace == m_rows.size())
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<quint64> sequences;
    for (const QModelIndex &index : before)
        sequences.append(m_rows[std::size_t(index.row())]);
    const auto isBefore = [this](quint64 a, quint64 b) { return isLess(a, b); };
    const auto middle = m_rows.begin() + qsizetype(m_inPlace);
    std::sort(middle, m_rows.end(), isBefore);
    std::inplace_merge(m_rows.begin(), middle, m_rows.end(), isBefore);
    m_inPlace = m_rows.size();
    QHash<quint64, int> places; // a row has an index for each of its columns
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        auto place = places.constFind(sequences[i]);
        if (place == places.cend())
            place = places.insert(sequences[i], int(placeOf(sequences[i])));
        after.append(index(*place, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

QModelIndex ServerConsoleProxy::mapToSource(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const quint64 sequence = m_rows[std::size_t(index.row())];
    return m_model->index(int(sequence - m_model->log().first()), index.column());
}

QModelIndex ServerConsoleProxy::mapFromSource(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const qsizetype place = placeOf(m_model->log().first() + quint64(index.row()));
    return place < 0 ? QModelIndex() : this->index(int(place), index.column());
}

QModelIndex ServerConsoleProxy::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

// Without a row, the base class does not know whose header it is.
QVariant ServerConsoleProxy::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_model->headerData(section, orientation, role);
}

int ServerConsoleProxy::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ServerConsoleProxy::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ServerConsoleModel::ColumnCount;
}

} // namespace looptide::models
