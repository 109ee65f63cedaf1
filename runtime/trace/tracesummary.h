// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/histogram.h"
#include "runtime/trace/tracechannel.h"

#include <QSet>

#include <array>
#include <map>
#include <utility>

class QJsonObject;

namespace looptide::trace {

// Stable names for files and JSON ("timers", "tcp"). Panels have their own translated names.
QLatin1StringView phaseName(LoopPhase phase);
QLatin1StringView handleTypeName(int uvHandleType);

// The figures of one agent of a run so far, computed from the batches of the run in constant memory
// (except for routes, whose number is bounded). A value. The CLI prints it, and LoopStats shows it.
class TraceSummary
{
public:
    struct Phase
    {
        quint64 visits = 0; // visits in which something ran; for Poll: all
        quint64 callbacks = 0; // for Poll: number of events
        quint64 busyNs = 0;
        quint64 longestNs = 0; // busiest visit
        quint64 waitNs = 0; // Poll only
    };
    struct Handles
    {
        int type = 0; // uv_handle_type
        quint32 active = 0;
        quint32 referenced = 0; // those of them that keep the loop alive
    };
    struct Collections
    {
        quint64 count = 0;
        quint64 totalNs = 0;
        quint64 longestNs = 0;
    };
    struct Route
    {
        QString method;
        QString path; // without the query
        quint64 count = 0;
        quint64 errors = 0; // status 5xx or aborted
        quint64 totalNs = 0;
        quint64 longestNs = 0;
    };
    struct Requests
    {
        quint64 finished = 0;
        quint64 aborted = 0;
        quint64 open = 0;
        std::array<quint64, 6> byStatusClass {}; // [2]: 2xx; [0]: no status or an unknown one
        qint64 receivedBytes = 0;
        qint64 sentBytes = 0;
        Histogram durationNs;
    };

    // agent: AgentInfo::id; 0: the main agent.
    explicit TraceSummary(quint16 agent = 0) : m_agent(agent) { }

    void add(const TraceBatch &batch);

    // False when the agent has neither run its loop nor received a request.
    bool isEmpty() const;
    quint64 iterations() const { return phase(LoopPhase::Poll).visits; }
    const Phase &phase(LoopPhase which) const { return m_phases[std::size_t(which)]; }
    // The busy share (0..1) of the time from the first visit of the loop to the last.
    double utilisation() const;
    // How long an event waited that arrived at the worst moment: the busy time between two polls.
    const Histogram &lagNs() const { return m_lagNs; }
    quint64 microtaskDrains() const { return m_microtaskDrains; }
    const Collections &collections() const { return m_collections; }
    const QList<Handles> &handles() const { return m_handles; } // last complete sample
    const Requests &requests() const { return m_requests; }
    QList<Route> busiestRoutes(qsizetype limit) const;
    const QList<ListenAddress> &listening() const { return m_listening; } // at the end
    quint64 lostRecords() const { return m_lostRecords; } // of the whole run
    quint64 lostMessages() const { return m_lostMessages; }
    quint64 beginNs() const { return m_beginNs; } // 0 before the first record
    quint64 endNs() const { return m_endNs; }
    // When the last wait for events ended. The loop has been busy since then. 0 before the first.
    quint64 lastWaitEndNs() const { return m_lastWaitEndNs; }

    QJsonObject toJson() const;

private:
    void addRecord(const Record &record);
    void addEvent(const PhaseVisit &visit);
    void addEvent(const MicrotaskDrains &microtasks);
    void addEvent(const HandleSample &sample);
    void addEvent(const GarbageCollection &collection);
    void addEvent(const HttpStart &) { } // exchanges count the requests
    void addEvent(const HttpEnd &) { }
    void addEvent(const CallbackRun &) { } // phase visits count the callbacks
    void addEvent(const ResourceCreated &) { }
    void addExchange(const HttpExchange &exchange);
    void addToRoute(const HttpExchange &exchange);
    void addListening(const ListenAddress &address);
    QJsonObject loopToJson() const;
    QJsonObject requestsToJson() const;

    quint16 m_agent;
    std::array<Phase, loopPhaseCount> m_phases;
    Histogram m_lagNs;
    Collections m_collections;
    QList<Handles> m_handles;
    QList<Handles> m_pendingHandles; // rows of an incomplete sample
    Requests m_requests;
    QSet<quint64> m_open;
    std::map<std::pair<QString, QString>, Route> m_routes;
    QList<ListenAddress> m_listening;
    quint64 m_microtaskDrains = 0;
    quint64 m_lostRecords = 0;
    quint64 m_lostMessages = 0;
    quint64 m_beginNs = 0;
    quint64 m_endNs = 0;
    quint64 m_loopBeginNs = 0;
    quint64 m_lastWaitEndNs = 0;
};

} // namespace looptide::trace
