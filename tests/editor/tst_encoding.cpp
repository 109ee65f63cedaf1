// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/encoding.h"
#include "editor/search.h"
#include "editor/utf8text.h"

#include <QTest>

using namespace looptide::editor;

class TestEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEncodingIsAvailable();
    void everyEncodingKeepsAsciiAndItsOwnLetters();
    void everyByteOfWindows1252ComesBack();
    void windows1252HasQuotesDashesAndTheEuro();
    void theFirstCharacterThatDoesNotFitIsFound();
    void strayBytesDoNotFitIntoOtherEncodings();
    void strayBytesAreSingleCharacters();
    void positionsBehindStrayBytesAreRight();
    void matchesBehindStrayBytesAreRight();
    void replacingKeepsStrayBytes();
};

void TestEncoding::everyEncodingIsAvailable()
{
    QCOMPARE(availableEncodings().size(), encodingCount);
}

void TestEncoding::everyEncodingKeepsAsciiAndItsOwnLetters()
{
    const QHash<Encoding, QString> letters {
        { Encoding::Windows1250, QStringLiteral("žluťoučký") },
        { Encoding::Iso8859_2, QStringLiteral("žluťoučký") },
        { Encoding::Windows1251, QStringLiteral("Привет") },
        { Encoding::Koi8R, QStringLiteral("Привет") },
        { Encoding::Windows1253, QStringLiteral("Καλημέρα") },
        { Encoding::Windows1254, QStringLiteral("ığdır") },
        { Encoding::ShiftJis, QStringLiteral("日本語テキスト") },
        { Encoding::EucJp, QStringLiteral("日本語") },
        { Encoding::Gb18030, QStringLiteral("中文 €") },
        { Encoding::Big5, QStringLiteral("中文") },
        { Encoding::EucKr, QStringLiteral("한국어") },
    };
    const QList<Encoding> encodings = availableEncodings();
    for (const Encoding encoding : encodings) {
        const QByteArray text =
            (letters.value(encoding, QStringLiteral("é")) + QStringLiteral("abc {}[]\\~\r\n"))
                .toUtf8();
        QVERIFY2(!firstUnencodable(text, encoding), qPrintable(encodingName(encoding)));
        QCOMPARE(decodeBytes(encodeText(text, encoding), encoding), std::optional(text));
    }
}

void TestEncoding::everyByteOfWindows1252ComesBack()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    const auto utf8 = decodeBytes(bytes, Encoding::Windows1252);
    QVERIFY(utf8.has_value());
    QVERIFY(!firstUnencodable(*utf8, Encoding::Windows1252));
    QCOMPARE(encodeText(*utf8, Encoding::Windows1252), bytes);
}

void TestEncoding::windows1252HasQuotesDashesAndTheEuro()
{
    const auto utf8 = decodeBytes("\x93\x94\x91\x92\x96\x97\x85\x80", Encoding::Windows1252);
    QCOMPARE(QString::fromUtf8(utf8.value()), QStringLiteral("“”‘’–—…€"));
}

void TestEncoding::theFirstCharacterThatDoesNotFitIsFound()
{
    const QByteArray text = QStringLiteral("é 5 € → x").toUtf8();
    QCOMPARE(firstUnencodable(text, Encoding::Windows1252), std::optional(text.indexOf("→")));
    QCOMPARE(firstUnencodable(text, Encoding::Latin1), std::optional(text.indexOf("€")));
    QCOMPARE(firstUnencodable(text, Encoding::Utf16Le), std::nullopt);
    QCOMPARE(firstUnencodable(text, Encoding::Gb18030), std::nullopt);
    // A question mark of the text's own is none that stands for something else.
    QCOMPARE(firstUnencodable("a ? b", Encoding::Latin1), std::nullopt);
    const QByteArray smile = QStringLiteral("ä😀").toUtf8();
    QCOMPARE(firstUnencodable(smile, Encoding::Windows1252), std::optional<qsizetype>(2));
}

void TestEncoding::strayBytesDoNotFitIntoOtherEncodings()
{
    QCOMPARE(firstUnencodable("\xC3\xA4\xFF", Encoding::Utf16Le), std::optional<qsizetype>(2));
    QCOMPARE(firstUnencodable("\xC3\xA4\xFF", Encoding::Utf8), std::nullopt);
}

void TestEncoding::strayBytesAreSingleCharacters()
{
    const DecodedText decoded = decodeUtf8("a\xFF\xE2\x82\xED\xA0\x80\xC3\xA4");
    QCOMPARE(decoded.text.size(), 8);
    QCOMPARE(decoded.strays, std::vector<qsizetype>({ 1, 2, 3, 4, 5, 6 }));
    QCOMPARE(decoded.text.back(), QChar(0xE4));
    QCOMPARE(decodeUtf8("\xEF\xBB\xBFx").text.size(), 2);
    QCOMPARE(firstStrayByte("\xC3\xA4"), -1);
}

void TestEncoding::positionsBehindStrayBytesAreRight()
{
    const QByteArray bytes("\xFF\xC3\xA4\xF0\x9F\x98\x80\xC0z");
    const DecodedText decoded = decodeUtf8(bytes);
    Utf8OffsetWalk walk(decoded);
    QCOMPARE(walk.toBytes(1), 1);
    QCOMPARE(walk.toBytes(2), 3);
    QCOMPARE(walk.toBytes(4), 7);
    QCOMPARE(walk.toBytes(5), 8);
    QCOMPARE(walk.toBytes(6), bytes.size());
}

void TestEncoding::matchesBehindStrayBytesAreRight()
{
    const SearchResult result = findAll("\xFF\xFE word \xC3\xA4 word", { QStringLiteral("word") });
    QCOMPARE(result.matches.size(), 2u);
    QCOMPARE(result.matches[0], (TextRange { 3, 7 }));
    QCOMPARE(result.matches[1], (TextRange { 11, 15 }));
}

void TestEncoding::replacingKeepsStrayBytes()
{
    const SearchQuery query { .pattern = QStringLiteral("<(.*?)>"), .isRegex = true };
    const auto replacements =
        replacementsFor("\xC0 <\xFF\xC3\xA4> <b>", query, QStringLiteral("[$1]"));
    QCOMPARE(replacements.size(), 2u);
    QCOMPARE(replacements[0].range, (TextRange { 2, 7 }));
    QCOMPARE(replacements[0].utf8, QByteArray("[\xFF\xC3\xA4]"));
    QCOMPARE(replacements[1].utf8, QByteArray("[b]"));
}

QTEST_GUILESS_MAIN(TestEncoding)
#include "tst_encoding.moc"
