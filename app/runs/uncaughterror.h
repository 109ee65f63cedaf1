// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace looptide::app {

// The error that ended a program, as Node prints it: a place in the user's code, that line with a
// caret below, and the message. The output is the program's, so what it says is not trusted: the
// path may be of any file.
struct UncaughtError
{
    QString path; // absolute
    int line = 0; // counted from 1
    int column = 0; // counted from 1; 0: not known
    QString message; // one line: "SyntaxError: Unexpected token ';'"

    // Of the last lines of an output. Nothing when no place in a file is named.
    static std::optional<UncaughtError> in(const QByteArray &lastOutput);

    // The program did not even begin, or a file that it loads did not.
    bool isSyntaxError() const { return message.startsWith(QLatin1String("SyntaxError")); }
    QString place() const; // "/p/app.js:3:5"
};

} // namespace looptide::app
