// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/composer/httpfile.h"

#include <QTest>

using namespace looptide::models;
using namespace Qt::StringLiterals;

class tst_HttpFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void requestsAreRead();
    void variablesAreFilledIn();
    void aSavedRequestIsReadAgain();
    void savingReplacesTheRequestWithTheSameName();
};

void tst_HttpFile::requestsAreRead()
{
    const HttpFile file = HttpFile::parse(uR"(# A comment
@host = localhost:3000

GET http://{{host}}/tasks
    ?done=1
    &page=2
Accept: application/json
# not a header

### Create
// @name create a task
POST http://{{host}}/tasks HTTP/1.1
Content-Type: application/json

{"title":
# part of the body
 "x"}


###
http://{{host}}/plain
###

# nothing here
)"_s);
    QCOMPARE(file.requests().size(), 3);
    const RequestDraft &first = file.requests()[0];
    QCOMPARE(first.method, u"GET"_s);
    QCOMPARE(first.url, u"http://{{host}}/tasks?done=1&page=2"_s);
    QCOMPARE(first.headers.size(), 1);
    QCOMPARE(first.body, QByteArray());
    const RequestDraft &second = file.requests()[1];
    QCOMPARE(second.name, u"create a task"_s);
    QCOMPARE(second.method, u"POST"_s);
    QCOMPARE(second.url, u"http://{{host}}/tasks"_s);
    QCOMPARE(second.body, QByteArray("{\"title\":\n# part of the body\n \"x\"}"));
    QCOMPARE(file.requests()[2].method, u"GET"_s);
    QCOMPARE(file.variables().value(u"host"_s), u"localhost:3000"_s);
    QCOMPARE(HttpFile::parse({}).requests().size(), 0);
    QCOMPARE(HttpFile::parse(u"GET /a\r\nX: 1\r\n\r\nbody\r\n"_s).requests()[0].body,
             QByteArray("body"));
}

void tst_HttpFile::variablesAreFilledIn()
{
    const HttpFile file =
        HttpFile::parse(u"@base = http://{{ host }}\n@host = a:1\n@loop = {{loop}}\n"_s);
    RequestDraft draft;
    draft.url = u"{{base}}/x?{{unknown}}"_s;
    draft.headers = { { u"Host"_s, u"{{host}}"_s } };
    draft.body = "{{host}}";
    const RequestDraft filled = file.filled(draft);
    QCOMPARE(filled.url, u"http://a:1/x?{{unknown}}"_s);
    QCOMPARE(filled.headers.first().second, u"a:1"_s);
    QCOMPARE(filled.body, QByteArray("a:1"));
    draft.url = u"{{loop}}"_s;
    QCOMPARE(file.filled(draft).url, u"{{loop}}"_s);
}

void tst_HttpFile::aSavedRequestIsReadAgain()
{
    RequestDraft draft;
    draft.name = u"Add"_s;
    draft.method = u"PUT"_s;
    draft.url = u"http://localhost:3000/a"_s;
    draft.headers = { { u"X-A"_s, u"1"_s }, { u"X-B"_s, u"2"_s } };
    draft.body = "line 1\n\nline 3";
    const QString text = HttpFile::withRequest({}, draft);
    QCOMPARE(HttpFile::parse(text).requests(), QList<RequestDraft>({ draft }));
    RequestDraft other = draft;
    other.name = u"Other"_s;
    other.body.clear();
    QCOMPARE(HttpFile::parse(HttpFile::withRequest(text, other)).requests(),
             QList<RequestDraft>({ draft, other }));
}

void tst_HttpFile::savingReplacesTheRequestWithTheSameName()
{
    const QString text =
        u"@host = x\n\n### One\nGET http://{{host}}/1\n\n# kept\n### Two\nGET /2\n"_s;
    RequestDraft draft;
    draft.name = u"Two"_s;
    draft.method = u"DELETE"_s;
    draft.url = u"/two"_s;
    QCOMPARE(HttpFile::withRequest(text, draft),
             u"@host = x\n\n### One\nGET http://{{host}}/1\n\n# kept\n### Two\nDELETE /two\n"_s);
    draft.name = u"One"_s;
    const QString first = HttpFile::withRequest(text, draft);
    QCOMPARE(HttpFile::parse(first).requests().size(), 2);
    QVERIFY(first.startsWith(u"@host = x\n\n### One\nDELETE /two\n"_s));
}

QTEST_GUILESS_MAIN(tst_HttpFile)
#include "tst_httpfile.moc"
