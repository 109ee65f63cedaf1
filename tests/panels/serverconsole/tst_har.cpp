// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/har/har.h"
#include "tests/panels/exchanges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::Secrets;
using tests::exchange;
using tests::State;
using trace::HttpExchange;

namespace {

HttpExchange secretive()
{
    HttpExchange e = exchange(1, u"/login?token=T0K&next=%2F"_s, 201);
    e.method = u"POST"_s;
    e.statusMessage = u"Created"_s;
    e.requestHeaders = { { u"Host"_s, u"localhost:3000"_s },
                         { u"Authorization"_s, u"Bearer AUTH"_s },
                         { u"Cookie"_s, u"sid=COOK"_s },
                         { u"X-Api-Key"_s, u"APIK"_s },
                         { u"Content-Type"_s, u"application/json"_s } };
    e.requestBody =
        "{\"user\":\"ann\",\"password\":\"PASS\",\"deep\":[{\"accessToken\":\"DEEP\"}]}";
    e.requestBytes = e.requestBody.size();
    e.responseHeaders = { { u"Set-Cookie"_s, u"sid=SETC; Path=/"_s },
                          { u"Content-Type"_s, u"application/x-www-form-urlencoded"_s } };
    e.responseBody = "refresh_token=FORM&ok=1";
    e.responseBytes = e.responseBody.size();
    e.firstByteNs = 1'000'000;
    e.route = u"/login"_s;
    return e;
}

QJsonObject entryOf(const QByteArray &har, int index = 0)
{
    return QJsonDocument::fromJson(har)[u"log"_s][u"entries"_s][index].toObject();
}

} // namespace

class tst_Har : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void secretsAreMasked();
    void anArchiveIsReadAsItWasWritten();
    void openExchangesAreLeftOutAndBinaryBodiesAreKept();
    void foreignAndDamagedFilesAreRead();
};

void tst_Har::secretsAreMasked()
{
    const QByteArray masked = models::toHar({ secretive() }, Secrets::Masked, u"1.0"_s);
    for (const char *secret : { "T0K", "AUTH", "COOK", "APIK", "PASS", "DEEP", "SETC", "FORM" })
        QVERIFY2(!masked.contains(secret), secret);
    for (const char *kept : { "ann", "next=%2F", "ok=1", "***" })
        QVERIFY2(masked.contains(kept), kept);
    const QByteArray whole = models::toHar({ secretive() }, Secrets::Kept, u"1.0"_s);
    for (const char *secret : { "T0K", "AUTH", "COOK", "APIK", "PASS", "DEEP", "SETC", "FORM" })
        QVERIFY2(whole.contains(secret), secret);
}

void tst_Har::anArchiveIsReadAsItWasWritten()
{
    const HttpExchange written = secretive();
    const auto read = models::readHar(models::toHar({ written }, Secrets::Kept, u"1.0"_s));
    QVERIFY(read.isHar);
    QCOMPARE(read.malformed, 0);
    QCOMPARE(read.exchanges.size(), 1);
    const HttpExchange &e = read.exchanges.first();
    QCOMPARE(e.method, written.method);
    QCOMPARE(e.url, written.url);
    QCOMPARE(e.status, written.status);
    QCOMPARE(e.statusMessage, written.statusMessage);
    QCOMPARE(e.startedMs, written.startedMs);
    QCOMPARE(e.durationNs, written.durationNs);
    QCOMPARE(e.firstByteNs, written.firstByteNs);
    QCOMPARE(e.requestHeaders, written.requestHeaders);
    QCOMPARE(e.responseHeaders, written.responseHeaders);
    QCOMPARE(e.requestBody, written.requestBody);
    QCOMPARE(e.responseBody, written.responseBody);
    QCOMPARE(e.requestBytes, written.requestBytes);
    QCOMPARE(e.responseBytes, written.responseBytes);
    QCOMPARE(e.localPort, written.localPort);
    QCOMPARE(e.route, written.route);
    QCOMPARE(e.state, State::Finished);
}

void tst_Har::openExchangesAreLeftOutAndBinaryBodiesAreKept()
{
    HttpExchange binary = exchange(2, u"/bin"_s);
    binary.responseBody = QByteArray("\0\xff\x01", 3);
    HttpExchange aborted = exchange(3, u"/cut"_s, 200, State::Aborted);
    const QByteArray har = models::toHar(
        { exchange(1, u"/open"_s, 0, State::Open), binary, aborted }, Secrets::Masked, u"1.0"_s);
    const auto read = models::readHar(har);
    QCOMPARE(read.exchanges.size(), 2);
    QCOMPARE(read.exchanges[0].responseBody, binary.responseBody);
    QCOMPARE(read.exchanges[1].state, State::Aborted);
    QCOMPARE(entryOf(har)[u"response"_s][u"content"_s][u"encoding"_s].toString(), u"base64"_s);
}

void tst_Har::foreignAndDamagedFilesAreRead()
{
    QVERIFY(!models::readHar("nonsense").isHar);
    QVERIFY(!models::readHar("{\"log\":{}}").isHar);
    const auto read = models::readHar(R"({"log":{"entries":[
        {"request":{"method":"GET","url":"https://example.com:8443/a?b=1#c"},
         "response":{"status":"x"},"time":-5},
        {"request":7}, 8]}})");
    QVERIFY(read.isHar);
    QCOMPARE(read.malformed, 2);
    QCOMPARE(read.exchanges.size(), 1);
    QCOMPARE(read.exchanges[0].url, u"/a?b=1"_s);
    QCOMPARE(read.exchanges[0].localPort, 8443);
    QCOMPARE(read.exchanges[0].durationNs, 0U);
    QCOMPARE(read.exchanges[0].state, State::Aborted); // nobody knows its status
}

QTEST_GUILESS_MAIN(tst_Har)
#include "tst_har.moc"
