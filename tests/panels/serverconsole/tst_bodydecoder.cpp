// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/bodydecoder.h"

#include <QTest>

#include <zlib.h>
#include <zstd.h>

using namespace looptide::models;
using namespace Qt::StringLiterals;
using Problem = DecodedBody::Problem;
using looptide::trace::HttpHeaders;

namespace {

// windowBits: as for deflateInit2().
QByteArray deflated(const QByteArray &bytes, int windowBits)
{
    z_stream stream {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray gzipped(const QByteArray &bytes)
{
    return deflated(bytes, MAX_WBITS + 16);
}

QByteArray zstandard(const QByteArray &bytes)
{
    QByteArray out(qsizetype(ZSTD_compressBound(std::size_t(bytes.size()))), '\0');
    out.resize(qsizetype(ZSTD_compress(out.data(), std::size_t(out.size()), bytes.constData(),
                                       std::size_t(bytes.size()), 3)));
    return out;
}

HttpHeaders coded(const QString &coding)
{
    return { { u"Content-Encoding"_s, coding } };
}

HttpHeaders typed(const QString &type)
{
    return { { u"content-type"_s, type } };
}

} // namespace

class tst_BodyDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codingsAreUndone_data();
    void codingsAreUndone();
    void damagedDataGiveWhatCanBeRead();
    void aBodyThatExpandsAThousandfoldIsBounded();
    void kindsComeFromTypeAndBytes();
    void jsonKeepsItsOrderAndItsDepthIsBounded();
    void formsAndCookiesAreDecoded();
    void eventsOfAStreamAreRead();
    void hexShowsOffsetBytesAndLetters();
};

void tst_BodyDecoder::eventsOfAStreamAreRead()
{
    QCOMPARE(serverSentEvents(
                 ": hello\n\nevent: add\nid: 7\ndata: a\ndata:b\n\ndata\r\n\r\ndata: cut\n"),
             QList<ServerSentEvent>({ { u"add"_s, u"7"_s, u"a\nb"_s }, { {}, u"7"_s, {} } }));
    QCOMPARE(serverSentEvents({}).size(), 0);
    QCOMPARE(bodyKindOf("data: 1\n\n", typed(u"text/event-stream"_s)), BodyKind::Events);
}

void tst_BodyDecoder::codingsAreUndone_data()
{
    const QByteArray text = QByteArray("hello, body ").repeated(1000);
    QTest::addColumn<QString>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("none") << QString() << text << text;
    QTest::newRow("identity") << u"identity"_s << text << text;
    QTest::newRow("gzip") << u"GZIP"_s << gzipped(text) << text;
    QTest::newRow("zlib") << u"deflate"_s << deflated(text, MAX_WBITS) << text;
    QTest::newRow("raw deflate") << u"deflate"_s << deflated(text, -MAX_WBITS) << text;
    QTest::newRow("zstd") << u"zstd"_s << zstandard(text) << text;
    // Made by Node's brotliCompressSync('hello, brotli').
    QTest::newRow("br") << u"br"_s << QByteArray::fromHex("0b068068656c6c6f2c2062726f746c6903")
                        << QByteArray("hello, brotli");
    QTest::newRow("two") << u"gzip, zstd"_s << zstandard(gzipped(text)) << text;
}

void tst_BodyDecoder::codingsAreUndone()
{
    QFETCH(const QString, coding);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, expected);
    const DecodedBody decoded = decodedBody(body, coding.isEmpty() ? HttpHeaders() : coded(coding));
    QCOMPARE(decoded.problem, Problem::None);
    QCOMPARE(decoded.bytes, expected);
}

void tst_BodyDecoder::damagedDataGiveWhatCanBeRead()
{
    const QByteArray text = QByteArray("0123456789").repeated(5000);
    for (const auto &[coding, body] :
         { std::pair(u"gzip"_s, gzipped(text)), std::pair(u"zstd"_s, zstandard(text)) }) {
        const DecodedBody cut = decodedBody(body.first(body.size() - 5), coded(coding));
        QCOMPARE(cut.problem, Problem::Malformed);
        QVERIFY(text.startsWith(cut.bytes));
        QCOMPARE(decodedBody("nonsense", coded(coding)).problem, Problem::Malformed);
    }
    QCOMPARE(decodedBody("nonsense", coded(u"br"_s)).problem, Problem::Malformed);
    const DecodedBody unknown = decodedBody("x", coded(u"lzma"_s));
    QCOMPARE(unknown.problem, Problem::UnknownCoding);
    QCOMPARE(unknown.bytes, QByteArray("x"));
    QCOMPARE(decodedBody("x", coded(u"gzip, gzip, gzip, gzip, gzip"_s)).problem,
             Problem::UnknownCoding);
}

void tst_BodyDecoder::aBodyThatExpandsAThousandfoldIsBounded()
{
    const QByteArray zeros(64 << 20, '\0');
    for (const auto &[coding, bomb] :
         { std::pair(u"gzip"_s, gzipped(zeros)), std::pair(u"zstd"_s, zstandard(zeros)),
           std::pair(u"gzip, gzip"_s, gzipped(gzipped(zeros))) }) {
        const DecodedBody decoded = decodedBody(bomb, coded(coding), 1 << 20);
        QCOMPARE(decoded.problem, Problem::TooLarge);
        QCOMPARE(decoded.bytes.size(), 1 << 20);
    }
}

void tst_BodyDecoder::kindsComeFromTypeAndBytes()
{
    QCOMPARE(bodyKindOf({}, {}), BodyKind::Empty);
    QCOMPARE(bodyKindOf("{}", typed(u"application/problem+JSON; charset=utf-8"_s)), BodyKind::Json);
    QCOMPARE(bodyKindOf(" [1]", {}), BodyKind::Json);
    QCOMPARE(bodyKindOf(" [1]", typed(u"text/plain"_s)), BodyKind::Text);
    QCOMPARE(bodyKindOf("a=1", typed(u"application/x-www-form-urlencoded"_s)), BodyKind::Form);
    QCOMPARE(bodyKindOf("\x89PNG\r\n\x1a\n", typed(u"image/png"_s)), BodyKind::Image);
    QCOMPARE(bodyKindOf("<svg onload=x>", typed(u"image/svg+xml"_s)), BodyKind::Text);
    QCOMPARE(bodyKindOf(QByteArray("\0\1\2\3", 4), {}), BodyKind::Binary);
    QCOMPARE(bodyKindOf("\xff\xfe\xff\xfe", typed(u"text/html"_s)), BodyKind::Binary);
    QCOMPARE(bodyKindOf("<b>grüß</b>", typed(u"text/html"_s)), BodyKind::Text);
}

void tst_BodyDecoder::jsonKeepsItsOrderAndItsDepthIsBounded()
{
    QCOMPARE(prettyJson("{\"z\":1,\"a\":[true]}"),
             QByteArray("{\n  \"z\": 1,\n  \"a\": [\n    true\n  ]\n}"));
    QCOMPARE(prettyJson("{\"z\":"), QByteArray());
    const QByteArray deep = QByteArray("[").repeated(2'000'000);
    QVERIFY(!isShownAsJson(deep));
    QVERIFY(!isShownAsJson(QByteArray("[").repeated(1000) + QByteArray("]").repeated(1000)));
    QVERIFY(isShownAsJson("[\"[[[\\\"[[\"]"));
}

void tst_BodyDecoder::formsAndCookiesAreDecoded()
{
    using Pairs = QList<std::pair<QString, QString>>;
    QCOMPARE(formFields("a=1+2&b=%C3%BC&&c"),
             Pairs({ { u"a"_s, u"1 2"_s }, { u"b"_s, u"ü"_s }, { u"c"_s, QString() } }));
    QCOMPARE(
        cookiesOf({ { u"Cookie"_s, u"a=1; b=x=y"_s }, { u"set-cookie"_s, u"sid=7; HttpOnly"_s } }),
        Pairs({ { u"a"_s, u"1"_s }, { u"b"_s, u"x=y"_s }, { u"sid"_s, u"7; HttpOnly"_s } }));
}

void tst_BodyDecoder::hexShowsOffsetBytesAndLetters()
{
    const QString dump = hexDump(QByteArray("0123456789abcdef<\n\xff", 19));
    const QStringList lines = dump.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith(u"00000000  30 31 32"_s));
    QVERIFY(lines[0].endsWith(u"0123456789abcdef"_s));
    QVERIFY(lines[1].startsWith(u"00000010  3c 0a ff"_s));
    QVERIFY(lines[1].endsWith(u"<.."_s));
    QVERIFY(hexDump(QByteArray(1 << 20, 'x'), 32).count(u'\n') == 2);
}

QTEST_GUILESS_MAIN(tst_BodyDecoder)
#include "tst_bodydecoder.moc"
