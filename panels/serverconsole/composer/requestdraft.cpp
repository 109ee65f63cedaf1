// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/requestdraft.h"

#include "panels/serverconsole/body/bodydecoder.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

// Made anew by each client for what it sends itself.
bool isMadeByClient(const QString &name)
{
    static constexpr std::array names { "host"_L1,           "connection"_L1,
                                        "content-length"_L1, "accept-encoding"_L1,
                                        "keep-alive"_L1,     "transfer-encoding"_L1,
                                        "upgrade"_L1,        "expect"_L1 };
    return std::ranges::find(names, name.toLower()) != names.end();
}

QString shellQuoted(QString text)
{
    text.replace(u'\'', u"'\\''"_s);
    return u'\'' + text + u'\'';
}

// A string literal of JavaScript.
QString scriptQuoted(const QString &text)
{
    QString quoted = u"'"_s;
    for (const QChar c : text) {
        if (c == u'\'' || c == u'\\')
            quoted += u'\\' + QString(c);
        else if (c == u'\n')
            quoted += "\\n"_L1;
        else if (c == u'\r')
            quoted += "\\r"_L1;
        else if (c == u'\t')
            quoted += "\\t"_L1;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f || c.unicode() == 0x2028
                 || c.unicode() == 0x2029 || c.isSurrogate())
            quoted += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return quoted + u'\'';
}

bool isText(const QByteArray &body)
{
    return QString::fromUtf8(body).toUtf8() == body && !body.contains('\0');
}

// An expression of JavaScript whose value is the body.
QString scriptBody(const QByteArray &body)
{
    return isText(body)
        ? scriptQuoted(QString::fromUtf8(body))
        : u"Buffer.from('%1', 'base64')"_s.arg(QString::fromLatin1(body.toBase64()));
}

QString scriptHeaders(const trace::HttpHeaders &headers, const QString &indent)
{
    QString text = u"{\n"_s;
    for (const auto &[name, value] : headers)
        text += indent + u"  %1: %2,\n"_s.arg(scriptQuoted(name), scriptQuoted(value));
    return text + indent + u'}';
}

QString fetchOptions(const RequestDraft &draft, const QString &indent)
{
    QStringList lines;
    if (draft.method != "GET"_L1)
        lines.append(u"method: %1,"_s.arg(scriptQuoted(draft.method)));
    if (!draft.headers.isEmpty())
        lines.append(u"headers: %1,"_s.arg(scriptHeaders(draft.headers, indent + u"  "_s)));
    if (!draft.body.isEmpty())
        lines.append(u"body: %1,"_s.arg(scriptBody(draft.body)));
    if (lines.isEmpty())
        return {};
    QString text = u", {\n"_s;
    for (const QString &line : std::as_const(lines))
        text += indent + u"  "_s + line + u'\n';
    return text + indent + u'}';
}

} // namespace

RequestDraft draftOf(const trace::HttpExchange &exchange, const QString &origin)
{
    RequestDraft draft;
    draft.method = exchange.method;
    draft.url = exchange.url.startsWith(u'/') ? origin + exchange.url : exchange.url;
    for (const auto &header : exchange.requestHeaders) {
        if (!isMadeByClient(header.first) && !header.first.startsWith(u':'))
            draft.headers.append(header);
    }
    draft.body = exchange.requestBody;
    return draft;
}

QString headerLines(const trace::HttpHeaders &headers)
{
    QString text;
    for (const auto &[name, value] : headers)
        text += name + u": "_s + value + u'\n';
    return text;
}

trace::HttpHeaders headersOfLines(const QString &lines)
{
    trace::HttpHeaders headers;
    for (const QString &line : lines.split(u'\n')) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            headers.append({ line.first(colon).trimmed(), line.sliced(colon + 1).trimmed() });
    }
    return headers;
}

QString toCurl(const RequestDraft &draft)
{
    QString command = u"curl --globoff"_s;
    if (draft.method == "HEAD"_L1)
        command += " --head"_L1;
    else if (draft.method != (draft.body.isEmpty() ? "GET"_L1 : "POST"_L1))
        command += u" --request "_s + shellQuoted(draft.method);
    for (const auto &[name, value] : draft.headers)
        command += u" --header "_s + shellQuoted(name + u": "_s + value);
    if (!draft.body.isEmpty() && isText(draft.body))
        command += u" --data-raw "_s + shellQuoted(QString::fromUtf8(draft.body));
    QString whole = command + u' ' + shellQuoted(draft.url);
    if (!draft.body.isEmpty() && !isText(draft.body))
        whole = u"printf %s "_s + shellQuoted(QString::fromLatin1(draft.body.toBase64()))
            + u" | base64 -d | "_s + command + u" --data-binary @- "_s + shellQuoted(draft.url);
    return whole;
}

QString toFetch(const RequestDraft &draft)
{
    return u"const response = await fetch(%1%2);\n"
           "console.log(response.status, await response.text());\n"_s.arg(scriptQuoted(draft.url),
                                                                          fetchOptions(draft, {}));
}

QString toHttpie(const RequestDraft &draft)
{
    QString command = u"http --ignore-stdin"_s;
    if (!draft.body.isEmpty())
        command += u" --raw "_s + shellQuoted(QString::fromUtf8(draft.body));
    command += u' ' + draft.method + u' ' + shellQuoted(draft.url);
    for (const auto &[name, value] : draft.headers) {
        // A value of nothing is written with a semicolon.
        command += u' ' + shellQuoted(value.isEmpty() ? name + u';' : name + u':' + value);
    }
    return command;
}

QString toNodeTest(const trace::HttpExchange &exchange, const QString &origin)
{
    const RequestDraft draft = draftOf(exchange, origin);
    const QString path = exchange.url.startsWith(u'/') ? exchange.url : u"/"_s;
    const QString type = headerValue(exchange.responseHeaders, "content-type"_L1);
    const DecodedBody body = decodedBody(exchange.responseBody, exchange.responseHeaders);
    QString expected;
    if (!type.isEmpty())
        expected += u"  assert.equal(response.headers.get('content-type'), %1);\n"_s.arg(
            scriptQuoted(type));
    const bool isComplete = exchange.responseBytes == exchange.responseBody.size()
        && body.problem == DecodedBody::Problem::None;
    if (isComplete && !body.bytes.isEmpty() && isText(body.bytes)) {
        const bool isJson = !prettyJson(body.bytes).isEmpty()
            && bodyKindOf(body.bytes, exchange.responseHeaders) == BodyKind::Json;
        expected += isJson
            ? u"  assert.deepEqual(await response.json(), JSON.parse(%1));\n"_s.arg(
                  scriptBody(body.bytes))
            : u"  assert.equal(await response.text(), %1);\n"_s.arg(scriptBody(body.bytes));
    }
    return u"import assert from 'node:assert/strict';\n"
           "import { test } from 'node:test';\n"
           "\n"
           "// The server must be running. ORIGIN names another address.\n"
           "const origin = process.env.ORIGIN ?? %1;\n"
           "\n"
           "test(%2, async () => {\n"
           "  const response = await fetch(origin + %3, {\n"
           "    redirect: 'manual',%4\n"
           "  });\n"
           "  assert.equal(response.status, %5);\n"
           "%6});\n"_s.arg(
               scriptQuoted(origin), scriptQuoted(exchange.method + u' ' + path),
               scriptQuoted(path),
               [&] {
                   QString options = fetchOptions(draft, u"  "_s);
                   options.remove(0, u", {"_s.size());
                   options.chop(options.isEmpty() ? 0 : u"\n  }"_s.size());
                   return options;
               }(),
               QString::number(exchange.status), expected);
}

} // namespace looptide::models
