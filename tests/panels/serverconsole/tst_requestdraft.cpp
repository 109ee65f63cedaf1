// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/requestdraft.h"
#include "tests/panels/exchanges.h"

#include <QTest>

using namespace looptide::models;
using namespace Qt::StringLiterals;
using looptide::tests::exchange;
using looptide::trace::HttpExchange;
using looptide::trace::HttpHeaders;
using Problem = ReadCurl::Problem;

class tst_RequestDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void curlCommandsAreRead_data();
    void curlCommandsAreRead();
    void whatCannotBeReadIsNamed();
    void aCopiedCommandIsReadAgain();
    void codeIsQuoted();
    void aTestExpectsWhatWasRecorded();
};

void tst_RequestDraft::curlCommandsAreRead_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *command, const char *method, const char *url,
                        const char *headers, const char *body) {
        QTest::newRow(name) << QString::fromUtf8(command) << QString::fromUtf8(method)
                            << QString::fromUtf8(url) << QString::fromUtf8(headers)
                            << QByteArray(body);
    };
    row("plain", "curl localhost:3000/a", "GET", "http://localhost:3000/a", "", "");
    row("quotes", "curl 'http://a/b?c=d&e' -H 'X: it'\\''s' -H \"Y: \\\"q\\\"\"", "GET",
        "http://a/b?c=d&e", "X: it's\nY: \"q\"\n", "");
    row("data", "curl -d a=1 -d b=2 http://a", "POST", "http://a",
        "Content-Type: application/x-www-form-urlencoded\n", "a=1&b=2");
    row("method joined",
        "curl -XPUT --data-raw='{\"a\": 1}' -H 'content-type: application/json' http://a", "PUT",
        "http://a", "content-type: application/json\n", "{\"a\": 1}");
    row("json", "curl --json '{}' http://a", "POST", "http://a", "Content-Type: application/json\n",
        "{}");
    row("get", "curl -G -d q=1 http://a?b", "GET", "http://a?b&q=1", "", "");
    row("head", "curl -I http://a", "HEAD", "http://a", "", "");
    row("user", "curl -u me:pw -A me -b s=1 http://a", "GET", "http://a",
        "Authorization: Basic bWU6cHc=\nUser-Agent: me\nCookie: s=1\n", "");
    row("browser",
        "curl 'http://a/' \\\n  -H 'A: 1' \\\n  --data-raw $'x\\'\\u00fc\\n' \\\n  --compressed",
        "POST", "http://a/", "A: 1\nContent-Type: application/x-www-form-urlencoded\n",
        "x'\xc3\xbc\n");
    row("encoded", "curl --data-urlencode 'a=1 2&3' http://a", "POST", "http://a",
        "Content-Type: application/x-www-form-urlencoded\n", "a=1%202%263");
    row("flags", "curl -sSLk --compressed -o out.txt http://a", "GET", "http://a", "", "");
}

void tst_RequestDraft::curlCommandsAreRead()
{
    QFETCH(const QString, command);
    const ReadCurl read = readCurl(command);
    QCOMPARE(read.problem, Problem::None);
    QTEST(read.draft.method, "method");
    QTEST(read.draft.url, "url");
    QTEST(headerLines(read.draft.headers), "headers");
    QTEST(read.draft.body, "body");
}

void tst_RequestDraft::whatCannotBeReadIsNamed()
{
    QCOMPARE(readCurl({}).problem, Problem::NotCurl);
    QCOMPARE(readCurl(u"wget http://a"_s).problem, Problem::NotCurl);
    QCOMPARE(readCurl(u"curl -s"_s).problem, Problem::NoUrl);
    QCOMPARE(readCurl(u"curl 'http://a"_s).problem, Problem::OpenQuote);
    const ReadCurl unknown = readCurl(u"curl --form a=@file http://a"_s);
    QCOMPARE(unknown.problem, Problem::UnknownOption);
    QCOMPARE(unknown.option, u"--form"_s);
    QCOMPARE(unknown.draft, RequestDraft());
}

void tst_RequestDraft::aCopiedCommandIsReadAgain()
{
    RequestDraft draft;
    draft.method = u"PATCH"_s;
    draft.url = u"http://localhost:3000/a?b='c'"_s;
    draft.headers = { { u"Content-Type"_s, u"text/plain"_s },
                      { u"X"_s, u"$(rm -rf) `x` \"q\""_s } };
    draft.body = "it's\n\"two\" lines \\ $HOME";
    QCOMPARE(readCurl(toCurl(draft)).draft, draft);
}

void tst_RequestDraft::codeIsQuoted()
{
    RequestDraft draft;
    draft.method = u"POST"_s;
    draft.url = u"http://a/'+process.exit()+'"_s;
    draft.body = "a\\'\n\xe2\x80\xa8";
    const QString code = toFetch(draft);
    QVERIFY(code.contains(u"'http://a/\\'+process.exit()+\\''"_s));
    QVERIFY(code.contains(u"body: 'a\\\\\\'\\n\\u2028'"_s));
    draft.body = QByteArray("\0\xff", 2);
    QVERIFY(toFetch(draft).contains(u"Buffer.from('AP8=', 'base64')"_s));
    draft.body = "it's";
    QVERIFY(toHttpie(draft).contains(u"--raw 'it'\\''s' POST"_s));
}

void tst_RequestDraft::aTestExpectsWhatWasRecorded()
{
    HttpExchange e = exchange(1, u"/a"_s, 201);
    e.responseHeaders = { { u"Content-Type"_s, u"application/json"_s } };
    e.responseBody = "{\"a\":1}";
    e.responseBytes = 7;
    const QString test = toNodeTest(e, u"http://localhost:3000"_s);
    QVERIFY(test.contains(u"assert.equal(response.status, 201);"_s));
    QVERIFY(test.contains(u"fetch(origin + '/a'"_s));
    QVERIFY(test.contains(u"deepEqual(await response.json(), JSON.parse('{\"a\":1}'))"_s));
    e.responseBytes = 8; // the recorded body is not complete
    QVERIFY(!toNodeTest(e, u"http://localhost:3000"_s).contains(u"JSON.parse"_s));
}

QTEST_GUILESS_MAIN(tst_RequestDraft)
#include "tst_requestdraft.moc"
