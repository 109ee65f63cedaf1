// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace looptide::lsp {

/// Takes the messages out of a stream of bytes: a header with "Content-Length", an empty line, the
/// message. Bytes that are no frame end the stream, because the begin of the next frame is unknown.
class FrameReader
{
public:
    /// No server sends more at once; a length beyond it is garbage.
    static constexpr qsizetype MaxMessageBytes = 256 * 1024 * 1024;

    /// The messages that are complete now.
    QList<QByteArray> read(QByteArrayView bytes);
    bool isBroken() const { return m_isBroken; }

    static QByteArray frame(QByteArrayView message);

private:
    bool readHeader();

    QByteArray m_buffer;
    /// Of the message that follows; -1 while the header is incomplete.
    qsizetype m_length = -1;
    bool m_isBroken = false;
};

} // namespace looptide::lsp
