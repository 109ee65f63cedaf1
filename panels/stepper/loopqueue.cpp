// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/stepper/loopqueue.h"

#include "panels/eventloop/looptexts.h"
#include "panels/resources/resourcesmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace looptide::models {

using trace::ActiveResource;
using trace::LoopPhase;
using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(looptide::models::LoopQueue)
};

struct Title
{
    const char *type;
    const char *text;
};

// Types of Node's async_hooks.
constexpr std::array titles {
    Title { "TickObject", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "tick") },
    Title { "PROMISE", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "reaction of a promise") },
    Title { "Microtask", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "microtask") },
    Title { "Timeout", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "timer") },
    Title { "Immediate", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "immediate") },
    Title { "TCPSERVERWRAP",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "new connection to a server") },
    Title { "TCPWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "event of a connection") },
    Title { "PIPEWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "event of a pipe") },
    Title { "TTYWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "input of the terminal") },
    Title { "HTTPINCOMINGMESSAGE",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "HTTP request") },
    Title { "HTTPCLIENTREQUEST",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "response to an HTTP call") },
    Title { "FSREQCALLBACK",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a file operation") },
    Title { "FSREQPROMISE",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a file operation") },
    Title { "GETADDRINFOREQWRAP",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a name lookup") },
    Title { "TCPCONNECTWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "connection made") },
    Title { "WRITEWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a write") },
    Title { "SHUTDOWNWRAP",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a connection") },
    Title { "PROCESSWRAP",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "end of a child process") },
    Title { "SIGNALWRAP", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "signal") },
    Title { "FSEVENTWRAP",
            QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "change of a watched file") },
    Title { "MESSAGEPORT", QT_TRANSLATE_NOOP("looptide::models::LoopQueue", "message") },
};

LoopQueue queueOf(const ActiveResource &resource)
{
    if (resource.type == "Timeout"_L1)
        return LoopQueue::Timers;
    return resource.type == "Immediate"_L1 ? LoopQueue::Check : LoopQueue::Poll;
}

QueueItem itemOf(const ActiveResource &resource)
{
    QueueItem item;
    item.asyncId = resource.asyncId;
    item.what = ResourcesModel::kindText(resource);
    if (!resource.detail.isEmpty())
        item.what += u' ' + resource.detail;
    item.due = ResourcesModel::dueText(resource);
    item.function = resource.callback;
    return item;
}

} // namespace

QString queueTitle(LoopQueue queue)
{
    switch (queue) {
    case LoopQueue::Ticks:
        return Text::tr("Ticks");
    case LoopQueue::Microtasks:
        return microtasksTitle();
    case LoopQueue::Timers:
        return phaseTitle(LoopPhase::Timers);
    case LoopQueue::Poll:
        return phaseTitle(LoopPhase::Poll);
    case LoopQueue::Check:
        return phaseTitle(LoopPhase::Check);
    }
    return {};
}

QString queueExplanation(LoopQueue queue)
{
    switch (queue) {
    case LoopQueue::Ticks:
        return Text::tr(
            "process.nextTick() calls its functions as soon as the current callback has "
            "ended: all of them, before the microtasks, and before the loop goes on.");
    case LoopQueue::Microtasks:
        return Text::tr("Reactions of promises run when no tick is left, all of them, before the "
                        "loop goes on. V8 does not report which ones wait.");
    case LoopQueue::Timers:
        return Text::tr("A timer runs in the timers phase when its time has come: not before, but "
                        "maybe later.");
    case LoopQueue::Poll:
        return Text::tr("In the poll phase, the loop waits for events of these handles and "
                        "requests, and calls their callbacks.");
    case LoopQueue::Check:
        return Text::tr("setImmediate() calls its functions in the check phase, right after poll.");
    }
    return {};
}

LoopQueue queueOf(LoopPhase phase)
{
    switch (phase) {
    case LoopPhase::Timers:
        return LoopQueue::Timers;
    case LoopPhase::Poll:
        return LoopQueue::Poll;
    case LoopPhase::Check:
        return LoopQueue::Check;
    case LoopPhase::Pending:
    case LoopPhase::Prepare:
    case LoopPhase::Closing:
    case LoopPhase::Outside:
        break;
    }
    return LoopQueue::Ticks;
}

QString callbackTitle(const QString &type)
{
    const auto known = std::ranges::find_if(
        titles, [&](const Title &title) { return type == QLatin1StringView(title.type); });
    if (known != titles.end())
        return Text::tr(known->text);
    return type.isEmpty() ? Text::tr("callback") : type;
}

QueueItem itemOf(const trace::WaitingCallback &callback, quint16 agent,
                 const trace::PlaceTable &places)
{
    QueueItem item;
    item.asyncId = callback.asyncId;
    item.what = callbackTitle(places.typeName(agent, callback.origin.type));
    if (callback.place != 0)
        item.function = places.frames(agent, callback.place).value(0);
    if (callback.stack == 0)
        return item;
    const QList<trace::CodeFrame> stack = places.frames(agent, callback.stack);
    const auto users = std::ranges::find_if(stack, &trace::CodeFrame::isUsers);
    if (users != stack.cend())
        item.creation = *users;
    return item;
}

QList<QueueItem> ticksOf(const trace::LoopPause &pause, const trace::PlaceTable &places)
{
    QList<QueueItem> items;
    for (const trace::WaitingCallback &tick : pause.ticks)
        items.append(itemOf(tick, pause.agent, places));
    return items;
}

QList<QueueItem> resourcesOf(LoopQueue queue, const trace::ActiveResources &resources)
{
    QList<ActiveResource> found;
    std::ranges::copy_if(
        resources.items, std::back_inserter(found),
        [queue](const ActiveResource &resource) { return queueOf(resource) == queue; });
    std::ranges::stable_sort(
        found, {}, [](const ActiveResource &resource) { return resource.dueMs.value_or(0); });
    QList<QueueItem> items;
    for (const ActiveResource &resource : std::as_const(found))
        items.append(itemOf(resource));
    return items;
}

} // namespace looptide::models
