// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/v8fieldwriter.h"

#include <algorithm>

namespace looptide::host {

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

V8FieldWriter::V8FieldWriter(v8::Isolate *isolate, std::string &text)
    : FieldWriter(text), m_isolate(isolate)
{
}

std::string_view V8FieldWriter::add(v8::Local<v8::Value> value)
{
    const std::size_t begin = m_text.size();
    if (value->IsString())
        appendUtf8(m_isolate, value.As<v8::String>(), m_text);
    return end(begin);
}

} // namespace looptide::host
