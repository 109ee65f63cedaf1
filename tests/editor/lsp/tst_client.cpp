// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/client.h"
#include "tests/editor/lsp/fakeserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace lsp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void shakesHandsBeforeItIsReady();
    void aResponseReachesItsHandler();
    void aRefusalIsAnError();
    void aCancelledRequestIsNotDelivered();
    void nothingIsDeliveredToAnObjectThatHasGone();
    void requestsOfTheServerAreAnswered();
    void responsesThatNobodyWaitsForDoNoHarm();
    void aSilentServerCountsAsEnded();
    void anEndIsReportedOnce();

private:
    void makeReady();

    std::unique_ptr<tests::FakeServer> m_server;
    std::unique_ptr<Client> m_client;
};

void TestClient::init()
{
    m_client.reset();
    m_server = std::make_unique<tests::FakeServer>();
    m_client = std::make_unique<Client>(m_server->factory()({}));
}

void TestClient::makeReady()
{
    QSignalSpy ready(m_client.get(), &Client::ready);
    m_client->start({});
    QTRY_COMPARE(ready.size(), 1);
}

void TestClient::shakesHandsBeforeItIsReady()
{
    m_server->can(u"hoverProvider"_s);
    m_client->start({ { u"processId"_s, 7 } });
    QVERIFY(m_client->state() == Client::State::Starting);
    QVERIFY(!m_client->request(u"x"_s, {}, this, {}).isPending());
    QTRY_VERIFY(m_client->state() == Client::State::Ready);
    QCOMPARE(m_server->received(u"initialize"_s).first().value("processId"_L1).toInt(), 7);
    QCOMPARE(m_server->count(u"initialized"_s), 1);
    QVERIFY(m_client->capabilities().value("hoverProvider"_L1).toBool());
}

void TestClient::aResponseReachesItsHandler()
{
    makeReady();
    m_server->answer(u"sum"_s, [](const QJsonObject &params) {
        return QJsonObject { { u"value"_s, params.value("a"_L1).toInt() + 1 } };
    });
    int value = 0;
    const RequestHandle handle =
        m_client->request(u"sum"_s, QJsonObject { { u"a"_s, 4 } }, this, [&](const Response &r) {
            value = r.result.toObject().value("value"_L1).toInt();
        });
    QVERIFY(handle.isPending());
    QTRY_COMPARE(value, 5);
    QVERIFY(!handle.isPending());
}

void TestClient::aRefusalIsAnError()
{
    makeReady();
    m_server->answer(u"rename"_s, u"You cannot rename this."_s);
    QString error;
    m_client->request(u"rename"_s, {}, this, [&](const Response &r) { error = r.error; });
    QTRY_COMPARE(error, u"You cannot rename this."_s);
}

void TestClient::aCancelledRequestIsNotDelivered()
{
    makeReady();
    bool isDelivered = false;
    bool isLaterDelivered = false;
    RequestHandle handle =
        m_client->request(u"a"_s, {}, this, [&](const Response &) { isDelivered = true; });
    handle.cancel();
    m_client->request(u"b"_s, {}, this, [&](const Response &) { isLaterDelivered = true; });
    QTRY_VERIFY(isLaterDelivered);
    QVERIFY(!isDelivered);
    QCOMPARE(m_server->count(u"$/cancelRequest"_s), 1);
}

void TestClient::nothingIsDeliveredToAnObjectThatHasGone()
{
    makeReady();
    bool isDelivered = false;
    bool isLaterDelivered = false;
    auto context = std::make_unique<QObject>();
    m_client->request(u"a"_s, {}, context.get(), [&](const Response &) { isDelivered = true; });
    m_client->request(u"b"_s, {}, this, [&](const Response &) { isLaterDelivered = true; });
    context.reset();
    QTRY_VERIFY(isLaterDelivered);
    QVERIFY(!isDelivered);
}

void TestClient::requestsOfTheServerAreAnswered()
{
    makeReady();
    m_client->setRequestAnswer([](const QString &method, const QJsonValue &) {
        return method == "known"_L1 ? QJsonValue(3) : QJsonValue(QJsonValue::Undefined);
    });
    m_server->ask(u"known"_s, {});
    QCOMPARE(m_server->messages.last().value("result"_L1).toInt(), 3);
    m_server->ask(u"unknown"_s, {});
    QCOMPARE(m_server->messages.last().value("error"_L1).toObject().value("code"_L1).toInt(),
             -32601);
    QCOMPARE(m_server->messages.last().value("id"_L1).toString(), u"s1"_s);
}

void TestClient::responsesThatNobodyWaitsForDoNoHarm()
{
    makeReady();
    for (const QJsonObject &message :
         { QJsonObject(), QJsonObject { { u"id"_s, 99 } }, QJsonObject { { u"id"_s, u"x"_s } },
           QJsonObject { { u"method"_s, 5 } }, QJsonObject { { u"result"_s, u"x"_s } } })
        Q_EMIT m_server->transport->messageReceived(message);
    QVERIFY(m_client->state() == Client::State::Ready);
}

void TestClient::aSilentServerCountsAsEnded()
{
    m_client->setSilenceLimit(20ms);
    makeReady();
    m_server->silentMethods = { u"hang"_s };
    QSignalSpy closed(m_client.get(), &Client::closed);
    m_client->request(u"hang"_s, {}, this, [](const Response &) { QFAIL("answered"); });
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(m_client->state() == Client::State::Closed);
}

void TestClient::anEndIsReportedOnce()
{
    makeReady();
    QSignalSpy closed(m_client.get(), &Client::closed);
    bool isDelivered = false;
    m_client->request(u"a"_s, {}, this, [&](const Response &) { isDelivered = true; });
    m_server->crash();
    m_server->crash();
    QCoreApplication::processEvents();
    QCOMPARE(closed.size(), 1);
    QVERIFY(!isDelivered);
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
