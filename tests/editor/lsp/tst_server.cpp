// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/completion.h"
#include "editor/lsp/features/diagnosticsfeed.h"
#include "editor/lsp/server.h"
#include "tests/editor/lsp/fakeserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace looptide;
using namespace lsp;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsWithItsFirstDocument();
    void sendsChangesTogether();
    void sendsTheWholeTextToAServerThatWantsIt();
    void aResponseForAnOldTextIsDropped();
    void comesBackWithItsDocumentsAndSaysSoOnce();
    void givesUpAfterSeveralCrashes();
    void closesDocuments();
    void answersItsConfiguration();
    void virtualFilesAreOpenedAndChanged();
    void asksForDiagnosticsWhenTheUserPauses();
    void takesPublishedDiagnosticsOfOpenFilesOnly();
    void boundsTheNumberOfDiagnostics();

private:
    std::unique_ptr<Document> makeDocument(const QString &path = u"/p/a.js"_s);
    void open(Document *document);

    QString m_text;
    std::unique_ptr<tests::FakeServer> m_fake;
    std::unique_ptr<Server> m_server;
};

void TestServer::init()
{
    m_text = u"let a\n"_s;
    m_fake = std::make_unique<tests::FakeServer>();
    ServerSpec spec;
    spec.name = u"Fake"_s;
    spec.settings = { { u"js"_s, QJsonObject { { u"x"_s, 1 } } } };
    m_server = std::make_unique<Server>(spec, u"/p"_s, m_fake->factory());
    m_server->setFirstDelay(1ms);
}

void TestServer::cleanup()
{
    m_server.reset();
}

std::unique_ptr<Document> TestServer::makeDocument(const QString &path)
{
    return std::make_unique<Document>(path, u"javascript"_s, [this] { return m_text; });
}

void TestServer::open(Document *document)
{
    m_server->open(document);
    QTRY_VERIFY(m_server->state() == Server::State::Ready);
}

void TestServer::startsWithItsFirstDocument()
{
    QCOMPARE(m_fake->starts, 0);
    const auto document = makeDocument();
    open(document.get());
    QCOMPARE(m_fake->starts, 1);
    const QJsonObject opened =
        m_fake->received(u"textDocument/didOpen"_s).first().value("textDocument"_L1).toObject();
    QCOMPARE(opened.value("uri"_L1).toString(), u"file:///p/a.js"_s);
    QCOMPARE(opened.value("text"_L1).toString(), m_text);
}

void TestServer::sendsChangesTogether()
{
    const auto document = makeDocument();
    open(document.get());
    document->change({ { 0, 0 }, { 0, 3 } }, u"var"_s);
    document->change({ { 0, 5 }, { 0, 5 } }, u"b"_s);
    QCOMPARE(m_fake->count(u"textDocument/didChange"_s), 0);
    QTRY_COMPARE(m_fake->count(u"textDocument/didChange"_s), 1);
    const QJsonObject change = m_fake->received(u"textDocument/didChange"_s).first();
    QCOMPARE(change.value("contentChanges"_L1).toArray().size(), 2);
    QCOMPARE(change.value("textDocument"_L1).toObject().value("version"_L1).toInt(), 2);
}

void TestServer::sendsTheWholeTextToAServerThatWantsIt()
{
    m_fake->can(u"textDocumentSync"_s, QJsonObject { { u"change"_s, 1 } });
    const auto document = makeDocument();
    open(document.get());
    m_text = u"new"_s;
    document->change({ { 0, 0 }, { 1, 0 } }, u"new"_s);
    document->flush();
    const QJsonArray changes =
        m_fake->received(u"textDocument/didChange"_s).first().value("contentChanges"_L1).toArray();
    QCOMPARE(changes, QJsonArray({ QJsonObject { { u"text"_s, u"new"_s } } }));
}

void TestServer::aResponseForAnOldTextIsDropped()
{
    const auto document = makeDocument();
    open(document.get());
    bool isOldDelivered = false;
    bool isKeptDelivered = false;
    const auto ask = [&](bool *flag, Server::Staleness staleness) {
        m_server->request(
            u"x"_s, document.get(), {}, this, [flag](const Response &) { *flag = true; },
            staleness);
    };
    ask(&isOldDelivered, Server::Staleness::Drop);
    ask(&isKeptDelivered, Server::Staleness::Keep);
    document->change({ { 0, 0 }, { 0, 1 } }, {});
    QTRY_VERIFY(isKeptDelivered);
    QVERIFY(!isOldDelivered);
}

void TestServer::comesBackWithItsDocumentsAndSaysSoOnce()
{
    const auto document = makeDocument();
    open(document.get());
    QSignalSpy crashed(m_server.get(), &Server::crashed);
    m_text = u"changed"_s;
    for (int crash = 1; crash <= 2; ++crash) {
        m_fake->crash();
        QVERIFY(m_server->state() == Server::State::Waiting);
        QVERIFY(!m_server
                     ->request(u"x"_s, document.get(), {}, this,
                               [](const Response &) { QFAIL("answered"); })
                     .isPending());
        QTRY_VERIFY(m_server->state() == Server::State::Ready);
        QCOMPARE(m_fake->starts, 1 + crash);
    }
    QCOMPARE(crashed.size(), 1);
    QCOMPARE(crashed.first().first().toBool(), false);
    QCOMPARE(m_fake->received(u"textDocument/didOpen"_s)
                 .last()
                 .value("textDocument"_L1)
                 .toObject()
                 .value("text"_L1)
                 .toString(),
             u"changed"_s);
}

void TestServer::givesUpAfterSeveralCrashes()
{
    const auto document = makeDocument();
    open(document.get());
    QSignalSpy crashed(m_server.get(), &Server::crashed);
    for (int crash = 1; crash < Server::MaxCrashes; ++crash) {
        m_fake->crash();
        QTRY_VERIFY(m_server->state() == Server::State::Ready);
    }
    m_fake->crash();
    QVERIFY(m_server->state() == Server::State::GivenUp);
    QCOMPARE(crashed.size(), 2);
    QCOMPARE(crashed.last().first().toBool(), true);
    QCOMPARE(m_server->failure(), u"crash"_s);
    m_server->restart();
    QTRY_VERIFY(m_server->state() == Server::State::Ready);
}

void TestServer::closesDocuments()
{
    auto document = makeDocument();
    open(document.get());
    document.reset();
    QCOMPARE(m_fake->count(u"textDocument/didClose"_s), 1);
}

void TestServer::answersItsConfiguration()
{
    const auto document = makeDocument();
    open(document.get());
    m_fake->ask(u"workspace/configuration"_s,
                { { u"items"_s,
                    QJsonArray { QJsonObject { { u"section"_s, u"js"_s } },
                                 QJsonObject { { u"section"_s, u"other"_s } } } } });
    const QJsonArray values = m_fake->messages.last().value("result"_L1).toArray();
    QCOMPARE(values.size(), 2);
    QCOMPARE(values[0].toObject().value("x"_L1).toInt(), 1);
    QVERIFY(values[1].isNull());
}

void TestServer::virtualFilesAreOpenedAndChanged()
{
    m_server->setVirtualFile(u"/p/jsconfig.json"_s, u"jsonc"_s, u"{}"_s);
    const auto document = makeDocument();
    open(document.get());
    QCOMPARE(m_fake->received(u"textDocument/didOpen"_s)
                 .first()
                 .value("textDocument"_L1)
                 .toObject()
                 .value("uri"_L1)
                 .toString(),
             u"file:///p/jsconfig.json"_s);
    m_server->setVirtualFile(u"/p/jsconfig.json"_s, u"jsonc"_s, u"{}"_s);
    QCOMPARE(m_fake->count(u"textDocument/didChange"_s), 0);
    m_server->setVirtualFile(u"/p/jsconfig.json"_s, u"jsonc"_s, u"{ }"_s);
    QCOMPARE(m_fake->count(u"textDocument/didChange"_s), 1);
}

void TestServer::asksForDiagnosticsWhenTheUserPauses()
{
    m_fake->can(u"diagnosticProvider"_s, QJsonObject());
    m_fake->answer(u"textDocument/diagnostic"_s,
                   QJsonObject { { u"kind"_s, u"full"_s },
                                 { u"items"_s,
                                   QJsonArray { QJsonObject {
                                       { u"message"_s, u"bad"_s },
                                       { u"severity"_s, 2 },
                                       { u"tags"_s, QJsonArray { 1 } },
                                       { u"range"_s, tests::jsonRange(0, 1, 2) } } } } });
    DiagnosticsFeed feed(m_server.get());
    QSignalSpy changed(&feed, &DiagnosticsFeed::changed);
    auto document = makeDocument();
    m_server->open(document.get());
    feed.follow(document.get());
    QTRY_COMPARE(changed.size(), 1);
    const QList<Diagnostic> found = feed.diagnosticsOf(u"/p/a.js"_s);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().message, u"bad"_s);
    QVERIFY(found.first().severity == Diagnostic::Severity::Warning);
    QVERIFY(found.first().isUnnecessary);
    document.reset();
    QCOMPARE(changed.size(), 2);
    QVERIFY(feed.diagnosticsOf(u"/p/a.js"_s).isEmpty());
}

void TestServer::takesPublishedDiagnosticsOfOpenFilesOnly()
{
    DiagnosticsFeed feed(m_server.get());
    QSignalSpy changed(&feed, &DiagnosticsFeed::changed);
    const auto document = makeDocument();
    open(document.get());
    feed.follow(document.get());
    const QJsonArray list { QJsonObject { { u"message"_s, u"m"_s } } };
    m_fake->notify(u"textDocument/publishDiagnostics"_s,
                   { { u"uri"_s, u"file:///p/b.js"_s }, { u"diagnostics"_s, list } });
    QCOMPARE(changed.size(), 0);
    m_fake->notify(u"textDocument/publishDiagnostics"_s,
                   { { u"uri"_s, u"file:///p/a.js"_s }, { u"diagnostics"_s, list } });
    QCOMPARE(changed.size(), 1);
}

void TestServer::boundsTheNumberOfDiagnostics()
{
    DiagnosticsFeed feed(m_server.get());
    const auto document = makeDocument();
    open(document.get());
    feed.follow(document.get());
    QJsonArray list;
    for (int i = 0; i < 50'000; ++i)
        list.append(QJsonObject { { u"message"_s, QString::number(i) } });
    m_fake->notify(u"textDocument/publishDiagnostics"_s,
                   { { u"uri"_s, u"file:///p/a.js"_s }, { u"diagnostics"_s, list } });
    QCOMPARE(feed.diagnosticsOf(u"/p/a.js"_s).size(), DiagnosticsFeed::MaxPerDocument);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
