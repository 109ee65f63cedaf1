// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/projecttree/rawnames.h"

#include "panels/common/displaytext.h"

#include <algorithm>
#include <array>

namespace looptide::models {

namespace {

constexpr uchar firstLeadByte = 0xc2; // of a character of several bytes

// How many bytes at the beginning are one character; 0 when they are not UTF-8.
qsizetype characterLength(QByteArrayView bytes)
{
    constexpr qsizetype longest = 4;
    for (qsizetype length = 1; length <= std::min(longest, bytes.size()); ++length) {
        if (bytes.first(length).isValidUtf8())
            return length;
    }
    return 0;
}

// The name with textOfByte(byte) in place of each byte that is not UTF-8.
template <typename TextOfByte>
QString decoded(const QByteArray &bytes, TextOfByte textOfByte)
{
    QString text;
    for (qsizetype i = 0; i < bytes.size();) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(i);
        const qsizetype length = characterLength(rest);
        text += length > 0 ? QString::fromUtf8(rest.first(length)) : textOfByte(uchar(rest[0]));
        i += std::max<qsizetype>(length, 1);
    }
    return text;
}

// Source: the table of Windows-1252 in the WHATWG Encoding Standard; what the code page itself
// leaves undefined is "_".
QString windowsCharacter(uchar byte)
{
    constexpr std::array<char16_t, 32> from0x80 {
        u'€', u'_', u'‚', u'ƒ', u'„', u'…', u'†', u'‡', u'ˆ', u'‰', u'Š',
        u'‹', u'Œ', u'_', u'Ž', u'_', u'_', u'‘', u'’', u'“', u'”', u'•',
        u'–', u'—', u'˜', u'™', u'š', u'›', u'œ', u'_', u'ž', u'Ÿ',
    };
    constexpr uchar firstOfTable = 0x80;
    constexpr uchar firstOfLatin1 = 0xa0;
    return QChar(byte < firstOfLatin1 ? from0x80.at(byte - firstOfTable) : char16_t(byte));
}

} // namespace

QString rawNameText(const QByteArray &bytes)
{
    return visibleText(decoded(bytes, [](uchar byte) {
        return QStringLiteral("\\x%1").arg(QString::number(byte, 16).toUpper());
    }));
}

QString shellText(const QByteArray &path)
{
    QString text;
    for (const char byte : path) {
        const bool isPlain = byte >= 0x20 && byte < 0x7f;
        if (!isPlain)
            text +=
                QStringLiteral("\\x") + QString::fromLatin1(QByteArray(1, byte).toHex().toUpper());
        else if (byte == '\'' || byte == '\\')
            text += QStringLiteral("\\%1").arg(QLatin1Char(byte));
        else
            text += QLatin1Char(byte);
    }
    return QStringLiteral("$'%1'").arg(text);
}

QString cutOffName(const QByteArray &bytes)
{
    constexpr qsizetype longestBeginning = 3;
    for (qsizetype cut = 1; cut <= std::min(longestBeginning, bytes.size()); ++cut) {
        const QByteArray head = bytes.chopped(cut);
        const bool isBeginning = uchar(bytes[head.size()]) >= firstLeadByte;
        if (isBeginning)
            return QByteArrayView(head).isValidUtf8() ? QString::fromUtf8(head) : QString();
    }
    return {};
}

QString guessedName(const QByteArray &bytes)
{
    return decoded(bytes, &windowsCharacter);
}

} // namespace looptide::models
