// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QString>

namespace looptide::models {

// A request that the user writes, before it is sent. Its URL and texts may contain variables of a
// .http file ("{{host}}").
struct RequestDraft
{
    QString name;
    QString method = QStringLiteral("GET");
    QString url;
    trace::HttpHeaders headers;
    QByteArray body;

    bool operator==(const RequestDraft &) const = default;
};

// The request of an exchange, to be sent again. origin: "http://localhost:3000". Headers that every
// client makes anew are left out (Host, Content-Length, ...).
RequestDraft draftOf(const trace::HttpExchange &exchange, const QString &origin);

// "Name: value" lines, and the reverse. Lines without a colon are left out.
QString headerLines(const trace::HttpHeaders &headers);
trace::HttpHeaders headersOfLines(const QString &lines);

// Commands and code that send a draft, for other tools. Values are quoted for their language.
QString toCurl(const RequestDraft &draft);
QString toFetch(const RequestDraft &draft);
QString toHttpie(const RequestDraft &draft);

// A test for node:test that sends the request to the running server and expects the response that
// was recorded: its status, its type, and its body when that was recorded completely and is text.
QString toNodeTest(const trace::HttpExchange &exchange, const QString &origin);

// Reads a curl command as browsers and API documents give it. error: why it cannot be read, for the
// user; the draft is empty then.
struct ReadCurl
{
    enum class Problem { None, NotCurl, NoUrl, OpenQuote, UnknownOption };

    RequestDraft draft;
    Problem problem = Problem::None;
    QString option; // the unknown one
};
ReadCurl readCurl(const QString &command);

} // namespace looptide::models
