// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/eventloop/loopstats.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace looptide::models {

using trace::LoopPhase;
using trace::Record;

LoopStats::LoopStats(QObject *parent) : QObject(parent), m_clock(trace::monotonicNs)
{
    m_timer.setInterval(std::chrono::milliseconds(sampleNs / 1'000'000));
    connect(&m_timer, &QTimer::timeout, this, &LoopStats::advance);
}

void LoopStats::setClock(std::function<quint64()> clock)
{
    m_clock = std::move(clock);
    m_timer.stop();
}

void LoopStats::setAgent(quint16 agent)
{
    m_agent = agent;
    clear();
}

void LoopStats::clear()
{
    m_timer.stop();
    m_summary = trace::TraceSummary(m_agent);
    m_position = {};
    m_blocked = {};
    m_pauseReason = core::PauseReason::None;
    m_samples.fill({});
    m_now = {};
    m_current = 0;
    m_busyUntilNs = 0;
    m_hasPolled = false;
    m_ended = false;
    m_sampled = 0;
    Q_EMIT changed();
    Q_EMIT sampled();
}

void LoopStats::endRun()
{
    if (m_ended || !hasData())
        return;
    addLastBusyTime();
    m_timer.stop();
    m_ended = true;
    Q_EMIT changed();
    Q_EMIT sampled();
}

// After the last poll: what the end of the program followed, or interrupted.
void LoopStats::addLastBusyTime()
{
    const bool isInterrupted = blockedPlace() && activity() == Activity::Blocked;
    const quint64 end = isInterrupted ? m_clock() : m_summary.endNs();
    if (m_busyUntilNs == 0 || end <= m_busyUntilNs)
        return;
    addBusy(m_busyUntilNs, end);
    Sample *sample = sampleAt(end);
    if (sample && m_hasPolled)
        sample->longestLagNs = std::max(sample->longestLagNs, end - m_busyUntilNs);
    m_busyUntilNs = end;
    // The shares of the phases stay: those of an interrupted callback are in no sample.
    double share = 0;
    int known = 0;
    for (int age = 1; age <= nowSamples; ++age) {
        if (const double of = utilisationOf(age); of >= 0) {
            share += of;
            ++known;
        }
    }
    if (known == 0)
        return;
    m_now.utilisation = share / known;
    m_now.waitShare = 1 - m_now.utilisation;
}

void LoopStats::addBatch(const trace::TraceBatch &batch)
{
    if (m_ended)
        return; // clear() comes before a new run
    const bool hadData = hasData();
    for (const Record &record : batch.records) {
        if (record.agent == m_agent)
            addRecord(record);
    }
    m_summary.add(batch);
    m_sampleIsDue = m_sampleIsDue || batch.lostRecords != 0;
    takeState(batch);
    if (!hadData && hasData())
        m_timer.start();
    if (m_busyUntilNs == 0)
        m_busyUntilNs = m_position.sinceNs;
    advance();
}

void LoopStats::takeState(const trace::TraceBatch &batch)
{
    if (m_agent == 0) {
        m_position = batch.position;
        m_pauseReason = batch.pause.reason;
        m_blocked = batch.blocked;
        return;
    }
    for (const trace::AgentState &state : batch.agents) {
        if (state.info.id != m_agent)
            continue;
        m_position = state.position;
        m_pauseReason = state.pause.reason;
        m_blocked = state.blocked;
        if (state.info.hasEnded)
            endRun();
    }
}

void LoopStats::addRecord(const Record &record)
{
    if (const auto view = trace::viewOf(record))
        std::visit([this](const auto &event) { addEvent(event); }, *view);
}

void LoopStats::addEvent(const trace::PhaseVisit &visit)
{
    if (m_busyUntilNs == 0)
        m_busyUntilNs = visit.beginNs;
    if (visit.phase == LoopPhase::Poll)
        addPoll(visit);
    Sample *sample = sampleAt(visit.endNs);
    if (!sample)
        return;
    const auto phase = std::size_t(visit.phase);
    sample->busyNs[phase] += visit.busyNs();
    sample->callbacks[phase] += visit.callbacks;
    ++sample->visits[phase];
    sample->iterations += visit.phase == LoopPhase::Poll ? 1 : 0;
}

void LoopStats::addPoll(const trace::PhaseVisit &visit)
{
    const quint64 lagNs = visit.beginNs - std::min(visit.beginNs, m_busyUntilNs);
    addBusy(m_busyUntilNs, visit.beginNs);
    m_busyUntilNs = std::max(m_busyUntilNs, visit.beginNs + visit.waitNs);
    Sample *sample = sampleAt(visit.beginNs);
    // Before the first poll there was no event that could have waited.
    if (sample && std::exchange(m_hasPolled, true))
        sample->longestLagNs = std::max(sample->longestLagNs, lagNs);
}

void LoopStats::addEvent(const trace::MicrotaskDrains &microtasks)
{
    if (Sample *sample = sampleAt(microtasks.timeNs))
        sample->microtaskDrains += microtasks.drains;
}

void LoopStats::addEvent(const trace::GarbageCollection &collection)
{
    if (Sample *sample = sampleAt(collection.beginNs))
        sample->collectionNs += collection.durationNs();
}

void LoopStats::addEvent(const trace::HandleSample &handles)
{
    m_sampleIsDue = m_sampleIsDue || handles.isLast(); // in the totals
}

// Spreads a stretch of busy time over the samples it touches.
void LoopStats::addBusy(quint64 beginNs, quint64 endNs)
{
    for (quint64 at = beginNs; at < endNs;) {
        const quint64 until = std::min(endNs, (at / sampleNs + 1) * sampleNs);
        if (Sample *sample = sampleAt(at))
            sample->loopBusyNs += until - at;
        at = until;
    }
}

LoopStats::Sample *LoopStats::sampleAt(quint64 timeNs)
{
    const quint64 number = timeNs / sampleNs;
    if (number > m_current)
        moveTo(timeNs);
    if (number + sampleCount <= m_current)
        return nullptr; // older than the window
    Sample &sample = m_samples[number % sampleCount];
    sample.known = true;
    return &sample;
}

void LoopStats::moveTo(quint64 nowNs)
{
    const quint64 target = nowNs / sampleNs;
    if (target <= m_current)
        return;
    const bool first = m_current == 0;
    const quint64 oldest = target - std::min<quint64>(target, sampleCount);
    for (quint64 number = std::max(m_current, oldest) + 1; number <= target; ++number) {
        m_samples[number % sampleCount] = {};
        m_samples[number % sampleCount].known = !first;
    }
    m_current = target;
    m_samples[target % sampleCount].known = true;
}

void LoopStats::advance()
{
    if (!hasData() || m_ended)
        return;
    moveTo(m_clock());
    const bool isNew = std::exchange(m_sampled, m_current) != m_current;
    const bool due = std::exchange(m_sampleIsDue, false) || isNew;
    if (isNew)
        updateNow();
    Q_EMIT changed();
    if (due)
        Q_EMIT sampled();
}

void LoopStats::updateNow()
{
    m_now = {};
    double seconds = 0;
    for (int age = 1; age <= nowSamples; ++age) {
        const Sample &s = sample(age);
        if (!s.known)
            continue;
        seconds += double(sampleNs) / 1e9;
        m_now.iterationsPerSecond += s.iterations;
        m_now.microtasksPerSecond += s.microtaskDrains;
        m_now.collectionShare += double(s.collectionNs) / 1e9;
        m_now.utilisation += utilisationOf(age) * double(sampleNs) / 1e9;
        m_now.longestLagNs = std::max(m_now.longestLagNs, s.longestLagNs);
        for (std::size_t i = 0; i < m_now.phases.size(); ++i) {
            m_now.phases[i].callbacksPerSecond += s.callbacks[i];
            m_now.phases[i].visitsPerSecond += s.visits[i];
            m_now.phases[i].busyShare += double(s.busyNs[i]) / 1e9;
        }
        const quint64 begin = (m_current - quint64(age)) * sampleNs;
        m_now.phases[std::size_t(m_position.phase)].busyShare +=
            double(runningWithinNs(begin, begin + sampleNs)) / 1e9;
    }
    if (seconds == 0)
        return;
    m_now.iterationsPerSecond /= seconds;
    m_now.microtasksPerSecond /= seconds;
    m_now.collectionShare /= seconds;
    m_now.utilisation /= seconds;
    m_now.waitShare = 1 - m_now.utilisation;
    for (Now::Phase &phase : m_now.phases) {
        phase.callbacksPerSecond /= seconds;
        phase.visitsPerSecond /= seconds;
        phase.busyShare = std::min(1., phase.busyShare / seconds);
    }
}

const LoopStats::Sample &LoopStats::sample(int age) const
{
    return m_samples[(m_current + sampleCount - quint64(age)) % sampleCount];
}

double LoopStats::utilisationOf(int age) const
{
    const Sample &s = sample(age);
    if (!s.known)
        return -1;
    const quint64 begin = (m_current - quint64(age)) * sampleNs;
    const quint64 end = age == 0 && !m_ended ? std::clamp(m_clock(), begin + 1, begin + sampleNs)
                                             : begin + sampleNs;
    const quint64 busy = s.loopBusyNs + unfinishedBusyNs(begin, end);
    return std::min(1., double(busy) / double(end - begin));
}

// The time of the running callback since the last record. No record contains it yet.
quint64 LoopStats::unfinishedBusyNs(quint64 beginNs, quint64 endNs) const
{
    if (m_position.sinceNs == 0 || m_ended)
        return 0;
    const quint64 busyEnd = m_position.waiting ? m_position.sinceNs : endNs;
    const quint64 from = std::max(beginNs, m_busyUntilNs);
    const quint64 to = std::min(endNs, busyEnd);
    return to > from ? to - from : 0;
}

// Of the callback that runs now.
quint64 LoopStats::runningWithinNs(quint64 beginNs, quint64 endNs) const
{
    if (m_position.sinceNs == 0 || m_position.waiting || m_ended)
        return 0;
    const quint64 from = std::max(beginNs, m_position.sinceNs);
    return endNs > from ? endNs - from : 0;
}

quint64 LoopStats::runningNs(LoopPhase phase) const
{
    return phase == m_position.phase ? runningWithinNs(0, m_clock()) : 0;
}

quint64 LoopStats::blockedNs() const
{
    if (m_ended || m_position.waiting || m_position.sinceNs == 0)
        return 0;
    const quint64 since = std::max(m_position.sinceNs, m_busyUntilNs);
    const quint64 now = m_clock();
    return now > since + blockedAfterNs ? now - since : 0;
}

std::optional<trace::BlockedPlace> LoopStats::blockedPlace() const
{
    const bool isKnown =
        blockedNs() != 0 && m_blocked.sinceNs == m_position.sinceNs && !m_blocked.path().isEmpty();
    return isKnown ? std::optional(m_blocked) : std::nullopt;
}

LoopStats::Activity LoopStats::activity() const
{
    if (m_ended)
        return Activity::Ended;
    if (m_pauseReason != core::PauseReason::None)
        return Activity::Paused;
    if (!hasData())
        return Activity::None;
    if (blockedNs() != 0)
        return Activity::Blocked;
    return sample(0).iterations + sample(1).iterations > 0 ? Activity::Busy : Activity::Waiting;
}

} // namespace looptide::models
