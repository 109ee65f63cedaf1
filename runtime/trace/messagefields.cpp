// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/messagefields.h"

#include "runtime/trace/messagering.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace looptide::trace {

namespace {

// The fields after a cut one must still fit: numbers, addresses and one-line texts.
constexpr std::size_t reserve = 64 * 1024;
constexpr std::size_t longestText = MessageRing::maxPayload - reserve;

} // namespace

FieldWriter::FieldWriter(std::string &text) : m_text(text)
{
    m_text.clear();
}

bool FieldWriter::isFull() const
{
    return m_text.size() >= longestText;
}

std::string_view FieldWriter::end(std::size_t begin)
{
    constexpr std::size_t always = 64; // kept of each field, whatever came before it
    const std::size_t most = std::max(begin + always, longestText);
    if (m_text.size() > most)
        m_text.resize(most);
    m_text.push_back('\0');
    return std::string_view(m_text).substr(begin, m_text.size() - begin - 1);
}

void FieldWriter::add(std::string_view field)
{
    const std::size_t begin = m_text.size();
    m_text.append(field);
    end(begin);
}

void FieldWriter::addNumber(qint64 number)
{
    std::array<char, 24> digits;
    const char *last = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add(std::string_view(digits.data(), last));
}

void FieldWriter::addHead(std::string_view head)
{
    constexpr std::string_view lineEnd = "\r\n";
    std::size_t begin = head.find(lineEnd); // of the status line
    while (begin != std::string_view::npos && !isFull()) {
        begin += lineEnd.size();
        const std::size_t end = head.find(lineEnd, begin);
        const std::string_view line = head.substr(begin, end - begin);
        if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
            std::string_view value = line.substr(colon + 1);
            value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
            add(line.substr(0, colon));
            add(value);
        }
        begin = line.empty() ? std::string_view::npos : end;
    }
}

QByteArrayView takeField(QByteArrayView &fields)
{
    const qsizetype end = fields.indexOf('\0');
    const QByteArrayView field = end < 0 ? fields : fields.first(end);
    fields = end < 0 ? QByteArrayView() : fields.sliced(end + 1);
    return field;
}

} // namespace looptide::trace
