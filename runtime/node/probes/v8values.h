// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <v8.h>

#include <QtTypes>

#include <string>
#include <string_view>

namespace looptide::host {

// text: UTF-8. Aborts when V8 has no room for it.
v8::Local<v8::String> toV8(v8::Isolate *isolate, std::string_view text);

// Plain values from JavaScript values of any type, because a program can replace whatever the
// probes read.

quint32 toUint(v8::Local<v8::Value> value); // 0 when it is not an unsigned integer
qint64 toInt(v8::Local<v8::Value> value); // 0 when it is not a finite number
// Empty when it is not a string.
std::string toText(v8::Isolate *isolate, v8::Local<v8::Value> value);
qint64 toNumber(std::string_view digits); // the value of the leading digits
bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase);

} // namespace looptide::host
