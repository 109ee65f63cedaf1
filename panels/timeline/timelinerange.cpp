// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinerange.h"

#include <algorithm>

namespace looptide::models {

namespace {

// Room beside a piece of time that is revealed, as a share of the range.
constexpr double margin = 0.1;

quint64 minus(quint64 a, quint64 b)
{
    return a > b ? a - b : 0;
}

} // namespace

void TimelineRange::setLimits(quint64 beginNs, quint64 endNs)
{
    if (m_limitBeginNs == beginNs && m_limitEndNs == endNs)
        return;
    m_limitBeginNs = beginNs;
    m_limitEndNs = endNs;
    if (m_isFollowing)
        set(minus(endNs, m_lengthNs), m_lengthNs);
}

void TimelineRange::setFollowing(bool on)
{
    if (m_isFollowing == on)
        return;
    m_isFollowing = on;
    Q_EMIT followingChanged(on);
    if (on)
        set(minus(m_limitEndNs, m_lengthNs), m_lengthNs);
}

void TimelineRange::show(quint64 beginNs, quint64 endNs)
{
    setFollowing(false);
    set(beginNs, minus(endNs, beginNs));
}

void TimelineRange::zoom(double factor, quint64 aroundNs)
{
    const double length = std::clamp(double(m_lengthNs) * factor, double(leastNs), double(mostNs));
    // What the user looks at would move away.
    if (m_isFollowing && factor < 1
        && double(minus(endNs(), aroundNs)) > margin * double(m_lengthNs))
        setFollowing(false);
    if (m_isFollowing) {
        set(minus(m_limitEndNs, quint64(length)), quint64(length));
        return;
    }
    const double before = double(minus(aroundNs, m_beginNs)) / double(m_lengthNs);
    set(minus(aroundNs, quint64(before * length)), quint64(length));
}

void TimelineRange::pan(qint64 byNs)
{
    setFollowing(false);
    const quint64 least = minus(m_limitBeginNs, m_lengthNs / 2);
    const quint64 most = minus(m_limitEndNs, m_lengthNs / 2);
    const quint64 begin = byNs < 0 ? minus(m_beginNs, quint64(-byNs)) : m_beginNs + quint64(byNs);
    set(std::clamp(begin, least, std::max(least, most)), m_lengthNs);
}

void TimelineRange::showAll()
{
    show(m_limitBeginNs, std::max(m_limitEndNs, m_limitBeginNs + leastNs));
}

void TimelineRange::reveal(quint64 beginNs, quint64 endNs)
{
    if (beginNs >= m_beginNs && endNs <= this->endNs())
        return;
    const auto room = quint64(double(std::max(endNs - beginNs, m_lengthNs)) * margin);
    const quint64 length = std::max(m_lengthNs, endNs - beginNs + 2 * room);
    const quint64 middle = beginNs + (endNs - beginNs) / 2;
    show(minus(middle, length / 2), minus(middle, length / 2) + length);
}

void TimelineRange::select(quint64 oneNs, quint64 otherNs)
{
    m_selectionBeginNs = std::min(oneNs, otherNs);
    m_selectionEndNs = std::max(oneNs, otherNs);
    Q_EMIT selectionChanged();
}

double TimelineRange::xOf(quint64 timeNs, double width) const
{
    const double sinceBegin =
        timeNs >= m_beginNs ? double(timeNs - m_beginNs) : -double(m_beginNs - timeNs);
    return sinceBegin / double(m_lengthNs) * width;
}

quint64 TimelineRange::timeAt(double x, double width) const
{
    const double since = x / std::max(width, 1.) * double(m_lengthNs);
    return since < 0 ? minus(m_beginNs, quint64(-since)) : m_beginNs + quint64(since);
}

void TimelineRange::set(quint64 beginNs, quint64 lengthNs)
{
    m_beginNs = beginNs;
    m_lengthNs = std::clamp(lengthNs, leastNs, mostNs);
    Q_EMIT changed();
}

} // namespace looptide::models
