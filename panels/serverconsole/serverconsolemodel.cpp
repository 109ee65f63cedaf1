// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/serverconsolemodel.h"

#include "panels/common/displaytext.h"
#include "runtime/trace/tracechannel.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

namespace looptide::models {

using trace::HttpExchange;

namespace {

// A tooltip of a megabyte helps nobody; the details pane has the whole text.
constexpr qsizetype longestToolTip = 2000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::ServerConsole)
};

// Views take a tooltip that looks like HTML for HTML: hostile text must not reach them raw.
QString plainToolTip(const QString &text)
{
    const QString shown = visibleText(
        text.size() > longestToolTip ? text.first(longestToolTip) + QChar(0x2026) : text);
    return QStringLiteral("<p style='white-space:pre-wrap'>") + shown.toHtmlEscaped()
        + QStringLiteral("</p>");
}

QString statusToolTip(const HttpExchange &exchange)
{
    switch (exchange.state) {
    case HttpExchange::State::Open:
        return Text::tr("The answer has not ended yet");
    case HttpExchange::State::Aborted:
        return Text::tr("The connection closed before the answer ended");
    case HttpExchange::State::Finished:
        break;
    }
    return plainToolTip(QString::number(exchange.status) + u' ' + exchange.statusMessage);
}

QString shellQuoted(QString text)
{
    text.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + text + u'\'';
}

} // namespace

ServerConsoleModel::ServerConsoleModel(QObject *parent) : QAbstractTableModel(parent) { }

void ServerConsoleModel::addBatch(const trace::TraceBatch &batch)
{
    m_answerers.add(batch.agents);
    QList<HttpExchange> fresh;
    QList<int> changedRows;
    for (const HttpExchange &exchange : batch.exchanges) {
        const int row = rowOf(exchange);
        if (row < 0) {
            fresh.append(exchange);
            continue;
        }
        m_rows[std::size_t(row)].exchange = exchange;
        changedRows.append(row);
    }
    announceChanged(std::move(changedRows));
    const bool isCounted = addCounts(batch.requests.received, QDateTime::currentMSecsSinceEpoch());
    const bool anyCount = !fresh.isEmpty() || batch.lostMessages != 0 || isCounted;
    m_lost += batch.lostMessages;
    append(std::move(fresh));
    if (anyCount)
        Q_EMIT countsChanged();
}

// False when there is nothing new.
bool ServerConsoleModel::addCounts(quint64 received, qint64 nowMs)
{
    if (received <= m_received)
        return false;
    while (!m_arrivals.empty() && m_arrivals.front().timeMs <= nowMs - rateWindowMs)
        m_arrivals.pop_front();
    m_arrivals.push_back({ nowMs, received - m_received });
    m_received = received;
    return true;
}

int ServerConsoleModel::rowOf(const HttpExchange &exchange) const
{
    const auto known = m_sequenceOfId.constFind(exchange.id);
    if (known == m_sequenceOfId.cend() || *known < m_firstSequence)
        return -1;
    const auto row = std::size_t(*known - m_firstSequence);
    return m_rows[row].exchange.startNs == exchange.startNs ? int(row) : -1;
}

void ServerConsoleModel::announceChanged(QList<int> rows)
{
    std::ranges::sort(rows);
    for (qsizetype i = 0; i < rows.size();) {
        const int first = rows[i];
        int last = first;
        while (++i < rows.size() && rows[i] <= last + 1)
            last = rows[i];
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    }
}

void ServerConsoleModel::append(QList<HttpExchange> fresh)
{
    if (fresh.isEmpty())
        return;
    noteAgents(fresh);
    m_total += quint64(fresh.size());
    m_ofRun += quint64(fresh.size());
    if (fresh.size() > maxRows) {
        const qsizetype surplus = fresh.size() - maxRows;
        m_dropped += quint64(surplus);
        fresh.remove(0, surplus);
    }
    makeRoomFor(fresh.size());
    const auto first = int(m_rows.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    for (HttpExchange &exchange : fresh) {
        m_sequenceOfId.insert(exchange.id, m_firstSequence + m_rows.size());
        m_rows.push_back({ std::move(exchange), {}, m_answerers.run() });
    }
    endInsertRows();
}

void ServerConsoleModel::noteAgents(const QList<HttpExchange> &fresh)
{
    if (!m_firstAgent)
        m_firstAgent = fresh.first().agent;
    m_hasSeveralAgents =
        m_hasSeveralAgents || std::ranges::any_of(fresh, [this](const HttpExchange &exchange) {
            return exchange.agent != *m_firstAgent;
        });
}

void ServerConsoleModel::beginRun()
{
    const bool wasCounted = runCount() != 0;
    m_ofRun = 0;
    m_received = 0;
    m_firstAgent.reset();
    m_answerers.beginRun();
    if (wasCounted)
        Q_EMIT countsChanged();
}

void ServerConsoleModel::addMark(const QString &text)
{
    if (m_rows.empty())
        return;
    makeRoomFor(1);
    const auto row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.push_back({ {}, text, m_answerers.run() });
    endInsertRows();
}

void ServerConsoleModel::makeRoomFor(qsizetype incoming)
{
    const qsizetype surplus = qsizetype(m_rows.size()) + incoming - maxRows;
    if (surplus <= 0)
        return;
    const auto count =
        int(std::min(std::max<qsizetype>(surplus, dropChunk), qsizetype(m_rows.size())));
    beginRemoveRows({}, 0, count - 1);
    for (int i = 0; i < count; ++i) {
        const auto known = m_sequenceOfId.constFind(m_rows[std::size_t(i)].exchange.id);
        if (known != m_sequenceOfId.cend() && *known == m_firstSequence + quint64(i))
            m_sequenceOfId.erase(known);
    }
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_firstSequence += quint64(count);
    m_dropped += quint64(count);
    m_answerers.forgetBefore(m_rows.empty() ? m_answerers.run() : m_rows.front().run);
    endRemoveRows();
}

void ServerConsoleModel::clear()
{
    beginResetModel();
    m_firstSequence += m_rows.size();
    m_rows.clear();
    m_sequenceOfId.clear();
    m_total = 0;
    m_dropped = 0;
    m_lost = 0;
    m_firstAgent.reset();
    m_hasSeveralAgents = false;
    m_answerers.forgetBefore(m_answerers.run());
    endResetModel();
    Q_EMIT countsChanged();
}

const HttpExchange *ServerConsoleModel::exchangeAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || !m_rows[std::size_t(row)].mark.isNull())
        return nullptr;
    return &m_rows[std::size_t(row)].exchange;
}

QString ServerConsoleModel::markAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? m_rows[std::size_t(row)].mark : QString();
}

QString ServerConsoleModel::agentAt(int row) const
{
    const HttpExchange *exchange = exchangeAt(row);
    return exchange ? m_answerers.description(m_rows[std::size_t(row)].run, exchange->agent)
                    : QString();
}

bool ServerConsoleModel::isAgentMeant(int row, const QString &text) const
{
    const HttpExchange *exchange = exchangeAt(row);
    return exchange && m_answerers.isMeant(m_rows[std::size_t(row)].run, exchange->agent, text);
}

double ServerConsoleModel::requestsPerSecond(qint64 nowMs) const
{
    const qint64 since = nowMs - rateWindowMs;
    quint64 listed = 0;
    for (auto it = m_rows.rbegin(); it != m_rows.rend() && it->exchange.startedMs > since; ++it)
        ++listed;
    quint64 counted = 0;
    for (auto it = m_arrivals.rbegin(); it != m_arrivals.rend() && it->timeMs > since; ++it)
        counted += it->count;
    return double(std::max(listed, counted)) * 1000. / double(rateWindowMs);
}

int ServerConsoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ServerConsoleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ServerConsoleModel::data(const QModelIndex &index, int role) const
{
    const HttpExchange *exchange = exchangeAt(index.row());
    if (!exchange)
        return role == Qt::DisplayRole && index.column() == UrlColumn ? markAt(index.row())
                                                                      : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return display(m_rows[std::size_t(index.row())], index.column());
    case Qt::ToolTipRole:
        if (index.column() == StatusColumn)
            return statusToolTip(*exchange);
        if (index.column() == AgentColumn)
            return plainToolTip(agentAt(index.row()));
        return index.column() == UrlColumn ? plainToolTip(exchange->url) : QVariant();
    case Qt::TextAlignmentRole:
        if (index.column() == DurationColumn || index.column() == SizeColumn)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString ServerConsoleModel::display(const Row &row, int column) const
{
    const HttpExchange &exchange = row.exchange;
    const bool ended = exchange.state != HttpExchange::State::Open;
    switch (column) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(exchange.startedMs)
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case MethodColumn:
        return visibleText(exchange.method);
    case UrlColumn:
        return visibleText(exchange.url);
    case StatusColumn:
        return statusText(exchange);
    case DurationColumn:
        return ended ? durationText(exchange.durationNs) : QString();
    case SizeColumn:
        return ended ? byteText(exchange.responseBytes) : QString();
    case AgentColumn:
        return m_answerers.name(row.run, exchange.agent);
    default:
        return {};
    }
}

QVariant ServerConsoleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole) {
        const std::array titles { tr("Time"),     tr("Method"), tr("URL"),        tr("Status"),
                                  tr("Duration"), tr("Size"),   tr("Answered by") };
        return titles[std::size_t(section)];
    }
    if (role == Qt::ToolTipRole) {
        const std::array hints {
            tr("When the request's head had arrived"),
            tr("HTTP method"),
            tr("What was asked for, as sent"),
            tr("Status code of the answer"),
            tr("From the request's head until the answer was handed to the socket"),
            tr("Size of the answer's body"),
            tr("The thread or process of the program that received the request"),
        };
        return hints[std::size_t(section)];
    }
    if (role == Qt::TextAlignmentRole) {
        const bool figure = section == DurationColumn || section == SizeColumn;
        return int((figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

QString statusText(const HttpExchange &exchange)
{
    switch (exchange.state) {
    case HttpExchange::State::Open:
        return Text::tr("open");
    case HttpExchange::State::Aborted:
        return Text::tr("aborted");
    case HttpExchange::State::Finished:
        break;
    }
    return QString::number(exchange.status);
}

QString curlCommand(const HttpExchange &exchange, const QString &origin)
{
    // Made anew by curl for what it sends itself.
    static constexpr std::array madeByCurl { QLatin1StringView("host"),
                                             QLatin1StringView("connection"),
                                             QLatin1StringView("content-length"),
                                             QLatin1StringView("accept-encoding") };
    QString command = QStringLiteral("curl --globoff");
    if (exchange.method == QLatin1StringView("HEAD"))
        command += QStringLiteral(" --head");
    else if (exchange.method != QLatin1StringView("GET"))
        command += QStringLiteral(" --request ") + shellQuoted(exchange.method);
    for (const auto &[name, value] : exchange.requestHeaders) {
        if (name.compare(QLatin1StringView("accept-encoding"), Qt::CaseInsensitive) == 0)
            command += QStringLiteral(" --compressed");
        if (std::ranges::find(madeByCurl, name.toLower()) == madeByCurl.end())
            command +=
                QStringLiteral(" --header ") + shellQuoted(name + QStringLiteral(": ") + value);
    }
    const bool isPath = exchange.url.startsWith(u'/');
    if (!isPath)
        command += QStringLiteral(" --request-target ") + shellQuoted(exchange.url);
    return command + u' ' + shellQuoted(isPath ? origin + exchange.url : origin);
}

} // namespace looptide::models
