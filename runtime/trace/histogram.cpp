// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace looptide::trace {

namespace {

// Values below 2^bits have a bucket each; above, the top `bits` bits after the leading one choose
// it.
int bucketOf(quint64 value, int bits)
{
    const int shift = std::max(0, int(std::bit_width(value)) - bits - 1);
    return int((quint64(shift) << bits) + (value >> shift));
}

quint64 middleOf(int bucket, int bits)
{
    const int shift = std::max(0, (bucket >> bits) - 1);
    const quint64 top = quint64(bucket) - (quint64(shift) << bits);
    return (top << shift) + ((quint64(1) << shift) >> 1);
}

} // namespace

void Histogram::add(quint64 value)
{
    ++m_buckets[std::size_t(bucketOf(value, subBits))];
    ++m_count;
    m_sum += value;
    m_maximum = std::max(m_maximum, value);
}

quint64 Histogram::percentile(double share) const
{
    if (m_count == 0)
        return 0;
    const auto rank =
        std::max<quint64>(1, quint64(std::ceil(std::clamp(share, 0., 1.) * double(m_count))));
    if (rank >= m_count)
        return m_maximum;
    quint64 seen = 0;
    for (int bucket = 0; bucket < bucketCount; ++bucket) {
        seen += m_buckets[std::size_t(bucket)];
        if (seen >= rank)
            return std::min(middleOf(bucket, subBits), m_maximum);
    }
    return m_maximum;
}

} // namespace looptide::trace
