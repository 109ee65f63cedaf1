// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringView>
#include <QUrl>

namespace looptide::models {

// A piece of program output that leads somewhere: a place in a file or an address on the web.
struct OutputLink
{
    qsizetype start = 0; // in the text it was found in
    qsizetype length = 0;
    QUrl url {}; // http or https; empty for a place in a file
    QString path {}; // as written (absolute, or relative to the program's working folder)
    int line = 0; // 1-based; 0: none given
    int column = 0;

    bool operator==(const OutputLink &) const = default;
};

// All links of one line of output, left to right, none overlapping. Knows the shapes of Node's
// stack traces ("at f (/a/b.js:3:5)", "file:///a/b.mjs:3:5", "/a/b.js:3"), of compilers and linters
// ("src/b.ts(3,5)", "./src/b.ts:3:5") and http(s) addresses. It looks at nothing but the text.
QList<OutputLink> findOutputLinks(QStringView text);

} // namespace looptide::models
