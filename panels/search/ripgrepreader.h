// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/searchresult.h"

#include <functional>

class QJsonObject;

namespace looptide::models {

// Reads the output of `rg --json`, in pieces of any size. A file is reported when ripgrep has
// finished it, because only then is it known to be no binary file. Matches beyond the maximum are
// left out. Thread: any.
class RipgrepReader
{
public:
    using Sink = std::function<void(const FileMatches &)>;

    RipgrepReader(qsizetype maximum, Sink sink);

    void feed(QByteArrayView bytes);

    qsizetype matchCount() const { return m_count; }
    bool isFull() const { return m_isFull; } // there was more than the maximum
    // ripgrep ended by itself, and not because of an error.
    bool hasSummary() const { return m_hasSummary; }
    // Lines that were too long to be read.
    qsizetype skippedLines() const { return m_skippedLines; }

private:
    void takeLine(QByteArrayView line);
    void takeMatch(const QJsonObject &data);
    void finishFile(const QJsonObject &data);

    qsizetype m_maximum;
    Sink m_sink;
    QByteArray m_rest; // a line without its end
    bool m_isSkipping = false;
    FileMatches m_file;
    qsizetype m_count = 0;
    qsizetype m_skippedLines = 0;
    bool m_isFull = false;
    bool m_hasSummary = false;
};

} // namespace looptide::models
