// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/utf8text.h"

#include <QStringConverter>
#include <QUtf8StringView>

namespace looptide::editor {

namespace {

struct Lead
{
    qsizetype length = 0;
    /// What the second byte may be: this excludes overlong forms, surrogates and what is beyond
    /// U+10FFFF (table 3-7 of the Unicode standard).
    uchar secondFrom = 0x80;
    uchar secondTo = 0xBF;
};

Lead leadOf(uchar byte)
{
    if (byte < 0x80)
        return { 1 };
    if (byte < 0xC2 || byte > 0xF4)
        return {};
    if (byte < 0xE0)
        return { 2 };
    if (byte < 0xF0)
        return { 3, uchar(byte == 0xE0 ? 0xA0 : 0x80), uchar(byte == 0xED ? 0x9F : 0xBF) };
    return { 4, uchar(byte == 0xF0 ? 0x90 : 0x80), uchar(byte == 0xF4 ? 0x8F : 0xBF) };
}

qsizetype strayFrom(QByteArrayView bytes, qsizetype position)
{
    while (position < bytes.size()) {
        const qsizetype length = utf8SequenceAt(bytes, position);
        if (length == 0)
            return position;
        position += length;
    }
    return -1;
}

} // namespace

bool isValidUtf8(QByteArrayView bytes)
{
    return QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

qsizetype utf8SequenceAt(QByteArrayView bytes, qsizetype position)
{
    const Lead lead = leadOf(uchar(bytes[position]));
    if (lead.length < 2)
        return lead.length;
    if (bytes.size() - position < lead.length)
        return 0;
    const auto second = uchar(bytes[position + 1]);
    if (second < lead.secondFrom || second > lead.secondTo)
        return 0;
    for (qsizetype i = 2; i < lead.length; ++i) {
        if ((uchar(bytes[position + i]) & 0xC0) != 0x80)
            return 0;
    }
    return lead.length;
}

qsizetype firstStrayByte(QByteArrayView bytes)
{
    return isValidUtf8(bytes) ? -1 : strayFrom(bytes, 0);
}

DecodedText decodeUtf8(QByteArrayView bytes)
{
    // A byte order mark in the text is a character of the text.
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless
                               | QStringConverter::Flag::ConvertInitialBom);
    DecodedText decoded;
    if (isValidUtf8(bytes)) {
        decoded.text = decoder(bytes);
        return decoded;
    }
    qsizetype start = 0;
    while (start < bytes.size()) {
        const qsizetype stray = strayFrom(bytes, start);
        const qsizetype end = stray < 0 ? bytes.size() : stray;
        decoded.text += QString(decoder(bytes.sliced(start, end - start)));
        if (stray >= 0) {
            decoded.strays.push_back(decoded.text.size());
            decoded.text += QChar(QChar::ReplacementCharacter);
        }
        start = end + (stray >= 0);
    }
    return decoded;
}

qsizetype Utf8OffsetWalk::toBytes(qsizetype position)
{
    for (; m_position < position; ++m_position) {
        const QChar c = m_decoded.text[m_position];
        const bool isStray =
            m_stray < m_decoded.strays.size() && m_decoded.strays[m_stray] == m_position;
        m_stray += isStray;
        // The two halves of a surrogate pair share four bytes.
        m_bytes += isStray || c.unicode() < 0x80     ? 1
            : c.unicode() < 0x800 || c.isSurrogate() ? 2
                                                     : 3;
    }
    return m_bytes;
}

} // namespace looptide::editor
