// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The formatting of text and figures from a running program, for users.
namespace looptide::models {

// Text from the network as one harmless line. Control characters become their pictures, and
// characters that change direction or have no width become their code points, so that no text can
// pretend to be another one.
QString visibleText(const QString &text);

// The same words; a line does not end after a slash inside one of them ("I/O").
QString unbrokenWords(const QString &text);

// Text for a place of limited size. Words of more than 72 characters (paths, mostly) are shortened
// in the middle, because a label cannot break them, and a text of more than 700 characters at its
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
