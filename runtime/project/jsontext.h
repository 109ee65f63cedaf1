// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <nlohmann/json.hpp>

namespace looptide::project {

// Keeps the members of an object in the order of the file. QJsonObject sorts them.
using Json = nlohmann::ordered_json;

// The value of a JSON text, or the location and reason of its error.
struct JsonText
{
    Json value;
    QString error; // the parser's reason; empty when the text is valid
    int line = 0; // of the error, from 1
    int column = 0; // in UTF-16 units, from 1

    bool isValid() const { return error.isEmpty(); }

    // Accepts what JSON.parse() accepts of a file that was read as UTF-8: a byte order mark, bytes
    // that are not UTF-8 and lone surrogates (both become U+FFFD), and numbers out of range (they
    // become null, as JSON.stringify() writes them). Of a repeated name, the last value counts.
    // Never throws. Any thread.
    static JsonText parse(const QByteArray &text);
};

// The string member of that name; empty when there is none.
QString stringAt(const Json &object, const char *name);

} // namespace looptide::project
