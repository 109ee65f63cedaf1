// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/httpmessages.h"

#include "runtime/trace/textpool.h"

#include <algorithm>
#include <utility>

namespace looptide::trace {

namespace {

class FieldReader
{
public:
    FieldReader(QByteArrayView payload, TextPool &pool) : m_rest(payload), m_pool(pool) { }

    QByteArrayView bytes() { return takeField(m_rest); }
    QString text() { return m_pool.text(bytes()); }
    qint64 number() { return bytes().toLongLong(); }
    HttpHeaders headers() { return m_pool.headers(std::exchange(m_rest, {})); }

private:
    QByteArrayView m_rest;
    TextPool &m_pool;
};

} // namespace

void readRequest(QByteArrayView payload, TextPool &pool, HttpExchange &exchange)
{
    FieldReader fields(payload, pool);
    exchange.method = fields.text();
    exchange.url = fields.text();
    exchange.httpVersion = fields.text();
    exchange.remoteAddress = fields.text();
    exchange.localPort = int(fields.number());
    exchange.requestHeaders = fields.headers();
}

void readResponse(QByteArrayView payload, TextPool &pool, HttpExchange &exchange)
{
    FieldReader fields(payload, pool);
    exchange.requestBytes = fields.number();
    exchange.firstByteNs = quint64(std::max<qint64>(0, fields.number()));
    exchange.route = fields.text();
    exchange.effects = quint8(fields.number());
    const QByteArrayView outcome = fields.bytes();
    exchange.state = outcome == "F" ? HttpExchange::State::Finished
        : outcome == "O"            ? HttpExchange::State::Open
                                    : HttpExchange::State::Aborted;
    exchange.status = int(fields.number());
    exchange.statusMessage = fields.text();
    exchange.responseBytes = fields.number();
    exchange.responseHeaders = fields.headers();
}

void readBrief(QByteArrayView payload, quint64 endNs, TextPool &pool, HttpExchange &exchange)
{
    FieldReader fields(payload, pool);
    exchange.isBrief = true;
    exchange.method = fields.text();
    exchange.url = fields.text();
    exchange.httpVersion = fields.text();
    exchange.remoteAddress = fields.text();
    exchange.localPort = int(fields.number());
    exchange.startNs = std::min(quint64(std::max<qint64>(0, fields.number())), endNs);
    exchange.durationNs = endNs - exchange.startNs;
    exchange.state =
        fields.bytes() == "F" ? HttpExchange::State::Finished : HttpExchange::State::Aborted;
    exchange.status = int(fields.number());
    exchange.requestBytes = fields.number();
    exchange.responseBytes = fields.number();
    exchange.route = fields.text();
    exchange.effects = quint8(fields.number());
}

ListenAddress readListening(QByteArrayView payload, TextPool &pool)
{
    FieldReader fields(payload, pool);
    ListenAddress address;
    address.listening = fields.bytes() == "+";
    address.host = fields.text();
    address.port = int(fields.number());
    address.http = fields.bytes() == "1";
    address.secure = fields.bytes() == "1";
    return address;
}

} // namespace looptide::trace
