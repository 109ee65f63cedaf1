// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/bodyview.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/composer/httpfile.h"

#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace looptide;
using namespace Qt::StringLiterals;
using models::RequestDraft;
using panels::Composer;

namespace {

// Responds to each request with the same bytes, and keeps what it received.
class Server : public QTcpServer
{
public:
    explicit Server(const QByteArray &response)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, response] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, response] {
                received += socket->readAll();
                if (!isComplete())
                    return;
                socket->write(response);
                socket->disconnectFromHost();
            });
        });
    }

    QString url(const QString &path) const
    {
        return u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path);
    }

    QByteArray received;

private:
    bool isComplete() const
    {
        const qsizetype end = received.indexOf("\r\n\r\n");
        const qsizetype length = received.toLower().indexOf("content-length: ");
        const qsizetype size = length < 0 ? 0 : received.mid(length + 16).split('\r')[0].toInt();
        return end >= 0 && received.size() >= end + 4 + size;
    }
};

RequestDraft draft(const QString &method, const QString &url, const QByteArray &body = {})
{
    RequestDraft draft;
    draft.method = method;
    draft.url = url;
    draft.headers = { { u"X-Mine"_s, u"1"_s } };
    draft.body = body;
    return draft;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class tst_Composer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsSentAsWrittenAndItsResponseShown();
    void errorsSayWhatToDo();
    void aRedirectIsShownAndNotFollowed();
    void requestsAreSavedAndOpened();
    void aCurlCommandIsPasted();
    void hostileResponsesAreText();
};

void tst_Composer::aRequestIsSentAsWrittenAndItsResponseShown()
{
    Server server("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nX-A: b\r\n"
                  "Content-Length: 9\r\n\r\n{\"a\": 42}");
    Composer composer;
    composer.setDraft(draft(u"POST"_s, server.url(u"/tasks?x=1"_s), "hello"));
    composer.show();
    composer.send();
    QTRY_VERIFY(composer.statusText().startsWith(u"201 Created · "_s));
    QVERIFY(server.received.startsWith("POST /tasks?x=1 HTTP/1.1\r\n"));
    QVERIFY(server.received.toLower().contains("x-mine: 1\r\n"));
    QVERIFY(server.received.endsWith("\r\n\r\nhello"));
    QCOMPARE(composer.responseBody()->shownText(), u"a: 42"_s);
}

void tst_Composer::errorsSayWhatToDo()
{
    Composer composer;
    composer.setDraft(draft(u"GET"_s, u"localhost:3000"_s));
    composer.send();
    QVERIFY(composer.statusText().contains(u"begins with http://"_s));
    quint16 port = 0;
    {
        QTcpServer closed;
        closed.listen(QHostAddress::LocalHost);
        port = closed.serverPort();
    }
    composer.setDraft(draft(u"GET"_s, u"http://127.0.0.1:%1/"_s.arg(port)));
    composer.send();
    QTRY_VERIFY(composer.statusText().contains(u"Is the program running?"_s));
}

void tst_Composer::aRedirectIsShownAndNotFollowed()
{
    Server server(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    Composer composer;
    composer.setDraft(draft(u"GET"_s, server.url(u"/"_s)));
    composer.send();
    QTRY_VERIFY(composer.statusText().startsWith(u"302 Found"_s));
}

void tst_Composer::requestsAreSavedAndOpened()
{
    Server server("HTTP/1.1 204 No Content\r\n\r\n");
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"node_modules/x"_s));
    write(folder.filePath(u"node_modules/x/no.http"_s), "GET http://a/\n");
    Composer composer;
    composer.setDraft(draft(u"PUT"_s, server.url(u"/{{path}}"_s), "body"));
    QVERIFY(composer.save().contains(u"no project"_s));
    composer.setFolder(folder.path());
    QCOMPARE(composer.save(), QString());
    const QString path = folder.filePath(u"requests.http"_s);
    QCOMPARE(panels::httpFilesIn(folder.path()), QStringList(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QCOMPARE(models::HttpFile::parse(text).requests().size(), 1);
    file.close();
    write(path, "@path = here\n" + text.toUtf8());

    composer.setDraft({});
    QMenu menu;
    composer.fillFilesMenu(&menu);
    const QList<QAction *> actions = menu.actions();
    QCOMPARE(actions.size(), 2); // the file and its request
    actions.last()->trigger();
    QCOMPARE(composer.draft().body, QByteArray("body"));
    QVERIFY(composer.draft().url.endsWith(u"/{{path}}"_s));
    composer.send();
    QTRY_VERIFY(composer.statusText().startsWith(u"204"_s));
    QVERIFY(server.received.startsWith("PUT /here HTTP/1.1\r\n"));
}

void tst_Composer::aCurlCommandIsPasted()
{
    Composer composer;
    QCOMPARE(composer.paste(u"curl -X DELETE http://localhost:1/a -H 'A: b'"_s), QString());
    QCOMPARE(composer.draft().method, u"DELETE"_s);
    QCOMPARE(composer.draft().headers, trace::HttpHeaders({ { u"A"_s, u"b"_s } }));
    QVERIFY(composer.paste(u"ls"_s).contains(u"no curl command"_s));
    QCOMPARE(composer.draft().method, u"DELETE"_s); // stays
}

void tst_Composer::hostileResponsesAreText()
{
    Server server("HTTP/1.1 200 <b>OK</b>\r\nContent-Type: text/html\r\nX: <i>\r\n"
                  "Content-Length: 24\r\n\r\n<script>x</script>\x1b[31m\n");
    Composer composer;
    composer.setDraft(draft(u"GET"_s, server.url(u"/"_s)));
    composer.send();
    QTRY_VERIFY(composer.statusText().startsWith(u"200 <b>OK</b>"_s));
    QCOMPARE(composer.responseBody()->shownText(), u"<script>x</script>␛[31m\n"_s);
}

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
