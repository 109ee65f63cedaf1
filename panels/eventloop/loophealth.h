// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace looptide::models {

class LoopStats;

// The state of an event loop in words, from the last ten seconds: what is wrong, and what to try.
struct LoopHealth
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::LoopHealth)

public:
    enum class Verdict {
        Unknown, // not enough was measured
        Idle,
        Healthy,
        Blocked, // one callback has not returned yet
        LateCallbacks, // one callback took long: everything else waited for it
        Collecting, // garbage collection takes much of the time
        ManyTimers,
        Overloaded, // hardly ever waits
    };

    // A loop that is busy for more than this share of the time delays what arrives.
    static constexpr double overloadedFrom = 0.9;
    static constexpr double collectingFrom = 0.15; // share of the time
    static constexpr quint64 lateFromNs = 100'000'000;
    static constexpr quint32 manyTimersFrom = 10'000;

    Verdict verdict = Verdict::Unknown;
    QString text; // one sentence; empty when Unknown
    QString advice; // what to try; empty when nothing is wrong

    bool isWarning() const { return verdict > Verdict::Healthy; }

    static LoopHealth of(const LoopStats &stats);
    // "Lag: 0.3 ms (median), 4 ms (99 %), 120 ms (longest)" of the run; empty before the first.
    static QString lagText(const LoopStats &stats);
};

} // namespace looptide::models
