// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// How text and figures that come from a running program are written for people.
namespace looptide::models {

// Text from the network in one harmless line: control characters as their pictures, and characters
// that change direction or take no room as their code points, so that nothing pretends to be
// something else.
QString visibleText(const QString &text);

// The same words; a line does not end after a slash inside one of them ("I/O").
QString unbrokenWords(const QString &text);

// For a place of limited size: words (paths, most of all) of more than 72 characters are shortened
// in the middle, since a label cannot break them, and a text of more than 700 characters at its
// end.
QString shortenedText(const QString &text);

// With the platform's separators; the home folder is "~".
QString pathText(const QString &path);

// 950 ns -> "< 1 µs", "12.3 µs", "4.56 ms", "1.20 s", "3 min 5 s": three figures, fixed units.
QString durationText(quint64 ns);
// "312 B", "4.2 kB", "1.3 MB"
QString byteText(qint64 bytes);
// "0", "950", "12.4k", "3.1M": for where room is short.
QString countText(quint64 count);

} // namespace looptide::models
