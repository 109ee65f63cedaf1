// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracechannel.h"

namespace looptide::models {

// What one agent did between two samples: how busy its loop was, and how many requests it received.
// A small value that costs O(1) for each record. All times are on the clock of Record.
class AgentStats
{
public:
    enum class Activity {
        Running, // nothing is known of its loop
        Waiting, // for events, most of the time
        Busy,
        Blocked, // one callback has run for longer than blockedAfterNs
        Paused, // by a debugger or the user
        Ended,
    };

    // Begins anew: no figures until the second sample.
    void begin(quint64 nowNs, const trace::RequestCounts &counts);
    void add(const trace::Record &record);
    // Closes the time since the last sample. state: the last one that the agent has reported.
    void sample(quint64 nowNs, const trace::AgentState &state);

    // The share of the time between the last two samples in which the loop did not wait, 0..1.
    // Negative when it is not known.
    double utilisation() const { return m_utilisation; }
    double requestsPerSecond() const { return m_requestsPerSecond; } // negative: not known
    Activity activity(quint64 nowNs, const trace::AgentState &state) const;

private:
    void addWait(quint64 beginNs, quint64 endNs);

    quint64 m_beginNs = 0; // of the time that is being measured
    quint64 m_waitNs = 0; // in it
    quint64 m_accountedNs = 0; // waiting is counted up to here
    quint64 m_lastRecordNs = 0;
    quint64 m_received = 0;
    double m_utilisation = -1;
    double m_requestsPerSecond = -1;
};

} // namespace looptide::models
