// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timeline/timelinetexts.h"

#include "panels/common/displaytext.h"
#include "panels/eventloop/looptexts.h"
#include "runtime/trace/traceexport.h"

#include <QLocale>

namespace looptide::models {

using trace::CallbackRun;
using trace::Record;
using trace::TraceStore;

namespace {

constexpr qsizetype longestUrl = 100;

struct TypeName
{
    const char *type;
    const char *text;
};

// Node's names (AsyncWrap providers) mean little to a reader.
constexpr TypeName typeNames[] {
    { "Timeout", QT_TRANSLATE_NOOP("looptide::models::Timeline", "timer") },
    { "Immediate", QT_TRANSLATE_NOOP("looptide::models::Timeline", "immediate") },
    { "TickObject", QT_TRANSLATE_NOOP("looptide::models::Timeline", "next tick") },
    { "PROMISE", QT_TRANSLATE_NOOP("looptide::models::Timeline", "promise") },
    { "Microtask", QT_TRANSLATE_NOOP("looptide::models::Timeline", "microtask") },
    { "TCPWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "TCP connection") },
    { "TCPSERVERWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "TCP server") },
    { "TCPCONNECTWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "TCP connect") },
    { "PIPEWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "pipe") },
    { "TTYWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "terminal") },
    { "WRITEWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "write to a stream") },
    { "SHUTDOWNWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "end of a stream") },
    { "HTTPINCOMINGMESSAGE", QT_TRANSLATE_NOOP("looptide::models::Timeline", "HTTP request") },
    { "HTTPCLIENTREQUEST", QT_TRANSLATE_NOOP("looptide::models::Timeline", "HTTP client") },
    { "FSREQCALLBACK", QT_TRANSLATE_NOOP("looptide::models::Timeline", "file system") },
    { "FSREQPROMISE", QT_TRANSLATE_NOOP("looptide::models::Timeline", "file system") },
    { "FILEHANDLE", QT_TRANSLATE_NOOP("looptide::models::Timeline", "file handle") },
    { "FSEVENTWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "file watcher") },
    { "GETADDRINFOREQWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "DNS lookup") },
    { "PROCESSWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "child process") },
    { "SIGNALWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "signal") },
    { "WORKER", QT_TRANSLATE_NOOP("looptide::models::Timeline", "worker thread") },
    { "MESSAGEPORT", QT_TRANSLATE_NOOP("looptide::models::Timeline", "message port") },
    { "ZLIB", QT_TRANSLATE_NOOP("looptide::models::Timeline", "compression") },
    { "PBKDF2REQUEST", QT_TRANSLATE_NOOP("looptide::models::Timeline", "crypto: pbkdf2") },
    { "SCRYPTREQUEST", QT_TRANSLATE_NOOP("looptide::models::Timeline", "crypto: scrypt") },
    { "RANDOMBYTESREQUEST",
      QT_TRANSLATE_NOOP("looptide::models::Timeline", "crypto: random bytes") },
    { "HASHREQUEST", QT_TRANSLATE_NOOP("looptide::models::Timeline", "crypto: hash") },
    { "TLSWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "TLS connection") },
    { "UDPWRAP", QT_TRANSLATE_NOOP("looptide::models::Timeline", "UDP socket") },
};

CallbackRun callbackOf(const TraceStore &store, const TimelineItem &item)
{
    const auto view = trace::viewOf(store.record(item.record));
    const auto *run = view ? std::get_if<CallbackRun>(&*view) : nullptr;
    return run ? *run : CallbackRun();
}

QString requestText(const TraceStore &store, const TimelineItem &item, bool withQuery)
{
    const Record &record = store.record(item.record);
    const trace::HttpExchange *exchange = store.exchange(record.id);
    if (!exchange)
        return TimelineTexts::tr("request that was only counted");
    const QString url = withQuery ? exchange->url : exchange->url.section(u'?', 0, 0);
    return visibleText(exchange->method + u' ' + url.left(longestUrl));
}

} // namespace

QString TimelineTexts::laneName(LaneKind kind)
{
    switch (kind) {
    case LaneKind::Phases:
        return tr("Loop phases");
    case LaneKind::Callbacks:
        return tr("Callbacks");
    case LaneKind::Microtasks:
        return tr("Microtasks");
    case LaneKind::Collections:
        return tr("GC (memory)");
    case LaneKind::Requests:
        return tr("Requests");
    }
    return {};
}

QString TimelineTexts::laneExplanation(LaneKind kind)
{
    switch (kind) {
    case LaneKind::Phases:
        return tr("The event loop visits its phases one after the other. In the pale parts of poll "
                  "it waits for events and costs nothing.");
    case LaneKind::Callbacks:
        return tr("Each bar is a function that the loop called. While one runs, nothing else can. "
                  "A bar below another one was called within it.");
    case LaneKind::Microtasks:
        return tr("After each callback, all reactions of promises run before anything else.");
    case LaneKind::Collections:
        return tr("V8 frees memory that is no longer used. JavaScript stands still meanwhile.");
    case LaneKind::Requests:
        return tr("From the head of a request until its response was handed to the system. "
                  "Requests that are open at the same time have rows of their own.");
    }
    return {};
}

QString TimelineTexts::itemName(const TraceStore &store, const TimelineLane &lane,
                                const TimelineItem &item)
{
    if (lane.kind == LaneKind::Requests)
        return requestText(store, item, true);
    return groupName(store, lane, item);
}

QString TimelineTexts::groupName(const TraceStore &store, const TimelineLane &lane,
                                 const TimelineItem &item)
{
    switch (lane.kind) {
    case LaneKind::Phases:
        return phaseTitle(trace::LoopPhase(store.record(item.record).detail));
    case LaneKind::Callbacks: {
        const CallbackRun run = callbackOf(store, item);
        const QString type = store.places().typeName(lane.agent, run.origin.type);
        const QString text = type.isEmpty() ? tr("callback") : typeText(type);
        const QString place = trace::shortPlace(store.places().frames(lane.agent, run.place));
        return place.isEmpty() ? text : tr("%1: %2").arg(text, visibleText(place));
    }
    case LaneKind::Microtasks:
        return tr("microtasks");
    case LaneKind::Collections:
        return trace::collectionName(store.record(item.record).detail);
    case LaneKind::Requests:
        return requestText(store, item, false);
    }
    return {};
}

QStringList TimelineTexts::itemFacts(const TraceStore &store, const TimelineLane &lane,
                                     const TimelineItem &item)
{
    const auto view = trace::viewOf(store.record(item.record));
    if (!view)
        return {};
    QStringList facts;
    const QLocale locale;
    if (const auto *visit = std::get_if<trace::PhaseVisit>(&*view)) {
        if (visit->phase == trace::LoopPhase::Poll)
            facts += tr("%1 events; waited %2, worked %3")
                         .arg(locale.toString(visit->callbacks), durationText(visit->waitNs),
                              durationText(visit->busyNs()));
        else
            facts += tr("%1 callbacks").arg(locale.toString(visit->callbacks));
    } else if (const auto *drains = std::get_if<trace::MicrotaskDrains>(&*view)) {
        facts += tr("%n microtasks", nullptr, int(drains->microtasks));
    } else if (const auto *run = std::get_if<CallbackRun>(&*view)) {
        const QString type = store.places().typeName(lane.agent, run->origin.type);
        facts += type.isEmpty()
            ? tr("async id %1; created before callbacks were recorded").arg(run->asyncId)
            : tr("%1, async id %2, caused by async id %3")
                  .arg(visibleText(type))
                  .arg(run->asyncId)
                  .arg(run->origin.triggerId);
    } else if (const auto *end = std::get_if<trace::HttpEnd>(&*view)) {
        facts += end->status == 0 ? tr("no response") : tr("status %1").arg(end->status);
    }
    return facts;
}

QString TimelineTexts::typeText(const QString &type)
{
    for (const TypeName &name : typeNames) {
        if (type == QLatin1StringView(name.type))
            return tr(name.text);
    }
    return visibleText(type);
}

QString TimelineTexts::momentText(quint64 sinceBeginNs)
{
    constexpr double nsPerSecond = 1e9;
    return tr("%1 s").arg(QLocale().toString(double(sinceBeginNs) / nsPerSecond, 'f', 6));
}

} // namespace looptide::models
