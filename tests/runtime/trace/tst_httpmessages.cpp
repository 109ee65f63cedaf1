// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/httpmessages.h"
#include "runtime/trace/messagering.h"
#include "runtime/trace/textpool.h"

#include <QTest>

#include <string>

using namespace looptide::trace;
using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

// A payload in the making, and its readers.
struct Payload
{
    std::string text;
    FieldWriter fields { text };
    TextPool pool;

    void addHeader(std::string_view name, std::string_view value)
    {
        fields.add(name);
        fields.add(value);
    }
    HttpExchange asRequest()
    {
        HttpExchange exchange;
        readRequest(text, pool, exchange);
        return exchange;
    }
    HttpExchange asResponse()
    {
        HttpExchange exchange;
        readResponse(text, pool, exchange);
        return exchange;
    }
};

} // namespace

class tst_HttpMessages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsReadAsItWasWritten();
    void aResponseIsReadAsItWasWritten();
    void aBriefExchangeIsReadAsItWasWritten();
    void anAddressIsReadAsItWasWritten();
    void anEmptyPayloadHasNoFields();
    void noiseIsHarmless();
    void aLongFieldLosesItsEnd();
    void manyHeadersFillAMessage();
    void aHeadBecomesFields();
};

void tst_HttpMessages::aRequestIsReadAsItWasWritten()
{
    Payload payload;
    writeRequestLine(payload.fields, "PATCH"sv, "/ü?a=1&b"sv, "1.1");
    writePeer(payload.fields, "::1"sv, 3000);
    payload.addHeader("X-Twice", "1");
    payload.addHeader("X-Twice", "");
    const HttpExchange read = payload.asRequest();
    QCOMPARE(read.method, u"PATCH"_s);
    QCOMPARE(read.url, u"/ü?a=1&b"_s);
    QCOMPARE(read.httpVersion, u"1.1"_s);
    QCOMPARE(read.remoteAddress, u"::1"_s);
    QCOMPARE(read.localPort, 3000);
    QCOMPARE(read.requestHeaders,
             HttpHeaders({ { u"X-Twice"_s, u"1"_s }, { u"X-Twice"_s, QString() } }));
}

void tst_HttpMessages::aResponseIsReadAsItWasWritten()
{
    Payload payload;
    writeReceived(payload.fields, 5'000'000'000, 1'200, "/a/:id");
    writeResponseLine(payload.fields, Outcome::Finished, 418, "I'm a teapot"sv, -1);
    payload.addHeader("Server", "x");
    const HttpExchange read = payload.asResponse();
    QCOMPARE(read.requestBytes, 5'000'000'000);
    QCOMPARE(read.firstByteNs, 1'200U);
    QCOMPARE(read.route, u"/a/:id"_s);
    QCOMPARE(read.state, HttpExchange::State::Finished);
    QCOMPARE(read.status, 418);
    QCOMPARE(read.statusMessage, u"I'm a teapot"_s);
    QCOMPARE(read.responseBytes, -1);
    QCOMPARE(read.responseHeaders, HttpHeaders({ { u"Server"_s, u"x"_s } }));
    Payload aborted;
    writeReceived(aborted.fields, 0, 0, {});
    writeResponseLine(aborted.fields, Outcome::Aborted, 0, std::string_view(), 0);
    QCOMPARE(aborted.asResponse().state, HttpExchange::State::Aborted);
}

void tst_HttpMessages::aBriefExchangeIsReadAsItWasWritten()
{
    Payload payload;
    writeRequestLine(payload.fields, "PUT"sv, "/a/1"sv, "1.1");
    writePeer(payload.fields, "::1"sv, 3000);
    writeOutcome(payload.fields, 1'000, true, 201, 7, -1, "/a/:id"sv);
    HttpExchange read;
    readBrief(payload.text, 4'500, payload.pool, read);
    QVERIFY(read.isBrief);
    QCOMPARE(read.method, u"PUT"_s);
    QCOMPARE(read.url, u"/a/1"_s);
    QCOMPARE(read.localPort, 3000);
    QCOMPARE(read.startNs, 1'000U);
    QCOMPARE(read.durationNs, 3'500U);
    QCOMPARE(read.state, HttpExchange::State::Finished);
    QCOMPARE(read.status, 201);
    QCOMPARE(read.requestBytes, 7);
    QCOMPARE(read.responseBytes, -1);
    QCOMPARE(read.route, u"/a/:id"_s);
    readBrief(payload.text, 10, payload.pool, read); // an end before the begin
    QCOMPARE(read.durationNs, 0U);
}

void tst_HttpMessages::anAddressIsReadAsItWasWritten()
{
    for (const bool isListening : { true, false }) {
        for (const bool isSecure : { true, false }) {
            Payload payload;
            writeListening(payload.fields, isListening, "0.0.0.0"sv, 8080, !isSecure, isSecure);
            const ListenAddress expected { u"0.0.0.0"_s, 8080, !isSecure, isSecure, isListening };
            QCOMPARE(readListening(payload.text, payload.pool), expected);
        }
    }
}

void tst_HttpMessages::anEmptyPayloadHasNoFields()
{
    Payload payload;
    QVERIFY(payload.asRequest().method.isEmpty());
    QVERIFY(payload.asRequest().requestHeaders.isEmpty());
    QCOMPARE(payload.asResponse().status, 0);
    QCOMPARE(readListening({}, payload.pool).port, 0);
}

void tst_HttpMessages::noiseIsHarmless()
{
    Payload payload;
    payload.text = std::string("GET\0\xff\xfe\0\0\0not a number\0name without value", 41);
    QCOMPARE(payload.asRequest().method, u"GET"_s);
    QCOMPARE(payload.asRequest().localPort, 0);
    QCOMPARE(payload.asRequest().requestHeaders.size(), 1);
    QCOMPARE(payload.asResponse().requestBytes, 0);
}

void tst_HttpMessages::aLongFieldLosesItsEnd()
{
    Payload payload;
    const std::string url = '/' + std::string(3'000'000, 'x');
    writeRequestLine(payload.fields, "GET"sv, std::string_view(url), "1.1");
    writePeer(payload.fields, "127.0.0.1"sv, 80);
    QVERIFY(payload.text.size() <= MessageRing::maxPayload);
    const HttpExchange read = payload.asRequest();
    QVERIFY(read.url.size() > 1'000'000);
    QCOMPARE(read.httpVersion, u"1.1"_s);
    QCOMPARE(read.localPort, 80);
}

void tst_HttpMessages::manyHeadersFillAMessage()
{
    Payload payload;
    writeRequestLine(payload.fields, "GET"sv, "/"sv, "1.1");
    writePeer(payload.fields, "127.0.0.1"sv, 80);
    int written = 0;
    while (!payload.fields.isFull()) {
        payload.addHeader("X-Name", std::string(1000, 'v'));
        ++written;
    }
    QVERIFY(payload.text.size() <= MessageRing::maxPayload);
    QCOMPARE(payload.asRequest().requestHeaders.size(), written);
}

void tst_HttpMessages::aHeadBecomesFields()
{
    Payload payload;
    payload.fields.addHead("HTTP/1.1 200 OK\r\nA: 1\r\nB:2\r\nno colon\r\nC:\r\n\r\nD: body");
    const HttpHeaders expected { { u"A"_s, u"1"_s }, { u"B"_s, u"2"_s }, { u"C"_s, QString() } };
    QCOMPARE(payload.pool.headers(payload.text), expected);
}

QTEST_APPLESS_MAIN(tst_HttpMessages)
#include "tst_httpmessages.moc"
