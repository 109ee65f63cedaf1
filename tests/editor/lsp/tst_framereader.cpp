// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/framereader.h"

#include <QTest>

using namespace looptide::lsp;

class TestFrameReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAFrameThatArrivesByteByByte();
    void readsSeveralFramesAtOnce();
    void acceptsOtherHeadersAndAnyCase();
    void whatIsNoFrameEndsTheStream_data();
    void whatIsNoFrameEndsTheStream();
};

void TestFrameReader::readsAFrameThatArrivesByteByByte()
{
    FrameReader reader;
    QList<QByteArray> messages;
    for (const char c : FrameReader::frame("{\"a\":\"ü\"}"))
        messages += reader.read(QByteArrayView(&c, 1));
    QCOMPARE(messages, QList<QByteArray>({ "{\"a\":\"ü\"}" }));
    QVERIFY(!reader.isBroken());
}

void TestFrameReader::readsSeveralFramesAtOnce()
{
    FrameReader reader;
    const QByteArray bytes = FrameReader::frame("one") + FrameReader::frame("")
        + FrameReader::frame("three") + "Content-Le";
    QCOMPARE(reader.read(bytes), QList<QByteArray>({ "one", "", "three" }));
    QCOMPARE(reader.read("ngth: 4\r\n\r\nfour"), QList<QByteArray>({ "four" }));
}

void TestFrameReader::acceptsOtherHeadersAndAnyCase()
{
    FrameReader reader;
    QCOMPARE(reader.read("Content-Type: text\r\ncontent-length:  2\r\n\r\nok"),
             QList<QByteArray>({ "ok" }));
}

void TestFrameReader::whatIsNoFrameEndsTheStream_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("Debugger listening on ws://127.0.0.1:9229\n");
    QTest::newRow("no length") << QByteArray("Content-Type: x\r\n\r\n{}");
    QTest::newRow("not a number") << QByteArray("Content-Length: many\r\n\r\n{}");
    QTest::newRow("negative") << QByteArray("Content-Length: -5\r\n\r\n{}");
    QTest::newRow("too large") << QByteArray("Content-Length: 99999999999\r\n\r\n");
    QTest::newRow("an endless header") << "Content-X: " + QByteArray(20'000, 'a');
}

void TestFrameReader::whatIsNoFrameEndsTheStream()
{
    QFETCH(const QByteArray, bytes);
    FrameReader reader;
    QCOMPARE(reader.read(bytes), QList<QByteArray>());
    QVERIFY(reader.isBroken());
    QCOMPARE(reader.read(FrameReader::frame("late")), QList<QByteArray>());
}

QTEST_GUILESS_MAIN(TestFrameReader)
#include "tst_framereader.moc"
