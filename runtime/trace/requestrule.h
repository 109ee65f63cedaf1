// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace looptide::trace {

// What the user wants to happen to requests of one kind, in the running program and without a
// change of its code. resources/preload/rules.js does it.
struct RequestRule
{
    enum class Action : quint8 {
        Mock, // the program's handlers are not called; status, headers and body are the response
        Delay, // they are called after delayMs
        Fail, // they are not called; the response is a status, or the connection is reset
        Break, // a debugger that is attached pauses where they begin
    };

    int id = 0; // of its list, never used again
    QString method {}; // "GET"; empty: any
    // Of the path without the query, unless it has a '?' itself. "*" stands for any text, ":name"
    // for one part of the path.
    QString path {};
    Action action = Action::Mock;
    bool isEnabled = true;
    int status = 200; // of Mock and Fail; 0: Fail resets the connection
    HttpHeaders headers {};
    QString body {};
    int delayMs = 0;

    static constexpr int longestDelayMs = 600'000;
    static constexpr qsizetype longestBody = qsizetype { 1 } << 20; // characters

    QJsonObject toJson() const;
    // Empty for a rule that cannot be applied.
    static std::optional<RequestRule> fromJson(const QJsonObject &json);
    // What HTTP does not allow cannot be sent.
    bool isValid() const;
    // "Name: value", one a line. Empty when one of them is no header.
    static std::optional<HttpHeaders> readHeaders(const QString &text);
    static QString writeHeaders(const HttpHeaders &headers);

    bool operator==(const RequestRule &) const = default;
};

// What rules have done to a request (HttpExchange::effects).
enum class RuleEffect : quint8 { Mocked = 1, Delayed = 2, Failed = 4, Stopped = 8 };

// For Command::setRules(): the enabled rules, in their order. Empty when there is none.
QByteArray encodeRules(const QList<RequestRule> &rules);

} // namespace looptide::trace
