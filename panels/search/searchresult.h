// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace looptide::models {

// A match. Offsets count bytes of the text as UTF-8, without a byte order mark; line and column
// count from 1, the column in UTF-16 units.
struct SearchMatch
{
    qint64 offset = 0;
    QByteArray bytes {}; // what matched
    QByteArray replacement {}; // by ripgrep; empty when none was asked for
    int line = 0;
    int column = 0;
    QString preview {}; // harmless text of bounded length around the match
    int markStart = 0; // the match in the preview
    int markLength = 0;
};

struct FileMatches
{
    QString path; // relative to the searched folder
    bool isPathExact = true; // false: a name that is not UTF-8, which cannot be opened
    QList<SearchMatch> matches {}; // by offset; not empty
};

struct SearchEnd
{
    enum class Kind {
        Complete,
        Bounded, // more matches than the maximum
        Cancelled,
        Failed,
    };

    Kind kind = Kind::Complete;
    QString error {}; // of ripgrep, when it failed
    qsizetype unreadable = 0; // files and folders
    QStringList unreadableSamples {};
};

} // namespace looptide::models

Q_DECLARE_METATYPE(looptide::models::FileMatches)
