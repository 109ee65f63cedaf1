// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace looptide::editor {

/// How the characters of a text stand in the bytes of its file. Recovery journals keep the numbers:
/// new ones go to the end.
enum class Encoding {
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    Latin1,
    Windows1252,
    Utf16LeNoBom,
    Utf16BeNoBom,
    Windows1250,
    Windows1251,
    Windows1253,
    Windows1254,
    Iso8859_2,
    Iso8859_15,
    Koi8R,
    ShiftJis,
    EucJp,
    Gb18030,
    Big5,
    EucKr,
};
inline constexpr int encodingCount = int(Encoding::EucKr) + 1;

/// A standard name: not translated.
QString encodingName(Encoding encoding);

/// Those that can be read and written here, in the order of a menu.
QList<Encoding> availableEncodings();

/// By the mark at the front; without one UTF-8, UTF-16 where the NUL bytes show it, or Windows-1252
/// where the bytes that are no UTF-8 look like letters and punctuation of it.
Encoding detectEncoding(QByteArrayView bytes);

/// A file's bytes as the editor keeps a text: UTF-8 without a mark. In the two UTF-8 encodings
/// stray bytes stay what they are. Nothing when the way back would give other bytes.
std::optional<QByteArray> decodeBytes(QByteArrayView bytes, Encoding encoding);

/// The way back. Characters that the encoding has no bytes for must have been looked for before.
QByteArray encodeText(const QByteArray &utf8, Encoding encoding);

/// The position in the text of the first character (or stray byte) that the encoding cannot hold.
std::optional<qsizetype> firstUnencodable(const QByteArray &utf8, Encoding encoding);

} // namespace looptide::editor
