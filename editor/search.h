// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace looptide::editor {

/// Byte range in a UTF-8 text.
struct TextRange
{
    int start = 0;
    int end = 0;

    bool operator==(const TextRange &) const = default;
};

struct SearchQuery
{
    QString pattern;
    bool isCaseSensitive = false;
    bool isWholeWord = false;
    bool isRegex = false;

    bool operator==(const SearchQuery &) const = default;
};

struct SearchResult
{
    /// Sorted, not overlapping.
    std::vector<TextRange> matches;
    /// More than the limit were there.
    bool isTruncated = false;
    /// For users: what is wrong with the regular expression.
    QString error;
};

struct Replacement
{
    TextRange range;
    QByteArray utf8;
};

/// Thread: any.
SearchResult findAll(const QByteArray &utf8, const SearchQuery &query);

/// What each match turns into; $1, $& and \n mean something in a regular expression's replacement.
std::vector<Replacement> replacementsFor(const QByteArray &utf8, const SearchQuery &query,
                                         const QString &replacement);

} // namespace looptide::editor
