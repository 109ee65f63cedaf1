// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/ripgrepreader.h"

#include <QTest>

using namespace looptide;
using models::FileMatches;
using models::RipgrepReader;
using namespace Qt::StringLiterals;

namespace {

QByteArray beginOf(const QByteArray &path)
{
    return R"({"type":"begin","data":{"path":)" + path + "}}\n";
}

QByteArray matchOf(const QByteArray &lines, int number, int offset, const QByteArray &submatches)
{
    return R"({"type":"match","data":{"path":{"text":"x"},"lines":)" + lines + R"(,"line_number":)"
        + QByteArray::number(number) + R"(,"absolute_offset":)" + QByteArray::number(offset)
        + R"(,"submatches":[)" + submatches + "]}}\n";
}

QByteArray submatch(int start, int end, const QByteArray &more = {})
{
    return R"({"match":{"text":"m"},"start":)" + QByteArray::number(start) + R"(,"end":)"
        + QByteArray::number(end) + more + '}';
}

const QByteArray textEnd = R"({"type":"end","data":{"binary_offset":null}})"
                           "\n";

QList<FileMatches> read(const QByteArray &output, qsizetype maximum = 100, int pieces = 1)
{
    QList<FileMatches> files;
    RipgrepReader reader(maximum, [&](const FileMatches &file) { files.append(file); });
    const qsizetype size = qMax<qsizetype>(1, output.size() / pieces);
    for (qsizetype at = 0; at < output.size(); at += size)
        reader.feed(QByteArrayView(output).sliced(at, qMin(size, output.size() - at)));
    return files;
}

// "path: line:column offset bytes [preview with the match in brackets]"
QString textOf(const QList<FileMatches> &files)
{
    QStringList lines;
    for (const FileMatches &file : files) {
        for (const models::SearchMatch &match : file.matches) {
            QString preview = match.preview;
            preview.insert(match.markStart + match.markLength, u']');
            preview.insert(match.markStart, u'[');
            lines.append(u"%1: %2:%3 %4 %5 %6"_s.arg(file.path)
                             .arg(match.line)
                             .arg(match.column)
                             .arg(match.offset)
                             .arg(QString::fromUtf8(match.bytes), preview));
        }
    }
    return lines.join(u'\n');
}

} // namespace

class tst_RipgrepReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsMatchesInPiecesOfAnySize();
    void columnsCountUtf16Units();
    void aBinaryFileIsLeftOut();
    void takesTextThatIsNotUtf8();
    void cutsLongLines();
    void aMatchOfSeveralLinesShowsTheFirst();
    void stopsAtTheMaximum();
    void garbageIsIgnored();
};

void tst_RipgrepReader::readsMatchesInPiecesOfAnySize()
{
    const QByteArray output = beginOf(R"({"text":"./src/a.js"})")
        + matchOf(R"({"text":"  foo bar foo\n"})", 7, 100, submatch(2, 5) + ',' + submatch(10, 13))
        + textEnd;
    const QString expected =
        u"src/a.js: 7:3 102 foo [foo] bar foo\nsrc/a.js: 7:11 110 foo foo bar [foo]"_s;
    for (const int pieces : { 1, 3, 50 })
        QCOMPARE(textOf(read(output, 100, pieces)), expected);
}

void tst_RipgrepReader::columnsCountUtf16Units()
{
    // An emoji has 4 bytes and 2 units, é has 2 bytes and 1 unit.
    const QByteArray output = beginOf(R"({"text":"a"})")
        + matchOf(R"({"text":"😀é x\n"})", 1, 0, submatch(7, 8)) + textEnd;
    QCOMPARE(textOf(read(output)), u"a: 1:5 7 x 😀é [x]"_s);
}

void tst_RipgrepReader::aBinaryFileIsLeftOut()
{
    const QByteArray output = beginOf(R"({"text":"a"})")
        + matchOf(R"({"text":"m\n"})", 1, 0, submatch(0, 1))
        + R"({"type":"end","data":{"binary_offset":70000}})" + '\n';
    QCOMPARE(read(output).size(), 0);
}

void tst_RipgrepReader::takesTextThatIsNotUtf8()
{
    // "caf\xe9 m" and a name that is "\xff".
    const QByteArray output = beginOf(R"({"bytes":"/w=="})")
        + matchOf(R"({"bytes":"Y2Fm6SBtCg=="})", 1, 0, submatch(5, 6)) + textEnd;
    const QList<FileMatches> files = read(output);
    QCOMPARE(files.size(), 1);
    QVERIFY(!files.first().isPathExact);
    QCOMPARE(files.first().matches.first().bytes, "m");
    QCOMPARE(files.first().matches.first().preview, u"caf\uFFFD m"_s);
}

void tst_RipgrepReader::cutsLongLines()
{
    const QByteArray line = QByteArray(5'000'000, 'a') + "NEEDLE" + QByteArray(1'000'000, 'b');
    const QByteArray output = beginOf(R"({"text":"a"})")
        + matchOf(R"({"text":")" + line + R"(\n"})", 1, 0, submatch(5'000'000, 5'000'006))
        + textEnd;
    const models::SearchMatch match = read(output).value(0).matches.value(0);
    QCOMPARE(match.bytes, "NEEDLE");
    QCOMPARE(match.column, 5'000'001);
    QVERIFY(match.preview.size() < 500);
    QCOMPARE(match.preview.mid(match.markStart, match.markLength), u"NEEDLE"_s);
    QVERIFY(match.preview.startsWith(u'…'));
    QVERIFY(match.preview.endsWith(u'…'));
}

void tst_RipgrepReader::aMatchOfSeveralLinesShowsTheFirst()
{
    const QByteArray output = beginOf(R"({"text":"a"})")
        + matchOf(R"({"text":"if (x)\n  go\nif (y)\n  go\n"})", 4, 0,
                  submatch(3, 11) + ',' + submatch(15, 23))
        + textEnd;
    QCOMPARE(textOf(read(output)), u"a: 4:4 3 (x)\n  go if [(x)]\na: 6:4 15 (y)\n  go if [(y)]"_s);
}

void tst_RipgrepReader::stopsAtTheMaximum()
{
    QByteArray submatches = submatch(0, 1);
    for (int i = 1; i < 20; ++i)
        submatches += ',' + submatch(i, i + 1);
    QList<FileMatches> files;
    RipgrepReader reader(15, [&](const FileMatches &file) { files.append(file); });
    reader.feed(beginOf(R"({"text":"a"})")
                + matchOf(R"({"text":"aaaaaaaaaaaaaaaaaaaaaaaaa\n"})", 1, 0, submatches));
    QVERIFY(reader.isFull());
    QCOMPARE(reader.matchCount(), 15);
    QCOMPARE(files.value(0).matches.size(), 15);
}

void tst_RipgrepReader::garbageIsIgnored()
{
    QCOMPARE(
        read("{}\nnot json\n[1]\n{\"type\":\"match\",\"data\":7}\n\xff\xfe\n" + textEnd).size(), 0);
    // Offsets beyond the text.
    const QByteArray output = beginOf(R"({"text":"a"})")
        + matchOf(R"({"text":"m\n"})", 1, 0, submatch(5, 9) + ',' + submatch(1, 0)) + textEnd;
    QCOMPARE(read(output).size(), 0);
}

QTEST_GUILESS_MAIN(tst_RipgrepReader)
#include "tst_ripgrepreader.moc"
