// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/requestrule.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace looptide::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array actionNames { "mock"_L1, "delay"_L1, "fail"_L1, "break"_L1 };
constexpr qsizetype longestPath = 2000;
constexpr qsizetype mostHeaders = 100;

bool isToken(const QString &text)
{
    static const QRegularExpression token(u"\\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\\z"_s);
    return token.match(text).hasMatch();
}

// What fits into a header of HTTP/1.
bool isHeaderValue(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return c == u'\t' || (c >= u' ' && c <= u'\u00ff' && c != u'\u007f');
    });
}

bool isFinalStatus(int status)
{
    return status >= 200 && status <= 599;
}

} // namespace

QJsonObject RequestRule::toJson() const
{
    QJsonArray fields;
    for (const auto &[name, value] : headers)
        fields.append(QJsonArray { name, value });
    return { { u"method"_s, method },
             { u"path"_s, path },
             { u"action"_s, actionNames.at(std::size_t(action)) },
             { u"enabled"_s, isEnabled },
             { u"status"_s, status },
             { u"headers"_s, fields },
             { u"body"_s, body },
             { u"delayMs"_s, delayMs } };
}

std::optional<RequestRule> RequestRule::fromJson(const QJsonObject &json)
{
    RequestRule rule;
    const auto action = std::ranges::find(actionNames, json["action"_L1].toString());
    if (action == actionNames.end())
        return std::nullopt;
    rule.action = Action(action - actionNames.begin());
    rule.method = json["method"_L1].toString();
    rule.path = json["path"_L1].toString();
    rule.isEnabled = json["enabled"_L1].toBool(true);
    rule.status = json["status"_L1].toInt(200);
    rule.body = json["body"_L1].toString();
    rule.delayMs = json["delayMs"_L1].toInt();
    const QJsonArray headers = json["headers"_L1].toArray();
    for (const QJsonValue &header : headers)
        rule.headers.append({ header[0].toString(), header[1].toString() });
    return rule.isValid() ? std::optional(rule) : std::nullopt;
}

bool RequestRule::isValid() const
{
    const bool hasTarget =
        !path.isEmpty() && path.size() <= longestPath && (method.isEmpty() || isToken(method));
    const bool hasHeaders =
        headers.size() <= mostHeaders && std::ranges::all_of(headers, [](const auto &header) {
            return isToken(header.first) && isHeaderValue(header.second);
        });
    switch (action) {
    case Action::Mock:
        return hasTarget && hasHeaders && isFinalStatus(status) && body.size() <= longestBody;
    case Action::Delay:
        return hasTarget && delayMs > 0 && delayMs <= longestDelayMs;
    case Action::Fail:
        return hasTarget && (status == 0 || isFinalStatus(status));
    case Action::Break:
        break;
    }
    return hasTarget;
}

std::optional<HttpHeaders> RequestRule::readHeaders(const QString &text)
{
    HttpHeaders headers;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.left(std::max<qsizetype>(0, colon)).trimmed();
        const QString value = line.mid(colon + 1).trimmed();
        if (colon < 1 || !isToken(name) || !isHeaderValue(value))
            return std::nullopt;
        headers.append({ name, value });
    }
    return headers;
}

QString RequestRule::writeHeaders(const HttpHeaders &headers)
{
    QStringList lines;
    for (const auto &[name, value] : headers)
        lines.append(name + u": "_s + value);
    return lines.join(u'\n');
}

QByteArray encodeRules(const QList<RequestRule> &rules)
{
    QJsonArray array;
    for (const RequestRule &rule : rules) {
        if (rule.isEnabled && rule.isValid())
            array.append(rule.toJson());
    }
    return array.isEmpty() ? QByteArray() : QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace looptide::trace
