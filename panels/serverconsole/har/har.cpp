// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/har/har.h"

#include "panels/serverconsole/body/bodydecoder.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace looptide::models {

using trace::HttpExchange;
using trace::HttpHeaders;
using namespace Qt::StringLiterals;
using Pairs = QList<std::pair<QString, QString>>;

namespace {

constexpr double nsPerMs = 1e6;
const QString mask = u"***"_s;

Pairs masked(Pairs pairs, Secrets secrets)
{
    for (auto &[name, value] : pairs) {
        if (secrets == Secrets::Masked && isSecretName(name))
            value = mask;
    }
    return pairs;
}

QJsonArray toJson(const Pairs &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs)
        array.append(QJsonObject { { u"name"_s, name }, { u"value"_s, value } });
    return array;
}

Pairs queryOf(const QString &url)
{
    const qsizetype begin = url.indexOf(u'?');
    return begin < 0 ? Pairs() : formFields(url.sliced(begin + 1).section(u'#', 0, 0).toUtf8());
}

QString maskedUrl(const QString &url, Secrets secrets)
{
    const qsizetype begin = url.indexOf(u'?');
    if (begin < 0 || secrets == Secrets::Kept)
        return url;
    QStringList parts = url.sliced(begin + 1).split(u'&');
    for (QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals > 0 && isSecretName(part.first(equals)))
            part = part.first(equals + 1) + mask;
    }
    return url.first(begin + 1) + parts.join(u'&');
}

QJsonValue maskedJson(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(maskedJson(item));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        it.value() = isSecretName(it.key()) ? QJsonValue(mask) : maskedJson(it.value());
    return object;
}

QByteArray maskedBody(const QByteArray &bytes, BodyKind kind, Secrets secrets)
{
    if (secrets == Secrets::Kept)
        return bytes;
    if (kind == BodyKind::Form)
        return maskedUrl(u'?' + QString::fromUtf8(bytes), secrets).sliced(1).toUtf8();
    if (kind != BodyKind::Json)
        return bytes;
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isObject())
        return QJsonDocument(maskedJson(document.object()).toObject()).toJson();
    return document.isArray() ? QJsonDocument(maskedJson(document.array()).toArray()).toJson()
                              : bytes;
}

struct Content
{
    QString text;
    bool isBase64 = false;
};

Content contentOf(const QByteArray &body, const HttpHeaders &headers, Secrets secrets)
{
    const QByteArray decoded = decodedBody(body, headers).bytes;
    const BodyKind kind = bodyKindOf(decoded, headers);
    const QByteArray bytes = maskedBody(decoded, kind, secrets);
    const QString text = QString::fromUtf8(bytes);
    if (text.toUtf8() == bytes)
        return { text, false };
    return { QString::fromLatin1(bytes.toBase64()), true };
}

QString originOf(const HttpExchange &exchange)
{
    const QString host = headerValue(exchange.requestHeaders, "host"_L1);
    return u"http://"_s + (host.isEmpty() ? u"localhost:%1"_s.arg(exchange.localPort) : host);
}

QJsonObject requestOf(const HttpExchange &e, Secrets secrets)
{
    const QString url = e.url.startsWith(u'/') ? originOf(e) + e.url : e.url;
    QJsonObject request {
        { u"method"_s, e.method },
        { u"url"_s, maskedUrl(url, secrets) },
        { u"httpVersion"_s, u"HTTP/"_s + e.httpVersion },
        { u"headers"_s, toJson(masked(e.requestHeaders, secrets)) },
        { u"queryString"_s, toJson(masked(queryOf(e.url), secrets)) },
        { u"cookies"_s, QJsonArray() },
        { u"headersSize"_s, -1 },
        { u"bodySize"_s, e.requestBytes },
    };
    Pairs cookies = cookiesOf(e.requestHeaders);
    for (auto &[name, value] : cookies)
        value = secrets == Secrets::Masked ? mask : value;
    request[u"cookies"_s] = toJson(cookies);
    if (!e.requestBody.isEmpty()) {
        const Content content = contentOf(e.requestBody, e.requestHeaders, secrets);
        QJsonObject data { { u"mimeType"_s, headerValue(e.requestHeaders, "content-type"_L1) },
                           { u"text"_s, content.text } };
        if (content.isBase64)
            data.insert(u"encoding"_s, u"base64"_s);
        request.insert(u"postData"_s, data);
    }
    return request;
}

QJsonObject responseOf(const HttpExchange &e, Secrets secrets)
{
    const Content content = contentOf(e.responseBody, e.responseHeaders, secrets);
    QJsonObject data { { u"size"_s, e.responseBytes },
                       { u"mimeType"_s, headerValue(e.responseHeaders, "content-type"_L1) } };
    if (!content.text.isEmpty())
        data.insert(u"text"_s, content.text);
    if (content.isBase64)
        data.insert(u"encoding"_s, u"base64"_s);
    Pairs cookies = cookiesOf(e.responseHeaders);
    if (headerValue(e.responseHeaders, "set-cookie"_L1).isEmpty())
        cookies.clear();
    for (auto &[name, value] : cookies)
        value = secrets == Secrets::Masked ? mask : value.section(u';', 0, 0);
    return { { u"status"_s, e.status },
             { u"statusText"_s, e.statusMessage },
             { u"httpVersion"_s, u"HTTP/"_s + e.httpVersion },
             { u"headers"_s, toJson(masked(e.responseHeaders, secrets)) },
             { u"cookies"_s, toJson(cookies) },
             { u"content"_s, data },
             { u"redirectURL"_s, headerValue(e.responseHeaders, "location"_L1) },
             { u"headersSize"_s, -1 },
             { u"bodySize"_s, e.responseBytes } };
}

QJsonObject entryOf(const HttpExchange &e, Secrets secrets)
{
    const double total = double(e.durationNs) / nsPerMs;
    const double first = e.firstByteNs == 0 ? total : double(e.firstByteNs) / nsPerMs;
    QJsonObject entry {
        { u"startedDateTime"_s,
          QDateTime::fromMSecsSinceEpoch(e.startedMs, QTimeZone::UTC).toString(Qt::ISODateWithMs) },
        { u"time"_s, total },
        { u"request"_s, requestOf(e, secrets) },
        { u"response"_s, responseOf(e, secrets) },
        { u"cache"_s, QJsonObject() },
        { u"timings"_s,
          QJsonObject { { u"send"_s, 0 },
                        { u"wait"_s, first },
                        { u"receive"_s, std::max(0., total - first) } } },
        { u"_clientAddress"_s, e.remoteAddress },
        { u"_serverPort"_s, e.localPort },
    };
    if (!e.route.isEmpty())
        entry.insert(u"_route"_s, e.route);
    if (e.state == HttpExchange::State::Aborted)
        entry.insert(u"_aborted"_s, true);
    if (e.isBrief)
        entry.insert(u"comment"_s, u"Headers and bodies were not recorded"_s);
    return entry;
}

HttpHeaders headersOf(const QJsonArray &array)
{
    HttpHeaders headers;
    for (const QJsonValue &value : array)
        headers.append({ value[u"name"_s].toString(), value[u"value"_s].toString() });
    return headers;
}

QByteArray bytesOf(const QJsonObject &content)
{
    const QByteArray text = content[u"text"_s].toString().toUtf8();
    return content[u"encoding"_s] == "base64"_L1 ? QByteArray::fromBase64(text) : text;
}

// A HAR has bodies decoded.
void removeCoding(HttpHeaders &headers)
{
    headers.removeIf([](const auto &header) {
        return header.first.compare("content-encoding"_L1, Qt::CaseInsensitive) == 0;
    });
}

bool readEntry(const QJsonObject &entry, HttpExchange &e)
{
    const QJsonObject request = entry[u"request"_s].toObject();
    const QJsonObject response = entry[u"response"_s].toObject();
    if (!request[u"url"_s].isString() || !request[u"method"_s].isString())
        return false;
    const QUrl url(request[u"url"_s].toString());
    e.method = request[u"method"_s].toString();
    e.url = request[u"url"_s].toString();
    if (url.isValid() && !url.host().isEmpty()) {
        e.url = url.toString(QUrl::FullyEncoded | QUrl::RemoveScheme | QUrl::RemoveAuthority
                             | QUrl::RemoveFragment);
        e.localPort =
            entry[u"_serverPort"_s].toInt(url.port(url.scheme() == "https"_L1 ? 443 : 80));
    }
    if (e.url.isEmpty())
        e.url = u"/"_s;
    e.startedMs = QDateTime::fromString(entry[u"startedDateTime"_s].toString(), Qt::ISODateWithMs)
                      .toMSecsSinceEpoch();
    const double total = std::clamp(entry[u"time"_s].toDouble(), 0., 1e12);
    e.durationNs = quint64(total * nsPerMs);
    const double wait = std::max(0., entry[u"timings"_s][u"wait"_s].toDouble());
    e.firstByteNs = std::min(e.durationNs, quint64(wait * nsPerMs));
    e.httpVersion = request[u"httpVersion"_s].toString().section(u'/', 1);
    e.remoteAddress = entry[u"_clientAddress"_s].toString();
    e.route = entry[u"_route"_s].toString();
    e.requestHeaders = headersOf(request[u"headers"_s].toArray());
    e.requestBody = bytesOf(request[u"postData"_s].toObject());
    e.requestBytes = qint64(request[u"bodySize"_s].toDouble(double(e.requestBody.size())));
    e.status = std::clamp(response[u"status"_s].toInt(), 0, 999);
    e.statusMessage = response[u"statusText"_s].toString();
    e.responseHeaders = headersOf(response[u"headers"_s].toArray());
    e.responseBody = bytesOf(response[u"content"_s].toObject());
    e.responseBytes =
        qint64(response[u"content"_s][u"size"_s].toDouble(double(e.responseBody.size())));
    e.state = entry[u"_aborted"_s].toBool() || e.status == 0 ? HttpExchange::State::Aborted
                                                             : HttpExchange::State::Finished;
    removeCoding(e.requestHeaders);
    removeCoding(e.responseHeaders);
    return true;
}

} // namespace

bool isSecretName(const QString &name)
{
    static constexpr std::array whole { "authorization"_L1, "proxy-authorization"_L1,
                                        "cookie"_L1,        "set-cookie"_L1,
                                        "auth"_L1,          "sid"_L1,
                                        "pin"_L1,           "code"_L1,
                                        "key"_L1,           "jwt"_L1,
                                        "signature"_L1,     "sig"_L1 };
    static constexpr std::array parts { "token"_L1,   "secret"_L1,      "password"_L1,
                                        "passwd"_L1,  "api-key"_L1,     "apikey"_L1,
                                        "api_key"_L1, "session"_L1,     "credential"_L1,
                                        "csrf"_L1,    "private-key"_L1, "access-key"_L1 };
    const QString lower = name.toLower();
    return std::ranges::find(whole, lower) != whole.end()
        || std::ranges::any_of(parts, [&lower](auto part) { return lower.contains(part); });
}

QByteArray toHar(const QList<HttpExchange> &exchanges, Secrets secrets, const QString &version)
{
    QJsonArray entries;
    for (const HttpExchange &exchange : exchanges) {
        if (exchange.state != HttpExchange::State::Open)
            entries.append(entryOf(exchange, secrets));
    }
    const QJsonObject log {
        { u"version"_s, u"1.2"_s },
        { u"creator"_s, QJsonObject { { u"name"_s, u"Looptide"_s }, { u"version"_s, version } } },
        { u"entries"_s, entries }
    };
    return QJsonDocument(QJsonObject { { u"log"_s, log } }).toJson();
}

ReadHar readHar(const QByteArray &json)
{
    ReadHar read;
    const QJsonObject log = QJsonDocument::fromJson(json)[u"log"_s].toObject();
    read.isHar = log[u"entries"_s].isArray();
    for (const QJsonValue &entry : log[u"entries"_s].toArray()) {
        HttpExchange exchange;
        exchange.id = quint64(read.exchanges.size()) + 1;
        if (readEntry(entry.toObject(), exchange))
            read.exchanges.append(exchange);
        else
            ++read.malformed;
    }
    return read;
}

} // namespace looptide::models
