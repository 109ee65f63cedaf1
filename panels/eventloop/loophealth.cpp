// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loophealth.h"

#include "panels/common/displaytext.h"
#include "panels/eventloop/loopstats.h"

#include <QLocale>

#include <algorithm>

namespace looptide::models {

namespace {

constexpr int samples = 40; // ten seconds
constexpr int leastSamples = 4;
constexpr double idleBelow = 0.001; // share of the time

struct Window
{
    int known = 0; // samples
    double busyShare = 0;
    double collectionShare = 0;
    quint64 longestLagNs = 0;
};

Window lastSeconds(const LoopStats &stats)
{
    Window window;
    quint64 busyNs = 0;
    quint64 collectionNs = 0;
    for (int age = 1; age <= samples; ++age) {
        const LoopStats::Sample &sample = stats.sample(age);
        if (!sample.known)
            break;
        ++window.known;
        busyNs += sample.loopBusyNs;
        collectionNs += sample.collectionNs;
        window.longestLagNs = std::max(window.longestLagNs, sample.longestLagNs);
    }
    if (window.known == 0)
        return window;
    const double totalNs = double(LoopStats::sampleNs) * window.known;
    window.busyShare = double(busyNs) / totalNs;
    window.collectionShare = double(collectionNs) / totalNs;
    return window;
}

quint32 activeTimers(const LoopStats &stats)
{
    for (const trace::TraceSummary::Handles &handles : stats.totals().handles()) {
        if (trace::handleTypeName(handles.type) == QLatin1StringView("timer"))
            return handles.active;
    }
    return 0;
}

QString percent(double share)
{
    constexpr int hundred = 100;
    return QLocale().toString(qRound(share * hundred));
}

} // namespace

LoopHealth LoopHealth::of(const LoopStats &stats)
{
    const Window window = lastSeconds(stats);
    const quint32 timers = activeTimers(stats);
    if (stats.hasEnded())
        return {};
    // No sample contains it before it returns.
    if (stats.activity() == LoopStats::Activity::Blocked)
        return { Verdict::Blocked,
                 tr("Blocked: one callback has been running for %1, and everything else waits.")
                     .arg(durationText(stats.blockedNs())),
                 {} };
    if (window.known < leastSamples)
        return {};
    if (window.collectionShare >= collectingFrom)
        return {
            Verdict::Collecting,
            tr("Garbage collection takes %1 % of the time.").arg(percent(window.collectionShare)),
            tr("Keep less in memory, or make fewer short-lived objects where it is busiest.")
        };
    if (window.busyShare >= overloadedFrom)
        return { Verdict::Overloaded,
                 tr("Overloaded: the loop is busy for %1 % of the time, and what arrives waits.")
                     .arg(percent(window.busyShare)),
                 tr("Move long calculations to a worker thread, or start several processes "
                    "(cluster).") };
    if (window.longestLagNs >= lateFromNs)
        return { Verdict::LateCallbacks,
                 tr("Something took %1 in the last ten seconds; everything else waited.")
                     .arg(durationText(window.longestLagNs)),
                 tr("Timeline at the level Callbacks shows what it was.") };
    if (timers >= manyTimersFrom)
        return {
            Verdict::ManyTimers, tr("%1 timers are active.").arg(QLocale().toString(timers)),
            tr("Clear timers that the program no longer needs; the panel Resources shows them.")
        };
    if (window.busyShare < idleBelow)
        return { Verdict::Idle, tr("Idle: it waits for events."), {} };
    const QString share = window.busyShare < 0.01 ? tr("less than 1") : percent(window.busyShare);
    if (window.longestLagNs == 0)
        return { Verdict::Healthy, tr("Healthy: busy for %1 % of the time.").arg(share), {} };
    return { Verdict::Healthy,
             tr("Healthy: busy for %1 % of the time, nothing waited longer than %2.")
                 .arg(share, durationText(window.longestLagNs)),
             {} };
}

QString LoopHealth::lagText(const LoopStats &stats)
{
    constexpr double most = 0.99;
    const trace::Histogram &lag = stats.totals().lagNs();
    if (lag.count() == 0)
        return {};
    return tr("How long an event could wait in this run: %1 (median), %2 (99 of 100), %3 (longest)")
        .arg(durationText(lag.percentile(0.5)), durationText(lag.percentile(most)),
             durationText(lag.maximum()));
}

} // namespace looptide::models
