// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/messagefields.h"

#include <v8.h>

namespace looptide::host {

// Adds JavaScript strings to the payload of a message without an intermediate copy.
class V8FieldWriter : public trace::FieldWriter
{
public:
    V8FieldWriter(v8::Isolate *isolate, std::string &text);

    using FieldWriter::add;
    // value: a string; anything else becomes an empty field.
    std::string_view add(v8::Local<v8::Value> value);

private:
    v8::Isolate *m_isolate;
};

void appendUtf8(v8::Isolate *isolate, v8::Local<v8::String> string, std::string &text);
std::string latin1ToUtf8(std::string_view bytes);

} // namespace looptide::host
