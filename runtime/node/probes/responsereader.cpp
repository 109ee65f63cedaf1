// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/responsereader.h"

#include <algorithm>
#include <charconv>

namespace looptide::host {

namespace {

constexpr std::string_view protocol = "HTTP/1.";
constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view headEnd = "\r\n\r\n";
constexpr std::size_t statusAt = 9; // in "HTTP/1.1 200 OK"
constexpr std::size_t statusDigits = 3;
// Longer lines between chunks are not chunk framing. The limit bounds what is kept of them.
constexpr std::size_t longestLine = 16 * 1024;
constexpr std::size_t ordinaryHead = 16 * 1024;

constexpr int switchingProtocols = 101;
constexpr int noContent = 204;
constexpr int notModified = 304;

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

bool equalsLowered(std::string_view text, std::string_view lowerCase)
{
    return std::ranges::equal(text, lowerCase, {}, lowered);
}

template <typename Number>
Number toNumber(std::string_view digits, int base = 10)
{
    Number number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
    return number;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

} // namespace

std::string_view headerValue(std::string_view head, std::string_view name)
{
    std::size_t begin = head.find(lineEnd); // of the status line
    while (begin != std::string_view::npos) {
        begin += lineEnd.size();
        const std::size_t end = head.find(lineEnd, begin);
        const std::string_view line = head.substr(begin, end - begin);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && equalsLowered(line.substr(0, colon), name))
            return trimmed(line.substr(colon + 1));
        begin = end;
    }
    return {};
}

void ResponseReader::begin(Kind kind, std::size_t bodyLimit, std::size_t pieceLimit)
{
    m_bodyLimit = bodyLimit;
    m_pieceLimit = pieceLimit;
    m_piece.clear();
    m_body.clear();
    if (m_body.capacity() > ordinaryHead)
        m_body.shrink_to_fit();
    m_kind = kind;
    m_state = State::Head;
    m_head.clear();
    if (m_head.capacity() > ordinaryHead)
        m_head.shrink_to_fit();
    m_line.clear();
    m_status = 0;
    m_expected = 0;
    m_bodyBytes = 0;
}

void ResponseReader::read(std::string_view bytes)
{
    while (!bytes.empty()) {
        switch (m_state) {
        case State::Other:
        case State::Complete:
            return;
        case State::Head:
            bytes = readHead(bytes);
            break;
        case State::Counted:
        case State::Chunk: {
            const auto size = std::size_t(std::min<quint64>(m_expected, bytes.size()));
            keep(bytes.substr(0, size));
            skip(size);
            bytes.remove_prefix(size);
            break;
        }
        case State::UntilEnd:
            keep(bytes);
            skip(bytes.size());
            return;
        case State::ChunkSize:
        case State::ChunkEnd:
        case State::Trailer:
            bytes = readLine(bytes);
            break;
        }
    }
}

bool ResponseReader::canSkip(std::size_t size) const
{
    switch (m_state) {
    case State::Other:
    case State::Complete:
        return true;
    case State::UntilEnd:
        return !keepsBody();
    case State::Counted:
    case State::Chunk:
        return size <= m_expected && !keepsBody();
    case State::Head:
    case State::ChunkSize:
    case State::ChunkEnd:
    case State::Trailer:
        return false;
    }
    return false;
}

void ResponseReader::keep(std::string_view bytes)
{
    m_body.append(bytes.substr(0, m_bodyLimit - std::min(m_bodyLimit, m_body.size())));
    m_piece.append(bytes.substr(0, m_pieceLimit - std::min(m_pieceLimit, m_piece.size())));
}

void ResponseReader::skip(std::size_t size)
{
    if (m_state == State::Other || m_state == State::Complete)
        return;
    m_bodyBytes += qint64(size);
    if (m_state == State::UntilEnd)
        return;
    m_expected -= size;
    if (m_expected == 0)
        m_state = m_state == State::Chunk ? State::ChunkEnd : State::Complete;
}

std::string_view ResponseReader::statusMessage() const
{
    const std::string_view line = head().substr(0, head().find(lineEnd));
    return trimmed(line.substr(std::min(line.size(), statusAt + statusDigits)));
}

bool ResponseReader::isComplete(bool connectionEnds) const
{
    return m_state == State::Complete || (m_state == State::UntilEnd && connectionEnds);
}

// Returns what comes after it.
std::string_view ResponseReader::readHead(std::string_view bytes)
{
    const std::size_t before = m_head.size();
    m_head.append(bytes);
    const std::string_view begin = head().substr(0, protocol.size());
    if (begin != protocol.substr(0, begin.size())) {
        m_state = State::Other;
        return {};
    }
    const std::size_t from = before < headEnd.size() ? 0 : before - headEnd.size();
    const std::size_t end = m_head.find(headEnd, from);
    if (end == std::string::npos)
        return {};
    const std::size_t size = end + headEnd.size();
    finishHead(size);
    return bytes.substr(size - before);
}

void ResponseReader::finishHead(std::size_t size)
{
    m_head.resize(size);
    m_status = toNumber<int>(head().substr(statusAt, statusDigits));
    const bool isInterim = m_status >= 100 && m_status < 200 && m_status != switchingProtocols;
    if (isInterim)
        begin(m_kind, m_bodyLimit, m_pieceLimit);
    else
        chooseBody();
}

// RFC 9112, 6.3.
void ResponseReader::chooseBody()
{
    const bool endsWithHead = m_kind == Kind::Head || m_status == switchingProtocols
        || m_status == noContent || m_status == notModified
        || (m_kind == Kind::Connect && m_status / 100 == 2);
    const std::string_view length = headerValue(m_head, "content-length");
    const std::string_view coding = headerValue(m_head, "transfer-encoding");
    m_state = State::UntilEnd;
    if (endsWithHead) {
        m_state = State::Complete;
    } else if (coding.size() >= 7 && equalsLowered(coding.substr(coding.size() - 7), "chunked")) {
        m_state = State::ChunkSize;
    } else if (!length.empty()) {
        m_expected = toNumber<quint64>(length);
        m_state = m_expected == 0 ? State::Complete : State::Counted;
    }
}

// Returns what comes after it.
std::string_view ResponseReader::readLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    m_line.append(bytes.substr(0, end));
    if (m_line.size() > longestLine)
        m_state = State::Complete;
    if (end == std::string_view::npos)
        return {};
    finishLine();
    return bytes.substr(end + 1);
}

void ResponseReader::finishLine()
{
    const bool isEmpty = m_line.empty() || m_line == "\r";
    if (m_state == State::ChunkSize) {
        m_expected = toNumber<quint64>(m_line, 16);
        m_state = m_expected == 0 ? State::Trailer : State::Chunk;
    } else if (m_state == State::ChunkEnd) {
        m_state = State::ChunkSize;
    } else if (m_state == State::Trailer && isEmpty) {
        m_state = State::Complete;
    }
    m_line.clear();
}

} // namespace looptide::host
