// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace looptide::trace {

// Returns one shared string for equal texts. The headers of most requests equal those of the
// request before, and thousands of rows are kept. The pool is bounded: a newer text replaces an
// older one with the same hash.
class TextPool
{
public:
    TextPool();

    QString text(QByteArrayView utf8);
    // fields: names and values, each ended by a NUL byte.
    HttpHeaders headers(QByteArrayView fields);

private:
    static constexpr std::size_t textSlots = 2048; // a power of two
    static constexpr std::size_t headerSlots = 256; // a power of two
    // Longer texts rarely repeat and would keep much memory alive.
    static constexpr qsizetype longestText = 512;
    static constexpr qsizetype longestHeaders = 8192;

    struct TextSlot
    {
        QByteArray utf8;
        QString text;
    };
    struct HeaderSlot
    {
        QByteArray fields;
        HttpHeaders headers;
    };

    HttpHeaders read(QByteArrayView fields);

    std::vector<TextSlot> m_texts;
    std::vector<HeaderSlot> m_headers;
};

} // namespace looptide::trace
