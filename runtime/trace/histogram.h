// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <array>

namespace looptide::trace {

// Counts durations in buckets whose width grows with the value. Percentiles are within 1.6 % of the
// truth, in constant memory for any number of values.
class Histogram
{
public:
    void add(quint64 value);
    void clear() { *this = {}; }

    quint64 count() const { return m_count; }
    quint64 maximum() const { return m_maximum; }
    double mean() const { return m_count == 0 ? 0 : double(m_sum) / double(m_count); }
    // share: 0..1. 0 when empty.
    quint64 percentile(double share) const;

private:
    static constexpr int subBits = 5; // 32 buckets for each power of two
    static constexpr int bucketCount = (64 - subBits + 1) << subBits;

    std::array<quint32, bucketCount> m_buckets {};
    quint64 m_count = 0;
    quint64 m_sum = 0;
    quint64 m_maximum = 0;
};

} // namespace looptide::trace
