// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/cli/httplog.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <array>

namespace looptide::cli {

namespace {

using trace::HttpExchange;

QJsonArray toJson(const trace::HttpHeaders &headers)
{
    QJsonArray list; // pairs, since names can repeat and their order can matter
    for (const auto &[name, value] : headers)
        list += QJsonArray { name, value };
    return list;
}

// Which thread of which process received a request.
QJsonObject toJson(const trace::AgentInfo &agent)
{
    static constexpr std::array kinds { "main", "worker", "process", "clusterWorker" };
    QJsonObject object {
        { QStringLiteral("id"), agent.id },
        { QStringLiteral("kind"), QLatin1StringView(kinds[std::size_t(agent.kind)]) },
        { QStringLiteral("pid"), agent.pid },
    };
    if (agent.number != 0)
        object.insert(QStringLiteral("number"), qint64(agent.number));
    return object;
}

QJsonObject toJson(const HttpExchange &exchange, const trace::AgentInfo &agent)
{
    static constexpr double nsPerMs = 1e6;
    return {
        { QStringLiteral("method"), exchange.method },
        { QStringLiteral("url"), exchange.url },
        { QStringLiteral("status"), exchange.status },
        { QStringLiteral("startTime"),
          QDateTime::fromMSecsSinceEpoch(exchange.startedMs, QTimeZone::UTC)
              .toString(Qt::ISODateWithMs) },
        { QStringLiteral("durationMs"), double(exchange.durationNs) / nsPerMs },
        { QStringLiteral("aborted"), exchange.state == HttpExchange::State::Aborted },
        { QStringLiteral("httpVersion"), exchange.httpVersion },
        { QStringLiteral("remoteAddress"), exchange.remoteAddress },
        { QStringLiteral("localPort"), exchange.localPort },
        { QStringLiteral("requestSize"), exchange.requestBytes },
        { QStringLiteral("responseSize"),
          exchange.responseBytes < 0 ? QJsonValue() : QJsonValue(exchange.responseBytes) },
        { QStringLiteral("requestHeaders"), toJson(exchange.requestHeaders) },
        { QStringLiteral("responseHeaders"), toJson(exchange.responseHeaders) },
        { QStringLiteral("agent"), toJson(agent) },
    };
}

} // namespace

bool HttpLog::open(const QString &path)
{
    m_file.setFileName(path);
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    // An existing file keeps its mode when it is opened; a device or a pipe must keep it.
    return m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered, ownerOnly)
        && (!QFileInfo(path).isFile() || m_file.setPermissions(ownerOnly));
}

bool HttpLog::add(const trace::TraceBatch &batch)
{
    for (const trace::AgentState &state : batch.agents)
        m_agents[state.info.id] = state.info;
    for (const HttpExchange &exchange : batch.exchanges) {
        if (!m_file.isOpen() || exchange.state == HttpExchange::State::Open)
            continue;
        const QJsonObject object = toJson(exchange, m_agents.value(exchange.agent));
        const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        if (m_file.write(line) != line.size())
            return false;
    }
    return true;
}

} // namespace looptide::cli
