// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/textpool.h"

#include <QTest>

using namespace looptide::trace;
using namespace Qt::StringLiterals;

class tst_TextPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalTextsAreShared();
    void equalHeadersAreShared();
    void differentTextsStayDifferent();
    void longTextsAreNotKept();
    void invalidUtf8IsReplaced();
    void oddHeaderFieldsAreRead();
};

void tst_TextPool::equalTextsAreShared()
{
    TextPool pool;
    const QString first = pool.text("application/json");
    const QString second = pool.text(QByteArray("application/json"));
    QCOMPARE(second, u"application/json"_s);
    QCOMPARE(first.constData(), second.constData()); // the same memory
    QVERIFY(pool.text("").isEmpty());
}

void tst_TextPool::equalHeadersAreShared()
{
    TextPool pool;
    const QByteArray fields("Host\0a\0Accept\0*/*\0", 18);
    const HttpHeaders first = pool.headers(fields);
    const HttpHeaders second = pool.headers(QByteArray(fields.constData(), fields.size()));
    QCOMPARE(first, HttpHeaders({ { u"Host"_s, u"a"_s }, { u"Accept"_s, u"*/*"_s } }));
    QCOMPARE(first.constData(), second.constData());
}

// More than there are places: what takes another's place is never mistaken for it.
void tst_TextPool::differentTextsStayDifferent()
{
    TextPool pool;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 20'000; ++i) {
            const QString text = u"/item/%1"_s.arg(i);
            QCOMPARE(pool.text(text.toUtf8()), text);
        }
    }
}

void tst_TextPool::longTextsAreNotKept()
{
    TextPool pool;
    const QByteArray text(100'000, 'x');
    const QString first = pool.text(text);
    QCOMPARE(first.size(), 100'000);
    QVERIFY(first.constData() != pool.text(text).constData());
}

void tst_TextPool::invalidUtf8IsReplaced()
{
    TextPool pool;
    QCOMPARE(pool.text("a\xff"
                       "b"),
             u"a\xfffd"_s + u'b');
}

void tst_TextPool::oddHeaderFieldsAreRead()
{
    TextPool pool;
    QCOMPARE(pool.headers("lonely"), HttpHeaders({ { u"lonely"_s, QString() } }));
    QVERIFY(pool.headers({}).isEmpty());
}

QTEST_APPLESS_MAIN(tst_TextPool)
#include "tst_textpool.moc"
