// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/inspector/inspectorclient.h"
#include "runtime/inspector/websocketpipe.h"
#include "runtime/inspector/workerpipe.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace looptide::inspector;

namespace {

constexpr int timeoutMs = 10'000;

// The other end of a connection: it keeps what it receives and says what a test tells it to.
class Peer : public QObject
{
    Q_OBJECT
public:
    Peer() : m_server(QStringLiteral("peer"), QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            socket.reset(m_server.nextPendingConnection());
            connect(socket.get(), &QWebSocket::textMessageReceived, this,
                    [this](const QString &text) { received += text; });
        });
    }
    QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1/id").arg(m_server.serverPort()));
    }
    bool waitFor(qsizetype messages)
    {
        return QTest::qWaitFor([&] { return received.size() >= messages; }, timeoutMs);
    }
    QJsonObject message(qsizetype index) const
    {
        return QJsonDocument::fromJson(received[index].toUtf8()).object();
    }
    void send(const QByteArray &json) { socket->sendTextMessage(QString::fromUtf8(json)); }

    std::unique_ptr<QWebSocket> socket;
    QStringList received;

private:
    QWebSocketServer m_server;
};

} // namespace

class tst_InspectorClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsWaitForTheConnection();
    void responsesFindTheirRequests();
    void errorIsPassedOn();
    void eventsAreReported();
    void requestOfADestroyedContextIsForgotten();
    void endOfTheConnectionAnswersAll();
    void requestAfterTheEndIsAnswered();
    void garbageIsIgnored();
    void longStringsAreCut();
    void otherMachinesAreNotConnectedTo();
    void workerTravelsInsideOfItsMainThread();
};

void tst_InspectorClient::requestsWaitForTheConnection()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    client.post(QStringLiteral("A.first"));
    client.post(QStringLiteral("A.second"), { { QStringLiteral("n"), 1 } });
    QVERIFY(peer.waitFor(2));
    QCOMPARE(peer.received,
             QStringList({ QStringLiteral(R"({"id":1,"method":"A.first"})"),
                           QStringLiteral(R"({"id":2,"method":"A.second","params":{"n":1}})") }));
}

void tst_InspectorClient::responsesFindTheirRequests()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    QStringList answers;
    for (const auto *name : { "first", "second" })
        client.call(QStringLiteral("A.b"), {}, this, [&answers, name](const Reply &reply) {
            answers += QLatin1StringView(name)
                + QString::number(reply.result[QLatin1StringView("n")].toInt());
        });
    QVERIFY(peer.waitFor(2));
    peer.send(R"({"id":2,"result":{"n":22}})");
    peer.send(R"({"id":2,"result":{"n":33}})");
    peer.send(R"({"id":1,"result":{"n":11}})");
    QTRY_COMPARE(answers, QStringList({ QStringLiteral("second22"), QStringLiteral("first11") }));
}

void tst_InspectorClient::errorIsPassedOn()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    std::optional<Reply> answer;
    client.call(QStringLiteral("A.b"), {}, this, [&](const Reply &reply) { answer = reply; });
    QVERIFY(peer.waitFor(1));
    peer.send(R"({"id":1,"error":{"code":-32601,"message":"no such method"}})");
    QTRY_VERIFY(answer);
    QCOMPARE(answer->error, QStringLiteral("no such method"));
}

void tst_InspectorClient::eventsAreReported()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    QSignalSpy events(&client, &InspectorClient::eventReceived);
    QSignalSpy opened(&client, &InspectorClient::opened);
    QVERIFY(opened.wait(timeoutMs));
    QTRY_VERIFY(peer.socket);
    peer.send(R"({"method":"Debugger.resumed","params":{"a":1}})");
    QVERIFY(events.wait(timeoutMs));
    QCOMPARE(events.first().at(0).toString(), QStringLiteral("Debugger.resumed"));
}

void tst_InspectorClient::requestOfADestroyedContextIsForgotten()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    auto context = std::make_unique<QObject>();
    bool isCalled = false;
    client.call(QStringLiteral("A.b"), {}, context.get(), [&](const Reply &) { isCalled = true; });
    QVERIFY(peer.waitFor(1));
    context.reset();
    peer.send(R"({"id":1,"result":{}})");
    peer.send(R"({"method":"last"})");
    QSignalSpy events(&client, &InspectorClient::eventReceived);
    QVERIFY(events.wait(timeoutMs));
    QVERIFY(!isCalled);
}

void tst_InspectorClient::endOfTheConnectionAnswersAll()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    int errors = 0;
    for (int i = 0; i < 3; ++i)
        client.call(QStringLiteral("A.b"), {}, this,
                    [&](const Reply &reply) { errors += !reply.isGood(); });
    QSignalSpy closed(&client, &InspectorClient::closed);
    QVERIFY(peer.waitFor(3));
    peer.socket->abort();
    QVERIFY(closed.wait(timeoutMs));
    QCOMPARE(errors, 3);
}

void tst_InspectorClient::requestAfterTheEndIsAnswered()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    QSignalSpy closed(&client, &InspectorClient::closed);
    client.close();
    QVERIFY(closed.wait(timeoutMs));
    QString error;
    client.call(QStringLiteral("A.b"), {}, this, [&](const Reply &reply) { error = reply.error; });
    QTRY_VERIFY(!error.isEmpty());
}

void tst_InspectorClient::garbageIsIgnored()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    QSignalSpy events(&client, &InspectorClient::eventReceived);
    client.post(QStringLiteral("A.b"));
    QVERIFY(peer.waitFor(1));
    peer.send("{\"id\":");
    peer.send("[]");
    peer.send(R"({"id":99,"result":{}})");
    peer.send(R"({"method":"good"})");
    QVERIFY(events.wait(timeoutMs));
    QCOMPARE(events.size(), 1);
}

void tst_InspectorClient::longStringsAreCut()
{
    Peer peer;
    InspectorClient client(std::make_unique<WebSocketPipe>(peer.url()));
    QSignalSpy events(&client, &InspectorClient::eventReceived);
    client.post(QStringLiteral("A.b"));
    QVERIFY(peer.waitFor(1));
    const QByteArray longText(4'000'000, 'x');
    peer.send(R"({"method":"m","params":{"list":[{"value":")" + longText + R"("}],"sourceMapURL":")"
              + longText + "\"}}");
    QVERIFY(events.wait(timeoutMs));
    const auto params = events.first().at(1).toJsonObject();
    const QString value =
        params[QLatin1StringView("list")][0][QLatin1StringView("value")].toString();
    QCOMPARE(value.size(), WebSocketPipe::longestString + 1);
    QCOMPARE(params[QLatin1StringView("sourceMapURL")].toString().size(), longText.size());
}

void tst_InspectorClient::otherMachinesAreNotConnectedTo()
{
    QVERIFY(WebSocketPipe::isAcceptable(QUrl(QStringLiteral("ws://127.0.0.1:9229/id"))));
    QVERIFY(!WebSocketPipe::isAcceptable(QUrl(QStringLiteral("ws://192.0.2.1:9229/id"))));
    QVERIFY(!WebSocketPipe::isAcceptable(QUrl(QStringLiteral("http://127.0.0.1:9229/id"))));
    WebSocketPipe pipe(QUrl(QStringLiteral("ws://example.com/id")));
    QSignalSpy closed(&pipe, &InspectorPipe::closed);
    QVERIFY(closed.wait(timeoutMs));
}

void tst_InspectorClient::workerTravelsInsideOfItsMainThread()
{
    Peer peer;
    InspectorClient main(std::make_unique<WebSocketPipe>(peer.url()));
    auto pipe = std::make_unique<WorkerPipe>(&main, QStringLiteral("7"));
    InspectorPipe *opening = pipe.get();
    InspectorClient worker(std::move(pipe));
    Q_EMIT opening->opened();
    bool isAnswered = false;
    worker.call(QStringLiteral("A.b"), {}, this, [&](const Reply &) { isAnswered = true; });
    QVERIFY(peer.waitFor(1));
    QCOMPARE(peer.message(0)[QLatin1StringView("method")].toString(),
             QStringLiteral("NodeWorker.sendMessageToWorker"));
    peer.send(R"({"method":"NodeWorker.receivedMessageFromWorker","params":)"
              R"({"sessionId":"8","message":"{\"id\":1,\"result\":{}}"}})");
    peer.send(R"({"method":"NodeWorker.receivedMessageFromWorker","params":)"
              R"({"sessionId":"7","message":"{\"id\":1,\"result\":{}}"}})");
    QTRY_VERIFY(isAnswered);
    QSignalSpy closed(&worker, &InspectorClient::closed);
    peer.send(R"({"method":"NodeWorker.detachedFromWorker","params":{"sessionId":"7"}})");
    QVERIFY(closed.wait(timeoutMs));
}

QTEST_GUILESS_MAIN(tst_InspectorClient)
#include "tst_inspectorclient.moc"
