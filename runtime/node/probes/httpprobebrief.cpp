// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of HttpProbe that decides which requests are recorded in full, and records the others.
#include "runtime/node/probes/httpprobe.h"
#include "runtime/node/probes/v8fieldwriter.h"
#include "runtime/node/probes/v8values.h"
#include "runtime/trace/httpmessages.h"

#include <uv.h>

#include <algorithm>
#include <utility>

namespace looptide::host {

using trace::MessageKind;

namespace {

// Positions of the arguments that http.js passes.
namespace BriefEnded {
enum { Connection, IsFinished, Method, Url, Version, Status, RequestBytes, ResponseBytes, Route };
}
// The first requests are recorded in full: enough for a page with all its parts, or for a test of a
// few thousand requests. After that, the probe records 25 requests a second in full, as many as a
// user reads, and one more for each millisecond of idle time beyond a quarter of all time. A loop
// that waits less than that is at its limit, and often waits only for its clients. Code that runs
// so rarely is not in the processor's caches: a request that is recorded alone costs the program 45
// us, five times as much as when all are recorded in full. The probe therefore records a few of
// them together.
constexpr quint64 nsPerRequest = 1'000'000;
constexpr quint64 nsPerCreditNs = 40;
constexpr quint64 nsPerIdleNs = 4;
constexpr quint64 recordedTogether = 5;

} // namespace

void HttpProbe::updateAllowance(quint64 now, quint64 loopIdleNs)
{
    if (!m_counters)
        return; // the environment has not run its preload script yet
    publishCounts();
    const quint64 elapsed = now - std::exchange(m_allowanceNs, now);
    const quint64 idleNs = loopIdleNs - std::exchange(m_loopIdleNs, loopIdleNs);
    m_creditNs += elapsed / nsPerCreditNs + idleNs - std::min(idleNs, elapsed / nsPerIdleNs);
    if (m_creditNs < recordedTogether * nsPerRequest)
        return;
    const quint64 allowed = counter(Counter::Allowance) + m_creditNs / nsPerRequest;
    counter(Counter::Allowance) = static_cast<quint32>(std::min<quint64>(allowed, recordedAtOnce));
    m_creditNs %= nsPerRequest;
}

void HttpProbe::briefBegan(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection)
        return;
    ++self->m_counts.received;
    connection->brief.push_back({ ++self->m_lastExchange, uv_hrtime() });
}

void HttpProbe::briefEnded(const Info &info)
{
    HttpProbe *self = of(info);
    Connection *connection = self->connectionAt(info[0]);
    if (!connection || connection->brief.empty())
        return;
    const Brief brief = connection->brief.front();
    connection->brief.erase(connection->brief.begin());
    const bool isFinished = info[BriefEnded::IsFinished]->IsTrue();
    self->m_counts.answered += isFinished ? 1 : 0;
    V8FieldWriter fields(info.GetIsolate(), self->m_text);
    fields.add(info[BriefEnded::Method]);
    fields.add(info[BriefEnded::Url]);
    fields.add(info[BriefEnded::Version]);
    fields.addRaw(connection->address);
    trace::writeOutcome(
        fields, brief.startNs, isFinished, static_cast<int>(toInt(info[BriefEnded::Status])),
        toInt(info[BriefEnded::RequestBytes]), toInt(info[BriefEnded::ResponseBytes]),
        info[BriefEnded::Route], brief.effects);
    self->send(MessageKind::HttpBrief, brief.id, uv_hrtime());
}

} // namespace looptide::host
