// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/messagewriter.h"

#include "runtime/trace/messagering.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace looptide::host {

namespace {

// What comes after a field that was cut still has to fit: numbers, addresses and texts of a line.
constexpr std::size_t reserve = 64 * 1024;
constexpr std::size_t longestText = trace::MessageRing::maxPayload - reserve;

} // namespace

void appendUtf8(v8::Isolate *isolate, v8::Local<v8::String> string, std::string &text)
{
    const std::size_t begin = text.size();
    const auto length = static_cast<std::size_t>(string->Length());
    if (string->IsOneByte()) {
        text.resize(begin + length);
        auto *bytes = reinterpret_cast<uint8_t *>(text.data() + begin);
        string->WriteOneByteV2(isolate, 0, static_cast<uint32_t>(length), bytes);
        if (std::none_of(bytes, bytes + length, [](uint8_t byte) { return byte & 0x80; }))
            return;
    }
    const std::size_t size = string->Utf8LengthV2(isolate);
    text.resize(begin + size);
    string->WriteUtf8V2(isolate, text.data() + begin, size);
}

std::string latin1ToUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text.push_back(c);
            continue;
        }
        text.push_back(static_cast<char>(0xc0 | byte >> 6));
        text.push_back(static_cast<char>(0x80 | (byte & 0x3f)));
    }
    return text;
}

MessageWriter::MessageWriter(std::string &text) : m_text(text)
{
    m_text.clear();
}

bool MessageWriter::isFull() const
{
    return m_text.size() >= longestText;
}

// Ends the field that began there.
void MessageWriter::end(std::size_t begin)
{
    constexpr std::size_t always = 64; // of each field, whatever came before it
    const std::size_t most = std::max(begin + always, longestText);
    if (m_text.size() > most)
        m_text.resize(most);
    m_text.push_back('\0');
}

void MessageWriter::add(std::string_view field)
{
    const std::size_t begin = m_text.size();
    m_text.append(field);
    end(begin);
}

void MessageWriter::addNumber(qint64 number)
{
    std::array<char, 24> digits;
    const char *end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    add(std::string_view(digits.data(), end));
}

std::string_view MessageWriter::add(v8::Isolate *isolate, v8::Local<v8::Value> value)
{
    const std::size_t begin = m_text.size();
    if (value->IsString())
        appendUtf8(isolate, value.As<v8::String>(), m_text);
    end(begin);
    return std::string_view(m_text).substr(begin, m_text.size() - begin - 1);
}

void MessageWriter::addHead(std::string_view head)
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

void MessageWriter::addLatin1Head(std::string_view head)
{
    addHead(latin1ToUtf8(head));
}

} // namespace looptide::host
