// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/output/outputfilter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace looptide;
using models::OutputFilter;

class OutputFilterTest : public QObject
{
    Q_OBJECT

    static QByteArray passedBy(OutputFilter *filter, QByteArrayView input)
    {
        QByteArray passed;
        while (!input.isEmpty())
            passed += filter->take(&input);
        return passed;
    }

private Q_SLOTS:
    void passesOnWhatIsHarmless_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("text") << QByteArray("line 1\r\n\tline 2\b\r\n");
        QTest::newRow("UTF-8") << QByteArray("caf\xc3\xa9 \xc2\xa9 \xe2\x9c\x93 \xf0\x9f\x98\x80");
        QTest::newRow("not UTF-8") << QByteArray::fromHex("fffe80c328c2c2c24100e282");
        QTest::newRow("colours") << QByteArray(
            "\x1b[1;38;2;10;20;30mred\x1b[0m\x1b[38:5:208mx\x1b[m");
        QTest::newRow("movement") << QByteArray("\x1b[2J\x1b[H\x1b[10;20H\x1b[K\x1b[s\x1b[u\x1b"
                                                "7\x1b"
                                                "8");
        QTest::newRow("modes") << QByteArray(
            "\x1b[?1049h\x1b[?25l\x1b[?1;1000h\x1b[4h\x1b[3l\x1b[2l");
        QTest::newRow("questions") << QByteArray("\x1b[6n\x1b[c\x1b[>c");
        QTest::newRow("characters") << QByteArray("\x1b(0lqk\x1b(B\x1b#8\x1b%G\x1b=\x1b>\x1bM");
        QTest::newRow("a few repetitions") << QByteArray("x\x1b[120b");
        QTest::newRow("cursor style") << QByteArray("\x1b[5 q\x1b[!p");
    }
    void passesOnWhatIsHarmless()
    {
        QFETCH(const QByteArray, input);
        OutputFilter filter;
        QCOMPARE(passedBy(&filter, input + "."), input + ".");
    }

    void keepsBack_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArray &input,
                            const QByteArray &expected = {}) {
            QTest::newRow(name) << input << expected;
        };
        row("a title", "\x1b]0;owned\x07");
        row("a title, ended by ST", "\x1b]0;owned\x1b\\");
        row("the clipboard", "\x1b]52;c;aGk=\x07");
        row("a link", "\x1b]8;;http://x/\x1b\\text\x1b]8;;\x1b\\", "text");
        row("a title without an end", "\x1b]0;owned\nnext", "\nnext");
        row("a picture", "\x1bPq#0;2;0;0;0\n~~@@\n\x1b\\after", "after");
        row("a question for settings", "\x1bP$qm\x1b\\");
        row("other strings", "\x1b_G1\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\");
        row("a string that is cancelled",
            "\x1b]0;x\x18"
            "after",
            "after");
        row("a string that a sequence ends", "\x1b]0;x\x1b[1mafter", "\x1b[1mafter");
        row("a new size", "\x1b[8;4000;4000t\x1b[14t\x1b[21t");
        row("a new size in 8 bits",
            "\xc2\x9b"
            "8;4000;4000t");
        row("another in 8 bits",
            "\xc2\x9b"
            "1mx",
            "\x1b[1mx");
        row("132 columns", "\x1b[?40h\x1b[?3h\x1b[?1;3l\x1b[?003h");
        row("the VT52", "\x1b[?2l");
        row("repetitions", "x\x1b[40959bx\x1b[99999999999999999999bx", "xxx");
        row("the bell", "a\x07z", "az");
        row("the bell in a sequence",
            "\x1b[3\x07"
            "1m",
            "\x1b[31m");
        row("a sequence without end", "\x1b[" + QByteArray(100'000, '1') + "mafter", "after");
        row("a line end in a sequence", "\x1b[1\n;2m", "\n\x1b[1;2m");
    }
    void keepsBack()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QByteArray, expected);
        OutputFilter whole;
        QCOMPARE(passedBy(&whole, input), expected);
        OutputFilter inPieces;
        QByteArray passed;
        for (const char &byte : input)
            passed += passedBy(&inPieces, QByteArrayView(&byte, 1));
        QCOMPARE(passed, expected);
    }

    // Where a program's output is cut by chance makes no difference.
    void doesNotDependOnCuts()
    {
        QRandomGenerator random(7);
        const QByteArray alphabet = "ab\n\x1b\x1b\x1b[[]P\\;?0123\x07\xc2\x9b\x18thlb8m";
        QByteArray input;
        for (int i = 0; i < 100'000; ++i)
            input += alphabet.at(random.bounded(int(alphabet.size())));
        OutputFilter whole;
        OutputFilter cut;
        QByteArray passed;
        for (qsizetype at = 0; at < input.size();) {
            const qsizetype size = qMin<qsizetype>(1 + random.bounded(50), input.size() - at);
            passed += passedBy(&cut, QByteArrayView(input).sliced(at, size));
            at += size;
        }
        QCOMPARE(passed, passedBy(&whole, input));
    }

    void takesLittleOfWhatIsDear()
    {
        OutputFilter filter;
        const QByteArray insertions = QByteArray("\x1b[40959@").repeated(1000);
        QByteArrayView input = insertions;
        QVERIFY(filter.take(&input).count('\x1b') < 20);
        const QByteArray text(100'000, 'x');
        input = text;
        QVERIFY(filter.take(&input).size() >= 1024);
    }
};

QTEST_GUILESS_MAIN(OutputFilterTest)
#include "tst_outputfilter.moc"
