// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/responsereader.h"

#include <QTest>

#include <string>
#include <vector>

using looptide::host::ResponseReader;
using Kind = ResponseReader::Kind;

namespace {

// What a reader says of bytes that come in pieces of some size.
QString readInPieces(Kind kind, std::string_view bytes, std::size_t size)
{
    ResponseReader reader;
    reader.begin(kind);
    for (std::size_t at = 0; at < bytes.size(); at += size)
        reader.read(bytes.substr(at, size));
    return QStringLiteral("%1 %2 bytes%3")
        .arg(reader.status())
        .arg(reader.bodyBytes())
        .arg(QLatin1StringView(reader.isComplete()           ? ", complete"
                                   : reader.isComplete(true) ? ", until the end"
                                                             : ", incomplete"));
}

} // namespace

class tst_ResponseReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatWasWritten_data();
    void readsWhatWasWritten();
    void bodiesAreSkipped();
    void statusMessageAndHeadersAreFound();
};

void tst_ResponseReader::readsWhatWasWritten_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *bytes, const char *expected,
                        Kind kind = Kind::Ordinary) {
        QTest::newRow(name) << int(kind) << QByteArray(bytes) << QString::fromLatin1(expected);
    };
    row("nothing", "", "0 0 bytes, incomplete");
    row("half a head", "HTTP/1.1 200 OK\r\nA: b\r\n", "0 0 bytes, incomplete");
    row("counted", "HTTP/1.1 200 OK\r\ncontent-LENGTH:  5\r\n\r\nhello", "200 5 bytes, complete");
    row("part of it", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
        "200 5 bytes, incomplete");
    row("more than it", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello",
        "200 2 bytes, complete");
    row("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200 0 bytes, complete");
    row("without a length", "HTTP/1.0 200 OK\r\n\r\nhello", "200 5 bytes, until the end");
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
        "3;x=y\r\nabc\r\nA\r\n\r\n34567890\r\n0\r\nX: y\r\n\r\n",
        "200 13 bytes, complete");
    row("chunks that do not end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
        "200 2 bytes, incomplete");
    row("interim",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\n\r\n"
        "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok",
        "201 2 bytes, complete");
    row("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", "200 0 bytes, complete",
        Kind::Head);
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n", "204 0 bytes, complete");
    row("not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n",
        "304 0 bytes, complete");
    row("upgrade", "HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 no more", "101 0 bytes, complete",
        Kind::Upgrade);
    row("refused upgrade", "HTTP/1.1 401 No\r\n\r\nno", "401 2 bytes, until the end",
        Kind::Upgrade);
    row("CONNECT", "HTTP/1.1 200 OK\r\n\r\nanything", "200 0 bytes, complete", Kind::Connect);
    row("no HTTP", "\x16\x03\x01 hello\r\n\r\n", "0 0 bytes, incomplete");
    row("numbers that are none",
        "HTTP/1.1 abc\r\nContent-Length: 99999999999999999999999999\r\n\r\nx",
        "0 0 bytes, complete");
}

void tst_ResponseReader::readsWhatWasWritten()
{
    QFETCH(const int, kind);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, expected);
    const std::string_view view(bytes.constData(), std::size_t(bytes.size()));
    for (std::size_t size = 1; size <= view.size() + 1; ++size)
        QCOMPARE(readInPieces(Kind(kind), view, size), expected);
}

void tst_ResponseReader::bodiesAreSkipped()
{
    ResponseReader reader;
    reader.begin(Kind::Ordinary);
    QVERIFY(!reader.canSkip(1));
    reader.read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    QVERIFY(!reader.canSkip(6));
    QVERIFY(reader.canSkip(3));
    reader.skip(3);
    QVERIFY(!reader.isComplete());
    reader.skip(2);
    QVERIFY(reader.isComplete());
    QCOMPARE(reader.bodyBytes(), 5);
}

void tst_ResponseReader::statusMessageAndHeadersAreFound()
{
    using looptide::host::headerValue;
    ResponseReader reader;
    reader.begin(Kind::Ordinary);
    reader.read("HTTP/1.1 404 Gone Away\r\nX-A: 1 \r\nx-a: 2\r\nEmpty:\r\n\r\n");
    QCOMPARE(QByteArrayView(reader.statusMessage()), QByteArrayView("Gone Away"));
    QCOMPARE(QByteArrayView(headerValue(reader.head(), "x-a")), QByteArrayView("1"));
    QVERIFY(headerValue(reader.head(), "empty").empty());
    QVERIFY(headerValue(reader.head(), "content-length").empty());
}

QTEST_GUILESS_MAIN(tst_ResponseReader)
#include "tst_responsereader.moc"
