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

bool isFigure(int column)
{
    return column == ServerConsoleModel::DurationColumn || column == ServerConsoleModel::SizeColumn
        || column == ServerConsoleModel::RequestSizeColumn;
}

QString statusToolTip(const RequestRow &row, const QString &message)
{
    switch (row.state) {
    case HttpExchange::State::Open:
        return Text::tr("The answer has not ended yet");
    case HttpExchange::State::Aborted:
        return Text::tr("The connection closed before the answer ended");
    case HttpExchange::State::Finished:
        break;
    }
    return plainToolTip(QString::number(row.status) + u' ' + message);
}

QString shellQuoted(QString text)
{
    text.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + text + u'\'';
}

} // namespace

ServerConsoleModel::ServerConsoleModel(QObject *parent) : QAbstractTableModel(parent) { }

void ServerConsoleModel::setLimits(const Limits &limits)
{
    m_limits = limits;
    m_log.setDetailLimit(limits.detailBytes);
    makeRoomFor(0);
}

void ServerConsoleModel::addBatch(const trace::TraceBatch &batch)
{
    m_answerers.add(batch.agents);
    QList<HttpExchange> fresh;
    QList<quint64> changed = update(batch, fresh);
    announceChanged(changed);
    const bool isCounted = addCounts(batch.requests.received, QDateTime::currentMSecsSinceEpoch());
    const bool anyCount = !fresh.isEmpty() || batch.lostMessages != 0 || isCounted;
    m_lost += batch.lostMessages;
    const quint64 firstNew = m_log.end();
    append(std::move(fresh));
    changed.removeIf([this](quint64 sequence) { return sequence < m_log.first(); });
    if (!changed.isEmpty() || m_log.end() > firstNew)
        Q_EMIT exchangesEnded(std::max(firstNew, m_log.first()), changed);
    if (!batch.events.isEmpty()) {
        m_events.add(m_answerers.run(), batch.events);
        Q_EMIT eventsAdded();
    }
    if (anyCount)
        Q_EMIT countsChanged();
}

// Puts new exchanges into fresh, and returns the rows of the others.
QList<quint64> ServerConsoleModel::update(const trace::TraceBatch &batch,
                                          QList<HttpExchange> &fresh)
{
    QList<quint64> changed;
    for (const HttpExchange &exchange : batch.exchanges) {
        const auto sequence = exchange.isBrief ? std::nullopt : sequenceOf(exchange);
        if (!sequence) {
            fresh.append(exchange);
            continue;
        }
        m_log.update(*sequence, exchange);
        if (exchange.state != HttpExchange::State::Open)
            m_open.remove(exchange.id);
        changed.append(*sequence);
    }
    return changed;
}

void ServerConsoleModel::addImported(const QString &mark, const QList<HttpExchange> &exchanges)
{
    if (m_log.size() > 0)
        addMark(mark);
    // No exchange of a run has such an id, and none of what a run has caused belongs to them.
    constexpr quint64 ofFile = quint64 { 1 } << 63;
    QList<HttpExchange> imported = exchanges;
    for (HttpExchange &exchange : imported)
        exchange.id |= ofFile;
    append(std::move(imported));
    m_ofRun -= std::min(m_ofRun, quint64(exchanges.size()));
    Q_EMIT exchangesEnded(m_log.end() - std::min(quint64(exchanges.size()), quint64(m_log.size())),
                          {});
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

std::optional<quint64> ServerConsoleModel::sequenceOf(const HttpExchange &exchange) const
{
    const auto known = m_open.constFind(exchange.id);
    if (known == m_open.cend() || *known < m_log.first()
        || m_log.row(*known).startNs != exchange.startNs)
        return std::nullopt;
    return *known;
}

void ServerConsoleModel::announceChanged(QList<quint64> sequences)
{
    std::ranges::sort(sequences);
    const auto rowOf = [this](quint64 sequence) { return int(sequence - m_log.first()); };
    for (qsizetype i = 0; i < sequences.size();) {
        const quint64 first = sequences[i];
        quint64 last = first;
        while (++i < sequences.size() && sequences[i] <= last + 1)
            last = sequences[i];
        Q_EMIT dataChanged(index(rowOf(first), 0), index(rowOf(last), ColumnCount - 1));
    }
}

void ServerConsoleModel::append(QList<HttpExchange> fresh)
{
    if (fresh.isEmpty())
        return;
    noteAgents(fresh);
    m_total += quint64(fresh.size());
    m_ofRun += quint64(fresh.size());
    if (fresh.size() > m_limits.rows) {
        const qsizetype surplus = fresh.size() - m_limits.rows;
        m_dropped += quint64(surplus);
        fresh.remove(0, surplus);
    }
    makeRoomFor(fresh.size());
    const auto first = int(m_log.size());
    beginInsertRows({}, first, first + int(fresh.size()) - 1);
    for (const HttpExchange &exchange : std::as_const(fresh)) {
        const quint64 sequence = m_log.append(exchange, m_answerers.run());
        if (exchange.state == HttpExchange::State::Open)
            m_open.insert(exchange.id, sequence);
        m_brief += exchange.isBrief ? 1 : 0;
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
    m_open.clear();
    m_firstAgent.reset();
    m_answerers.beginRun();
    if (wasCounted)
        Q_EMIT countsChanged();
}

void ServerConsoleModel::addMark(const QString &text)
{
    if (m_log.size() == 0)
        return;
    makeRoomFor(1);
    const auto row = int(m_log.size());
    beginInsertRows({}, row, row);
    m_log.appendMark(text, m_answerers.run());
    endInsertRows();
}

void ServerConsoleModel::makeRoomFor(qsizetype incoming)
{
    const qsizetype surplus = m_log.size() + incoming - m_limits.rows;
    if (surplus > 0)
        dropRows(int(std::min(std::max<qsizetype>(surplus, dropChunk()), m_log.size())));
}

void ServerConsoleModel::dropRows(int count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_log.dropBefore(m_log.first() + quint64(count));
    m_open.removeIf([this](const std::pair<const quint64 &, quint64 &> &open) {
        return open.second < m_log.first();
    });
    m_dropped += quint64(count);
    const quint32 oldestRun = m_log.size() == 0 ? m_answerers.run() : rowAt(0).run;
    m_answerers.forgetBefore(oldestRun);
    m_events.forgetBefore(oldestRun);
    endRemoveRows();
}

void ServerConsoleModel::clear()
{
    beginResetModel();
    m_log.clear();
    m_open.clear();
    m_total = 0;
    m_brief = 0;
    m_dropped = 0;
    m_lost = 0;
    m_firstAgent.reset();
    m_hasSeveralAgents = false;
    m_events.clear();
    m_answerers.forgetBefore(m_answerers.run());
    endResetModel();
    Q_EMIT countsChanged();
}

std::optional<HttpExchange> ServerConsoleModel::exchangeAt(int row) const
{
    if (row < 0 || row >= m_log.size() || rowAt(row).isMark)
        return std::nullopt;
    return m_log.exchange(m_log.first() + quint64(row));
}

QList<trace::ExchangeEvent> ServerConsoleModel::eventsAt(int row) const
{
    if (row < 0 || row >= m_log.size() || rowAt(row).isMark || rowAt(row).id == 0)
        return {};
    return m_events.of(rowAt(row).run, rowAt(row).id);
}

QList<trace::ExchangeEvent> ServerConsoleModel::eventsOfProgram() const
{
    return m_events.of(m_answerers.run(), 0);
}

QString ServerConsoleModel::markAt(int row) const
{
    if (row < 0 || row >= m_log.size() || !rowAt(row).isMark)
        return {};
    return QString::fromUtf8(m_log.text(m_log.first() + quint64(row)));
}

QString ServerConsoleModel::agentAt(int row) const
{
    if (row < 0 || row >= m_log.size() || rowAt(row).isMark)
        return {};
    return m_answerers.description(rowAt(row).run, rowAt(row).agent);
}

bool ServerConsoleModel::isAgentMeant(const RequestRow &row, const QString &text) const
{
    return m_answerers.isMeant(row.run, row.agent, text);
}

double ServerConsoleModel::requestsPerSecond(qint64 nowMs) const
{
    const qint64 since = nowMs - rateWindowMs;
    quint64 listed = 0;
    for (quint64 at = m_log.end(); at > m_log.first(); --at) {
        const RequestRow &row = m_log.row(at - 1);
        if (row.startedMs <= since && !row.isMark)
            break;
        listed += row.isMark ? 0 : 1;
    }
    quint64 counted = 0;
    for (auto it = m_arrivals.rbegin(); it != m_arrivals.rend() && it->timeMs > since; ++it)
        counted += it->count;
    return double(std::max(listed, counted)) * 1000. / double(rateWindowMs);
}

int ServerConsoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_log.size());
}

int ServerConsoleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ServerConsoleModel::data(const QModelIndex &index, int role) const
{
    const quint64 sequence = m_log.first() + quint64(index.row());
    const RequestRow &row = m_log.row(sequence);
    if (row.isMark)
        return role == Qt::DisplayRole && index.column() == UrlColumn ? markAt(index.row())
                                                                      : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, sequence, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, sequence, index.column());
    case Qt::TextAlignmentRole:
        return int((isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ServerConsoleModel::toolTip(const RequestRow &row, quint64 sequence, int column) const
{
    switch (column) {
    case UrlColumn:
        return plainToolTip(QString::fromUtf8(m_log.text(sequence).first(
            std::min<qsizetype>(m_log.text(sequence).size(), 2 * longestToolTip))));
    case StatusColumn: {
        const HttpExchange *detail = m_log.detail(sequence);
        return statusToolTip(row, detail ? detail->statusMessage : QString());
    }
    case AgentColumn:
        return plainToolTip(m_answerers.description(row.run, row.agent));
    case SizeColumn:
        return row.responseBytes < 0 && row.state != HttpExchange::State::Open
            ? Text::tr("The size is not known: the body had no Content-Length, and the request "
                       "was recorded briefly")
            : QVariant();
    default:
        return {};
    }
}

QString ServerConsoleModel::display(const RequestRow &row, quint64 sequence, int column) const
{
    const bool ended = row.state != HttpExchange::State::Open;
    switch (column) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(row.startedMs)
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case MethodColumn:
        return visibleText(m_log.shared(row.method));
    case UrlColumn:
        return visibleText(QString::fromUtf8(m_log.text(sequence)));
    case StatusColumn:
        return statusText(row.state, row.status);
    case DurationColumn:
        return ended ? durationText(row.durationNs) : QString();
    case SizeColumn:
        return ended ? byteText(row.responseBytes) : QString();
    case RequestSizeColumn:
        return ended ? byteText(row.requestBytes) : QString();
    case RouteColumn:
        return visibleText(m_log.shared(row.route));
    case ClientColumn:
        return visibleText(m_log.shared(row.remote));
    case AgentColumn:
        return m_answerers.name(row.run, row.agent);
    default:
        return {};
    }
}

QVariant ServerConsoleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole) {
        const std::array titles { tr("Time"),     tr("Method"),     tr("URL"),      tr("Status"),
                                  tr("Duration"), tr("Size"),       tr("Received"), tr("Route"),
                                  tr("Client"),   tr("Answered by") };
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
            tr("Size of the request's body"),
            tr("The pattern that the program's router has matched, where it is known"),
            tr("Address of the client"),
            tr("The thread or process of the program that received the request"),
        };
        return hints[std::size_t(section)];
    }
    if (role == Qt::TextAlignmentRole) {
        return int((isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

QString statusText(HttpExchange::State state, int status)
{
    switch (state) {
    case HttpExchange::State::Open:
        return Text::tr("open");
    case HttpExchange::State::Aborted:
        return Text::tr("aborted");
    case HttpExchange::State::Finished:
        break;
    }
    return QString::number(status);
}

QString statusText(const HttpExchange &exchange)
{
    return statusText(exchange.state, exchange.status);
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
    const QString body = QString::fromUtf8(exchange.requestBody);
    if (!body.isEmpty() && body.toUtf8() == exchange.requestBody)
        command += QStringLiteral(" --data-raw ") + shellQuoted(body);
    const bool isPath = exchange.url.startsWith(u'/');
    if (!isPath)
        command += QStringLiteral(" --request-target ") + shellQuoted(exchange.url);
    return command + u' ' + shellQuoted(isPath ? origin + exchange.url : origin);
}

} // namespace looptide::models
