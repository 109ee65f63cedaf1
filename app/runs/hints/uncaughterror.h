// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace looptide::app {

// The error that ended a program, as Node prints it: a location, that line with a caret below it,
// and the message. When the location is in Node itself, the first line of the stack that is in the
// user's code counts. The output comes from the program and is not trusted: the path
// may name any file.
struct UncaughtError
{
    QString path; // absolute
    int line = 0; // counted from 1
    int column = 0; // counted from 1; 0: not known
    QString message; // one line: "SyntaxError: Unexpected token ';'"
    QString explanation {}; // for users; empty: none is known
    qint64 portHolder = 0; // the process that has a port in use; 0: none

    // Finds the error in the last lines of an output. Returns nothing when they name no location in
    // a file.
    static std::optional<UncaughtError> in(const QByteArray &lastOutput);
    // All that Node prints of the last error, whether its location is in a file or in Node itself;
    // empty when there is none.
    static QString reportIn(const QByteArray &lastOutput);

    // The program, or a file that it loads, could not be compiled.
    bool isSyntaxError() const { return message.startsWith(QLatin1String("SyntaxError")); }
    QString place() const; // "/p/app.js:3:5"
};

} // namespace looptide::app
