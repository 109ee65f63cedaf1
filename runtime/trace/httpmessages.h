// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"
#include "runtime/trace/messagefields.h"

#include <array>

// The order of the fields in messages about HTTP. HttpProbe writes with these functions and
// TraceCollector reads with them; no other code knows the order.
//
// The writers are templates, because the probe passes V8 strings, which its FieldWriter converts in
// place.
namespace looptide::trace {

class TextPool;

// MessageKind::HttpRequest consists of writeRequestLine, writePeer, then the name and value of each
// header.
template <typename Writer, typename Text>
void writeRequestLine(Writer &fields, const Text &method, const Text &target,
                      std::string_view httpVersion)
{
    fields.add(method);
    fields.add(target);
    fields.add(httpVersion);
}

template <typename Writer, typename Text>
void writePeer(Writer &fields, const Text &remoteAddress, int localPort)
{
    fields.add(remoteAddress);
    fields.addNumber(localPort);
}

// MessageKind::HttpResponse consists of writeReceived, writeResponseLine, then the name and value
// of each header.
// firstByteNs: 0 when unknown. route, effects: see HttpExchange.
inline void writeReceived(FieldWriter &fields, qint64 requestBytes, quint64 firstByteNs,
                          std::string_view route, quint8 effects = 0)
{
    fields.addNumber(requestBytes);
    fields.addNumber(qint64(firstByteNs));
    fields.add(route);
    fields.addNumber(effects);
}

// bodyBytes: handed to the system; -1: unknown. status 0: no response was begun. A response that
// has not ended (outcome Open) may be written again and again; the last message has its end.
enum class Outcome { Finished, Aborted, Open };
template <typename Writer, typename Text>
void writeResponseLine(Writer &fields, Outcome outcome, int status, const Text &statusMessage,
                       qint64 bodyBytes)
{
    fields.add(outcome == Outcome::Finished ? "F" : outcome == Outcome::Aborted ? "A" : "O");
    fields.addNumber(status);
    fields.add(statusMessage);
    fields.addNumber(bodyBytes);
}

// MessageKind::HttpBrief, the whole exchange in one message: writeRequestLine, writePeer, then
// this. Sizes of -1 are unknown.
template <typename Writer, typename Text>
void writeOutcome(Writer &fields, quint64 startNs, bool isFinished, int status, qint64 requestBytes,
                  qint64 responseBytes, const Text &route, quint8 effects = 0)
{
    fields.addNumber(qint64(startNs));
    fields.add(std::string_view(isFinished ? "F" : "A"));
    fields.addNumber(status);
    fields.addNumber(requestBytes);
    fields.addNumber(responseBytes);
    fields.add(route);
    fields.addNumber(effects);
}

// MessageKind::Listening. host may be the path of a local socket; port is 0 then.
template <typename Writer, typename Text>
void writeListening(Writer &fields, bool isListening, const Text &host, int port, bool isHttp,
                    bool isSecure)
{
    fields.add(isListening ? "+" : "-");
    fields.add(host);
    fields.addNumber(port);
    fields.add(isHttp ? "1" : "0");
    fields.add(isSecure ? "1" : "0");
}

// These read a message into an exchange or an address. Malformed payloads give empty texts and
// zeros.
void readRequest(QByteArrayView payload, TextPool &pool, HttpExchange &exchange);
void readResponse(QByteArrayView payload, TextPool &pool, HttpExchange &exchange);
// endNs: of the message. A start that is not before it gives a duration of 0.
void readBrief(QByteArrayView payload, quint64 endNs, TextPool &pool, HttpExchange &exchange);
ListenAddress readListening(QByteArrayView payload, TextPool &pool);

} // namespace looptide::trace
