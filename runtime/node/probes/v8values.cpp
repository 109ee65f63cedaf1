// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/probes/v8values.h"

#include "runtime/node/probes/v8fieldwriter.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace looptide::host {

using v8::Isolate;
using v8::Local;
using v8::Value;

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return std::ranges::equal(text, lowerCase, [](char a, char b) { return (a | 0x20) == b; });
}

Local<v8::String> toV8(Isolate *isolate, std::string_view text)
{
    return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kNormal,
                                   static_cast<int>(text.size()))
        .ToLocalChecked();
}

qint64 toNumber(std::string_view digits)
{
    qint64 number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

quint32 toUint(Local<Value> value)
{
    return value->IsUint32() ? value.As<v8::Uint32>()->Value() : 0;
}

qint64 toInt(Local<Value> value)
{
    // NaN: a custom socket does not know these numbers.
    const double number = value->IsNumber() ? value.As<v8::Number>()->Value() : 0;
    return std::isfinite(number) ? static_cast<qint64>(number) : 0;
}

std::string toText(Isolate *isolate, Local<Value> value)
{
    std::string text;
    if (value->IsString())
        appendUtf8(isolate, value.As<v8::String>(), text);
    return text;
}

} // namespace looptide::host
