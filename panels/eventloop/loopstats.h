// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/tracesummary.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>

namespace looptide::models {

// What the event loop of one agent does now and did in the last minute, made from records. Time is
// cut into samples of a quarter second; a figure "now" is the mean of the last few. Totals are
// those of the run. Thread: GUI. Costs O(records) when a batch comes and O(1) otherwise.
class LoopStats : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 sampleNs = 250'000'000;
    static constexpr int sampleCount = 241; // 60 s, and the one that is being filled
    static constexpr int nowSamples = 4;

    // A piece of the time series.
    struct Sample
    {
        std::array<quint64, trace::loopPhaseCount> busyNs {};
        std::array<quint32, trace::loopPhaseCount> callbacks {};
        std::array<quint32, trace::loopPhaseCount> visits {};
        quint64 loopBusyNs = 0; // not waiting, whatever the phase
        quint64 longestLagNs = 0;
        quint64 collectionNs = 0;
        quint32 iterations = 0;
        quint32 microtaskDrains = 0;
        bool known = false; // within the run
    };

    // Rates and shares over the last nowSamples complete samples.
    struct Now
    {
        struct Phase
        {
            double callbacksPerSecond = 0;
            double visitsPerSecond = 0;
            double busyShare = 0; // of the time, 0..1
        };
        std::array<Phase, trace::loopPhaseCount> phases;
        double iterationsPerSecond = 0;
        double utilisation = 0; // 0..1
        double waitShare = 0; // 0..1
        double microtasksPerSecond = 0;
        double collectionShare = 0;
        quint64 longestLagNs = 0;
    };

    enum class Activity {
        None, // no run yet
        Waiting, // in poll, nothing to do
        Busy, // iterating
        Blocked, // one callback has run for longer than blockedAfterNs
        Paused, // a debugger pauses it
        Ended, // the run has ended; the figures are its last ones
    };
    static constexpr quint64 blockedAfterNs = trace::blockedAfterNs;

    explicit LoopStats(QObject *parent = nullptr);

    void addBatch(const trace::TraceBatch &batch);
    // Call it before a run. Resets everything.
    void clear();
    // Call it when the loop of another agent is to be shown (AgentInfo::id). Resets everything
    // else.
    void setAgent(quint16 agent);
    quint16 agent() const { return m_agent; }
    // Call it when the run has ended. The figures stay and are shown as past.
    void endRun();

    bool hasData() const { return m_summary.beginNs() != 0 || m_position.sinceNs != 0; }
    bool hasEnded() const { return m_ended; }
    Activity activity() const;
    trace::LoopPosition position() const { return m_position; }
    core::PauseReason pauseReason() const { return m_pauseReason; }
    // How long the callback has been running that runs now, if it runs in that phase. No record
    // reports it before it ends, and the totals do not contain it. For Outside, it is the main
    // script.
    quint64 runningNs(trace::LoopPhase phase) const;
    // How long the current callback has been running; 0 unless Blocked.
    quint64 blockedNs() const;

    // The location of the blocking code, if known.
    std::optional<trace::BlockedPlace> blockedPlace() const;

    const Now &now() const { return m_now; }
    const trace::TraceSummary &totals() const { return m_summary; }
    // age 0 is the sample being filled, 1 the last complete one, ...
    const Sample &sample(int age) const;
    // Share of the sample in which the loop was not waiting; -1 when it is not within the run.
    double utilisationOf(int age) const;

    // For tests: the clock of records, in ns.
    void setClock(std::function<quint64()> clock);
    // Moves the window to the clock's time; called by a timer while a run is on.
    void advance();

Q_SIGNALS:
    // Emitted after each batch (up to 60 times a second) and each sample. Animations read totals()
    // and position().
    void changed();
    // The figures of now(), the samples or the handles have changed; emitted a few times a second.
    void sampled();

private:
    void addRecord(const trace::Record &record);
    void takeState(const trace::TraceBatch &batch);
    void addEvent(const trace::PhaseVisit &visit);
    void addEvent(const trace::MicrotaskDrains &microtasks);
    void addEvent(const trace::GarbageCollection &collection);
    void addEvent(const trace::HandleSample &handles);
    template <typename Other>
    void addEvent(const Other &)
    {
    }
    void addPoll(const trace::PhaseVisit &visit);
    void addBusy(quint64 beginNs, quint64 endNs);
    void addLastBusyTime();
    void moveTo(quint64 nowNs);
    Sample *sampleAt(quint64 timeNs);
    quint64 unfinishedBusyNs(quint64 beginNs, quint64 endNs) const;
    quint64 runningWithinNs(quint64 beginNs, quint64 endNs) const;
    void updateNow();

    std::function<quint64()> m_clock;
    QTimer m_timer;
    quint16 m_agent = 0;
    trace::TraceSummary m_summary;
    trace::LoopPosition m_position;
    trace::BlockedPlace m_blocked;
    core::PauseReason m_pauseReason = core::PauseReason::None;
    std::array<Sample, sampleCount> m_samples; // ring by sample number
    quint64 m_current = 0; // number of the sample being filled: time / sampleNs
    quint64 m_busyUntilNs = 0; // busy time is in the samples up to here
    quint64 m_sampled = 0; // sample that was last published
    bool m_sampleIsDue = false; // for another reason than time
    Now m_now;
    bool m_hasPolled = false;
    bool m_ended = false;
};

} // namespace looptide::models
