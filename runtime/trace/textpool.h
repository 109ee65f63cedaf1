// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace looptide::trace {

// Hands out one shared string for texts that come again and again: the headers of most requests are
// those of the request before, and thousands of rows are kept. Bounded: a newer text takes the
// place of an older one with the same hash.
class TextPool
{
public:
    TextPool();

    QString text(QByteArrayView utf8);
    // names and values, each ended by a NUL byte
    HttpHeaders headers(QByteArrayView fields);

private:
    static constexpr std::size_t textSlots = 2048; // a power of two
    static constexpr std::size_t headerSlots = 256; // a power of two
    // Longer ones are rarely the same and would keep much memory alive.
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
