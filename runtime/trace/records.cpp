// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/trace/records.h"

#include <algorithm>

namespace looptide::trace {

namespace {

std::optional<RecordView> phaseVisit(const Record &r)
{
    if (r.detail >= loopPhaseCount)
        return std::nullopt;
    const quint64 waitNs = std::min(r.extra, r.endNs - r.beginNs);
    return PhaseVisit { LoopPhase(r.detail), r.beginNs, r.endNs, r.count, waitNs };
}

HandleSample handleSample(const Record &r)
{
    return { r.beginNs, r.detail, r.count, quint32(std::min<quint64>(r.id, r.count)) };
}

} // namespace

std::optional<RecordView> viewOf(const Record &record)
{
    const Record &r = record;
    if (r.endNs < r.beginNs)
        return std::nullopt;
    switch (r.kind) {
    case RecordKind::Phase:
        return phaseVisit(r);
    case RecordKind::Microtasks:
        return MicrotaskDrains { r.endNs, r.count, r.beginNs, r.id };
    case RecordKind::Handles:
        return handleSample(r);
    case RecordKind::HttpStarted:
        return HttpStart { r.beginNs, r.id };
    case RecordKind::HttpFinished:
        return HttpEnd { r.beginNs, r.id, r.count };
    case RecordKind::GarbageCollection:
        return GarbageCollection { r.beginNs, r.endNs, r.detail };
    case RecordKind::Callback:
        return CallbackRun { r.beginNs, r.endNs, r.id, AsyncOrigin::unpacked(r.extra),
                             r.count,   r.detail };
    case RecordKind::Created:
        return ResourceCreated { r.beginNs, r.id, AsyncOrigin::unpacked(r.extra), r.count };
    }
    return std::nullopt;
}

} // namespace looptide::trace
