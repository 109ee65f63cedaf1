// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/framereader.h"

namespace looptide::lsp {

namespace {

constexpr qsizetype MaxHeaderBytes = 8 * 1024;

} // namespace

QList<QByteArray> FrameReader::read(QByteArrayView bytes)
{
    QList<QByteArray> messages;
    if (m_isBroken)
        return messages;
    m_buffer += bytes;
    qsizetype start = 0;
    while (!m_isBroken) {
        if (m_length < 0) {
            if (start > 0)
                m_buffer.remove(0, std::exchange(start, 0));
            if (!readHeader())
                break;
        }
        if (m_buffer.size() - start < m_length)
            break;
        messages.append(m_buffer.mid(start, m_length));
        start += m_length;
        m_length = -1;
    }
    if (start > 0)
        m_buffer.remove(0, start);
    if (m_isBroken)
        m_buffer.clear();
    return messages;
}

bool FrameReader::readHeader()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        m_isBroken = m_buffer.size() > MaxHeaderBytes
            || !QByteArrayView("Content-")
                    .startsWith(
                        QByteArrayView(m_buffer).first(qMin<qsizetype>(m_buffer.size(), 8)));
        return false;
    }
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.left(colon).trimmed().compare("Content-Length", Qt::CaseInsensitive))
            continue;
        bool isNumber = false;
        m_length = line.mid(colon + 1).trimmed().toLongLong(&isNumber);
        if (!isNumber || m_length > MaxMessageBytes)
            m_length = -1;
    }
    m_isBroken = m_length < 0;
    m_buffer.remove(0, end + 4);
    return !m_isBroken;
}

QByteArray FrameReader::frame(QByteArrayView message)
{
    QByteArray bytes = "Content-Length: " + QByteArray::number(message.size()) + "\r\n\r\n";
    bytes += message;
    return bytes;
}

} // namespace looptide::lsp
