// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace looptide::core {

// A part of some bytes.
struct ByteRange
{
    qsizetype begin = 0;
    qsizetype size = 0;

    bool operator==(const ByteRange &) const = default;
};

// In ascending order; neither empty nor adjacent.
using ByteRanges = QList<ByteRange>;

// What a program has written, in its order.
struct ProgramOutput
{
    QByteArray bytes;
    ByteRanges errors; // what of it was written to standard error
};

} // namespace looptide::core
