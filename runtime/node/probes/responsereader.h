// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <cstddef>
#include <string>
#include <string_view>

namespace looptide::host {

// Reads one HTTP/1 response as it is written to the connection, by whatever code: its status, its
// head and the size of its body without chunk framing. It skips interim responses (1xx). It trusts
// nothing: for bytes that are not a response, hasHead() stays false.
class ResponseReader
{
public:
    // What the request determines about the end of its response.
    enum class Kind {
        Ordinary,
        Head, // no body
        Upgrade, // ends with its head, as 101
        Connect, // ends with its head, as 2xx
    };

    // Resets the reader. The next byte begins a response or an interim one. bodyLimit: how much of
    // the body is kept. pieceLimit: the same for its newest piece.
    void begin(Kind kind, std::size_t bodyLimit = 0, std::size_t pieceLimit = 0);

    void read(std::string_view bytes);
    // Whether the next size bytes only have to be counted; skip() does that.
    bool canSkip(std::size_t size) const;
    void skip(std::size_t size);

    bool hasHead() const { return m_state > State::Head; }
    // The head as written, with the empty line at its end.
    std::string_view head() const { return m_head; }
    int status() const { return m_status; }
    std::string_view statusMessage() const;
    qint64 bodyBytes() const { return m_bodyBytes; }
    // Its begin, without chunk framing.
    std::string_view body() const { return m_body; }
    // What has come of it since endPiece(), without chunk framing.
    std::string_view piece() const { return m_piece; }
    void endPiece() { m_piece.clear(); }
    // Whether the whole response was read. When the connection ends, a body without a length is
    // complete too.
    bool isComplete(bool connectionEnds = false) const;

private:
    enum class State {
        Other, // not an HTTP response
        Head,
        Counted, // body of m_expected bytes
        UntilEnd, // body that ends with the connection
        ChunkSize,
        Chunk, // m_expected bytes of it are left
        ChunkEnd,
        Trailer,
        Complete,
    };

    bool keepsBody() const { return m_body.size() < m_bodyLimit || m_piece.size() < m_pieceLimit; }
    void keep(std::string_view bytes);
    std::string_view readHead(std::string_view bytes);
    void finishHead(std::size_t size);
    void chooseBody();
    std::string_view readLine(std::string_view bytes);
    void finishLine();

    Kind m_kind = Kind::Ordinary;
    State m_state = State::Head;
    std::string m_head;
    std::string m_line; // of a chunked body
    int m_status = 0;
    quint64 m_expected = 0;
    qint64 m_bodyBytes = 0;
    std::size_t m_bodyLimit = 0;
    std::string m_body;
    std::size_t m_pieceLimit = 0;
    std::string m_piece;
};

// The value of the first such field in a head; name in lower case. Null data when there is none.
std::string_view headerValue(std::string_view head, std::string_view name);

} // namespace looptide::host
