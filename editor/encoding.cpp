// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/encoding.h"

#include "editor/utf8text.h"

#include <QStringConverter>

#include <algorithm>
#include <array>

namespace looptide::editor {

namespace {

using Flag = QStringConverter::Flag;

struct Facts
{
    Encoding encoding;
    const char *name;
    const char *codec; // as Qt and ICU know it
    QByteArrayView mark;
};

constexpr QByteArrayView Utf8Mark("\xEF\xBB\xBF");
constexpr QByteArrayView Utf16LeMark("\xFF\xFE");
constexpr QByteArrayView Utf16BeMark("\xFE\xFF");

// In the order of a menu.
constexpr std::array allFacts {
    Facts { Encoding::Utf8, "UTF-8", "UTF-8", {} },
    Facts { Encoding::Utf8Bom, "UTF-8 BOM", "UTF-8", Utf8Mark },
    Facts { Encoding::Utf16Le, "UTF-16 LE", "UTF-16LE", Utf16LeMark },
    Facts { Encoding::Utf16LeNoBom, "UTF-16 LE (no BOM)", "UTF-16LE", {} },
    Facts { Encoding::Utf16Be, "UTF-16 BE", "UTF-16BE", Utf16BeMark },
    Facts { Encoding::Utf16BeNoBom, "UTF-16 BE (no BOM)", "UTF-16BE", {} },
    Facts { Encoding::Windows1252, "Windows-1252", "windows-1252", {} },
    Facts { Encoding::Latin1, "ISO 8859-1", "ISO-8859-1", {} },
    Facts { Encoding::Iso8859_15, "ISO 8859-15", "ISO-8859-15", {} },
    Facts { Encoding::Windows1250, "Windows-1250", "windows-1250", {} },
    Facts { Encoding::Iso8859_2, "ISO 8859-2", "ISO-8859-2", {} },
    Facts { Encoding::Windows1251, "Windows-1251", "windows-1251", {} },
    Facts { Encoding::Koi8R, "KOI8-R", "KOI8-R", {} },
    Facts { Encoding::Windows1253, "Windows-1253", "windows-1253", {} },
    Facts { Encoding::Windows1254, "Windows-1254", "windows-1254", {} },
    Facts { Encoding::ShiftJis, "Shift JIS", "Shift_JIS", {} },
    Facts { Encoding::EucJp, "EUC-JP", "EUC-JP", {} },
    Facts { Encoding::Gb18030, "GB 18030", "GB18030", {} },
    Facts { Encoding::Big5, "Big5", "Big5", {} },
    Facts { Encoding::EucKr, "EUC-KR", "EUC-KR", {} },
};
static_assert(allFacts.size() == encodingCount);

const Facts &factsOf(Encoding encoding)
{
    return *std::ranges::find(allFacts, encoding, &Facts::encoding);
}

bool isUtf8(Encoding encoding)
{
    return encoding == Encoding::Utf8 || encoding == Encoding::Utf8Bom;
}

QStringDecoder decoderFor(Encoding encoding)
{
    // A second mark is a character of the text.
    return QStringDecoder(factsOf(encoding).codec, Flag::Stateless | Flag::ConvertInitialBom);
}

QByteArray encoded(QStringView text, Encoding encoding)
{
    QStringEncoder encoder(factsOf(encoding).codec, Flag::Stateless);
    return encoder(text);
}

bool isAsciiLetter(uchar byte)
{
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

bool isWesternLetter(uchar byte)
{
    constexpr QByteArrayView LettersBelow("\x83\x8A\x8C\x8E\x9A\x9C\x9E\x9F\xAA\xB5\xBA");
    return isAsciiLetter(byte) || LettersBelow.contains(char(byte))
        || (byte >= 0xC0 && byte < 0xFE && byte != 0xD7 && byte != 0xF7);
}

// The last two letters are rare, and 0xFF and 0xFE are what damaged files have: they count only
// beside another letter.
bool looksWestern(QByteArrayView bytes, qsizetype at)
{
    constexpr QByteArrayView Undefined("\x81\x8D\x8F\x90\x9D");
    const auto byte = uchar(bytes[at]);
    if (byte < 0xFE)
        return !Undefined.contains(char(byte));
    return (at > 0 && isWesternLetter(uchar(bytes[at - 1])))
        || (at + 1 < bytes.size() && isWesternLetter(uchar(bytes[at + 1])));
}

// For bytes that are not all UTF-8. An old 8-bit text hardly ever has two bytes that happen to be a
// UTF-8 character; a damaged UTF-8 text has many.
bool isWindows1252(QByteArrayView bytes)
{
    constexpr qint64 StraysPerCharacter = 8;
    qint64 characters = 0;
    qint64 strays = 0;
    qint64 western = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = utf8SequenceAt(bytes, at);
        characters += length > 1;
        if (length == 0) {
            ++strays;
            western += looksWestern(bytes, at);
        }
        at += qMax<qsizetype>(1, length);
    }
    return strays > StraysPerCharacter * characters && western * 2 > strays;
}

bool isTextWithoutControls(QStringView text)
{
    return std::ranges::none_of(text, [](QChar c) {
        return c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r' && c != u'\f';
    });
}

// Without a mark, and in a script that needs one byte for most characters.
std::optional<Encoding> utf16ByNuls(QByteArrayView bytes)
{
    constexpr qsizetype Sample = 4096;
    if (bytes.size() < 4 || bytes.size() % 2 != 0)
        return {};
    const QByteArrayView sample = bytes.first(qMin(bytes.size(), Sample));
    std::array<qsizetype, 2> nuls {};
    for (qsizetype i = 0; i < sample.size(); ++i)
        nuls[size_t(i % 2)] += sample[i] == 0;
    if (std::min(nuls[0], nuls[1]) != 0 || std::max(nuls[0], nuls[1]) * 3 < sample.size())
        return {};
    const Encoding encoding = nuls[1] != 0 ? Encoding::Utf16LeNoBom : Encoding::Utf16BeNoBom;
    const QString text = decoderFor(encoding)(sample);
    return isTextWithoutControls(text) ? std::optional(encoding) : std::nullopt;
}

} // namespace

QString encodingName(Encoding encoding)
{
    return QString::fromLatin1(factsOf(encoding).name);
}

QList<Encoding> availableEncodings()
{
    static const QList<Encoding> Available = [] {
        QList<Encoding> list;
        for (const Facts &facts : allFacts) {
            if (QStringDecoder(facts.codec).isValid() && QStringEncoder(facts.codec).isValid())
                list << facts.encoding;
        }
        return list;
    }();
    return Available;
}

Encoding detectEncoding(QByteArrayView bytes)
{
    for (Encoding encoding : { Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Utf8Bom }) {
        if (bytes.startsWith(factsOf(encoding).mark))
            return encoding;
    }
    if (const auto utf16 = bytes.contains('\0') ? utf16ByNuls(bytes) : std::nullopt)
        return *utf16;
    if (!isValidUtf8(bytes) && availableEncodings().contains(Encoding::Windows1252)
        && isWindows1252(bytes))
        return Encoding::Windows1252;
    return Encoding::Utf8;
}

std::optional<QByteArray> decodeBytes(QByteArrayView bytes, Encoding encoding)
{
    const QByteArrayView mark = factsOf(encoding).mark;
    if (!bytes.startsWith(mark))
        return {};
    const QByteArrayView body = bytes.sliced(mark.size());
    if (isUtf8(encoding))
        return body.toByteArray();
    const QString text = decoderFor(encoding)(body);
    if (encoded(text, encoding) != body)
        return {};
    return text.toUtf8();
}

QByteArray encodeText(const QByteArray &utf8, Encoding encoding)
{
    if (encoding == Encoding::Utf8)
        return utf8;
    const QByteArray mark = factsOf(encoding).mark.toByteArray();
    return isUtf8(encoding) ? mark + utf8 : mark + encoded(decodeUtf8(utf8).text, encoding);
}

std::optional<qsizetype> firstUnencodable(const QByteArray &utf8, Encoding encoding)
{
    if (isUtf8(encoding))
        return {};
    const DecodedText decoded = decodeUtf8(utf8);
    const QString back = decoderFor(encoding)(encoded(decoded.text, encoding));
    const auto [lost, other] =
        std::mismatch(decoded.text.begin(), decoded.text.end(), back.begin(), back.end());
    qsizetype position = lost - decoded.text.begin();
    if (!decoded.strays.empty())
        position = std::min(position, decoded.strays.front());
    if (position == decoded.text.size())
        return {};
    if (position > 0 && decoded.text[position].isLowSurrogate())
        --position;
    return Utf8OffsetWalk(decoded).toBytes(position);
}

} // namespace looptide::editor
