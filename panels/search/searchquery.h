// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace looptide::models {

// What to search for in the files of a project, and in which of them.
struct SearchQuery
{
    QString text {};
    bool isRegex = false;
    bool isCaseSensitive = false;
    bool isWholeWord = false;
    // Globs, separated by commas or semicolons: "*.ts, src/**". A name without wildcards is a file
    // or a folder.
    QString includes {};
    QString excludes {};
    // Also what .gitignore names, and node_modules.
    bool searchesIgnored = false;
    // What the matches of a regular expression turn into; nothing is asked for while it is null.
    QString replacement {};

    bool operator==(const SearchQuery &) const = default;
};

// Whether the folder belongs to a git repository, as ripgrep has to know it: without one, the
// .gitignore files above the project do not count.
bool isInRepository(const QString &folder);

// The options that choose files.
QStringList ripgrepFileArguments(const SearchQuery &query, bool isInRepository);
// The options that choose text, with the text.
QStringList ripgrepTextArguments(const SearchQuery &query);
// A replacement as the editor understands it ($1, $&, $$, \n, \t, \\) in ripgrep's syntax.
QString ripgrepReplacement(const QString &replacement);

} // namespace looptide::models
