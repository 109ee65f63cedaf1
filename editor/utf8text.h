// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace looptide::editor {

/// The text of a file as a QString. Bytes that are not UTF-8 ("stray" bytes) stay unchanged in the
/// editor's text; here, each of them is a U+FFFD.
struct DecodedText
{
    QString text;
    /// Sorted positions in `text` of the U+FFFD that represent one stray byte each.
    std::vector<qsizetype> strays;
};

bool isValidUtf8(QByteArrayView bytes);

/// The length of the well-formed sequence (1 to 4) at this position; 0 where the byte is a stray.
qsizetype utf8SequenceAt(QByteArrayView bytes, qsizetype position);

/// The position of the first stray byte, or -1. Cheap for text without any.
qsizetype firstStrayByte(QByteArrayView bytes);

DecodedText decodeUtf8(QByteArrayView bytes);

/// Turns growing positions in a DecodedText into positions in its bytes, in one walk.
class Utf8OffsetWalk
{
public:
    explicit Utf8OffsetWalk(const DecodedText &decoded) : m_decoded(decoded) { }

    qsizetype toBytes(qsizetype position);

private:
    const DecodedText &m_decoded;
    qsizetype m_position = 0;
    qsizetype m_bytes = 0;
    size_t m_stray = 0;
};

} // namespace looptide::editor
