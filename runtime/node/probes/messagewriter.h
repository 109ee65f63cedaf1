// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <QtTypes>

#include <string>
#include <string_view>

namespace looptide::host {

// The payload of a message in the making (messagering.h): UTF-8 fields, each ended by a NUL byte,
// in a buffer that is kept. Cuts what would not fit into a message: the longest fields first lose
// their end, then headers are left out. Views of fields hold until the next one is added.
class MessageWriter
{
public:
    explicit MessageWriter(std::string &text);

    void add(std::string_view field);
    void addNumber(qint64 number);
    // A text of the program; anything else becomes an empty field.
    std::string_view add(v8::Isolate *isolate, v8::Local<v8::Value> value);
    // Fields that are ended already.
    void addRaw(std::string_view fields) { m_text.append(fields); }
    // The header lines of an HTTP head, as name and value fields.
    void addHead(std::string_view head);
    // As addHead(), of a head as bytes in ISO 8859-1.
    void addLatin1Head(std::string_view head);

    // Nothing more fits.
    bool isFull() const;

private:
    void end(std::size_t begin);

    std::string &m_text;
};

void appendUtf8(v8::Isolate *isolate, v8::Local<v8::String> string, std::string &text);
std::string latin1ToUtf8(std::string_view bytes);

} // namespace looptide::host
