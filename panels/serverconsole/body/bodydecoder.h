// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace looptide::models {

// A body as it was meant, for view. Everything in it comes from the network.
struct DecodedBody
{
    enum class Problem {
        None,
        UnknownCoding, // the bytes are as sent
        Malformed, // the bytes are what could be decoded
        TooLarge, // the same, up to the limit
    };

    QByteArray bytes;
    QString coding; // of Content-Encoding; empty: none
    Problem problem = Problem::None;
};

// Undoes gzip, deflate, br and zstd, also several after each other. The result has at most limit
// bytes, so that a body that expands a thousandfold harms nothing. A body that was cut when it was
// recorded gives what its beginning contains, as Malformed.
constexpr qsizetype ordinaryDecodedLimit = qsizetype { 4 } << 20;
DecodedBody decodedBody(const QByteArray &body, const trace::HttpHeaders &headers,
                        qsizetype limit = ordinaryDecodedLimit);

enum class BodyKind { Empty, Json, Form, Events, Image, Text, Binary };

// The kind by Content-Type, or by the bytes where that says nothing.
BodyKind bodyKindOf(const QByteArray &bytes, const trace::HttpHeaders &headers);

// The value of the first header with this name; case does not matter.
QString headerValue(const trace::HttpHeaders &headers, QLatin1StringView name);
// Whether a text is JSON that can be shown: not nested so deeply that it fills the stack.
bool isShownAsJson(const QByteArray &json);
// Indented, with the keys in their order. Empty when the text cannot be shown as JSON.
QByteArray prettyJson(const QByteArray &json);
// Names and values of application/x-www-form-urlencoded, decoded.
QList<std::pair<QString, QString>> formFields(const QByteArray &body);
// One of text/event-stream.
struct ServerSentEvent
{
    QString type; // empty: message
    QString id;
    QString data;

    bool operator==(const ServerSentEvent &) const = default;
};
// An event that is not complete is left out.
QList<ServerSentEvent> serverSentEvents(const QByteArray &body);
// Offset, 16 bytes and their ASCII characters a line; of the first limit bytes.
QString hexDump(const QByteArray &bytes, qsizetype limit = 64 * 1024);
// Cookies of a request, or those that a response sets (with their attributes in the value).
QList<std::pair<QString, QString>> cookiesOf(const trace::HttpHeaders &headers);

} // namespace looptide::models
