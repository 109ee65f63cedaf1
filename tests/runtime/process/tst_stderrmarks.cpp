// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/core/stderrmarks.h"
#include "runtime/process/tracesocket.h"

#include <QTest>

using namespace looptide::core;
using looptide::process::TraceTarget;

class tst_StderrMarks : public QObject
{
    Q_OBJECT

    // What comes through, one line for each stretch: "-" standard output, "!" standard error.
    static QByteArray stretches(const QList<QByteArray> &chunks, const StderrMarks &marks)
    {
        StderrMarkReader reader(marks);
        QByteArray streams; // a character for each byte
        QByteArray bytes;
        const auto take = [&](const ProgramOutput &output) {
            QByteArray part(output.bytes.size(), '-');
            for (const ByteRange &range : output.errors)
                part.replace(range.begin, range.size, QByteArray(range.size, '!'));
            streams += part;
            bytes += output.bytes;
        };
        for (const QByteArray &chunk : chunks)
            take(reader.take(chunk));
        take(reader.takeRest());
        QByteArray text;
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            if (i == 0 || streams[i] != streams[i - 1])
                text += (i == 0 ? "" : "\n") + streams.sliced(i, 1);
            text += bytes[i];
        }
        return text;
    }

    const StderrMarks m_marks = StderrMarks::create();

private Q_SLOTS:
    void tokensDifferAndKeepTheColumnsOfTabs()
    {
        QCOMPARE(m_marks.token().size(), 32);
        QVERIFY(m_marks.token() != StderrMarks::create().token());
        constexpr qsizetype uncounted = 2; // ESC and BEL
        QCOMPARE((m_marks.begin().size() - uncounted) % 8, 0);
        QCOMPARE(m_marks.end().size(), m_marks.begin().size());
    }

    void separatesTheStreams()
    {
        const QByteArray output =
            "one\r\n" + m_marks.begin() + "two\r\n" + m_marks.end() + "three\r\n";
        QCOMPARE(stretches({ output }, m_marks), "-one\r\n\n!two\r\n\n-three\r\n");
    }

    void writesThatFollowEachOtherAreOneRange()
    {
        StderrMarkReader reader(m_marks);
        const QByteArray one = m_marks.begin() + "one" + m_marks.end();
        const ProgramOutput output = reader.take("x" + one + one);
        QCOMPARE(output.bytes, "xoneone");
        QCOMPARE(output.errors, ByteRanges({ { 1, 6 } }));
    }

    void chunksMayEndAnywhere()
    {
        const QByteArray output = "a\x1b[31mb" + m_marks.begin() + "caf\xc3\xa9\x1b[0m"
            + m_marks.end() + "d" + m_marks.begin() + m_marks.end() + "e\x1b";
        const QByteArray expected = stretches({ output }, m_marks);
        QCOMPARE(expected, "-a\x1b[31mb\n!caf\xc3\xa9\x1b[0m\n-de\x1b");
        QList<QByteArray> bytes;
        for (qsizetype at = 0; at < output.size(); ++at) {
            QCOMPARE(stretches({ output.first(at), output.sliced(at) }, m_marks), expected);
            bytes += output.sliced(at, 1);
        }
        QCOMPARE(stretches(bytes, m_marks), expected);
    }

    void forgedMarksAreText_data()
    {
        QTest::addColumn<QByteArray>("forged");
        QTest::newRow("no token") << QByteArray("\x1b]7999;;1\a");
        QTest::newRow("another token") << StderrMarks::create().begin();
        QTest::newRow("another kind") << m_marks.begin().replace(";1", ";2");
        QTest::newRow("another end") << m_marks.begin().chopped(1) + "\x1b\\";
        QTest::newRow("no end") << m_marks.begin().chopped(1);
    }
    void forgedMarksAreText()
    {
        QFETCH(const QByteArray, forged);
        QCOMPARE(stretches({ forged, "x" }, m_marks), "-" + forged + "x");
    }

    void withoutATokenNothingIsTaken()
    {
        QCOMPARE(stretches({ m_marks.begin() + "x" }, StderrMarks()), "-" + m_marks.begin() + "x");
        QVERIFY(StderrMarks().begin().isEmpty());
    }

    void theTokenReachesAnIsolatedRun()
    {
        const TraceTarget target { QStringLiteral("/a:b,c"), RecordLevel::Phases, true,
                                   m_marks.token() };
        const auto read = TraceTarget::fromString(target.toString());
        QVERIFY(read);
        QCOMPARE(read->stderrToken, m_marks.token());
        QCOMPARE(read->path, target.path);
        QVERIFY(read->everyRequest);
        QVERIFY(TraceTarget::fromString(QStringLiteral("off:/x"))->stderrToken.isEmpty());
    }
};

QTEST_APPLESS_MAIN(tst_StderrMarks)
#include "tst_stderrmarks.moc"
