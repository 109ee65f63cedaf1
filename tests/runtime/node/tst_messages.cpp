// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/node/exchangebench.h"

using namespace looptide::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray requireFrom(const char *package)
{
    return QByteArray("require('") + TEMPLATES + "/socketio/node_modules/" + package + "')";
}

// "in type text" or "out type text".
QStringList messages(const ExchangeBench &bench, const QString &url)
{
    QStringList lines;
    for (const HttpExchange &exchange : bench.exchanges) {
        if (!exchange.url.startsWith(url))
            continue;
        for (const ExchangeEvent &event : bench.events.of(exchange.id)) {
            if (event.kind == Kind::Message)
                lines.append(event.note + u' ' + event.name + u' ' + event.text);
        }
    }
    return lines;
}

} // namespace

class tst_Messages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachServerSentEventIsAMessage();
    void chunksAreMessagesAndOrdinaryResponsesHaveNone();
    void webSocketsAreReadInBothDirections();
    void eventsOfSocketIoHaveTheirNames();
};

void tst_Messages::eachServerSentEventIsAMessage()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { r.writeHead(200, { 'Content-Type': 'text/event-stream' });"
                      "  r.write('data: one\\n\\n');"
                      "  setTimeout(() => { r.write('event: tick\\ndata: two\\n\\n'); r.end() }, 5) }",
                      "await get('/a');"));
    QCOMPARE(messages(bench, u"/a"_s),
             QStringList({ u"out message data: one\n\n"_s, u"out tick event: tick\ndata: two\n\n"_s }));
}

void tst_Messages::chunksAreMessagesAndOrdinaryResponsesHaveNone()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(q, r) => { if (q.url === '/plain') return r.end('all');"
                      "  r.write('x'.repeat(5000)); setTimeout(() => r.end('end'), 5) }",
                      "await get('/plain'); await get('/parts');"));
    QCOMPARE(messages(bench, u"/plain"_s), QStringList());
    const QList<ExchangeEvent> parts = bench.of(u"/parts"_s, Kind::Message);
    QCOMPARE(parts.size(), 2);
    QCOMPARE(parts[0].size, 5000);
    QCOMPARE(parts[0].text.size(), 4096);
    QCOMPARE(parts[1].text, u"end"_s);
}

void tst_Messages::webSocketsAreReadInBothDirections()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(() => { const { WebSocketServer } = " + requireFrom("ws")
                          + "; setImmediate(() => { const wss = new WebSocketServer({ server });"
                            "  wss.on('connection', s => { s.on('message', (d, isBinary) =>"
                            "    s.send(isBinary ? d : 'echo ' + d)) }) }); return () => {} })()",
                      "const { WebSocket } = " + requireFrom("ws")
                          + "; const c = new WebSocket('ws://127.0.0.1:' + server.address().port"
                            " + '/chat');"
                            "await new Promise(done => c.on('open', done));"
                            "c.send('hi'); await new Promise(done => c.once('message', done));"
                            "c.send(Buffer.from([1, 2])); await new Promise(done =>"
                            "  c.once('message', done));"
                            "c.terminate();"));
    QCOMPARE(messages(bench, u"/chat"_s),
             QStringList({ u"in text hi"_s, u"out text echo hi"_s, u"in binary "_s,
                           u"out binary "_s }));
    QCOMPARE(bench.of(u"/chat"_s, Kind::Message).last().size, 2);
}

void tst_Messages::eventsOfSocketIoHaveTheirNames()
{
    ExchangeBench bench;
    QVERIFY(bench.run("(() => { const { Server } = " + requireFrom("socket.io")
                          + "; setImmediate(() => { const io = new Server(server);"
                            "  io.on('connection', s => s.on('ask', (what, answer) => {"
                            "    io.emit('news', what); answer('ok') })) }); return () => {} })()",
                      "const { io } = " + requireFrom("socket.io-client")
                          + "; const c = io('http://127.0.0.1:' + server.address().port,"
                            "  { transports: ['websocket'] });"
                            "const news = new Promise(done => c.on('news', done));"
                            "await new Promise(done => c.emit('ask', 'x', done)); await news;"
                            "c.close(); await new Promise(done => setTimeout(done, 20));"));
    const QStringList lines = messages(bench, u"/socket.io/"_s);
    const QString all = lines.join(u'\n');
    QVERIFY2(lines.contains(u"in ask (ack 0) 420[\"ask\",\"x\"]"_s), qPrintable(all));
    QVERIFY2(lines.contains(u"out news 42[\"news\",\"x\"]"_s), qPrintable(all));
    QVERIFY2(lines.contains(u"out ack 0 430[\"ok\"]"_s), qPrintable(all));
}

QTEST_GUILESS_MAIN(tst_Messages)
#include "tst_messages.moc"
