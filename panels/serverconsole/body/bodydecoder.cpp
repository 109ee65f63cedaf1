// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/bodydecoder.h"

#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <array>
#include <brotli/decode.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <zlib.h>
#include <zstd.h>

namespace looptide::models {

using Problem = DecodedBody::Problem;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t pieceSize = 64 * 1024;
constexpr int mostCodings = 4; // after each other

// Receives the output of a decoder, up to a limit.
class Sink
{
public:
    explicit Sink(qsizetype limit) : m_limit(limit) { }

    char *piece() { return m_piece.data(); }
    // False when the limit is reached.
    bool take(std::size_t size)
    {
        const qsizetype room = m_limit - m_bytes.size();
        m_bytes.append(m_piece.data(), std::min(qsizetype(size), room));
        return qsizetype(size) <= room;
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    qsizetype m_limit;
    QByteArray m_bytes;
    std::array<char, pieceSize> m_piece {};
};

// windowBits as for inflateInit2(): 32 more for gzip or zlib, negative for a raw stream.
Problem inflateInto(Sink &sink, const QByteArray &body, int windowBits)
{
    z_stream stream {};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return Problem::Malformed;
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> closer(&stream, inflateEnd);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.constData()));
    stream.avail_in = uInt(body.size());
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef *>(sink.piece());
        stream.avail_out = uInt(pieceSize);
        const int result = inflate(&stream, Z_NO_FLUSH);
        const bool hasRoom = sink.take(pieceSize - stream.avail_out);
        if (!hasRoom)
            return Problem::TooLarge;
        if (result == Z_STREAM_END)
            return Problem::None;
        if (result != Z_OK)
            return Problem::Malformed;
    }
}

// "deflate" means a zlib stream, but some servers send a raw one.
Problem inflateEither(Sink &sink, const QByteArray &body, qsizetype limit)
{
    const Problem problem = inflateInto(sink, body, MAX_WBITS);
    if (problem != Problem::Malformed || !sink.bytes().isEmpty())
        return problem;
    sink = Sink(limit);
    return inflateInto(sink, body, -MAX_WBITS);
}

Problem unbrotliInto(Sink &sink, const QByteArray &body)
{
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    std::size_t left = std::size_t(body.size());
    const auto *next = reinterpret_cast<const uint8_t *>(body.constData());
    for (;;) {
        std::size_t room = pieceSize;
        auto *out = reinterpret_cast<uint8_t *>(sink.piece());
        const auto result =
            BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, &out, nullptr);
        if (!sink.take(pieceSize - room))
            return Problem::TooLarge;
        if (result == BROTLI_DECODER_RESULT_SUCCESS)
            return Problem::None;
        if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT)
            return Problem::Malformed;
    }
}

Problem unzstdInto(Sink &sink, const QByteArray &body)
{
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> decoder(ZSTD_createDStream(),
                                                                             ZSTD_freeDStream);
    // A frame may ask for a window of gigabytes.
    ZSTD_DCtx_setParameter(decoder.get(), ZSTD_d_windowLogMax, 23);
    ZSTD_inBuffer in { body.constData(), std::size_t(body.size()), 0 };
    for (;;) {
        ZSTD_outBuffer out { sink.piece(), pieceSize, 0 };
        const std::size_t before = in.pos;
        const std::size_t result = ZSTD_decompressStream(decoder.get(), &out, &in);
        if (ZSTD_isError(result))
            return Problem::Malformed;
        if (!sink.take(out.pos))
            return Problem::TooLarge;
        if (result == 0 && in.pos == in.size)
            return Problem::None;
        if (in.pos == before && out.pos == 0)
            return Problem::Malformed; // it ends too early
    }
}

Problem decodeOnce(const QString &coding, QByteArray &bytes, qsizetype limit)
{
    const auto sink = std::make_unique<Sink>(limit);
    Problem problem = Problem::UnknownCoding;
    if (coding == "gzip"_L1 || coding == "x-gzip"_L1)
        problem = inflateInto(*sink, bytes, MAX_WBITS + 32);
    else if (coding == "deflate"_L1)
        problem = inflateEither(*sink, bytes, limit);
    else if (coding == "br"_L1)
        problem = unbrotliInto(*sink, bytes);
    else if (coding == "zstd"_L1)
        problem = unzstdInto(*sink, bytes);
    if (problem != Problem::UnknownCoding)
        bytes = sink->bytes();
    return problem;
}

bool isText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    // A character may be cut at the end.
    const QString text = decoder.decode(bytes.first(std::min<qsizetype>(bytes.size(), 4096)));
    const auto isOdd = [](QChar c) {
        return c == QChar::ReplacementCharacter
            || (c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t' && c != u'\x1b');
    };
    return std::ranges::count_if(text, isOdd) <= (bytes.size() > 4096 ? 1 : 0);
}

bool isImage(const QByteArray &bytes)
{
    static const QList<QByteArray> beginnings { "\x89PNG\r\n", "GIF8", "\xff\xd8\xff", "BM" };
    return std::ranges::any_of(beginnings,
                               [&bytes](const QByteArray &b) { return bytes.startsWith(b); })
        || (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP");
}

} // namespace

DecodedBody decodedBody(const QByteArray &body, const trace::HttpHeaders &headers, qsizetype limit)
{
    DecodedBody decoded;
    decoded.bytes = body;
    decoded.coding = headerValue(headers, "content-encoding"_L1).toLower();
    QStringList codings = decoded.coding.split(u',', Qt::SkipEmptyParts);
    if (codings.size() > mostCodings) {
        decoded.problem = Problem::UnknownCoding;
        return decoded;
    }
    while (!codings.isEmpty() && !body.isEmpty()) {
        const QString coding = codings.takeLast().trimmed();
        if (coding == "identity"_L1)
            continue;
        decoded.problem = decodeOnce(coding, decoded.bytes, limit);
        if (decoded.problem != Problem::None)
            break;
    }
    return decoded;
}

QString headerValue(const trace::HttpHeaders &headers, QLatin1StringView name)
{
    const auto found = std::ranges::find_if(headers, [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QString() : found->second;
}

BodyKind bodyKindOf(const QByteArray &bytes, const trace::HttpHeaders &headers)
{
    if (bytes.isEmpty())
        return BodyKind::Empty;
    const QString type =
        headerValue(headers, "content-type"_L1).section(u';', 0, 0).trimmed().toLower();
    if (type == "application/json"_L1 || type.endsWith("+json"_L1))
        return BodyKind::Json;
    if (type == "application/x-www-form-urlencoded"_L1)
        return BodyKind::Form;
    if (type == "text/event-stream"_L1)
        return BodyKind::Events;
    if (isImage(bytes) && (type.isEmpty() || type.startsWith("image/"_L1)))
        return BodyKind::Image;
    if (!isText(bytes))
        return BodyKind::Binary;
    const QByteArray begin = bytes.trimmed().first(std::min<qsizetype>(1, bytes.trimmed().size()));
    if (type.isEmpty() && (begin == "{" || begin == "["))
        return BodyKind::Json;
    return BodyKind::Text;
}

// Writers of JSON call themselves for each level.
bool isShownAsJson(const QByteArray &json)
{
    constexpr int deepest = 200;
    int depth = 0;
    bool isText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isText) {
            i += c == '\\' ? 1 : 0;
            isText = c != '"';
        } else if (c == '"') {
            isText = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest)
                return false;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return nlohmann::json::accept(json.begin(), json.end());
}

QByteArray prettyJson(const QByteArray &json)
{
    if (!isShownAsJson(json))
        return {};
    using nlohmann::ordered_json;
    const ordered_json value = ordered_json::parse(json.begin(), json.end(), nullptr, false);
    return QByteArray::fromStdString(
        value.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

QList<std::pair<QString, QString>> formFields(const QByteArray &body)
{
    const auto decode = [](QByteArray part) {
        part.replace('+', ' ');
        return QString::fromUtf8(QByteArray::fromPercentEncoding(part));
    };
    QList<std::pair<QString, QString>> fields;
    for (const QByteArray &part : body.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        fields.append({ decode(equals < 0 ? part : part.first(equals)),
                        equals < 0 ? QString() : decode(part.sliced(equals + 1)) });
    }
    return fields;
}

QList<ServerSentEvent> serverSentEvents(const QByteArray &body)
{
    QList<ServerSentEvent> events;
    ServerSentEvent event;
    QStringList data;
    QString text = QString::fromUtf8(body);
    text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const QString &line = lines[i];
        if (line.isEmpty()) {
            event.data = data.join(u'\n');
            if (!data.isEmpty())
                events.append(event);
            event = { {}, event.id, {} };
            data.clear();
            continue;
        }
        const qsizetype colon = line.indexOf(u':');
        const QString field = colon < 0 ? line : line.first(colon);
        QString value = colon < 0 ? QString() : line.sliced(colon + 1);
        if (value.startsWith(u' '))
            value.remove(0, 1);
        if (field == "data"_L1)
            data.append(value);
        else if (field == "event"_L1)
            event.type = value;
        else if (field == "id"_L1)
            event.id = value;
    }
    return events;
}

QString hexDump(const QByteArray &bytes, qsizetype limit)
{
    constexpr qsizetype inLine = 16;
    const QByteArray shown = bytes.first(std::min(limit, bytes.size()));
    QString text;
    for (qsizetype at = 0; at < shown.size(); at += inLine) {
        const QByteArray line = shown.mid(at, inLine);
        QString letters;
        for (const char c : line)
            letters += QLatin1Char(c >= 0x20 && c < 0x7f ? c : '.');
        text += u"%1  %2  %3\n"_s.arg(at, 8, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(line.toHex(' ')), -(3 * int(inLine) - 1))
                    .arg(letters);
    }
    return text;
}

QList<std::pair<QString, QString>> cookiesOf(const trace::HttpHeaders &headers)
{
    QList<std::pair<QString, QString>> cookies;
    const auto add = [&cookies](const QString &text) {
        const qsizetype equals = text.indexOf(u'=');
        cookies.append({ (equals < 0 ? text : text.first(equals)).trimmed(),
                         equals < 0 ? QString() : text.sliced(equals + 1).trimmed() });
    };
    for (const auto &[name, value] : headers) {
        if (name.compare("set-cookie"_L1, Qt::CaseInsensitive) == 0) {
            add(value);
        } else if (name.compare("cookie"_L1, Qt::CaseInsensitive) == 0) {
            for (const QString &cookie : value.split(u';', Qt::SkipEmptyParts))
                add(cookie);
        }
    }
    return cookies;
}

} // namespace looptide::models
